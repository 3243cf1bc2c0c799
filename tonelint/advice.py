"""The tone a situation calls for, and words that would do it."""

from collections.abc import Iterable

from tonelint.conduct.document import Document
from tonelint.resources import preferred
from tonelint.results import Advice
from tonelint.terms import Stance, minutes
from tonelint.wording import join

_FEW = 3  # phrases offered


def stances(document: Document, contexts: Iterable[str]) -> tuple[tuple[str | None, Stance], ...]:
    """What the policy says of each context that holds, the strictest first; last, ``always``.

    Contexts that ``order`` does not name come after those it names.
    """
    rank = {name: index for index, name in enumerate(document.order)}
    holding = sorted(set(contexts), key=lambda name: (rank.get(name, len(rank)), name))
    found = [(name, document.contexts[name]) for name in holding if name in document.contexts]
    return (*found, (None, document.always))


def advise(document: Document, contexts: Iterable[str], language: str, ui: str) -> Advice:
    """The suggested tone: that of the strictest context that says one.

    ``language`` is the reply's, ``ui`` the language the tone is put into words in.
    """
    all_stances = stances(document, contexts)
    context, stance = next(
        ((name, stance) for name, stance in all_stances if stance.tone), (None, document.always)
    )
    titles = [tone_title(document, tone, ui) for tone in stance.tone]
    resources = [name for _, one in all_stances for name in one.resources]
    return Advice(
        context=context,
        tones=stance.tone,
        words=join(titles, ui),
        phrases=say(stance.say.fr, stance.say.en, language),
        resources=preferred(document, resources, language),
        reply_within=min(
            (one.reply_within for _, one in all_stances if one.reply_within),
            key=minutes,
            default=None,
        ),
        handled_by=next((one.handled_by for _, one in all_stances if one.handled_by), ()),
        notes=tuple(one.note.text(ui) for _, one in all_stances if one.note),
    )


def say(french: tuple[str, ...], english: tuple[str, ...], language: str) -> tuple[str, ...]:
    """A few phrases in a language."""
    return (french if language == "fr" else english)[:_FEW]


def tone_title(document: Document, name: str, ui: str) -> str:
    """A tone in words."""
    tone = document.tones.get(name)
    return tone.title.text(ui) if tone and tone.title else name
