"""Keys that the user binds anew: reading the keymap (pure), presets, chords. Loaded only if there is a keymap."""
