"""How large what is read may be: far above honest use, far below what stops a machine."""

from tonelint.errors import InputError

FILE = 10_000_000  # bytes of a file that is read whole, or of a line of JSON lines
TEXT = 50_000  # characters of a reply, of a message, of a turn: some 16 pages


def too_large(size: int, path: str, line: int | None = None) -> InputError | None:
    """What is wrong with a file, or with a line of one, of so many bytes, if it is too large."""
    if size <= FILE:
        return None
    what = "file" if line is None else "line"
    said = f"this {what} is larger than {FILE // 1_000_000} MB, and is not read"
    return InputError(f"{said}: give it in parts, or as JSON lines, a reply a line", path, line)
