"""``tonelint policy init``: a code of conduct to begin with."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tonelint.cli import options
from tonelint.known import LANGUAGES
from tonelint.nearest import nearest
from tonelint.terminal import safe
from tonelint.wording import ui_language, word

if TYPE_CHECKING:
    from tonelint.conduct import Policy

_T = TypeVar("_T")
_ADDRESSES = ("tu", "vous", "mirror")
_TRUTHS = {"o": True, "oui": True, "y": True, "yes": True, "n": False, "non": False, "no": False}


@click.command(name="init")
@click.argument("path", default="tonelint.yml", metavar="[PATH]")
@click.option("--name", metavar="TEXT", help="The organisation's name (else the folder's).")
@click.option("--extends", metavar="NAME", help="The code to start from: your sector's (default).")
@click.option("--languages", metavar="LIST", help="The languages of your replies (fr,en).")
@click.option("--address", metavar="WORD", help="How readers are addressed: tu, vous or mirror.")
@click.option("--crisis-line", metavar="TEXT", help="Where someone in distress finds help.")
@click.option("--contact", metavar="TEXT", help="Your main contact: a number or an address.")
@click.option(
    "--approval/--no-approval", default=None, help="Whether a second person approves replies."
)
@options.ui
def command(  # noqa: PLR0913 - one parameter an option
    path: str,
    name: str | None,
    extends: str | None,
    languages: str | None,
    address: str | None,
    crisis_line: str | None,
    contact: str | None,
    approval: bool | None,
    ui: str | None,
) -> None:
    """Write a commented code of conduct to begin with.

    On a terminal, asks what no option says. Beside the code it writes
    .tonelint/schema.json, by which editors complete and check it.
    """
    from tonelint.conduct.beginning import CRISIS_LINE, Answers, beginning  # noqa: PLC0415
    from tonelint.conduct.loading import DEFAULT  # noqa: PLC0415 - pydantic waits

    target = Path(path)
    if target.exists():
        options.fail(_there(path))
    language = ui_language(ui)
    ask = _Asking(language, sys.stdin.isatty())
    answers = Answers(
        name=ask("name", name, _text, target.resolve().parent.name or path),
        base=ask("extends", extends, _base, DEFAULT, _sectors),
        languages=ask("languages", languages, _languages, ",".join(LANGUAGES)),
        address=ask("address", address, _address, "mirror"),
        crisis_line=ask("crisis-line", crisis_line, _text, CRISIS_LINE),
        contact=ask("contact", contact, _text_or_none),
        approval=ask("approval", None, _truth, word("no", language))
        if approval is None
        else approval,
    )
    for written in _write(target, beginning(answers, language)):
        click.echo(safe(str(written)))


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks what no option says, if someone is there to answer."""

    ui: str
    someone: bool

    def __call__(
        self,
        option: str,
        given: str | None,
        read: Callable[[str], _T],
        default: str = "",
        about: Callable[[str], str] | None = None,
    ) -> _T:
        """The answer as ``read`` takes it; one it refuses is asked for again.

        ``read`` raises ``ValueError`` with the reason; ``about`` is said before the question.
        """
        if given is not None or not self.someone:
            try:
                return read(default if given is None else given)
            except ValueError as error:
                options.fail(f"--{option}: {error}")
        if about:
            click.echo(about(self.ui), err=True)
        while True:
            said = click.prompt(
                word(f"ask {option}", self.ui), default, show_default=bool(default), err=True
            )
            try:
                return read(said)
            except ValueError as error:
                options.complain(error)


def _text_or_none(said: str) -> str:
    from tonelint.drafts.fields import whole  # noqa: PLC0415

    return " ".join(whole(said).split())


def _text(said: str) -> str:
    text = _text_or_none(said)
    if not text:
        raise ValueError("this is empty")
    return text


def _base(said: str) -> "Policy":
    from tonelint.conduct import load  # noqa: PLC0415
    from tonelint.conduct.loading import built_in  # noqa: PLC0415

    names = dict(enumerate(built_in(), start=1))
    name = names.get(int(said), said) if said.isascii() and said.isdigit() else said
    if name not in names.values():
        known = ", ".join(names.values())
        raise ValueError(f"“{said}” is none of {known}{nearest(said, names.values())}")
    return load(name)


def _sectors(ui: str) -> str:
    """The built-in codes, numbered, by what they call themselves."""
    from tonelint import data  # noqa: PLC0415
    from tonelint.conduct.loading import built_in  # noqa: PLC0415
    from tonelint.conduct.source import Source  # noqa: PLC0415

    lines = []
    for number, name in enumerate(built_in(), start=1):
        source = Source(data.POLICIES / f"{name}.yml", name)
        lines.append(f"{number:3}  {name:<16}{source.says['name'][ui]}")
    return "\n".join(lines)


def _languages(said: str) -> tuple[str, ...]:
    languages = tuple(dict.fromkeys(re.findall(r"[^\s,]+", said)))
    if not languages or not set(languages) <= set(LANGUAGES):
        raise ValueError(f"“{said}” is not a list of {', '.join(LANGUAGES)}")
    return languages


def _address(said: str) -> str:
    if said not in _ADDRESSES:
        raise ValueError(f"“{said}” is none of {', '.join(_ADDRESSES)}{nearest(said, _ADDRESSES)}")
    return said


def _truth(said: str) -> bool:
    if said.lower() not in _TRUTHS:
        raise ValueError(f"“{said}” is neither yes nor no")
    return _TRUTHS[said.lower()]


def _write(target: Path, text: str) -> tuple[Path, Path]:
    """The code, and beside it the schema that its first line names for editors."""
    from tonelint.conduct.beginning import SCHEMA_FILE  # noqa: PLC0415
    from tonelint.conduct.schema import json_schema  # noqa: PLC0415

    schema = target.parent / SCHEMA_FILE
    try:
        schema.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        with schema.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(json_schema(), file, ensure_ascii=False, indent=1)
    except FileExistsError:
        options.fail(_there(str(target)))
    except OSError as error:
        options.fail(f"{error.filename}: the file cannot be written ({error.strerror})")
    return target, schema


def _there(path: str) -> str:
    return f"{path}: there is a file already; give another path"
