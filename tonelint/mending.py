"""Mending files: what would fix a violation, written where the reply stands.

Only the characters that a fix replaces change; all else stays byte for byte, its byte order mark,
its line ends and the way its container writes it. A mended file is read again before it counts:
each reply must say what was meant and nothing else may read differently, or that fix is left out.
"""

import codecs
import difflib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from tonelint.drafts.containers import written
from tonelint.drafts.draft import Draft
from tonelint.drafts.places import SourceMap
from tonelint.errors import InputError
from tonelint.results import Fix, Result, Violation
from tonelint.terms.base import Bilingual

Reread = Callable[[str], list[Draft]]  # the text of a file, as its reader reads it
Why = Literal["unsafe", "overlaps", "unwritable"]

WHY: dict[Why, Bilingual] = {
    "unsafe": Bilingual(
        fr="change ce qui est dit : appliquez-la avec --unsafe-fixes, et relisez",
        en="changes what is said: apply it with --unsafe-fixes, and read it over",
    ),
    "overlaps": Bilingual(
        fr="touche à ce qu'une autre correction change déjà",
        en="touches what another fix changes already",
    ),
    "unwritable": Bilingual(
        fr="ne peut pas s'écrire à cet endroit du fichier : corrigez-le à la main",
        en="cannot be written at that place of the file: mend it by hand",
    ),
}

_ROUNDS = 4  # a fix may bring out another; two that undo each other must not go on for ever
_WRITTEN_ANEW = {"reply", "suppressions", "line", "places", "message_places", "extent"}
_FOLD = re.compile(r"\\?\s*")  # what a container puts in where it goes to the next line
_KEPT = [field.name for field in fields(Draft) if field.name not in _WRITTEN_ANEW]


