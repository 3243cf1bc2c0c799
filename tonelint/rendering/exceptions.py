"""What is set aside, what never is, and when rules come into force."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tonelint.rendering.blocks import Block, Cell, Paragraph, Section, Table
from tonelint.rendering.speech import Speech

if TYPE_CHECKING:
    from tonelint.terms import Waiver


def exceptions(speech: Speech, today: date) -> Section:
    """Waivers, what is never waived, and the adoption calendar."""
    parts = [
        Section(speech.say("waivers"), tuple(_waivers(speech, today))),
        Section(speech.say("never waived"), tuple(_never(speech))),
        Section(speech.say("adoption"), tuple(_adoption(speech, today))),
    ]
    return Section(speech.say("exceptions"), parts=tuple(part for part in parts if part.blocks))


def _waivers(speech: Speech, today: date) -> Iterator[Block]:
    waivers = speech.document.waivers
    if not waivers:
        yield Paragraph(speech.say("no waivers"))
        return
    header = ("rule", "where", "reason", "author", "until")
    yield Table(
        speech.say("waivers table"),
        tuple(map(speech.say, header)),
        tuple(_waiver(waiver, speech, today) for waiver in waivers),
    ).compact()


def _waiver(waiver: "Waiver", speech: Speech, today: date) -> tuple[Cell, ...]:
    until = speech.day(waiver.until) if waiver.until else speech.say("no end")
    if waiver.until and waiver.until < today:
        until = speech.say("over", day=until)
    return (
        tuple(speech.rules([waiver.rule])),
        (*speech.contexts(waiver.contexts), *speech.channels(waiver.channels)),
        (waiver.reason,),
        (waiver.author,) if waiver.author else (),
        (until,),
    )


def _never(speech: Speech) -> Iterator[Block]:
    never = speech.document.never_waived
    if never.contexts:
        names = speech.join(speech.contexts(never.contexts))
        yield Paragraph(speech.say("never contexts", names=names))
    if never.rules:
        names = speech.join(speech.rules(never.rules))
        yield Paragraph(speech.say("never rules", names=names))


def _adoption(speech: Speech, today: date) -> Iterator[Block]:
    steps = [step for step in speech.document.adoption if today < step.until]
    if not steps:
        yield Paragraph(speech.say("no adoption"))
        return
    yield Paragraph(speech.say("adoption intro"))
    yield Table(
        speech.say("adoption table"),
        tuple(map(speech.say, ("until", "rules", "weighs"))),
        tuple(
            (
                (speech.day(step.until),),
                tuple(speech.rules(step.rules)) or (speech.say("all rules"),),
                (speech.graded(step.at_most),),
            )
            for step in sorted(steps, key=lambda step: step.until)
        ),
    )
