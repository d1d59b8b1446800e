"""Articles: what they are, how a file becomes one, and the folder they live in."""
