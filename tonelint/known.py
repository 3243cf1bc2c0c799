"""The fixed words of drafts: languages, channels, audiences, severities."""

LANGUAGES = ("fr", "en")
CHANNELS = ("facebook", "x", "instagram", "linkedin", "email", "chat")
AUDIENCES = ("public", "private")
SEVERITIES = ("error", "warning", "info")
