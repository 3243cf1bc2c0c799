"""Text: language, tokens, folded forms, phrases. Knows nothing of contexts or rules."""
