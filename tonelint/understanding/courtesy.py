"""How letters begin: good wishes that say nothing of what they are about.

To the text model, « j'espère que vous allez bien » is a word about how somebody is: before a late
bus it would read as worry. The wish, and the greeting before it, are written over with spaces, so
that positions stay.
"""

import re

_GREETING = (
    r"(?:(?:re-?)?(?:bonjour|bonsoir|salut|all[oô]|coucou|chers?|ch[eè]res?"
    r"|hello|hi|hey|dear|good (?:morning|day|afternoon|evening))\b[^.!?\n]{0,40}?[,.!:\s]+)"
)
_WISH = (
    r"(?:(?:en esp[eé]rant|(?:j['’ ]?|nous |on )?esp[eèé]re(?:ns|z)?) que (?:vous|tu|tout) "
    r"(?:allez|vas|va|vous portez|te portes)(?: tr[eè]s| tous| toutes)? bien"
    r"|(?:i |we |i am |i['’]m )?hop(?:e|ing) (?:that )?(?:you|you are|you['’]re|all is"
    r"|everyone is|everything is|this(?: \w{1,9})? finds you)(?: are| all| both| doing| keeping)*"
    r" (?:well|good|fine|great|ok))"
    r"(?:[ ,](?:et|and|aujourd['’]hui|today|ce matin|this morning|malgr[eé]|despite|in|with)\b"
    r"[^.!?\n]{0,40})?"
)
_OPENING = re.compile(rf"\s*{_GREETING}?{_WISH}\s*(?:[.!,;:]|\n)+", re.IGNORECASE)


def without_opening(text: str) -> str:
    """A message without the good wishes it begins with, at the same length; as it is, if it is
    nothing else.
    """
    opening = _OPENING.match(text)
    if opening is None or not text[opening.end() :].strip():
        return text
    return " " * opening.end() + text[opening.end() :]
