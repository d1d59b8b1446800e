"""Text by code points: spans, graphemes, words, sentences, and what is safe to show."""
