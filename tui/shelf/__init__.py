"""The list of articles: rows (pure), the widget that draws them, and the pane around it."""
