"""A code of conduct with all it extends, as one YAML document whose every line names its source.

The files are merged as on loading, but each text and number brings along where it was written.
Short lists that one line of a file gives stay on one line; others have a line an item.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath
from typing import Any

import yaml

from tonelint import data, strict_yaml
from tonelint.conduct.document import Document
from tonelint.conduct.loading import Policy
from tonelint.conduct.merging import ADDING, merge_all
from tonelint.conduct.source import Source

_FARTHEST = 72  # the column of comments; what is longer than that has its own behind it
_PACKS = data.RULES.name


@dataclass(frozen=True, slots=True)
class _Said:
    """A text, number or truth value, and where it was written."""

    value: Any
    source: Source = field(compare=False)  # what two files say alike is the same
    line: int = field(compare=False)

    @property
    def origin(self) -> str:
        return _at(self.source, self.line)


def _at(source: Source, line: int) -> str:
    return f"{source.shown}:{line}"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    origin: str = ""  # of a key with values below it: nowhere, for it says nothing itself


def shown(policy: Policy, *, sources: bool = True, everything: bool = False) -> str:
    """The whole code of conduct as one YAML document, which loads back as the same.

    Without ``everything``, what packs give to recognise things is left out, and stands in an
    ``extends`` instead. ``sources``: whether each line ends in the file and line it comes from.
    """
    whole = merge_all([_said(source) for source in policy.sources])
    packs = [source for source in policy.sources if _is_pack(source)]
    if packs and not everything:
        whole = _without_pack_phrases(whole)
        whole["extends"] = _extends(packs, policy.sources[-1])
    keys = [name.alias for name in Document.model_fields.values()]
    ordered = {key: whole[key] for key in keys if key in whole}
    lines = list(_Writer(policy).mapping(ordered, ()))
    texts = _commented(lines) if sources else (line.text for line in lines)
    return "".join(f"{text}\n" for text in texts)


def _said(source: Source) -> dict[str, Any]:
    says: dict[str, Any] = strict_yaml.with_lines(
        source.text, lambda value, line: _Said(value, source, line)
    )
    return says


def _is_pack(source: Source) -> bool:
    return source.path.is_relative_to(data.RULES)


def _extends(packs: Sequence[Source], last: Source) -> _Said | list[_Said]:
    """What gives again the phrases that are left out: all packs, or those that were extended."""
    line, _ = strict_yaml.place(last.text, ("extends",))
    if {source.path for source in packs} == set(data.RULES.rglob("*.yml")):
        return _Said(_PACKS, last, line)
    names = [
        f"{_PACKS}/{PurePath(source.path.relative_to(data.RULES)).with_suffix('').as_posix()}"
        for source in packs
    ]
    return [_Said(name, last, line) for name in names]


def _without_pack_phrases(says: Mapping[str, Any], *, adding: bool = False) -> dict[str, Any]:
    """Without what recognises things and comes from a pack."""
    kept: dict[str, Any] = {}
    for key, value in says.items():
        add = adding or key in ADDING
        left = value
        if isinstance(value, Mapping):
            left = _without_pack_phrases(value, adding=add)
        elif add and isinstance(value, list):
            left = [item for item in value if not _of_pack(item)]
        elif add and _of_pack(value):
            continue
        if left or not (add or value):  # where lists replace, an empty one says something
            kept[key] = left
    return kept


def _of_pack(said: Any) -> bool:
    return isinstance(said, _Said) and _is_pack(said.source)


# --- YAML, line by line -----------------------------------------------------------


class _Writer:
    """Writes what was said, in block style, a line a value."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def mapping(self, says: Mapping[str, Any], path: strict_yaml.Path) -> Iterator[_Line]:
        for key, value in says.items():
            yield from self._value(f"{_scalar(key)}:", value, (*path, key))

    def _sequence(self, items: Sequence[Any], path: strict_yaml.Path) -> Iterator[_Line]:
        for index, item in enumerate(items):
            if isinstance(item, _Said) or not item:
                yield from self._value("-", item, (*path, index))
            else:
                first, *others = self._inside(item, (*path, index))
                yield _Line(f"- {first.text}", first.origin)
                yield from _indented(others)

    def _inside(self, value: Any, path: strict_yaml.Path) -> Iterator[_Line]:
        return (
            self.mapping(value, path) if isinstance(value, Mapping) else self._sequence(value, path)
        )

    def _value(self, lead: str, value: Any, path: strict_yaml.Path) -> Iterator[_Line]:
        """``lead`` is the key, or the dash, that the value stands behind."""
        if isinstance(value, _Said):
            yield _Line(f"{lead} {_scalar(value.value)}", value.origin)
        elif not value:
            source, line, _ = self._policy.place(path)
            yield _Line(f"{lead} {'{}' if isinstance(value, Mapping) else '[]'}", _at(source, line))
        elif (origin := _one_origin(value)) and len(flow := _flow(value)) < _FARTHEST:
            yield _Line(f"{lead} {flow}", origin)
        else:
            yield _Line(lead)
            yield from _indented(self._inside(value, path))


def _indented(lines: Iterator[_Line] | list[_Line]) -> Iterator[_Line]:
    for line in lines:
        yield _Line(f"  {line.text}", line.origin)


def _one_origin(value: Any) -> str:
    """Where a list of plain values was written, if on one line."""
    if isinstance(value, Mapping) or not all(isinstance(item, _Said) for item in value):
        return ""
    origins = {item.origin for item in value}
    return origins.pop() if len(origins) == 1 else ""


@lru_cache(maxsize=1024, typed=True)  # 1 is not true
def _scalar(value: Any) -> str:
    """A value on one line, as it stands behind a key or a dash."""
    style = '"' if isinstance(value, str) and "\n" in value else None
    written: str = yaml.safe_dump(
        [value],
        allow_unicode=True,
        width=math.inf,
        default_flow_style=False,
        default_style=style,
    )
    return written.removeprefix("- ").rstrip("\n")


def _flow(items: Sequence[_Said]) -> str:
    """A list on one line."""
    values = [item.value for item in items]
    written: str = yaml.safe_dump(
        values, allow_unicode=True, width=math.inf, default_flow_style=True
    )
    return written.rstrip("\n")


# --- where it comes from ----------------------------------------------------------


def _commented(lines: Sequence[_Line]) -> Iterator[str]:
    column = max((len(line.text) for line in lines if len(line.text) <= _FARTHEST), default=0)
    for line in lines:
        yield f"{line.text:<{column}}  # {line.origin}" if line.origin else line.text
