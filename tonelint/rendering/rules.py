"""The rules in force: what each reports, why, and an example of both kinds."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tonelint.checks.limit import Limit
from tonelint.checks.prefer import Prefer
from tonelint.known import SEVERITIES
from tonelint.rendering.blocks import Block, Examples, Exchange, Paragraph, Section
from tonelint.rendering.speech import Speech, upper_first
from tonelint.wording import FIXED_SUBJECTS, filled, word

if TYPE_CHECKING:
    from tonelint.checks import Example, Rule

_HOLE = re.compile(r"\{(\w+)\}")
# “the words found”: at the beginning or the end they are only pointed at; elsewhere, a passage is.
_QUOTED = r"(?:«\s*\{text\}\s*»|[“\"]?\{text\}[”\"]?)"
_POINTED = re.compile(rf"^{_QUOTED}\s*:\s+|\s*:\s+{_QUOTED}(?=\.$)")
_PASSAGE = re.compile(_QUOTED)
_PATTERN = re.compile(r"[*<>()\[\]|]")  # what no plain word of a phrase has


def rules(speech: Speech) -> Section:
    """Every rule that may report something, the gravest first."""
    document = speech.document
    ranked = sorted(
        (
            (SEVERITIES.index(rule.severity), name)
            for name, rule in document.rules.items()
            if rule.severity != "off" and not rule.sleeps(document)
        ),
        key=lambda item: item[0],
    )
    parts = tuple(_rule(name, document.rules[name], speech) for _, name in ranked)
    intro = (Paragraph(speech.say("rules intro")),) if parts else ()
    return Section(speech.say("rules"), intro, parts)


def _rule(name: str, rule: "Rule", speech: Speech) -> Section:
    fail = _chosen(rule.examples.fail, speech)
    pass_ = _chosen(rule.examples.pass_, speech)
    stated = " ".join(_stated(rule, fail, speech))
    blocks: list[Block] = [Paragraph(stated)] if stated else []
    when = ", ".join(_when(rule, speech))
    for key, text in (
        ("applies", f"{when}." if when else ""),
        ("why", speech.text(rule.why)),
        ("instead", speech.text(rule.remedy)),
        ("to write", f"{words}." if (words := _to_write(rule, speech)) else ""),
    ):
        if text and not _HOLE.search(text):
            blocks.append(Paragraph(text, lead=speech.say(key)))
    shown = (("fail", fail), ("pass", pass_))
    exchanges = tuple(_exchange(example, key, speech) for key, example in shown if example)
    if exchanges:
        blocks.append(Examples(exchanges))
    if rule.source:
        blocks.append(Paragraph(speech.text(rule.source), lead=speech.say("source"), quiet=True))
    title = upper_first(speech.rules([name])[0])
    return Section(title, tuple(blocks), grade=speech.graded(rule.severity))


def _chosen(examples: Sequence["Example"], speech: Speech) -> "Example | None":
    """The first example in the language; else the first, whatever it is in."""
    own = (example for example in examples if example.lang == speech.language)
    return next(own, next(iter(examples), None))


def _stated(rule: "Rule", example: "Example | None", speech: Speech) -> Iterator[str]:
    """What the rule reports, without holes: of its message, what can be said of any reply."""
    if isinstance(rule, Limit):
        yield speech.say("most", count=str(rule.max))
        for most in sorted(set(rule.max_in.values())):
            names = [name for name, own in rule.max_in.items() if own == most]
            said = speech.join(speech.contexts(names))
            yield speech.say("most in" if most else "none in", count=str(most), names=said)
        return
    message = speech.text(rule.message).replace("{roles}", "").rstrip()  # the tree shows them
    fills = _fills(rule, example, speech).items()
    message = filled(message, {hole: fill for hole, fill in fills if fill})
    message = _PASSAGE.sub(speech.say("this passage"), _POINTED.sub("", message))
    if not _HOLE.search(message):
        yield upper_first(message)


def _fills(rule: "Rule", example: "Example | None", speech: Speech) -> dict[str, str]:
    """What the example, or the rule itself, says of the holes of the message."""
    fills = {}
    if example and example.subject:
        kind = FIXED_SUBJECTS.get(getattr(rule, "check", ""))
        fixed = word(f"{kind} {example.subject}", speech.language) if kind else ""
        fills["subject"] = fixed or speech.subject(example.subject)
    if example and example.contexts:
        fills["context"] = speech.contexts(example.contexts[:1])[0]
    if isinstance(rule, Prefer):
        fills |= _replaced(rule, example, speech)
    return fills


def _replaced(rule: Prefer, example: "Example | None", speech: Speech) -> dict[str, str]:
    """The wording that the example shows and what to write instead; else the rule's first."""
    pairs = _plain_pairs(rule, speech)
    reply = example.reply.casefold() if example else ""
    shown = next((pair for pair in pairs if pair[0].casefold() in reply), None)
    text, replacement = shown or next(iter(pairs), ("", ""))
    return {"text": text, "replacement": replacement}


def _plain_pairs(rule: Prefer, speech: Speech) -> list[tuple[str, str]]:
    """What to write instead of what, where that is plain words and not a pattern."""
    pairs = rule.replace.get(speech.language, {}).items()
    return [(phrase, instead) for phrase, instead in pairs if not _PATTERN.search(phrase)]


def _to_write(rule: "Rule", speech: Speech) -> str:
    """*this (and not “that” or “those”)*, for each wording that is preferred."""
    instead: dict[str, list[str]] = {}
    for phrase, preferred in _plain_pairs(rule, speech) if isinstance(rule, Prefer) else ():
        instead.setdefault(preferred, []).append(speech.quote(phrase))
    return "; ".join(
        speech.say("and not", preferred=preferred, phrases=speech.join(phrases, "or"))
        for preferred, phrases in instead.items()
    )


def _when(rule: "Rule", speech: Speech) -> Iterator[str]:
    """Where the rule applies: all of these."""
    when = rule.when
    if when.contexts:
        names = speech.join(speech.contexts(when.contexts), "or")
        yield speech.say("when contexts", names=names)
    if when.channels:
        names = speech.join(speech.channels(when.channels), "or")
        yield speech.say("when channels", names=names)
    if when.audience:
        yield speech.say(f"in {when.audience}")
    if when.template is not None:
        yield speech.say("when template" if when.template else "when no template")


def _exchange(example: "Example", key: str, speech: Speech) -> Exchange:
    us, person = speech.say("us"), speech.say("person")
    turns = [(us if turn.author == "us" else person, turn.text) for turn in example.thread]
    turns += [(person, example.message)] if example.message else []
    turns.append((us, example.reply))
    foreign = example.lang if example.lang != speech.language else None
    known = upper_first(", ".join(_known(example, speech)))
    return Exchange(key == "pass", speech.say(key), known, tuple(turns), foreign)


def _known(example: "Example", speech: Speech) -> Iterator[str]:
    """What else is known of the example, on which the rule may rest."""
    yield from speech.channels([example.channel] if example.channel else [])
    if example.audience:
        yield speech.say(f"in {example.audience}")
    yield from speech.roles([example.role] if example.role else [])
    if example.approved_by:
        yield speech.say("agreed by", roles=speech.join(speech.roles(example.approved_by)))
    if example.template:
        yield speech.say("prepared")
