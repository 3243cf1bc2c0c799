"""Fuzz targets: functions ``bytes -> None``, one a thing that reads what strangers wrote.

A target returns, whatever it is given. What the library documents as an answer to wrong input
(:class:`InputError`, :class:`PolicyMistakes`, ``PhraseError``) is taken; any other exception is a
failure, and so is a promise not kept: a place that is not where it says, a report that does not
parse, a control character in what goes to a terminal. :func:`run` bounds each case in time (seconds
of processor) and in memory (bytes of address space). Hypothesis (``tests/test_fuzz.py``) and
atheris (``atheris_run.py``) call the same targets.
"""

import atexit
import json
import os
import re
import signal
import sqlite3
import tempfile
import threading
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, cast

from tonelint import Linter, globs, memory, mending, strict_yaml
from tonelint.baseline import Baseline
from tonelint.conduct import cases, examples, load
from tonelint.conduct.configuration import Configuration
from tonelint.conduct.differences import differences
from tonelint.conduct.showing import shown
from tonelint.drafts import formats, messages, suppressions
from tonelint.drafts.containers import html
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults
from tonelint.drafts.places import Lines, Passage, Position, SourceMap
from tonelint.errors import InputError, PolicyMistakes, TonelintError
from tonelint.known import LANGUAGES
from tonelint.memory import Key, Memory
from tonelint.rendering import render
from tonelint.reports import FORMATS, Settings, named
from tonelint.results import Fix, Result
from tonelint.summary import Summary
from tonelint.templates import placeholders, readable
from tonelint.text.cleaning import clean
from tonelint.text.matching import Words
from tonelint.text.phrases import PhraseCompiler, PhraseError
from tonelint.text.pipeline import Reader, Spellings

if TYPE_CHECKING:
    from tonelint.known import Language

Target = Callable[[bytes], None]

SECONDS = 10.0  # of processor a case: a thousand times what one takes
MEMORY = 1_500_000_000  # bytes of address space that a case may add
_NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)  # one day for all: a failure is one tomorrow too
_DEEPLY = 2_000  # characters of a text whose places are looked at one by one
_READ = 4_000  # characters of a text that is understood: what is longer is only slower


class OverTime(AssertionError):
    """A case that takes longer than any may."""


@contextmanager
def bounded(seconds: float = SECONDS, more: int = MEMORY) -> Iterator[None]:
    """Ends what takes more than ``seconds`` of processor or ``more`` bytes beyond those now held.

    Raises :class:`OverTime` or ``MemoryError``. Where the system, or the thread, knows no such
    bounds, there are none.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    import resource  # noqa: PLC0415 - not of all systems

    def too_long(_number: int, _frame: FrameType | None) -> None:
        raise OverTime(f"more than {seconds} s of processor")

    kept = resource.getrlimit(resource.RLIMIT_AS)
    before = signal.signal(signal.SIGVTALRM, too_long)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (_held() + more, kept[1]))
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, kept)


def run(name: str, content: bytes) -> None:
    """One case of a target, within its bounds."""
    prepare(name)
    with bounded():
        TARGETS[name](content)


@cache
def prepare(name: str) -> None:
    """Makes what a target shares between its cases, so that no case pays for it."""
    if name in _UNDERSTANDING:
        _linter(full=name == "understanding").check("Bonjour.", "Plus de courant.")
    if name.startswith("policy"):
        _tiny("schema: 1\n")
    if name == "memory-pages":
        _kept_pages()


def _held() -> int:
    """The bytes of address space of this process. Raises ``OSError`` where they are not told."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGESIZE")


@cache
def _folder() -> Path:
    """A folder of this process, gone when it ends; a repository, so that nothing above governs."""
    folder = tempfile.TemporaryDirectory(prefix="fuzz-")
    atexit.register(folder.cleanup)
    (Path(folder.name) / ".git").mkdir()
    return Path(folder.name)


