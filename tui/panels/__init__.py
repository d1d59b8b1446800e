"""What opens over the two panes: the note editor, menus, help."""
