"""The formats that articles come in: one module each, imported in the process that reads untrusted files."""
