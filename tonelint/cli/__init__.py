"""The command line: one thin module a command, imported when it is called."""

import atexit
import gc
import os
import sys

import click

from tonelint import __version__
from tonelint.cli.lazy import LazyGroup
from tonelint.cli.options import WRONG, complain
from tonelint.errors import PolicyMistakes, TonelintError

_GARBAGE = 200_000  # new objects before the memory is gone through
_INTERRUPTED, _PIPE_CLOSED = 130, 141  # as a shell counts signals
_COMMANDS = {
    "check": "tonelint.cli.check",
    "baseline": "tonelint.cli.baseline",
    "config": "tonelint.cli.config",
    "context": "tonelint.cli.context",
    "decide": "tonelint.cli.decide",
    "rules": "tonelint.cli.rules",
    "explain": "tonelint.cli.explain",
    "policy": "tonelint.cli.policy",
    "eval": "tonelint.cli.evaluate",
    "schema": "tonelint.cli.schema",
    "completion": "tonelint.cli.completion",
}


def _version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from tonelint.data import versions  # noqa: PLC0415 - it reads files

        named = ", ".join(f"{name} {version}" for name, version in versions().items())
        click.echo(f"tonelint {__version__} ({named})")
        context.exit()


@click.group(
    cls=LazyGroup, modules=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the versions of the program, of its rules and of its text model.",
)  # fmt: skip
def cli() -> None:
    """The right tone at the right moment.

    Checks draft replies against the message they answer and a code of conduct
    written in YAML, in French and in English.
    """


def _open_what_is_closed() -> None:
    """Standard streams that were closed lead nowhere: no file of ours may take their numbers."""
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(opened)
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115 - by its number
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115


def main() -> None:
    """The entry point of the ``tonelint`` command.

    Whatever goes wrong is one sentence and exit code 2 (1 means violations);
    ``TONELINT_DEBUG`` shows where in the program it did.
    """
    gc.set_threshold(_GARBAGE)  # thousands of phrases are made at once, and none is garbage
    atexit.register(gc.freeze)  # what is left at the end goes with the process, not one by one
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a report in French on any locale
            stream.reconfigure(encoding="utf-8", errors="replace")
    output = sys.stdout
    try:
        sys.exit(cli(standalone_mode=False) or 0)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except SystemExit:
        if sys.stdout is not output:  # click replaced it: the reader has gone
            sys.exit(_PIPE_CLOSED)
        raise
    except (TonelintError, PolicyMistakes) as error:
        complain(error)
        sys.exit(WRONG)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what waits to be written would fail again
        complain(f"{error.filename or 'standard output'}: this cannot be done ({error.strerror})")
        sys.exit(WRONG)
    except Exception as error:
        if os.environ.get("TONELINT_DEBUG"):
            raise
        complain(f"tonelint failed on this ({type(error).__name__}); TONELINT_DEBUG=1 shows where")
        sys.exit(WRONG)
