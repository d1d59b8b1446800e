"""`postil adjudicate`: the program on a notes file that is made from those of annotators."""
