"""postil without a screen: articles, entities and notes as a library."""

__version__ = "0.1.0"
