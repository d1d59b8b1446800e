"""The reader: layout (pure), cursor (pure), paint (pure), margin (pure), and the widgets over them."""
