"""What can be wrong with a command or with a file given to it.

Every message is one sentence that names the place and the remedy; the command
line prints it on standard error and ends with exit code 2.
"""

from dataclasses import dataclass

from tonelint.terminal import file_name


@dataclass(slots=True)
class TonelintError(Exception):
    """A mistake in what tonelint was given.

    ``path`` is the file as the user named it; ``line`` and ``column`` are
    1-based, or ``None`` where the mistake has no place.
    """

    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        path = None if self.path is None else file_name(self.path)
        place = [str(part) for part in (path, self.line, self.column) if part is not None]
        return f"{':'.join(place)}: {self.message}" if place else self.message

    def __reduce__(self) -> tuple[type, tuple[str, str | None, int | None, int | None]]:
        """Whole from one process to another: exceptions forget what is given by name."""
        return type(self), (self.message, self.path, self.line, self.column)


class InputError(TonelintError):
    """A draft, a message or a data file that cannot be read."""


class PolicyError(TonelintError):
    """A code of conduct or a pack with a mistake in it."""


@dataclass(slots=True)
class PolicyMistakes(Exception):
    """Everything that is wrong with a code of conduct."""

    mistakes: list[PolicyError]

    def __str__(self) -> str:
        return "\n".join(map(str, self.mistakes))
