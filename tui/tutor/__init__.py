"""Help for new users: a few lines on the first screen, and a lesson."""
