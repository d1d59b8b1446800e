"""How far annotators agree: on spans, on labels, beyond chance. Pure."""
