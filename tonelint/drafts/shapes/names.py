"""What teams call the fields of their records, in both languages.

Names are compared without case, accents and signs, a hump of ``camelCase`` as a sign
(:func:`~tonelint.drafts.shapes.values.folded`): ``Réponse``, ``reponse`` and ``REPONSE`` are one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tonelint.drafts.shapes.values import folded, language

REPLY = "reply"
# Those that say themselves that it is a reply, and those that any file may use.
STRONG = (
    "reply", "reponse", "response", "answer", "reply_html", "response_html", "reply_text",
    "response_text", "reply_body", "response_body", "answer_text", "message_reponse",
    "texte_reponse", "texte_de_reponse", "texte_de_la_reponse", "corps_de_la_reponse",
    "reponse_type", "reponse_preparee", "modele_de_reponse", "canned_response", "canned_reply",
    "saved_reply", "our_reply", "notre_reponse",
)  # fmt: skip
WEAK = (
    "body_html", "content_html", "text", "texte", "body", "corps", "content", "contenu",
    "body_text", "macro", "canned", "template", "modele", "gabarit",
)  # fmt: skip
# What replies lie under, in a list or by their keys.
COLLECTIONS = frozenset({
    "replies", "responses", "reponses", "answers", "canned_responses", "canned_replies",
    "canned_answers", "saved_replies", "macros", "templates", "modeles", "gabarits", "textes",
    "reponses_types", "reponses_preparees", "modeles_de_reponse", "modeles_de_reponses",
})  # fmt: skip
# What any list may lie under.
ENVELOPES = frozenset({
    "data", "items", "results", "records", "rows", "entries", "nodes", "list", "liste", "donnees",
})  # fmt: skip

_NAMES = {
    "id": ("id", "key", "cle", "slug", "identifiant", "identifier", "code", "short_code", "ref"),
    "title": ("title", "titre", "name", "nom", "subject", "objet", "sujet"),
    "message": (
        "message", "question", "demande", "customer_message", "message_client",
        "message_du_client",
    ),
    "lang": ("lang", "langue", "language", "locale"),
    "channel": ("channel", "canal"),
    "audience": ("audience", "public", "visibility", "visibilite"),
    "contexts": (
        "contexts", "contextes", "context", "contexte", "declared_contexts", "situation",
        "situations",
    ),
    "tags": (
        "tags", "tag", "etiquettes", "etiquette", "keywords", "mots_cles", "labels", "category",
        "categorie", "categories",
    ),
    "role": ("role",),
    "reviewed": (
        "reviewed", "reviewed_at", "reviewed_on", "last_reviewed", "revise", "revise_le", "revisee",
        "revisee_le", "revu", "revu_le", "revue_le", "relu_le", "relue_le",
    ),
    "template": ("template", "gabarit", "modele", "canned", "is_template"),
    "active": ("active", "actif", "enabled"),
    "tool": ("tool", "outil"),
    "twin": ("twin", "jumeau", "jumelle"),
    "region": ("region",),
    "approved_by": ("approved_by", "approuve_par", "approuvee_par"),
    "thread": ("thread",),
    "received_at": ("received_at",),
    "replied_at": ("replied_at",),
    "waivers": ("waivers",),
    "tonelint": ("tonelint",),
}  # fmt: skip
_FIELDS = {
    name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names)
}
_REPLIES = {name: rank for rank, name in enumerate((*STRONG, *WEAK))}

_LANGUAGE = r"(?P<lang>fr|en|francais|francaise|anglais|anglaise|french|english)"
_ENDS_IN_LANGUAGE = re.compile(rf"(?P<name>.+?)_(?:(?:en|in)_)?{_LANGUAGE}(?:_[a-z]{{2}})?")
_BEGINS_WITH_LANGUAGE = re.compile(rf"{_LANGUAGE}_(?P<name>.+)")
_CODE = re.compile(r"[a-z]{2}(?:_[a-z]{2})?")


@dataclass(frozen=True, slots=True)
class Name:
    """What a name in a file stands for.

    ``field`` is our name of it; None if it is none of ours. ``reply`` is its rank among the names
    of replies, if it is one (the lower, the surer): ``template`` is both, by its value. ``rank`` is
    its rank among the names of its field. ``lang`` is the language it names too (``texte_fr``).
    """

    field: str | None = None
    rank: int = 0
    reply: int | None = None
    lang: str | None = None

    @property
    def is_usual(self) -> bool:
        """Whether it is a usual name of anything."""
        return self.field is not None or self.reply is not None

    @property
    def is_strong(self) -> bool:
        """Whether it says itself that it is a reply."""
        return self.reply is not None and self.reply < len(STRONG)


@lru_cache(maxsize=4096)
def meant(name: str) -> Name:
    """What a name in a file stands for."""
    word = folded(name)
    whole = _meant(word, None)
    if whole.is_usual:
        return whole
    for pattern in (_ENDS_IN_LANGUAGE, _BEGINS_WITH_LANGUAGE):
        match = pattern.fullmatch(word)
        part = _meant(match["name"], language(match["lang"])) if match else whole
        if part.is_usual:
            return part
    return whole


def _meant(word: str, lang: str | None) -> Name:
    field, rank = _FIELDS.get(word, (None, 0))
    return Name(field, rank, _REPLIES.get(word), lang)


def are_languages(names: list[str]) -> bool:
    """Whether they are codes or names of languages, one of ours at least."""
    ours = [language(name) for name in names]
    return any(ours) and all(
        lang or _CODE.fullmatch(folded(name)) for name, lang in zip(names, ours, strict=True)
    )
