"""``tonelint explain NAME``: one rule, context, tone or element in full."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tonelint.cli import options
from tonelint.nearest import nearest
from tonelint.wording import ui_language, word

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
    title = f": {label.title.text(ui)}" if label.title else ""
    yield f"{name} ({kind}){title}"
    if label.about:
        yield label.about.text(ui)


def _context(name: str, document: "Document", ui: str) -> Iterator[str]:
    context: Context = document.contexts[name]
    yield from _heading(name, "contexte" if ui == "fr" else "context", context, ui)
    yield f"{word('suggested tone', ui)}: {', '.join(context.tone) or '-'}"
    for title, pairs in (
        ("forbid", dict(context.forbid)),
        ("require", {element: one.severity for element, one in context.require.items()}),
    ):
        if pairs:
            yield f"{title}: " + ", ".join(f"{key} ({severity})" for key, severity in pairs.items())
    yield from (f"→ {phrase}" for phrase in (context.say.fr if ui == "fr" else context.say.en))


def _tone(name: str, document: "Document", ui: str) -> Iterator[str]:
    tone: Tone = document.tones[name]
    yield from _heading(name, "ton" if ui == "fr" else "tone", tone, ui)
    where = [key for key, context in document.contexts.items() if name in context.forbid]
    if name in document.always.forbid:
        where = ["always"]
    if where:
        yield f"forbid: {', '.join(where)}"
    if tone.remedy:
        yield f"{word('instead', ui)}: {tone.remedy.text(ui)}"


def _element(name: str, document: "Document", ui: str) -> Iterator[str]:
    element: Element = document.elements[name]
    yield from _heading(name, "élément" if ui == "fr" else "element", element, ui)
    where = [key for key, context in document.contexts.items() if name in context.require]
    if where:
        yield f"require: {', '.join(where)}"
    if element.remedy:
        yield f"{word('instead', ui)}: {element.remedy.text(ui)}"
    yield from (f"→ {phrase}" for phrase in (element.say.fr if ui == "fr" else element.say.en))


def _rule(name: str, document: "Document", ui: str) -> Iterator[str]:
    rule: Rule = document.rules[name]
    title = f": {rule.title.text(ui)}" if rule.title else ""
    severity = rule.severity if rule.severity == "off" else word(rule.severity, ui)
    yield f"{name} ({'règle' if ui == 'fr' else 'rule'}, {severity}){title}"
    yield rule.message.text(ui)
    yield f"{word('why', ui)}: {rule.why.text(ui)}"
    yield f"{word('instead', ui)}: {rule.remedy.text(ui)}"
    if rule.source:
        yield f"Source: {rule.source.text(ui)}"
    for mark, examples in (("✗", rule.examples.fail), ("✓", rule.examples.pass_)):
        yield from (f"{mark} {_example(example)}" for example in examples)


def _example(example: "Example") -> str:
    return f"« {example.message} » → {example.reply}" if example.message else example.reply
