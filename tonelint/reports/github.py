"""``github``: annotations of GitHub Actions (workflow commands)."""

from collections.abc import Iterable, Iterator

from tonelint.reports.report import Settings
from tonelint.results import Result, Situation
from tonelint.summary import Summary
from tonelint.terminal import visible

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:  # noqa: ARG001 - one interface
    """One annotation a violation."""
    for result in results:
        for found in result.violations:
            properties = {
                "file": result.path or "",
                "line": str(found.begins.line),
                "endLine": str(found.ends.line),
                "col": str(found.begins.column),
                "endColumn": str(found.ends.column),
                "title": f"tonelint {found.name}",
            }
            listed = ",".join(
                f"{key}={_property(value)}" for key, value in properties.items() if value
            )
            said = _data(f"{found.message} {found.remedy}")
            yield f"::{_COMMANDS[found.severity]} {listed}::{said}\n"
    for remark in summary.remarks():
        yield (
            f"::{_COMMANDS[remark.severity]} title=tonelint {remark.name}::{_data(remark.text)}\n"
        )


def context(situations: Iterable[Situation], settings: Settings) -> Iterator[str]:  # noqa: ARG001 - one interface
    """One notice a message."""
    for situation in situations:
        contexts = ", ".join(found.name for found in situation.contexts) or "-"
        listed = (
            f"file={_property(situation.path or '')},line={situation.line},title=tonelint context"
        )
        yield f"::notice {listed}::{_data(contexts)}\n"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
