"""``text``: one line a violation, ``path:line:col: severity rule message``."""

from collections.abc import Iterable, Iterator

from tonelint.reports.report import Settings
from tonelint.results import Result, Situation
from tonelint.summary import Summary
from tonelint.terminal import file_name, plain

_NOWHERE = "<draft>"


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:  # noqa: ARG001 - one interface
    """One line a violation; nothing for a clean draft."""
    for result in results:
        for found in result.violations:
            place = (
                f"{file_name(result.path or _NOWHERE)}:{found.begins.line}:{found.begins.column}"
            )
            yield f"{place}: {found.severity} {found.name} {plain(found.message)}\n"
    for remark in summary.remarks():
        yield f"<drafts>: {remark.severity} {remark.name} {plain(remark.text)}\n"


def context(situations: Iterable[Situation], settings: Settings) -> Iterator[str]:  # noqa: ARG001 - one interface
    """One line a message: its place, its contexts, the suggested tone."""
    for situation in situations:
        place = f"{file_name(situation.path or '<message>')}:{situation.line}"
        contexts = (
            ", ".join(f"{found.name} {found.score:.2f}" for found in situation.contexts) or "-"
        )
        yield f"{place}: {contexts} → {', '.join(situation.advice.tones)}\n"
