"""From a code of conduct to the document that people sign: its sections, without a format."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tonelint import __version__, data
from tonelint.known import HUMOROUS
from tonelint.rendering.blocks import (
    Block,
    Branch,
    Items,
    Page,
    Paragraph,
    Section,
    Signatures,
    Table,
    Tree,
)
from tonelint.rendering.exceptions import exceptions
from tonelint.rendering.rules import rules
from tonelint.rendering.situations import prose, situations
from tonelint.rendering.speech import Speech, upper_first
from tonelint.wording import colon, percent, word

if TYPE_CHECKING:
    from tonelint.conduct import Policy
    from tonelint.known import Language
    from tonelint.terms import Condition, Question, Resource

_LIMITS = ("length", "hashtags", "links", "emoji")  # of a channel's profile
_MARK = 12  # characters of a fingerprint


def page(policy: "Policy", language: "Language", today: date) -> Page:
    """The document, in a language, as of a day."""
    speech = Speech(policy.document, language)
    name = speech.text(policy.document.name)
    sections = (
        _reading(speech),
        _voice(speech),
        _roles(speech),
        _tree(speech),
        situations(speech),
        prose(speech),
        _humour(speech),
        _resources(speech),
        rules(speech),
        exceptions(speech, today),
        _documents(speech),
        _signatures(speech),
    )
    return Page(
        language=language,
        title=name or f"{speech.say('untitled')} – {policy.name}",
        about=speech.text(policy.document.about),
        origin=tuple(_origin(policy, speech, today)),
        contents=speech.say("contents"),
        sections=tuple(section for section in sections if section.blocks or section.parts),
    )


def _origin(policy: "Policy", speech: Speech, today: date) -> Iterator[str]:
    """When and of what the document was made, so that two copies can be told apart."""
    yield speech.say("origin", day=speech.day(today), version=__version__)
    packs = [source for source in policy.sources if source.path.is_relative_to(data.RULES)]
    files = [source.shown for source in reversed(policy.sources) if source not in packs]
    if packs:
        files.append(speech.say("pack files", count=str(len(packs))))
    yield speech.say("files", files=speech.join(files))
    texts = "\0".join(source.text for source in policy.sources)
    mark = hashlib.sha256(texts.encode()).hexdigest()[:_MARK]
    yield speech.say("fingerprint", mark=mark)


def _reading(speech: Speech) -> Section:
    grades = ("error", "warning", "info")
    lines = tuple(speech.graded(grade, speech.say(f"grade {grade}")) for grade in grades)
    return Section(
        speech.say("reading"),
        (Paragraph(speech.say("reading intro")), Paragraph(speech.say("grades")), Items(lines)),
    )


def _voice(speech: Speech) -> Section:
    document = speech.document
    voice, spoken = document.voice, [speech.say(f"in {one}") for one in document.languages]
    lines = [
        speech.say("languages" if len(spoken) > 1 else "language", languages=speech.join(spoken))
    ]
    if "fr" in document.languages:
        lines.append(speech.say(f"address {voice.address}"))
    if voice.register_:
        lines.append(speech.say(f"register {voice.register_}"))
    if voice.signature:
        signature = speech.text(voice.signature)
        lines.append(speech.say("signature", signature=speech.quote(signature)))
        lines += [speech.say("signature star")] if "*" in signature else []
    blocks: list[Block] = [Paragraph(" ".join(lines))]
    if document.channels:
        blocks += [_channels(speech), Paragraph(speech.say("counting"), quiet=True)]
    return Section(speech.say("voice"), tuple(blocks))


def _channels(speech: Speech) -> Table:
    """The limits, without the columns in which no channel has one."""
    profiles = speech.document.channels
    limits = [
        key for key in _LIMITS if any(getattr(one, key) is not None for one in profiles.values())
    ]
    signed = any(profile.signature for profile in profiles.values())
    rows = []
    for name, profile in profiles.items():
        cells = [upper_first(speech.channels([name])[0])]
        cells += [_limit(key, getattr(profile, key), speech) for key in limits]
        cells += [speech.say("signed yes" if profile.signature else "signed no")] if signed else []
        rows.append(tuple((cell,) for cell in cells))
    header = ("channel", *limits, *(("signed",) if signed else ()))
    return Table(speech.say("channels"), tuple(map(speech.say, header)), tuple(rows))


def _limit(key: str, most: int | None, speech: Speech) -> str:
    if most is None:
        return speech.say("no limit")
    if key == "length":
        return speech.say("characters", count=speech.number(most))
    return speech.say("at most", count=str(most)) if most else speech.say("none of it")


def _roles(speech: Speech) -> Section:
    document = speech.document
    if not document.roles:
        return Section(speech.say("roles"))
    header = [speech.say("role")]
    header += [speech.say("may", power=speech.text(one.title)) for one in document.powers.values()]
    header += [speech.say("handles"), speech.say("approves")]
    rows = []
    for name, role in document.roles.items():
        about = speech.text(role.about)
        titled = (upper_first(speech.text(role.title)), *([about] if about else []))
        may = [
            (speech.say("allowed" if power in role.may else "not allowed"),)
            for power in document.powers
        ]
        handles = [key for key, one in document.contexts.items() if name in one.handled_by]
        approves = [key for key, one in document.contexts.items() if name in one.approved_by]
        duties = [
            (", ".join(speech.contexts(keys)),) if keys else () for keys in (handles, approves)
        ]
        rows.append((titled, *may, *duties))
    table = Table(speech.say("roles table"), tuple(header), tuple(rows)).compact()
    return Section(speech.say("roles"), (Paragraph(speech.say("roles intro")), table))


def _tree(speech: Speech) -> Section:
    questions = speech.document.decision_tree
    if not questions:
        return Section(speech.say("tree"), (Paragraph(speech.say("no tree")),))
    tree = Tree(
        caption=speech.say("tree caption"),
        branches=tuple(_branch(question, speech) for question in questions),
        otherwise=speech.say("otherwise"),
        yes=speech.say("yes"),
        no=speech.say("no"),
    )
    return Section(speech.say("tree"), (Paragraph(speech.say("tree intro")), tree))


def _branch(question: "Question", speech: Speech) -> Branch:
    then = question.then
    details = []
    if then.to:
        key = "to whom" if then.do == "route" else "who answers"
        details.append(speech.say(key, roles=speech.join(speech.roles(then.to), "or")))
    if then.approved_by:
        roles = speech.join(speech.roles(then.approved_by), "or")
        details.append(speech.say("who approves", roles=roles))
    if then.note:
        details.append(speech.text(then.note))
    return Branch(
        ask=speech.text(question.ask),
        when=tuple(_conditions(question.if_, speech)),
        outcome=upper_first(word(f"do {then.do}", speech.language)),
        details=tuple(details),
    )


def _conditions(asked: "Condition", speech: Speech) -> Iterator[str]:
    """When the question is answered yes: all of these."""
    if asked == type(asked)():
        yield speech.say("if always")
    for key, names in (
        ("if contexts", speech.contexts(asked.contexts)),
        ("if signals", speech.signals(asked.signals)),
        ("if channels", speech.channels(asked.channels)),
        ("if not contexts", speech.contexts(asked.not_contexts)),
    ):
        if names:
            yield speech.say(key, names=speech.join(names, "or"))
    if asked.audience:
        yield speech.say(f"if {asked.audience}")
    if asked.our_turns:
        yield speech.say("if turns", count=str(asked.our_turns))


def _humour(speech: Speech) -> Section:
    humour = speech.document.humour
    if humour.contexts:
        contexts = speech.join(speech.contexts(humour.contexts))
        lines = [speech.say("humour where", contexts=contexts)]
    else:
        lines = [speech.say("humour anywhere")]
    never = [
        name for name, context in speech.ordered() if context.forbid.get(HUMOROUS, "off") != "off"
    ]
    if never:
        lines.append(speech.say("humour nowhere", contexts=speech.join(speech.contexts(never))))
    if humour.roles:
        roles = speech.join(speech.roles(humour.roles))
        lines.append(speech.say("humour roles", roles=roles))
    if humour.channels:
        channels = speech.join(speech.channels(humour.channels))
        lines.append(speech.say("humour channels", channels=channels))
    share = speech.say("humour share", share=percent(humour.share, speech.language))
    return Section(speech.say("humour"), (Paragraph(" ".join(lines)), Paragraph(share)))


def _resources(speech: Speech) -> Section:
    resources = speech.document.resources
    if not resources:
        return Section(speech.say("resources"))
    header = ("resource", "reach", "hours", "in languages", "region", "verified")
    table = Table(
        speech.say("resources table"),
        tuple(map(speech.say, header)),
        tuple(_resource(resource, speech) for resource in resources.values()),
    ).compact()
    return Section(speech.say("resources"), (Paragraph(speech.say("resources intro")), table))


def _resource(resource: "Resource", speech: Speech) -> tuple[tuple[str, ...], ...]:
    title = speech.text(resource.title)
    reach = [speech.say("phone", number=number) for number in resource.phone]
    reach += [speech.say("text", number=number) for number in resource.text]
    reach += [speech.text(resource.url)] if resource.url else []
    verified = (
        speech.day(resource.verified_on) if resource.verified_on else speech.say("unverified")
    )
    hours = speech.text(resource.hours)
    return (
        (upper_first(title),),
        tuple(reach),
        (hours,) if hours else (),
        (", ".join(speech.say(one) for one in resource.languages),),
        (resource.region,) if resource.region else (),
        (verified,),
    )


def _documents(speech: Speech) -> Section:
    lines = tuple(
        f"{upper_first(word(kind, speech.language))}{colon(speech.language)}{speech.text(where)}"
        for kind, where in speech.document.documents.items()
    )
    blocks = (Paragraph(speech.say("documents intro")), Items(lines)) if lines else ()
    return Section(speech.say("documents"), blocks)


def _signatures(speech: Speech) -> Section:
    signatures = Signatures(
        (speech.say("for the organisation"), speech.say("for the team")),
        tuple(map(speech.say, ("name line", "role line", "sign line", "date line"))),
    )
    return Section(speech.say("signatures"), (Paragraph(speech.say("signing")), signatures))
