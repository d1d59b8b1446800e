"""What stands beside the panes: side panel, doubts, disputes, and the lines that they are made of."""
