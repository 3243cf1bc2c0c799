"""``tonelint explain NAME``: one rule, context, tone or element in full."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tonelint.cli import options
from tonelint.nearest import nearest
from tonelint.wording import colon, quoted, ui_language, word

if TYPE_CHECKING:
    from tonelint.checks import Example, Rule
    from tonelint.conduct import Document
    from tonelint.terms import Context, Element, Label, Tone


@click.command(name="explain")
@click.argument("name")
@options.policy
@options.ui
def command(name: str, policy_name: str | None, ui: str | None) -> None:
    """Explain one rule, context, tone or element in full."""
    document = options.load_policy(policy_name).document
    language = ui_language(ui)
    pages = {
        **dict.fromkeys(document.elements, _element),
        **dict.fromkeys(document.tones, _tone),
        **dict.fromkeys(document.contexts, _context),
        **dict.fromkeys(document.rules, _rule),
    }
    wanted = name.split(":", 1)  # a violation's own name: forbidden-tone:humorous
    for part in wanted:
        if part not in pages:
            options.fail(
                f"there is no rule, context, tone or element named “{part}”{nearest(part, pages)}"
            )
    click.echo("\n\n".join("\n".join(pages[part](part, document, language)) for part in wanted))


def _heading(name: str, kind: str, label: "Label", ui: str) -> Iterator[str]:
    title = f"{colon(ui)}{label.title.text(ui)}" if label.title else ""
    yield f"{name} ({kind}){title}"
    if label.about:
        yield label.about.text(ui)


def _titles(document: "Document", names: Iterable[str], ui: str) -> str:
    """Names as people say them, with the name to write in a policy."""
    said = []
    for name in names:
        title = document.title(name, ui) or name
        said.append(title if title == name else f"{title} ({name})")
    return ", ".join(said)


def _line(key: str, text: str, ui: str) -> str:
    return f"{word(key, ui)}{colon(ui)}{text}"


def _context(name: str, document: "Document", ui: str) -> Iterator[str]:
    context: Context = document.contexts[name]
    yield from _heading(name, word("a context", ui), context, ui)
    yield _line("suggested tone", _titles(document, context.tone, ui) or "-", ui)
    if context.forbid:
        yield _line("forbids", _titles(document, context.forbid, ui), ui)
    if context.require:
        yield _line("requires", _titles(document, context.require, ui), ui)
    yield from (f"→ {phrase}" for phrase in (context.say.fr if ui == "fr" else context.say.en))


def _tone(name: str, document: "Document", ui: str) -> Iterator[str]:
    tone: Tone = document.tones[name]
    yield from _heading(name, word("a tone", ui), tone, ui)
    where = [key for key, context in document.contexts.items() if name in context.forbid]
    if name in document.always.forbid:
        yield _line("forbidden in", word("always", ui), ui)
    elif where:
        yield _line("forbidden in", _titles(document, where, ui), ui)
    if tone.remedy:
        yield _line("instead", tone.remedy.text(ui), ui)


def _element(name: str, document: "Document", ui: str) -> Iterator[str]:
    element: Element = document.elements[name]
    yield from _heading(name, word("an element", ui), element, ui)
    where = [key for key, context in document.contexts.items() if name in context.require]
    if where:
        yield _line("required in", _titles(document, where, ui), ui)
    if element.remedy:
        yield _line("instead", element.remedy.text(ui), ui)
    yield from (f"→ {phrase}" for phrase in (element.say.fr if ui == "fr" else element.say.en))


def _rule(name: str, document: "Document", ui: str) -> Iterator[str]:
    rule: Rule = document.rules[name]
    title = f"{colon(ui)}{rule.title.text(ui)}" if rule.title else ""
    severity = rule.severity if rule.severity == "off" else word(rule.severity, ui)
    yield f"{name} ({word('a rule', ui)}, {severity}){title}"
    yield rule.message.text(ui)
    yield _line("why", rule.why.text(ui), ui)
    yield _line("instead", rule.remedy.text(ui), ui)
    if rule.source:
        yield _line("source", rule.source.text(ui), ui)
    for mark, examples in (("✗", rule.examples.fail), ("✓", rule.examples.pass_)):
        yield from (f"{mark} {_example(example, ui)}" for example in examples)


def _example(example: "Example", ui: str) -> str:
    subject = f" [{example.subject}]" if example.subject else ""
    if not example.message:
        return example.reply + subject
    return f"{quoted(example.message, ui)} → {example.reply}{subject}"
