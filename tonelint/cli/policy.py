"""``tonelint policy``: check, test, show and begin a code of conduct."""

import sys
from pathlib import Path
from typing import Any

import click
import yaml

from tonelint.cli import options
from tonelint.wording import ui_language

# What reading needs and people do not: left out of what is shown, unless asked for.
_MACHINERY = ("signals", "sets", "language")
_ALSO_IN_LABELS = ("detect", "in-reply")


@click.group(name="policy")
def command() -> None:
    """Check, test, show or begin a code of conduct."""


@command.command()
@click.argument("name", required=False, metavar="[NAME|PATH]")
def check(name: str | None) -> None:
    """Check a code of conduct: keys, names, phrases, and the examples of its rules."""
    from tonelint.conduct.examples import misbehaving  # noqa: PLC0415 - reads texts

    policy = options.load_policy(name)
    linter = options.make_linter(policy)
    mistakes = list(linter.phrase_mistakes()) or list(misbehaving(linter))
    for mistake in mistakes:
        options.complain(mistake)
    if mistakes:
        sys.exit(options.WRONG)
    document = policy.document
    click.echo(
        f"{policy.sources[-1].shown}: {len(document.contexts)} contexts, "
        f"{len(document.tones)} tones, {len(document.rules)} rules; all examples behave"
    )


@command.command()
@click.argument("name", required=False, metavar="[NAME|PATH]")
def test(name: str | None) -> None:
    """Run the cases of a code of conduct: those in it, and those beside it (NAME.cases.yml).

    Also says which contexts and rules no case reaches. Exit code: 1 if a case
    comes out otherwise than it says.
    """
    from tonelint.conduct import PolicyMistakes, cases  # noqa: PLC0415 - reads texts

    policy = options.load_policy(name)
    linter = options.make_linter(policy)
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


@command.command()
@click.argument("name", required=False, metavar="[NAME|PATH]")
@click.option("--all", "everything", is_flag=True, help="Also the phrases that recognise things.")
def show(name: str | None, everything: bool) -> None:
    """Print a code of conduct with all it extends, as one YAML document."""
    document = options.load_policy(name).document
    whole: dict[str, Any] = document.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude_none=True
    )
    if not everything:
        whole = {key: value for key, value in whole.items() if key not in _MACHINERY}
        for kind in ("contexts", "tones", "elements", "rules"):
            for label in whole.get(kind, {}).values():
                for key in _ALSO_IN_LABELS:
                    label.pop(key, None)
    click.echo(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=100), nl=False)


_COMMENTS = {
    "top": (
        "Code de conduite, lu par tonelint. Ce qui n'est pas écrit ici vient du code de base :\n"
        "# « tonelint policy show » montre le tout, « tonelint explain outage » une situation,\n"
        "# « tonelint policy check » vérifie ce fichier.",
        "Code of conduct, read by tonelint. What is not written here comes from its base:\n"
        "# “tonelint policy show” prints the whole, “tonelint explain outage” one situation,\n"
        "# “tonelint policy check” checks this file.",
    ),
    "voice": (
        "tu, vous, ou mirror : comme la personne s'adresse à vous.",
        "tu, vous, or mirror: as the person addresses you (French only).",
    ),
    "resources": (
        "Les ressources que vos réponses peuvent nommer.",
        "The resources your replies may name.",
    ),
    "own": ("Une situation à vous :", "A situation of your own:"),
}
_TEMPLATE = """\
# {top}
schema: 1
name: {{fr: Code de conduite – {name}, en: Code of conduct – {name}}}
extends: {base}

# {voice}
voice: {{address: mirror}}

# {resources}
resources:
  crisis-line: {{fr: 1 866 APPELLE (1 866 277-3553), en: 9-8-8}}

contexts:
  distress:
    resources: [crisis-line]
  outage:
    reply-within: 2h
    # say:
    #   fr: ["On sait que c'est long; une équipe est sur place."]
    #   en: ["We know it's long; a crew is on site."]

  # {own}
  # strike:
  #   title: {{fr: grève, en: strike}}
  #   detect:
  #     phrases:
  #       fr: [grève, piquet* de grève]
  #       en: [on strike, picket line*]
  #   tone: [helpful]
  #   forbid: {{humorous: warning}}

rules:
  too-many-emoji: {{max: 2}}
"""


@command.command()
@click.argument("path", default="tonelint.yml", metavar="[PATH]")
@click.option("--name", "organisation", help="The organisation's name.")
@click.option(
    "--extends", "base", default="default", show_default=True, help="The code to start from."
)
@options.ui
def init(path: str, organisation: str | None, base: str, ui: str | None) -> None:
    """Write a commented code of conduct to begin with."""
    from tonelint.conduct.loading import built_in  # noqa: PLC0415
    from tonelint.nearest import nearest  # noqa: PLC0415

    if base not in built_in():
        options.fail(
            f"--extends {base}: built in are {', '.join(built_in())}{nearest(base, built_in())}"
        )
    target = Path(path)
    name = organisation or target.resolve().parent.name
    # Inside the flow mapping of the name, these would be YAML, not text.
    plain = name.translate(dict.fromkeys(map(ord, "{}[],:#\n\r\t"), " ")).strip()
    comments = {key: words[ui_language(ui) != "fr"] for key, words in _COMMENTS.items()}
    text = _TEMPLATE.format(name=plain, base=base, **comments)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        options.fail(f"{path}: there is a file already; give another path")
    except OSError as error:
        options.fail(f"{path}: the file cannot be written ({error.strerror})")
    click.echo(f"{path}")
