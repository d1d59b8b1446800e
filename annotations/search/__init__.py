"""Full text: what is looked for, where it stands in a text, and the index of a library's words."""
