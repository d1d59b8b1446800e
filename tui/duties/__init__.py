"""What the app does beside the list and the reader, a duty a module: each is given the app and does its one thing."""
