"""``tonelint check``: drafts against the code of conduct."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tonelint.cli import options
from tonelint.cli.files import NOTHING, Asking, begun
from tonelint.errors import InputError
from tonelint.reports import FORMATS
from tonelint.terminal import safe
from tonelint.wording import word

if TYPE_CHECKING:
    from tonelint.baseline import Baseline
    from tonelint.changes import Changes
    from tonelint.conduct import Policy
    from tonelint.drafts import Defaults
    from tonelint.reports.several import Hide
    from tonelint.results import Result
    from tonelint.running.fixing import MendedFile
    from tonelint.running.progress import Progress
    from tonelint.running.run import Run
    from tonelint.summary import Summary

_FAIL_LEVELS = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


@click.command(name="check")
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path())
@click.option("--message", metavar="TEXT", help="The message being answered.")
@click.option(
    "--message-file",
    metavar="FILE",
    type=click.Path(),
    help="A file with the message being answered.",
)
@click.option("--reply", metavar="TEXT", help="The draft itself, instead of a path.")
@options.of_files
@options.personal_data
@options.outputs(FORMATS)
@click.option(
    "--fail-on",
    type=click.Choice(tuple(_FAIL_LEVELS)),
    default="error",
    show_default=True,
    help="What makes the exit code 1.",
)
@click.option(
    "--baseline",
    "baseline_path",
    metavar="FILE",
    type=click.Path(),
    help="Known violations do not count.",
)
@click.option("--diff", "revision", metavar="REF", help="Only what changed since a git revision.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, in the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: also what may change the sense.")
@click.option("--diff-fixes", is_flag=True, help="Show what --fix would change, change nothing.")
@click.option("--force-exclude", is_flag=True, help="Pass over files that are not to be checked.")
@click.option("--stdin-filename", metavar="NAME", help="The name standard input is read under.")
def command(**given: Any) -> None:
    """Check draft replies: files, folders, or - for standard input.

    With no argument on a terminal, asks for the message and the draft.

    Exit code: 0 nothing at or above the fail level, 1 violations, 2 the
    command or a file given to it is wrong.
    """
    asked = Asked(**given)
    asked.refuse_contradictions()
    if asked.paths:
        sys.exit(_check_files(asked))
    sys.exit(_check_one(asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Asking):
    """What ``tonelint check`` is asked for."""

    message: str | None
    message_file: str | None
    reply: str | None
    show_personal_data: bool
    format_name: str
    output_texts: tuple[str, ...]
    fail_on: str
    baseline_path: str | None
    revision: str | None
    fix: bool
    unsafe_fixes: bool
    diff_fixes: bool

    def refuse_contradictions(self) -> None:
        """Raises what click says of options that do not go together."""
        if self.paths and self.reply is not None:
            raise click.UsageError("give the draft as a path or with --reply, not both")
        if self.message is not None and self.message_file is not None:
            raise click.UsageError(
                "give the message with --message or with --message-file, not both"
            )
        if not self.paths and self.reply is None and not sys.stdin.isatty():
            raise click.UsageError(
                "there is nothing to check: give a path, - for standard input, or --reply"
            )
        for_files = {
            "--baseline": self.baseline_path,
            "--diff": self.revision,
            "--fix": self.fix or self.diff_fixes,
        }
        for name, value in for_files.items():
            if value and not self.paths:
                raise click.UsageError(f"{name} goes with paths of files and folders")
        if self.unsafe_fixes and not (self.fix or self.diff_fixes):
            raise click.UsageError("--unsafe-fixes goes with --fix or --diff-fixes")
        if self.diff_fixes and self.output_texts:
            raise click.UsageError("--diff-fixes shows a patch, and --output writes reports")
        if (self.fix or self.diff_fixes) and "-" in self.paths:
            raise click.UsageError("--fix mends files, not standard input")

    def known(self) -> "Defaults":
        """What is said of drafts that do not say it themselves: the message they answer too."""
        message = self.message
        if self.message_file is not None:
            message = _read_text(self.message_file)
        return replace(Asking.known(self), message=message)

    def hide(self, policies: "Sequence[Policy]") -> "Hide":
        """Takes out of results what reports may not show."""
        if self.show_personal_data:
            return lambda found: found
        from tonelint import masking  # noqa: PLC0415

        return partial(masking.results, public=masking.public_numbers(policies))

    @property
    def failing(self) -> tuple[str, ...]:
        """The severities that make the exit code 1."""
        return _FAIL_LEVELS[self.fail_on]


def _check_one(asked: Asked) -> int:
    """Checks the draft of ``--reply``, or those of a conversation; the exit code."""
    from tonelint import drafts  # noqa: PLC0415
    from tonelint.reports.several import told, write_all  # noqa: PLC0415
    from tonelint.summary import Summary  # noqa: PLC0415

    known = asked.known()
    outputs = options.chosen_outputs(asked.output_texts, asked.format_name)
    policy = options.load_policy(asked.policy_name)
    to_file = all(output.path for output in outputs)
    settings = options.settings([policy], asked.ui, to_file)
    linter = options.make_linter(
        policy, ui=settings.ui, during=asked.during, now=asked.now, detection=asked.detection
    )
    if asked.reply is None:
        from tonelint.cli.dialogue import converse  # noqa: PLC0415

        if asked.output_texts:
            raise click.UsageError("--output goes with a path or --reply, not with a conversation")

        def tell(found: "Iterable[Result]", summary: "Summary") -> Iterator[str]:
            return told(asked.format_name, found, settings, summary, asked.hide([policy]))

        return converse(linter, tell, settings.ui, known, asked.failing)
    if not asked.reply.strip():
        options.fail("--reply is empty: there is nothing to check")
    draft = drafts.Draft(asked.reply, **drafts.known_fields({}, known))
    sort, summary = options.Sorted(), Summary(policy, settings.ui)
    found = summary.counting(sort(linter.check_all([draft])))
    write_all(found, outputs, settings, summary, sort.write, asked.hide([policy]))
    return options.WRONG if sort.wrong else int(summary.reaches(asked.failing))


def _check_files(asked: Asked) -> int:
    """Checks files and folders; the exit code."""
    from tonelint.reports.several import write_all  # noqa: PLC0415
    from tonelint.running import progress  # noqa: PLC0415
    from tonelint.summary import Summary  # noqa: PLC0415

    outputs = options.chosen_outputs(asked.output_texts, asked.format_name)
    sort = options.Sorted()
    baseline = _baseline(asked)
    changes = _changes(asked)
    with begun(asked, sort.tell, changes) as run:
        if not run.plan.files:
            return _nothing(asked, sort.wrong)
        policies = [part.policy for part in run.plan.parts]
        to_file = all(output.path for output in outputs)
        settings = options.settings(policies, asked.ui, to_file)
        summary = Summary(policies[0], settings.ui)
        if asked.diff_fixes:
            differs = _show_fixes(run, asked, changes)
            return options.WRONG if sort.wrong else int(differs)
        if asked.fix:
            _fix(run, asked, changes, sort, settings.ui)
        shown = to_file or not sys.stdout.isatty()
        with progress.shown(run.plan.files, settings.ui, wanted=shown) as bar:
            found = _results(run, summary, bar, changes, baseline)
            write_all(found, outputs, settings, summary, sort.write, asked.hide(policies))
        _tell_paid(baseline, asked, settings.ui)
    if not (summary.drafts or sort.wrong):
        return _nothing(asked, sort.wrong)
    return options.WRONG if sort.wrong else int(summary.reaches(asked.failing))


def _results(
    run: "Run",
    summary: "Summary",
    bar: "Progress",
    changes: "Changes | None",
    baseline: "Baseline | None",
) -> Iterator["Result"]:
    """The results of all files, those that count counted."""
    for policy, found in run.parts(bar.began):
        passing = bar.counting(found)
        if baseline is not None:
            passing = baseline.sift(passing, summary.ui)
        if changes is not None:
            passing = filter(changes.touches, passing)
        yield from summary.counting(passing, policy)


def _show_fixes(run: "Run", asked: Asked, changes: "Changes | None") -> bool:
    """Shows what would be mended, as a patch; whether there is something."""
    from tonelint import mending  # noqa: PLC0415
    from tonelint.reports.files import portable  # noqa: PLC0415

    differs = False
    for file in _mended(run, asked, changes):
        patch = mending.unified(portable(str(file.path)), file.before, file.mended.content)
        click.echo(safe(patch) if sys.stdout.isatty() else patch, nl=False)
        differs = differs or bool(patch)
    return differs


def _fix(
    run: "Run", asked: Asked, changes: "Changes | None", sort: options.Sorted, ui: str
) -> None:
    """Mends the files, and says on standard error how many fixes were made and left, and why."""
    from tonelint import mending  # noqa: PLC0415

    made, files = 0, 0
    left: Counter[mending.Why] = Counter()
    for file in _mended(run, asked, changes):
        left.update(one.why for one in file.mended.left)
        if not file.mended.applied:
            continue
        try:
            mending.write(file.path, file.before, file.mended.content)
        except InputError as error:
            sort.tell(error)
            continue
        made, files = made + len(file.mended.applied), files + 1
    if made:
        click.echo(word("fixes made", ui, count=str(made), of=str(files)), err=True)
    for why, count in sorted(left.items()):
        said = word("fixes left", ui, count=str(count), why=mending.WHY[why].text(ui))
        click.echo(said, err=True)


def _mended(run: "Run", asked: Asked, changes: "Changes | None") -> "Iterator[MendedFile]":
    from tonelint.running.fixing import mended_files  # noqa: PLC0415

    wanted = changes.touches if changes else lambda _: True
    return mended_files(run, unsafe=asked.unsafe_fixes, wanted=wanted)


def _nothing(asked: Asked, wrong: bool) -> int:
    """The exit code where there was nothing to check, which is said."""
    if wrong:
        return options.WRONG
    if asked.revision is not None:
        options.complain(f"nothing to check changed since {asked.revision}")
        return 0
    if asked.force_exclude:
        return 0
    options.complain(NOTHING)
    return options.WRONG


def _baseline(asked: Asked) -> "Baseline | None":
    if asked.baseline_path is None:
        return None
    from tonelint.baseline import Baseline  # noqa: PLC0415

    return Baseline.load(asked.baseline_path)


def _changes(asked: Asked) -> "Changes | None":
    if asked.revision is None:
        return None
    from tonelint.changes import Changes  # noqa: PLC0415

    return Changes.since(asked.revision, asked.paths)


def _tell_paid(baseline: "Baseline | None", asked: Asked, ui: str) -> None:
    """Says which debts of the baseline are paid: it can be made shorter."""
    paid = sum(count for _, count in baseline.gone) if baseline else 0
    if paid:
        said = word("paid debts", ui, count=str(paid), file=str(asked.baseline_path))
        options.complain(said)


def _read_text(path: str) -> str:
    from tonelint import drafts  # noqa: PLC0415

    stdin = options.standard_input((path,))
    for found in drafts.texts((path,), stdin):
        if isinstance(found, InputError):
            options.fail(found)
        return found.text
    return ""
