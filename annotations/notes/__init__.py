"""Notes: what a user attaches to a text, where it is anchored, and the file it is kept in."""
