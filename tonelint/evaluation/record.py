"""Figures on record, and whether new ones fall below them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tonelint.errors import InputError

TOLERANCE = 0.02  # how far a figure may fall below its record


def figures(record: Mapping[str, Any]) -> dict[str, float]:
    """The headline figures of one group: ``contexts.macro_f1``, ``verdict.accuracy``…"""
    found: dict[str, float] = {}
    for kind in ("contexts", "tones", "violations"):
        if kind in record:
            found[f"{kind}.micro_f1"] = record[kind]["micro"]["f1"]
            found[f"{kind}.macro_f1"] = record[kind]["macro_f1"]
    for kind, name in (("verdict", "accuracy"), ("language", "accuracy")):
        if record.get(kind, {}).get(name) is not None:
            found[f"{kind}.{name}"] = record[kind][name]
    return found


def write(path: Path, groups: Mapping[str, Mapping[str, Any]]) -> None:
    """Puts the figures of groups on record, by the group's file name."""
    kept = {Path(name).name: figures(record) for name, record in groups.items()}
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, dict[str, float]]:
    """The figures on record. Raises :class:`InputError`."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): {str(key): float(of[key]) for key in of} for name, of in kept.items()}
    except OSError as error:
        raise InputError(f"the record cannot be read ({error.strerror})", str(path)) from None
    except (ValueError, AttributeError, TypeError):
        reason = "this is no record of figures: make one with --record"
        raise InputError(reason, str(path)) from None


def fallen(
    groups: Mapping[str, Mapping[str, Any]], kept: Mapping[str, Mapping[str, float]]
) -> Iterator[str]:
    """A sentence for each figure that is more than ``TOLERANCE`` below its record."""
    for name, record in groups.items():
        now = figures(record)
        for figure, before in kept.get(Path(name).name, {}).items():
            if now.get(figure, 0.0) < before - TOLERANCE:
                yield f"{name}: {figure} fell from {before:.3f} to {now.get(figure, 0.0):.3f}"
