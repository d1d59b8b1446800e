"""Other programs' formats: one module each, with the same two functions, found through `formats`."""
