"""One person's work at one library: everything that a user can do, without a screen."""
