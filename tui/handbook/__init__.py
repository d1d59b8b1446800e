"""What `make docs` writes from the program itself: the table of keys, the manual page, completions."""
