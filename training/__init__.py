"""How the text model is made: the corpus and what learns from it. Not in the wheel."""