@dataclass(frozen=True, slots=True)
class Left:
    """A violation whose fix was not applied, and why."""

    violation: Violation
    why: Why


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its fixes: its bytes, what they fixed, and what they could not."""

    content: bytes
    applied: tuple[Violation, ...] = ()
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edit:
    """``text`` instead of ``start..end`` of the file, for a fix in the reply that stands there."""

    start: int
    end: int
    text: str
    fix: Fix
    violation: Violation
    draft: tuple[int, str]

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end

    def clashes(self, other: "_Edit") -> bool:
        """Whether it touches what an edit before it changes, or goes in at the same place."""
        return self.start < other.end or self.start == other.start


def mend(
    content: bytes, results: Iterable[Result], *, reread: Reread, unsafe: bool = False
) -> Mended:
    """The file with the fixes of its results; ``unsafe``: with those too that change what is said.

    ``content`` is UTF-8, as it was when its drafts were read.
    """
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = content[len(mark) :].decode("utf-8")
    edits: list[_Edit] = []
    left: list[Left] = []
    for result in results:
        for violation in result.violations:
            if violation.fix:
                found = _edit(text, result.draft, violation, violation.fix, unsafe)
                edits.append(found) if isinstance(found, _Edit) else left.append(found)
    chosen, clashing = _apart(edits)
    kept = _Sound(text, reread).among(chosen)
    made = set(kept)
    left += [Left(edit.violation, "overlaps") for edit in clashing]
    left += [Left(edit.violation, "unwritable") for edit in chosen if edit not in made]
    return Mended(
        mark + _edited(text, kept).encode(), tuple(edit.violation for edit in kept), tuple(left)
    )


def mend_in_rounds(
    content: bytes,
    results: Sequence[Result],
    *,
    reread: Reread,
    check: Callable[[list[Draft]], Sequence[Result]],
    unsafe: bool = False,
) -> tuple[Mended, Sequence[Result]]:
    """The file mended and checked again until nothing more can be fixed, and its last results.

    What is left is left in the mended file.
    """
    applied: list[Violation] = []
    for _ in range(_ROUNDS):
        mended = mend(content, results, reread=reread, unsafe=unsafe)
        if not mended.applied:
            break
        content = mended.content
        applied += mended.applied
        results = check(reread(content.decode("utf-8-sig")))
    return Mended(content, tuple(applied), mended.left), results


def unified(path: str, before: bytes, after: bytes) -> str:
    """The changes of a file as ``git apply`` and ``patch -p1`` take them; nothing if none."""
    name = Path(path).as_posix().removeprefix("/")
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def write(path: Path, before: bytes, after: bytes) -> None:
    """Writes a mended file in one step; a link stays a link, and who may read it is kept.

    Raises :class:`InputError` where it cannot be written, or is no longer what was checked.
    """
    target = path.resolve()
    unfinished: Path | None = None
    try:
        if target.read_bytes() != before:
            raise InputError("this file changed while it was checked: check it again", str(path))
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            unfinished = Path(file.name)
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, unfinished)
        unfinished.replace(target)
    except OSError as error:
        reason = f"this file cannot be mended ({error.strerror})"
        raise InputError(reason, str(path)) from None
    finally:
        if unfinished:
            unfinished.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Sound:
    """Chooses edits after which a file reads as it was meant to."""

    text: str
    reread: Reread

    def among(self, edits: Sequence[_Edit]) -> list[_Edit]:
        """The edits that can be made together, in order."""
        return self._kept([], edits, self.reread(self.text)) if edits else []

    def _kept(self, sure: list[_Edit], edits: Sequence[_Edit], before: list[Draft]) -> list[_Edit]:
        """What is sure, and all of the others that can be made beside it: looked for by halves."""
        together = sorted([*sure, *edits], key=lambda edit: edit.place)
        if self._is_sound(together, before):
            return together
        if len(edits) == 1:
            return sure
        half = len(edits) // 2
        for part in (edits[:half], edits[half:]):
            sure = self._kept(sure, part, before)
        return sure

    def _is_sound(self, edits: Sequence[_Edit], before: list[Draft]) -> bool:
        fixes: dict[tuple[int, str], list[Fix]] = {}
        for edit in edits:
            fixes.setdefault(edit.draft, []).append(edit.fix)
        if not set(fixes) <= set(map(_key, before)):
            return False
        try:
            after = self.reread(_edited(self.text, edits))
        except InputError:
            return False
        return len(after) == len(before) and all(
            new.reply == _fixed(old.reply, fixes.get(_key(old), ())) and _rest(new) == _rest(old)
            for old, new in zip(before, after, strict=True)
        )


def _edit(text: str, draft: Draft, violation: Violation, fix: Fix, unsafe: bool) -> _Edit | Left:
    """What a fix changes in the text of the file, or why it cannot."""
    if not (fix.safe or unsafe):
        return Left(violation, "unsafe")
    places = draft.written
    if "\n" not in text[slice(*places.span(fix.start, fix.end))]:  # folded lines are joined whole
        fix = _narrowed(fix, draft.reply)
    new = written(fix.text, places.syntax) if fix.text else ""
    if new is None or not _is_in_one_piece(text, places, fix):
        return Left(violation, "unwritable")
    start, end = places.span(fix.start, fix.end)
    if text[start:end].endswith("\n"):  # a folded line goes with its indentation
        following, _ = places.span(fix.end, fix.end)
        end = following if _FOLD.fullmatch(text, end, following) else end
    return _Edit(start, end, new, fix, violation, _key(draft))


def _narrowed(fix: Fix, reply: str) -> Fix:
    """The fix without what it leaves as it is at both ends, so that this keeps the way it is
    written; one character at least stays, to say where it is.
    """
    start, end, new = fix.start, fix.end, fix.text
    while end - start > 1 and new and reply[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    while end - start > 1 and new and reply[start] == new[0]:
        start, new = start + 1, new[1:]
    return replace(fix, start=start, end=end, text=new)


def _is_in_one_piece(text: str, places: SourceMap, fix: Fix) -> bool:
    """Whether nothing that is seen or meant (a tag) stands in the file between the characters."""
    pieces = places.pieces(fix.start, fix.end)
    return all(_FOLD.fullmatch(text, before[2], after[1]) for before, after in pairwise(pieces))


def _apart(edits: Iterable[_Edit]) -> tuple[list[_Edit], list[_Edit]]:
    """The edits that leave one another alone, in order: of those that do not, the first."""
    chosen: list[_Edit] = []
    clashing: list[_Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.place):
        (clashing if chosen and edit.clashes(chosen[-1]) else chosen).append(edit)
    return chosen, clashing


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    return _replaced(text, ((edit.start, edit.end, edit.text) for edit in edits))


def _fixed(reply: str, fixes: Iterable[Fix]) -> str:
    return _replaced(reply, ((fix.start, fix.end, fix.text) for fix in fixes))


def _replaced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The text with edits made, which are in order and apart."""
    pieces, at = [], 0
    for start, end, new in edits:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _key(draft: Draft) -> tuple[int, str]:
    """What a draft is known by in its file: where it begins, and what it says."""
    return draft.written.span(0, 0)[0], draft.reply


def _rest(draft: Draft) -> tuple[Any, ...]:
    """All that must read as before, whatever is fixed."""
    aside = [(one.rule, one.reason, one.author, one.until) for one in draft.suppressions]
    return (*(getattr(draft, name) for name in _KEPT), aside)


def _lines(content: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8"))
