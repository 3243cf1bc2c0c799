"""``markdown``: a comment for a pull request: a table that counts, then each finding by file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from tonelint.known import SEVERITIES
from tonelint.reports.files import portable
from tonelint.reports.report import Settings
from tonelint.reports.words import Words
from tonelint.results import Result, Violation
from tonelint.summary import Summary
from tonelint.terminal import plain
from tonelint.wording import word

_LIMIT = 65_000  # characters; GitHub refuses a comment of more than 65,536
_ROOM = 500  # kept for what is said of what is left out
_FILES = 30  # rows of the table
_SPECIAL = re.compile(r"[\\`*_\[\]|~$<>&]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What would call a person, point at an issue, or become a link: a space of no width prevents it.
_CALLING = re.compile(r"@|#(?=\d)|(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
_BACKTICKS = re.compile(r"`+")


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:
    """The whole comment, never longer than such a comment may be."""
    files: dict[str, _File] = {}
    for result in results:
        path = portable(result.path)
        files.setdefault(path, _File(path)).add(result)
    yield _Comment(Words(settings, summary), summary).written(list(files.values()))


@dataclass(slots=True)
class _File:
    """What was found in a file, with how many replies it holds."""

    path: str
    drafts: int = 0
    found: list[Violation] = field(default_factory=list)

    def add(self, result: Result) -> None:
        self.drafts += 1
        self.found += result.violations


class _Comment:
    def __init__(self, words: Words, summary: Summary) -> None:
        self._words = words
        self._summary = summary

    def written(self, files: Sequence[_File]) -> str:
        """The comment: paragraphs, as many as there is room for."""
        found = [file for file in files if file.found]
        pieces = [self._heading(files), *self._table(found), *self._remarks()]
        room = _LIMIT - _ROOM - sum(len(piece) + 2 for piece in pieces)
        left_out = 0
        for file in found:
            items = list(self._items(file, room))
            if items:
                pieces.append("\n".join(items))
                room -= len(pieces[-1]) + 2
            left_out += len(file.found) - max(len(items) - 2, 0)
        if left_out:
            pieces.append(self._more("finding", left_out))
        return "\n\n".join(pieces) + "\n"

    def _heading(self, files: Sequence[_File]) -> str:
        counts = Counter(one.severity for file in files for one in file.found)
        said = [self._words.count(name, counts[name]) for name in SEVERITIES if counts[name]]
        if not said:
            said = [self._words.say("all well")]
        drafts = sum(file.drafts for file in files)
        several = self._words.say("several drafts" if drafts > 1 else "draft")
        told = [f"{drafts} {several}"]
        if self._summary.suppressed:
            told.append(f"{self._summary.suppressed} {word('suppressed', self._words.ui)}")
        return f"### tonelint – {' · '.join(said)}\n\n{' · '.join(told)}"

    def _table(self, files: Sequence[_File]) -> Iterator[str]:
        if not files:
            return
        header = [self._words.say(key) for key in ("file", "drafts", "errors", "warnings", "notes")]
        lines = [header, ["---", *("--:",) * 4]]
        for file in files[:_FILES]:
            counts = Counter(one.severity for one in file.found)
            numbers = (file.drafts, *(counts[name] for name in SEVERITIES))
            path = _code(file.path).replace("|", r"\|")
            lines.append([path, *map(str, numbers)])
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)
        if len(files) > _FILES:
            yield self._more("file", len(files) - _FILES)

    def _remarks(self) -> Iterator[str]:
        for remark in self._summary.remarks():
            title = _text(self._words.rule(remark.name))
            grade = word(remark.severity, self._words.ui)
            yield f"**{grade}** **{title}** – {_text(remark.text)}"

    def _items(self, file: _File, room: int) -> Iterator[str]:
        """The heading of a file and its findings, those that there is room for."""
        heading = f"#### {_code(file.path)}"
        room -= len(heading) + 1
        started = False
        for found in file.found:
            item = self._item(file.path, found)
            if len(item) + 1 > room:
                continue
            if not started:
                yield from (heading, "")
                started = True
            yield item
            room -= len(item) + 1

    def _item(self, path: str, found: Violation) -> str:
        grade = word(found.severity, self._words.ui)
        title = f"**{_text(self._words.rule(found.name))}** ({_code(found.name)})"
        place = _code(f"{path}:{found.begins.line}")
        said = f"- **{grade}** {place} {title} – {_text(found.message)}"
        details = "<br>".join(self._details(found))
        summary = _html(word("why", self._words.ui))
        folded = f"  <details><summary>{summary}</summary>{details}</details>"
        return f"{said}\n{folded}" if details else said

    def _details(self, found: Violation) -> Iterator[str]:
        """Lines of HTML: why, what to do, and words for it."""
        if found.why:
            yield _html(found.why)
        if found.remedy:
            yield _html(self._words.led("instead", found.remedy))
        yield from (f"→ <code>{escape(plain(phrase))}</code>" for phrase in found.suggestions)

    def _more(self, what: str, count: int) -> str:
        key = f"one more {what}" if count == 1 else f"more {what}s"
        return f"*{self._words.say(key, count=str(count))}*"


def _text(text: str) -> str:
    """A text that reads as itself, on one line, and calls nobody."""
    escaped = _SPECIAL.sub(lambda one: _ENTITIES.get(one[0], f"\\{one[0]}"), plain(text))
    return _CALLING.sub("\\g<0>\u200b", escaped)


def _html(text: str) -> str:
    return _CALLING.sub("\\g<0>\u200b", escape(plain(text)))


def _code(text: str) -> str:
    """The text as code, between more backticks than it holds."""
    text = plain(text)
    fence = "`" * (max(map(len, _BACKTICKS.findall(text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
