"""``html``: one page that a manager can read: no script, nothing from elsewhere, fit to print.

Counts, by rule, by situation and by file; then each reply in which something was found, its words
underlined, and what was set aside and why.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count, groupby, pairwise
from pathlib import Path
from typing import cast

from tonelint import rendering
from tonelint.known import SEVERITIES, Language, rank
from tonelint.rendering.speech import typeset, upper_first
from tonelint.reports.files import NOWHERE, portable
from tonelint.reports.report import Settings
from tonelint.reports.words import Words
from tonelint.results import ContextFound, Result, Violation
from tonelint.summary import Summary
from tonelint.terminal import visible
from tonelint.wording import colon, percent, quoted, word

_STYLES = (
    Path(rendering.__file__).with_name("page.css"),
    Path(__file__).with_name("report.css"),
)
_EVIDENCE = 2  # words of the message quoted beside a situation

_Mark = tuple[int, int, str, str]  # start, end, class, what is said of it
_Row = tuple[str, ...]  # of HTML


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:
    """The whole page: it counts first."""
    gathered = list(results)
    yield from (f"{line}\n" for line in _Page(settings, summary).lines(gathered))


@dataclass(slots=True)
class _Tally:
    """What was found under one heading: how many replies, and what of each severity."""

    drafts: int = 0
    clean: int = 0
    severities: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result) -> None:
        self.drafts += 1
        self.clean += result.clean
        self.severities.update(found.severity for found in result.violations)

    def weights(self) -> tuple[int, ...]:
        """How many of each severity, the heaviest first."""
        return tuple(self.severities[name] for name in SEVERITIES)


class _Page:
    """Writes the page, line by line."""

    def __init__(self, settings: Settings, summary: Summary) -> None:
        self._words = Words(settings, summary)
        self._settings = settings
        self._summary = summary
        self._ui = cast("Language", settings.ui)

    def lines(self, results: Sequence[Result]) -> Iterator[str]:
        """The page."""
        title = self._say("title")
        named = self._summary.document.name
        policy = quoted(named.text(self._ui) if named else self._settings.policy, self._ui)
        origin = self._say("origin", version=self._settings.version, policy=policy)
        yield "<!doctype html>"
        yield f'<html lang="{self._ui}">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield f"<title>{title}</title>\n<style>"
        yield from (style.read_text(encoding="utf-8") for style in _STYLES)
        yield "</style>\n</head>\n<body>\n<header>"
        yield f'<h1>{title}</h1>\n<div class="origin"><p>{origin}</p></div>\n</header>\n<main>'
        yield from self._counts(results)
        yield from self._remarks()
        yield from self._by_rule(results)
        yield from self._by_context(results)
        yield from self._by_file(results)
        yield from self._findings(results)
        yield from self._set_aside(results)
        yield "</main>\n</body>\n</html>"

    def _counts(self, results: Sequence[Result]) -> Iterator[str]:
        whole = _tally(results)
        aside = sum(len(result.suppressed) for result in results)
        shown = (
            ("drafts", whole.drafts, ""),
            ("clean", whole.clean, "good"),
            *zip(("errors", "warnings", "notes"), whole.weights(), SEVERITIES, strict=True),
            ("set aside", aside, ""),
        )
        yield '<dl class="counts">'
        for key, number, kind in shown:
            marked = f' class="{kind}"' if number and kind else ""
            yield f"<div><dt>{self._say(key)}</dt><dd{marked}>{number}</dd></div>"
        yield "</dl>"
        if not any(result.violations for result in results):
            yield f'<p class="about">{self._say("all well")}</p>'
        elif whole.drafts:
            share = percent(whole.clean / whole.drafts, self._ui)
            yield f'<p class="about">{self._say("share", share=share)}</p>'

    def _remarks(self) -> Iterator[str]:
        remarks = list(self._summary.remarks())
        if remarks:
            yield f"<h2>{self._say('on the whole')}</h2>"
        for remark in remarks:
            title = self._text(self._words.rule(remark.name))
            yield f"<h3>{title} {self._grade(remark.severity)}</h3><p>{self._text(remark.text)}</p>"

    def _by_rule(self, results: Sequence[Result]) -> Iterator[str]:
        tallies: dict[str, Counter[str]] = {}
        for result in results:
            for found in result.violations:
                tallies.setdefault(found.name, Counter()).update([found.severity])
        rows = [
            (name, tuple(tally[severity] for severity in SEVERITIES))
            for name, tally in tallies.items()
        ]
        rows.sort(key=lambda row: row[1], reverse=True)
        yield from self._table(
            "by rule",
            ("rule", "errors", "warnings", "notes"),
            [
                (f"{self._text(self._words.rule(name))} {_code(name)}", *map(str, weights))
                for name, weights in rows
            ],
        )

    def _by_context(self, results: Sequence[Result]) -> Iterator[str]:
        tallies: dict[str, _Tally] = {}
        for result in results:
            for name in dict.fromkeys(one.name for one in result.contexts) or ("",):
                tallies.setdefault(name, _Tally()).add(result)
        rows = [(self._text(self._context(name)), tally) for name, tally in tallies.items()]
        yield from self._tallied("by context", "context", rows)

    def _by_file(self, results: Sequence[Result]) -> Iterator[str]:
        tallies: dict[str, _Tally] = {}
        for result in results:
            tallies.setdefault(portable(result.path), _Tally()).add(result)
        if len(tallies) > 1:
            rows = [(self._file(path), tally) for path, tally in tallies.items()]
            yield from self._tallied("by file", "file", rows)

    def _tallied(
        self, caption: str, what: str, rows: Iterable[tuple[str, _Tally]]
    ) -> Iterator[str]:
        """A table of replies and of what was found in them, the worst first."""
        ordered = sorted(rows, key=lambda row: (row[1].weights(), row[1].drafts), reverse=True)
        yield from self._table(
            caption,
            (what, "drafts", "clean", "errors", "warnings", "notes"),
            [
                (head, str(tally.drafts), str(tally.clean), *map(str, tally.weights()))
                for head, tally in ordered
            ],
        )

    def _table(self, caption: str, header: _Row, rows: Sequence[_Row]) -> Iterator[str]:
        """A table whose first column says what a row is about, the others how many."""
        if not rows:
            return
        heads = "".join(f'<th scope="col">{self._say(key)}</th>' for key in header)
        yield f"<h2>{self._say(caption)}</h2>"
        yield f'<table class="numbers"><thead><tr>{heads}</tr></thead>\n<tbody>'
        for head, *numbers in rows:
            cells = "".join(f"<td>{'–' if cell == '0' else cell}</td>" for cell in numbers)
            yield f'<tr><th scope="row">{head}</th>{cells}</tr>'
        yield "</tbody></table>"

    def _findings(self, results: Sequence[Result]) -> Iterator[str]:
        shown = [result for result in results if result.violations]
        if shown:
            yield f"<h2>{self._say('findings')}</h2>"
        numbers = count(1)
        for path, group in groupby(shown, key=lambda result: portable(result.path)):
            yield f"<section>\n<h3>{self._file(path)}</h3>"
            for result in group:
                yield from self._reply(result, f"r{next(numbers)}")
            yield "</section>"

    def _reply(self, result: Result, anchor: str) -> Iterator[str]:
        """A reply: what it answers, its words with what is wrong underlined, and what is said."""
        found = sorted(result.violations, key=lambda one: rank(one.severity))
        name = result.draft.title or result.id
        place = self._say("line", line=str(result.line))
        title = f"{self._text(name)} " if name else ""
        yield f'<article id="{anchor}">'
        yield f'<h4>{title}<span class="quiet">{place}</span></h4>'
        if result.message:
            yield self._quotation("message", result.message, _evidence(result.contexts))
        if result.contexts:
            said = ", ".join(self._situation(one) for one in result.contexts)
            yield f"<p>{self._lead('situation')}{said}</p>"
        marks = [
            (one.start, one.end, one.severity, str(number))
            for number, one in enumerate(found, 1)
            if one.end - one.start < len(result.reply.strip())  # not what it lacks as a whole
        ]
        yield self._quotation("draft", result.reply, marks, result.language)
        yield '<ol class="found">'
        for number, one in enumerate(found, 1):
            yield from self._finding(result, one, f"{anchor}-{number}")
        yield "</ol>"
        tone = self._text(result.advice.words)
        yield f"<p>{self._lead('suggested tone')}{tone}</p>\n</article>"

    def _finding(self, result: Result, found: Violation, anchor: str) -> Iterator[str]:
        place = self._say("line", line=str(found.begins.line))
        title = self._text(self._words.rule(found.name))
        yield f'<li id="{anchor}"><p>{self._grade(found.severity)} <strong>{title}</strong>'
        yield f'<span class="quiet">{place}</span></p>\n<p>{self._text(found.message)}</p>'
        for key, text in (("why", found.why), ("instead", found.remedy)):
            if text:
                yield f"<p>{self._lead(key)}{self._text(text)}</p>"
        if found.suggestions:
            phrases = "".join(f"<li><q>{_text(one)}</q></li>" for one in found.suggestions)
            lang = f' lang="{result.language}"' if result.language in ("fr", "en") else ""
            yield f'<div class="say"><p class="lead">{self._say("to say")}</p>'
            yield f"<ul{lang}>{phrases}</ul></div>"
        if found.fix:
            old = result.reply[found.fix.start : found.fix.end]
            change = f"<del>{_text(old)}</del> <ins>{_text(found.fix.text)}</ins>"
            yield f'<p><span class="lead">{self._say("mend")}</span> {change}</p>'
        for one in found.related:
            where = f"{portable(one.path or result.path)}:{one.begins.line}"
            yield f'<p><span class="lead">{self._say("see also")}</span> {_code(where)}</p>'
        yield "</li>"

    def _set_aside(self, results: Sequence[Result]) -> Iterator[str]:
        rows = [(result, aside) for result in results for aside in result.suppressed]
        if not rows:
            return
        heads = "".join(
            f'<th scope="col">{self._say(key)}</th>' for key in ("rule", "place", "reason")
        )
        yield f"<h2>{self._say('set aside')}</h2>"
        yield f"<table><thead><tr>{heads}</tr></thead>\n<tbody>"
        for result, aside in rows:
            found = aside.violation
            place = _code(f"{portable(result.path)}:{found.begins.line}")
            rule = self._text(self._words.rule(found.name))
            reason = self._text(aside.reason)
            yield f'<tr><th scope="row">{rule}</th><td>{place}</td><td>{reason}</td></tr>'
        yield "</tbody></table>"

    def _quotation(
        self, key: str, text: str, marks: Iterable[_Mark], language: str | None = None
    ) -> str:
        lang = f' lang="{language}"' if language in ("fr", "en") else ""
        title = self._text(word(key, self._ui))
        inside = _marked(text, list(marks))
        return (
            f'<figure class="{key}"><figcaption>{title}</figcaption><p{lang}>{inside}</p></figure>'
        )

    def _situation(self, found: ContextFound) -> str:
        words = [
            self._text(quoted(" ".join(one.text.split()), self._ui))
            for one in found.evidence[:_EVIDENCE]
        ]
        if found.source != "message" or not words:
            words.insert(0, self._text(word(f"source {found.source}", self._ui)))
        return f"{self._text(self._words.context(found.name))} ({', '.join(words)})"

    def _context(self, name: str) -> str:
        return upper_first(self._words.context(name)) if name else self._words.say("no context")

    def _file(self, path: str) -> str:
        return self._say("no file") if path == NOWHERE else _code(path)

    def _grade(self, severity: str) -> str:
        label = self._text(word(severity, self._ui))
        return f'<span class="grade {severity}">{label}</span>'

    def _lead(self, key: str) -> str:
        said = f"{word(key, self._ui)}{colon(self._ui)}".rstrip()
        return f'<span class="lead">{self._text(said)}</span> '

    def _say(self, key: str, **fills: str) -> str:
        return self._text(self._words.say(key, **fills))

    def _text(self, text: str) -> str:
        """What the report says itself, set as a printer would."""
        return _text(typeset(text, self._ui))


def _tally(results: Iterable[Result]) -> _Tally:
    tally = _Tally()
    for result in results:
        tally.add(result)
    return tally


def _evidence(contexts: Iterable[ContextFound]) -> Iterator[_Mark]:
    """What in the message says which situation it is."""
    for context in contexts:
        if context.source == "message":
            yield from ((one.start, one.end, "evidence", "") for one in context.evidence)


def _marked(text: str, marks: Sequence[_Mark]) -> str:
    """The text with each mark around its words, and after them the numbers of what they break.

    Where marks overlap, words get the class of the first that covers them.
    """
    text = text.rstrip()
    edges = sorted({0, len(text), *(edge for one in marks for edge in one[:2])})
    pieces = []
    for start, end in pairwise(edges):
        inside = _text(text[start:end])
        kind = next((one[2] for one in marks if one[0] <= start and end <= one[1]), None)
        numbers = ", ".join(one[3] for one in marks if one[1] == end and one[3])
        pieces.append(f'<mark class="{kind}">{inside}</mark>' if kind else inside)
        pieces.append(f"<sup>{numbers}</sup>" if numbers else "")
    return "".join(pieces)


def _code(text: str) -> str:
    return f"<code>{_text(text)}</code>"


def _text(text: str) -> str:
    """Any text, whatever it holds."""
    return escape(visible(text).encode(errors="replace").decode())