def _file(name: str, content: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(content)
    return path


def _text(content: bytes, most: int = _READ) -> str:
    """A text that a reader may hand on: UTF-8 without zero bytes, of ``most`` characters."""
    return content.decode("utf-8", "replace").replace("\0", "\ufffd")[:most]


@cache
def _linter(*, full: bool) -> Linter:
    linter = Linter("default", detection="full" if full else "phrases", now=_NOW)
    linter.prepare()
    return linter


# --- readers ---------------------------------------------------------------------------------


def _reads(path: str) -> Target:
    """Reads the bytes as a file of this name; all drafts stand where they say."""

    def target(content: bytes) -> None:
        for optional in (False, True):
            for item in formats.drafts_of(content, path, Defaults(), optional=optional):
                if isinstance(item, InputError):
                    assert item.path == path
                else:
                    _stands(item, formats.decode(content, path))

    return target


def _stands(draft: Draft, file: str) -> None:
    """All that a draft says of its places is true of the file."""
    lines = Lines.of(file)
    assert draft.reply.strip()
    draft.reply.encode()  # halves of characters are refused
    check_places(draft.reply, draft.written, file, lines)
    if draft.message is not None and draft.message_places is not None:
        check_places(draft.message, draft.message_places, file, lines)
    first, last = draft.extent or (1, len(lines.starts))
    assert 1 <= first <= last <= len(lines.starts)
    for one in draft.suppressions:
        assert _is_in(one.position, lines, len(file))
        assert one.span is None or 0 <= one.span[0] <= one.span[1] <= len(draft.reply)


def check_places(read: str, places: SourceMap, file: str, lines: Lines | None = None) -> None:
    """What is read stands in the file where its map says, character by character."""
    lines = lines or Lines.of(file)
    assert places.length == len(read)
    at, last = 0, (0, 0)
    for length, start, end in places.pieces(0, len(read)):
        assert (
            last[1] <= start <= end <= len(file) or (start, end) == last
        )  # two breaks of one </p>
        if length == end - start:
            assert all(map(_alike, read[at : at + length], file[start:end]))
        at, last = at + length, (start, end)
    assert at == len(read)
    for offset in range(min(len(read), _DEEPLY)):
        start, end = places.span(offset, offset + 1)
        assert 0 <= start <= end <= len(file)
        assert places.position(offset) == lines.position(start)
        assert places.end(offset, offset + 1) == lines.position(end)


def _alike(one: str, other: str) -> bool:
    """The same character, or white space for white space, which containers fold."""
    return one == other or (one.isspace() and other.isspace())


def _is_in(position: Position, lines: Lines, length: int) -> bool:
    if not 1 <= position.line <= len(lines.starts):
        return False
    return 0 <= lines.starts[position.line - 1] + position.column - 1 <= length


def messages_of_a_file(content: bytes) -> None:
    """The incoming messages of a text, and of JSON lines."""
    with suppress(InputError):
        text = formats.decode(content, "a.jsonl")
        for by_line in (False, True):
            for item in messages.read(text, "a.jsonl", by_line=by_line):
                assert isinstance(item, InputError) or item.text.strip()


def places_of_passages(content: bytes) -> None:
    """A text decoded twice over by pieces that the bytes choose, then read as HTML."""
    numbers, _, rest = content.partition(b"\n")
    file = _text(rest)
    passage = Passage.of(file)
    for _ in range(2):
        passage = passage.read_as(_pieces(passage.text, numbers), "html")
        check_places(passage.text, passage.places, file)
    seen = html.plain(passage)
    check_places(seen.text, seen.places, file)
    inner = passage.strip()
    assert inner.text == passage.text.strip()
    check_places(inner.text, inner.places, file)


def _pieces(text: str, numbers: bytes) -> Iterator[tuple[str, int, int]]:
    """Spans of a text in order, as they are or (two characters at least, as in any escape) as
    something else, as the numbers say.
    """
    at = 0
    for number in numbers:
        start = at + (number >> 6)
        end = min(start + (number & 15), len(text))
        if start > len(text):
            return
        as_it_is = number & 16 or end - start < 2
        yield (text[start:end] if as_it_is else "é"), start, end
        at = end


def comments(content: bytes) -> None:
    """Suppressions in the comments of a text, and in a field."""
    text = _text(content)
    whole = Passage.of(text)
    of_text = suppressions.suppressions_in(whole)
    of_field = suppressions.from_field(text, Position(1, 1))
    lines = Lines.of(text)
    for one in (*of_text.found, *of_field.found):
        assert one.rule.strip()
        assert one.reason.strip()
        assert _is_in(one.position, lines, len(text))
        assert one.span is None or 0 <= one.span[0] <= one.span[1] <= len(text)


# --- texts -----------------------------------------------------------------------------------


def blanks(content: bytes) -> None:
    """Placeholders in order, and the texts that a canned reply may become."""
    text = _text(content)
    last = 0
    for one in placeholders.find(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end
    for variant in readable(Draft(reply=text, template=True), "fr"):
        assert len(variant.reading) == len(variant.text)
        for place in range(0, len(variant.text), 7):
            start, end = variant.span(place, place + 1)
            assert 0 <= start <= end <= len(text)


@cache
def _reader() -> Reader:
    return Reader(Spellings({"jai": "j' ai", "dont": "do n't"}, {"chu": "suis"}))


def tokens(content: bytes) -> None:
    """A text made even and cut into tokens and sentences: nothing lost, every place in it."""
    text = _text(content)
    cleaned = clean(text)
    for place in range(len(cleaned.text)):
        start, end = cleaned.span(place, place + 1)
        assert 0 <= start < end <= len(text)
    doc = _reader().sentences(text)
    assert doc.text == cleaned.text
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


def understanding(content: bytes) -> None:
    """Everything, the text model too: what is found stands in the reply, and says its words."""
    text = _text(content, 500)
    linter = _linter(full=True)
    draft = Draft(reply=text, message=text, template=len(content) % 2 == 1)
    with suppress(InputError):
        _is_sound(linter.check_draft(draft))
        assert {one.name for one in linter.context(text).contexts} <= set(
            linter.policy.document.contexts
        )


def _is_sound(result: Result) -> None:
    for found in result.violations:
        assert 0 <= found.start <= found.end <= len(result.reply)
        assert found.message
    for tone in (*result.tones, *result.elements):
        assert 0 <= tone.score <= 1
        for one in tone.evidence:
            assert 0 <= one.start <= one.end <= len(result.reply)


def phrases(content: bytes) -> None:
    """A phrase (the first line), looked for in a text (the others): no pattern hangs."""
    first, _, rest = _text(content).partition("\n")
    try:
        compiler = PhraseCompiler(str.split, {"set": ["(a|b)", "c*"], "inner": ["{set} d"]})
        compiler.needs(first)
        forms = compiler(first)
    except PhraseError:
        return
    words = rest.split()
    for start, end in Words(words).longest(forms):
        assert 0 <= start < end <= len(words)


def file_globs(content: bytes) -> None:
    """Globs, a line each, on the longest names they could take long over."""
    lines = _text(content).splitlines()
    for line in lines:
        globs.mistake(line)
    spec = globs.compiled(lines)
    for name in ("a.md", "a/" * 60 + "a" * 250, "b" * 250 + "/a.md", "a" * 250 + "/" + "a" * 250):
        spec.match_file(name)


# --- codes of conduct ------------------------------------------------------------------------


def yaml_values(content: bytes) -> None:
    """YAML is a value or a mistake with its place; what is there can be found again."""
    text = _text(content)
    with suppress(TonelintError):
        strict_yaml.documents(text, "x")
    try:
        value = strict_yaml.load(text, "x")
    except TonelintError as error:
        assert error.line is None or error.line >= 1
        return
    assert isinstance(value, dict | list | str | int | float | bool | None)
    for key in value if isinstance(value, dict) else ():
        line, column = strict_yaml.place(text, (str(key),))
        assert line >= 1
        assert column >= 1


def policy_alone(content: bytes) -> None:
    """The bytes as a whole code of conduct, which then judges a reply."""
    _judged_by(content)


def policy_with_a_code(content: bytes) -> None:
    """The bytes after the first key of a code: most of what a code may say is then reached."""
    _judged_by(b"schema: 1\n" + content)


_TO_JUDGE = (
    "Désolé, la panne dure. – Léa [NOM]",
    "a" * 300 + " aa" * 60,  # what a pattern that tries every way would take for ever over
)


def _judged_by(content: bytes) -> None:
    path = _file("tonelint.yml", content)
    _file("now.yml", b"incidents: []\n")
    _file(
        "base.yml",
        b"schema: 1\ncontexts: {outage: {title: {fr: a, en: b}, detect: {phrases: {fr: [panne]}}}}\n",
    )
    try:
        policy = load(path)
        linter = Linter(policy, detection="phrases", now=_NOW)
        linter.prepare()
        for reply in _TO_JUDGE:
            times = {"received_at": "2026-01-01", "replied_at": "2026-11-01T08:00"}
            _is_sound(linter.check(reply, "Panne!", channel="sms", **times))
        list(examples.misbehaving(linter))
        cases.run(linter)
    except (InputError, PolicyMistakes) as error:
        assert str(error)
        return
    for language in LANGUAGES:
        for format_name in ("markdown", "html"):
            _parses(
                format_name, render(policy, format_name, cast("Language", language), _NOW.date())
            )
        assert not differences(policy.document, policy.document, language)
    path.write_text(shown(policy, everything=True), "utf-8")
    assert load(path).document == policy.document
    applied = Configuration(None, Defaults()).of(path.parent / "fr" / "a.md")
    assert applied.policy.name


def _tiny(text: str) -> None:
    _judged_by(text.encode())


def incidents_file(content: bytes) -> None:
    """A file of incidents that a code names."""
    _file("now.yml", content)
    text = "schema: 1\nincidents: now.yml\ncontexts: {outage: {title: {fr: panne, en: outage}}}\n"
    policy = load(_file("code.yml", text.encode()))
    with suppress(PolicyMistakes):
        Linter(policy, detection="phrases", now=_NOW)


def cases_file(content: bytes) -> None:
    """The cases beside a code."""
    _file("tested.cases.yml", content)
    policy = load(
        _file("tested.yml", b"schema: 1\ncontexts: {outage: {title: {fr: panne, en: outage}}}\n")
    )
    with suppress(PolicyMistakes, InputError):
        cases.run(Linter(policy, detection="phrases", now=_NOW))


# --- what is kept ----------------------------------------------------------------------------


def baseline(content: bytes) -> None:
    """A baseline is read, or refused; what is read can be asked what is gone, and written again."""
    try:
        known = Baseline.load(_file("baseline.json", content))
    except InputError:
        return
    assert all(count > 0 for _, count in known.gone)
    text = "".join(known.text())
    assert Baseline.load(_file("again.json", text.encode())).debts == known.debts


_KEYS = tuple(Key.of("fuzz", str(number)) for number in range(40))


@cache
def _kept_pages() -> bytes:
    """A memory with forty values in it."""
    path = _folder() / "kept.db"
    kept = Memory(path)
    kept.put((key, [key.name.hex() * number]) for number, key in enumerate(_KEYS))
    kept.close()
    return path.read_bytes()


def memory_pages(content: bytes) -> None:
    """A memory whose pages are spoilt: three bytes say where, one says with what.

    Bytes that begin as a database does are one by themselves.
    """
    if content.startswith(b"SQLite format 3\0"):
        spoilt = content
    else:
        pages = bytearray(_kept_pages())
        for at in range(0, len(content) - 3, 4):
            place = int.from_bytes(content[at : at + 3], "big") % len(pages)
            pages[place] = content[at + 3]
        spoilt = bytes(pages)
    _is_remembered_or_not(spoilt)


def memory_rows(content: bytes) -> None:
    """A memory whose values are others, of any kind that the file can hold."""
    path = _file("memory.db", b"")
    text = _text(content)
    values = (content, text, len(content), float(len(content)), None, b"")
    with suppress(sqlite3.Error):
        rows = sqlite3.connect(path)
        rows.execute(
            "create table kept (name blob primary key, said blob, made integer) without rowid"
        )
        for key, value in zip(_KEYS, values, strict=False):
            rows.execute("insert into kept values (?, ?, ?)", (key.name, value, 0))
        rows.commit()
        rows.close()
    _is_remembered_or_not(path.read_bytes())


def _is_remembered_or_not(pages: bytes) -> None:
    """A memory never fails, it forgets: what it gives can be put back."""
    for rest in ("memory.db-wal", "memory.db-shm"):
        (_folder() / rest).unlink(missing_ok=True)
    kept = Memory(_file("memory.db", pages))
    try:
        for key in _KEYS:
            kept.put([(key, kept.get(key))])
    finally:
        kept.close()


# --- what is written -------------------------------------------------------------------------

_TO_READ = ("text", "rich", "github", "markdown")  # by people in a terminal, in the log of a build
_VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "col", "wbr"})
_ACTING = frozenset({"script", "iframe", "object", "embed", "img", "link", "base", "form", "svg"})


