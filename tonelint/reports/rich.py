"""``rich``: for people. The message with its evidence, the draft with what is
wrong underlined, why, what to do, the suggested tone. Readable at 80 columns
and without colour: severities and places are said in words.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tonelint.known import rank
from tonelint.reports.report import Settings
from tonelint.results import Advice, ContextFound, Decision, Result, Situation, Violation
from tonelint.summary import Summary
from tonelint.terminal import file_name, plain, safe
from tonelint.wording import colon, join, quoted, word

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "cyan"}
_MARKS = {"error": "✗", "warning": "!", "info": "·"}
_EVIDENCE = "underline magenta"
_FAINT = "dim"

_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_Mark = tuple[int, int, str]  # start, end, style


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:
    """A paragraph a draft, then a line that counts."""
    for result in results:
        yield _Page(settings).result(result)
    if summary.drafts > 1:
        yield _Page(settings).summary(summary)


def context(situations: Iterable[Situation], settings: Settings) -> Iterator[str]:
    """A paragraph a message."""
    for situation in situations:
        yield _Page(settings).situation(situation)


class _Page:
    """Writes one paragraph."""

    def __init__(self, settings: Settings) -> None:
        self._ui = settings.ui
        self._titles = settings.titles
        self._said: set[str] = set()
        self._colon = colon(settings.ui)
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=settings.width,
            force_terminal=settings.color,
            color_system="auto" if settings.color else None,
            no_color=not settings.color,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def result(self, result: Result) -> str:
        """A checked draft."""
        self._place(result.path, result.line, result.id)
        if result.message:
            self._quoted(word("message", self._ui), result.message, _marks(result.contexts))
        self._situation(result.contexts)
        self._quoted_draft(result)
        self._verdict(result)
        for violation in sorted(result.violations, key=lambda one: rank(one.severity)):
            self._violation(violation)
        self._advice(result.advice, phrases=not result.clean)
        self._decision(result.decision)
        return self._done()

    def situation(self, situation: Situation) -> str:
        """A message and the tone it calls for."""
        self._place(situation.path, situation.line, situation.id)
        self._quoted(word("message", self._ui), situation.message, _marks(situation.contexts))
        self._situation(situation.contexts)
        self._advice(situation.advice, phrases=True)
        return self._done()

    def summary(self, summary: Summary) -> str:
        """The counting line, and what is to be said of the whole."""
        drafts, suppressed = summary.drafts, summary.suppressed
        errors, warnings = summary.severities["error"], summary.severities["warning"]
        parts = [
            f"{drafts} {word('drafts count' if drafts > 1 else 'draft count', self._ui)}",
            f"{errors} {word('errors' if errors != 1 else 'error', self._ui)}",
            f"{warnings} {word('warnings' if warnings != 1 else 'warning', self._ui)}",
        ]
        if suppressed:
            parts.append(f"{suppressed} {word('suppressed', self._ui)}")
        self._print(Text(" · ".join(parts), style="bold"))
        for remark in summary.remarks():
            said = f"{_MARKS[remark.severity]} {word(remark.severity, self._ui)} {remark.name}"
            self._print(Text(said, style=_STYLES[remark.severity]))
            self._print(Text(safe(remark.text)), indent=4)
        return self._done()

    def _done(self) -> str:
        self._console.print()
        # Without colour, rich pads wrapped lines with spaces.
        return _TRAILING.sub("", self._out.getvalue())

    def _print(self, text: Text, indent: int = 0) -> None:
        self._console.print(Padding(text, (0, 0, 0, indent), expand=False) if indent else text)

    def _place(self, path: str | None, line: int, name: str | None) -> None:
        if path:
            shown = f"{file_name(path)}:{line}" + (f"  {plain(name)}" if name else "")
            self._print(Text(shown, style="bold"))

    def _verdict(self, result: Result) -> None:
        if result.clean:
            key = "no errors" if result.violations else "clean"
            self._print(Text(f"✓ {word(key, self._ui)}", style="bold green"))
            return
        parts = []
        for severity in ("error", "warning"):
            count = result.count(severity)
            if count:
                parts.append(f"{count} {word(severity + 's' if count > 1 else severity, self._ui)}")
        style = _STYLES["error" if result.count("error") else "warning"]
        self._print(Text(" · ".join(parts), style=style))

    def _quoted(self, title: str, text: str, marks: Iterable[_Mark]) -> None:
        self._print(Text(title, style=_FAINT))
        shown = Text(text)
        for start, end, style in marks:
            shown.stylize(style, start, end)
        if self._console.no_color:
            self._print_underlined(_safe(shown))
        else:
            self._print(_safe(shown), indent=2)

    def _print_underlined(self, text: Text) -> None:
        """Without colour, marked words get a row of ^ below them."""
        for line in text.wrap(self._console, self._console.width - 2):
            line.rstrip()
            self._print(Text(line.plain), indent=2)
            cells = [" "] * line.cell_len
            for span in line.spans:
                first = cell_len(line.plain[: span.start])
                cells[first : cell_len(line.plain[: span.end])] = "^" * cell_len(
                    line.plain[span.start : span.end]
                )
            if "^" in cells:
                self._print(Text("".join(cells).rstrip()), indent=2)

    def _quoted_draft(self, result: Result) -> None:
        marks = [
            (found.start, found.end, f"underline {_STYLES[found.severity]}")
            for found in reversed(result.violations)
            if found.end - found.start
            < len(result.reply.strip())  # not what is missing from it all
        ]
        self._quoted(word("draft", self._ui), result.reply, marks)

    def _situation(self, contexts: Sequence[ContextFound]) -> None:
        title = word("situation", self._ui)
        if not contexts:
            self._print(Text(f"{title}{self._colon}{word('no situation', self._ui)}", style=_FAINT))
            return
        line = Text(f"{title}{self._colon}", style=_FAINT)
        for index, found in enumerate(contexts):
            line.append(", " if index else "")
            line.append(self._titles.get(found.name, found.name), style="bold")
            words = [self._in_quotes(one.text) for one in found.evidence[:2]]
            if found.source != "message" or not words:
                words.insert(0, word(f"source {found.source}", self._ui))
            line.append(f" ({', '.join(words)})", style="")
        self._print(line)

    def _in_quotes(self, text: str) -> str:
        shown = safe(" ".join(text.split()))
        return quoted(shown, self._ui)

    def _violation(self, violation: Violation) -> None:
        head = Text()
        head.append(
            f"{_MARKS[violation.severity]} {word(violation.severity, self._ui)}",
            _STYLES[violation.severity],
        )
        head.append(f" {violation.name}", style="bold")
        head.append(f"  {violation.begins.line}:{violation.begins.column}", style=_FAINT)
        self._print(head)
        self._print(Text(safe(violation.message)), indent=4)
        self._once("why", violation.why, _FAINT)
        self._once("instead", violation.remedy, "")
        self._phrases(violation.suggestions, indent=6)

    def _once(self, key: str, text: str, style: str) -> None:
        """A labelled sentence, unless it was already said of this draft."""
        if text not in self._said:
            self._said.add(text)
            said = f"{word(key, self._ui)}{self._colon}{safe(text)}"
            self._print(Text(said, style=style), indent=4)

    def _phrases(self, phrases: Iterable[str], indent: int) -> None:
        """Words that would do, those not offered yet."""
        for phrase in phrases:
            if phrase not in self._said:
                self._said.add(phrase)
                self._print(Text(f"→ {safe(phrase)}", style="green"), indent=indent)

    def _advice(self, advice: Advice, *, phrases: bool) -> None:
        line = Text(f"{word('suggested tone', self._ui)}{self._colon}", style=_FAINT)
        line.append(advice.words, style="bold")
        if advice.context:
            title = self._titles.get(advice.context, advice.context)
            line.append(f" ({title})", style=_FAINT)
        self._print(line)
        if phrases:
            self._phrases(advice.phrases, indent=2)
        for note in advice.notes:
            self._print(Text(f"{word('note', self._ui)}{self._colon}{safe(note)}"))
        for key, value in (
            ("resources", ", ".join(advice.resources)),
            ("reply within", advice.reply_within or ""),
            ("handled by", ", ".join(advice.handled_by)),
        ):
            if value:
                self._print(Text(f"{word(key, self._ui)}{self._colon}{value}", style=_FAINT))

    def _decision(self, decision: Decision) -> None:
        """What the decision tree says, where it is more than to answer."""
        if decision.do != "answer" or decision.note:
            said = f"{word('decision tree', self._ui)}{self._colon}{self._decided(decision)}"
            self._print(Text(safe(said), style=_FAINT))

    def _decided(self, decision: Decision) -> str:
        roles = [self._titles.get(role, role) for role in (*decision.to, *decision.approved_by)]
        who = f" ({join(roles, self._ui)})" if roles else ""
        said = word(f"do {decision.do}", self._ui) + who
        return f"{said}. {decision.note}" if decision.note else said


def _marks(contexts: Iterable[ContextFound]) -> list[_Mark]:
    """What in the message says which situation it is."""
    found = (one for context in contexts if context.source == "message" for one in context.evidence)
    return [(one.start, one.end, _EVIDENCE) for one in found]


def _safe(text: Text) -> Text:
    """The styled text with control characters made visible; lengths stay the same."""
    cleaned = Text(safe(text.plain.replace("\r\n", " \n")))
    cleaned.spans = list(text.spans)
    cleaned.rstrip()
    return cleaned
