"""The program in a browser: a server on this machine, and a process of the program for each that looks at it."""
