"""The text model: what a message and a reply are about, in numbers."""
