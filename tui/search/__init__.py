"""The search of all articles: rows (pure), the widget that draws them, the work behind it, and the screen of it all."""