def reports(content: bytes) -> None:
    """A draft that says anything, in every format: nothing acts, and all that is read parses."""
    for name, report in _reports(content):
        _parses(name, report)
        if name in _TO_READ:
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", report), name
        if name in ("text", "rich"):
            assert not re.search(r"(?m)^\s*::\w|##\[|##vso\[", report), name


def reports_controls(content: bytes) -> None:
    """A draft that says anything, in every format: no control character reaches a terminal."""
    for name, report in _reports(content):
        wild = {char for char in report if unicodedata.category(char) == "Cc"} - {"\n", "\t"}
        assert not wild, (name, wild)


def _reports(content: bytes) -> Iterator[tuple[str, str]]:
    """The name and the text of the report in each format on a draft that says the bytes."""
    text = _text(content, 400)
    path = os.fsdecode(content[:60].replace(b"\0", b"")) or None
    draft = Draft(reply=f"{text} [NOM]", message=text, id=text, title=text, path=path)
    results: list[Result] = []
    with suppress(InputError):
        found = _linter(full=False).check_draft(draft)
        results = [found, _saying(found, text)]
    for name in FORMATS:
        report = _report(name, results, "fr" if len(content) % 2 else "en")
        yield name, report.encode(errors="replace").decode()  # as it is written


def _saying(result: Result, text: str) -> Result:
    """A result whose every field for people says the text: none goes out as it is."""
    violations = tuple(
        replace(
            one, message=text, why=text, remedy=text, text=text, suggestions=(text,),
            fix=Fix(one.start, one.end, text),
        )
        for one in result.violations
    )  # fmt: skip
    return replace(result, violations=violations)


