"""Contexts and tones, as a table and in prose."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tonelint.known import SEVERITIES
from tonelint.rendering.blocks import Block, Cell, Paragraph, Quotes, Section, Table
from tonelint.rendering.speech import Speech, upper_first

if TYPE_CHECKING:
    from tonelint.terms import Context, Requirement, Stance

_HEADER = (
    "situation", "tone", "forbidden", "required", "delay", "handled", "approved", "named",
)  # fmt: skip


def situations(speech: Speech) -> Section:
    """What is wanted in each situation, at a glance."""
    always = _row(speech.say("every situation"), speech.document.always, speech)
    rows = [always] if any(always[1:]) else []
    rows += [
        _row(speech.contexts([name])[0], context, speech) for name, context in speech.ordered()
    ]
    table = Table(
        speech.say("situations table"), tuple(map(speech.say, _HEADER)), tuple(rows)
    ).compact()
    return Section(speech.say("situations"), (Paragraph(speech.say("situations intro")), table))


def prose(speech: Speech) -> Section:
    """What is wanted in each situation, in sentences, with words that would do it."""
    document = speech.document
    parts = [
        Section(upper_first(speech.contexts([name])[0]), tuple(_told(context, speech)))
        for name, context in speech.ordered()
    ]
    always = tuple(_stance(document.always, speech))
    if always:
        parts.insert(0, Section(speech.say("every situation"), always))
    incidents = (
        (Paragraph(speech.say("incidents", file=document.incidents)),) if document.incidents else ()
    )
    return Section(speech.say("prose"), incidents, tuple(parts))


def _row(title: str, stance: "Stance", speech: Speech) -> tuple[Cell, ...]:
    tones = ", ".join(speech.tones(stance.tone))
    forbidden = {name: speech.tones([name])[0] for name in stance.forbid}
    required = {name: _required(name, stance.require[name], speech) for name in stance.require}
    return (
        (upper_first(title),),
        (tones,) if tones else (),
        _graded(stance.forbid, forbidden, speech),
        _graded(_severities(stance), required, speech),
        (speech.delay(stance.reply_within),) if stance.reply_within else (),
        tuple(speech.roles(stance.handled_by)),
        tuple(speech.roles(stance.approved_by)),
        tuple(speech.titles(stance.resources, speech.document.resources)),
    )


def _severities(stance: "Stance") -> dict[str, str]:
    return {name: requirement.severity for name, requirement in stance.require.items()}


def _graded(severities: Mapping[str, str], titles: Mapping[str, str], speech: Speech) -> Cell:
    """One line a severity, the heaviest first, with all that weighs it."""
    return tuple(
        speech.graded(grade, ", ".join(titles[name] for name in names))
        for grade in SEVERITIES
        if (names := [name for name, severity in severities.items() if severity == grade])
    )


def _required(name: str, requirement: "Requirement", speech: Speech) -> str:
    """An element, in a few words on when it is required."""
    conditions = [speech.say(f"in {requirement.audience}")] if requirement.audience else []
    conditions += [speech.say("as it says")] if requirement.when_signals else []
    element = speech.elements([name])[0]
    return f"{element} ({', '.join(conditions)})" if conditions else element


def _told(context: "Context", speech: Speech) -> Iterator[Block]:
    about = speech.text(context.about)
    if about:
        yield Paragraph(about, quiet=True)
    yield from _stance(context, speech, persists=context.persists)


def _stance(stance: "Stance", speech: Speech, *, persists: bool = False) -> Iterator[Block]:
    lines = [*_on_tone(stance, speech), *_on_elements(stance, speech), *_on_who(stance, speech)]
    if persists:
        lines.append(speech.say("persists"))
    if lines:
        yield Paragraph(" ".join(lines))
    if stance.note:
        yield Paragraph(speech.text(stance.note), lead=speech.say("note"))
    phrases = speech.phrases(stance.say)
    if phrases:
        yield Quotes(speech.say("say"), phrases)


def _on_tone(stance: "Stance", speech: Speech) -> Iterator[str]:
    never, rather_not = _by_weight(stance.forbid)
    wanted = speech.join(speech.tones(stance.tone))
    unwanted = speech.join(speech.tones(never), "nor")
    if wanted or unwanted:
        key = "take tone, never" if wanted and unwanted else ""
        key = key or ("take tone" if wanted else "never tone")
        yield speech.say(key, tones=wanted, never=unwanted)
    if rather_not:
        yield speech.say("avoid tone", tones=speech.join(speech.tones(rather_not), "or"))


def _on_elements(stance: "Stance", speech: Speech) -> Iterator[str]:
    always, expected = _by_weight(_severities(stance))
    should = "should also contain" if always else "should contain"
    for key, names in (("always contains", always), (should, expected)):
        if names:
            elements = [_in_full(name, stance.require[name], speech) for name in names]
            yield speech.say(key, elements=speech.join(elements))


def _in_full(name: str, requirement: "Requirement", speech: Speech) -> str:
    """An element, with all that is said of when it is required and what it names."""
    audience = requirement.audience
    said = [speech.say(f"if reply {audience}")] if audience else []
    if requirement.any_of:
        resources = speech.join(speech.resources(requirement.any_of), "or")
        said.append(speech.say("any of", resources=resources))
    if requirement.when_signals:
        signals = "; ".join(speech.signals(requirement.when_signals))
        said.append(speech.say("when it says", signals=signals))
    element = speech.elements([name])[0]
    return f"{element} ({', '.join(said)})" if said else element


def _on_who(stance: "Stance", speech: Speech) -> Iterator[str]:
    if stance.reply_within:
        yield speech.say("in time", delay=speech.delay(stance.reply_within))
    if stance.handled_by:
        yield speech.say("handled by", roles=speech.join(speech.roles(stance.handled_by), "or"))
    if stance.approved_by:
        yield speech.say("approved by", roles=speech.join(speech.roles(stance.approved_by), "or"))
    if stance.resources:
        resources = speech.join(speech.resources(stance.resources))
        yield speech.say("to name", resources=resources)


def _by_weight(severities: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """What must, and what should; what is ``off`` is neither."""
    must = [name for name, severity in severities.items() if severity == "error"]
    should = [name for name, severity in severities.items() if severity in ("warning", "info")]
    return must, should
