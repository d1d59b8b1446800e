"""Learning from what a user decides: a small model over the first one's answers, and how well it does."""