def _report(name: str, results: list[Result], ui: str) -> str:
    summary = Summary(_linter(full=False).policy, ui)
    settings = Settings(policy="default", version="1", ui=ui)
    return "".join(named(name).check(summary.counting(results), settings, summary))


def _parses(name: str, report: str) -> None:
    """What programs read is what they can read; a page opens nothing that it does not close."""
    if name in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(report)
    elif name == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in report.split("\n") if line)
    elif name in ("junit", "checkstyle"):
        ET.fromstring(report)
    elif name == "html":
        page = _Page()
        page.feed(report)
        page.close()
        assert not page.open
    elif name == "github":
        assert all(
            line.startswith(("::error ", "::warning ", "::notice "))
            for line in report.split("\n")
            if line
        )


class _Page(HTMLParser):
    """Follows the tags of a page: each that opens closes, and none acts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in _ACTING, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("href", "src") or not (value or "").strip().startswith("javascript")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


def _mends(path: str) -> Target:
    """Mends a file with all its fixes: it is still read, and each draft keeps its name."""

    def target(content: bytes) -> None:
        linter = _linter(full=False)

        def reread(text: str) -> list[Draft]:
            found = formats.drafts_of(text.encode(), path, Defaults())
            return [item for item in found if isinstance(item, Draft)]

        def check(drafts: list[Draft]) -> list[Result]:
            found = linter.check_all(draft for draft in drafts[:5])
            return [item for item in found if isinstance(item, Result)]

        try:
            before = reread(formats.decode(content[:_READ], path))
        except InputError:
            return
        mended, _ = mending.mend_in_rounds(
            content[:_READ], check(before), reread=reread, check=check, unsafe=True
        )
        after = reread(formats.decode(mended.content, path))
        assert [draft.id for draft in after] == [draft.id for draft in before]
        mending.unified(path, content[:_READ], mended.content)

    return target


_UNDERSTANDING = ("understanding", "reports", "reports-controls", "mend-markdown", "mend-json", "mend-yaml", "mend-csv")  # fmt: skip

TARGETS: dict[str, Target] = {
    "read-text": _reads("a.fr.txt"),
    "read-markdown": _reads("a.md"),
    "read-jsonl": _reads("a.jsonl"),
    "read-json": _reads("a.json"),
    "read-yaml": _reads("a.yml"),
    "read-csv": _reads("a.csv"),
    "read-tsv": _reads("a.tsv"),
    "read-html": _reads("a.html"),
    "read-stdin": _reads("<stdin>"),
    "messages": messages_of_a_file,
    "places": places_of_passages,
    "suppressions": comments,
    "placeholders": blanks,
    "tokens": tokens,
    "understanding": understanding,
    "phrases": phrases,
    "globs": file_globs,
    "yaml-values": yaml_values,
    "policy": policy_alone,
    "policy-keys": policy_with_a_code,
    "incidents": incidents_file,
    "cases": cases_file,
    "baseline": baseline,
    "memory-pages": memory_pages,
    "memory-rows": memory_rows,
    "reports": reports,
    "reports-controls": reports_controls,
    "mend-markdown": _mends("a.md"),
    "mend-json": _mends("a.json"),
    "mend-yaml": _mends("a.yml"),
    "mend-csv": _mends("a.csv"),
}


def forget() -> None:
    """No case is remembered in the user's cache: it is what a file says that is tried."""
    memory.ours.cache_clear()
    os.environ[memory.SWITCH] = "1"
