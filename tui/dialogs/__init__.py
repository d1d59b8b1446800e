"""What opens over the panes and takes the keys until it is closed: menus, lines to type in, the editor, help."""
