"""The Textual app: sends actions to the desk, draws what changed."""
