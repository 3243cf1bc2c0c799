"""``tonelint policy test``: the cases of a code of conduct."""

import sys
from datetime import datetime

import click

from tonelint.cli import options


@click.command(name="test")
@options.named_policy
@options.now
def command(name: str | None, now: datetime | None) -> None:
    """Run the cases of a code of conduct: those in it, and those beside it (NAME.cases.yml).

    Also says which contexts and rules no case reaches. Exit code: 1 if a case
    comes out otherwise than it says.
    """
    from tonelint.conduct import PolicyMistakes, cases  # noqa: PLC0415 - reads texts

    policy = options.load_policy(name)
    linter = options.make_linter(policy, now=now)
    try:
        tested = cases.run(linter)
    except PolicyMistakes as error:
        options.fail(error)
    for outcome in tested.failed:
        for wrong in outcome.wrong:
            click.echo(f"{outcome.file}:{outcome.line}: “{outcome.title}” {wrong}")
    if tested.outcomes:
        for kind, unreached in (("contexts", tested.contexts), ("rules", tested.rules)):
            if unreached:
                click.echo(f"{kind} that no case reaches: {', '.join(unreached)}")
    passed = len(tested.outcomes) - len(tested.failed)
    click.echo(f"{policy.sources[-1].shown}: {passed} of {len(tested.outcomes)} cases pass")
    if not tested.outcomes:
        beside = cases.beside(policy.sources[-1].path).name
        click.echo(f"write some under “cases:”, or in {beside}")
    sys.exit(int(bool(tested.failed)))
