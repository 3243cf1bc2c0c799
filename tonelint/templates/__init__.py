"""Templates: canned replies with placeholders and branches, read as they will be posted."""

from tonelint.drafts.draft import Draft
from tonelint.templates.branches import Variant, variants

__all__ = ["Variant", "readable"]


def readable(draft: Draft, language: str | None = None) -> list[Variant]:
    """The texts that a canned reply may become, at least one. Tones and elements of a variant's
    ``text`` are understood in its ``reading``, at the same offsets.

    ``language``: that of the words read for placeholders, where the draft does not say its own. A
    text without a word is left out, if there is another: nothing is posted there.
    """
    found = variants(draft.reply, draft.lang or language)
    return [variant for variant in found if variant.text.strip()] or found[:1]
