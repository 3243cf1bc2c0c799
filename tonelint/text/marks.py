"""The form of emoji, links, e-mail addresses and mentions: regular expressions, no tokens."""

import regex

EMOJI = (
    r"(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3"
    r"|(?![©®™‼⁉0-9#*])\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F)?(?:\u200D\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F)?)*)"
)
EMOJI_PATTERN = regex.compile(EMOJI)
FIRST_OF_EMOJI = "\u20e3"  # the lowest character that an emoji cannot do without: a keycap's frame
LINK = (
    r"(?:https?://|www\.)[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]]"
    r"|(?<![@\w.-])(?:[a-z0-9-]{1,63}\.){1,8}(?:ca|com|org|net|fr|quebec|info|gov|app|io|example|ly)\b(?:/[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]])?"
)
EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
MENTION = r"@\w+"
HASHTAG = r"(?<![\w&/#])#\w*[^\W\d_]\w*"  # “#1” is none
