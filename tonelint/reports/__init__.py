"""Reports: one module an output format: ``check``, and ``context`` where it says that too.

Formats are imported when asked for, so that ``text`` does not pay for rich.
"""

from importlib import import_module
from typing import cast

from tonelint.reports.report import Report, Settings

CONTEXT_FORMATS = ("rich", "text", "json", "jsonl", "github")
FORMATS = (
    *CONTEXT_FORMATS, "sarif", "junit", "gitlab", "checkstyle", "rdjson", "markdown", "html",
)  # fmt: skip
EXACT_FORMATS = ("json", "jsonl")  # for programs: the text of a finding is the draft's own

__all__ = ["CONTEXT_FORMATS", "EXACT_FORMATS", "FORMATS", "Report", "Settings", "named"]


def named(format_name: str) -> Report:
    """The output format of a name. Only those of ``CONTEXT_FORMATS`` have ``context``."""
    return cast("Report", import_module(f"tonelint.reports.{format_name}"))
