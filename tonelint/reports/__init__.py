"""Reports: one module an output format, each with ``check`` and ``context``.

Formats are imported when asked for, so that ``text`` does not pay for rich.
"""

from importlib import import_module
from typing import cast

from tonelint.reports.report import Report, Settings

FORMATS = ("rich", "text", "json", "jsonl", "github")

__all__ = ["FORMATS", "Report", "Settings", "named"]


def named(format_name: str) -> Report:
    """The output format of a name."""
    return cast("Report", import_module(f"tonelint.reports.{format_name}"))
