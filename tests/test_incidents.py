"""Incidents by time and region, the clock that can be given, and what `policy check` remarks."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import Run
from tonelint import Linter
from tonelint.conduct import PolicyMistakes, load
from tonelint.conduct.remarks import remarks
from tonelint.drafts import Defaults, Draft, read

HEAD = "schema: 1\nextends: default\n"
NOW = datetime.fromisoformat("2026-01-20T12:00:00-05:00")
MESSAGE, REPLY = "Bonjour, ouvrez-vous à 8 h?", "Bonjour! On ouvre à 8 h."

INCIDENTS = """\
incidents:
  - {context: outage, from: 2026-01-20T06:00-05:00, region: Montérégie}
  - {context: danger, from: 2026-01-20T06:00-05:00, until: 2026-01-20T18:00-05:00}
  - {context: payment, from: 2026-01-21T06:00-05:00}
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes a code of conduct and, beside it, its incidents."""

    def write(text: str, incidents: str | None = None) -> Path:
        file = tmp_path / "tonelint.yml"
        if incidents is not None:
            (tmp_path / "now.yml").write_text(incidents, encoding="utf-8")
            text += "incidents: now.yml\n"
        file.write_text(HEAD + text, encoding="utf-8")
        return file

    return write


def test_a_region_is_that_of_the_draft(written: Callable[..., Path]) -> None:
    linter = Linter(written("detection: phrases\n", INCIDENTS), now=NOW)
    for region, contexts in (
        (None, {"danger", "outage"}),
        ("monteregie ", {"danger", "outage"}),
        ("Estrie", {"danger"}),
    ):
        result = linter.check_draft(Draft(REPLY, MESSAGE, region=region))
        holding = {one.name for one in result.contexts if one.source == "incident"}
        assert holding == contexts, region


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "---\nregion: Estrie\n---\nBonjour!\n"),
        ("a.jsonl", '{"reply": "Bonjour!", "region": "Estrie"}\n'),
    ],
)
def test_drafts_name_their_region(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (draft,) = read([str(tmp_path / name)], Defaults())
    assert isinstance(draft, Draft)
    assert draft.region == "Estrie"


@pytest.mark.parametrize(
    "path", ["../now.yml", "a/../../now.yml", "/now.yml", "C:\\now.yml", "..\\now.yml"]
)
def test_incidents_stay_in_the_folder_of_the_code(tmp_path: Path, path: str) -> None:
    (tmp_path / "tonelint.yml").write_text(f"{HEAD}incidents: '{path}'\n", encoding="utf-8")
    with pytest.raises(PolicyMistakes, match=r"tonelint\.yml:3:1: .* leads out of the folder"):
        load(tmp_path / "tonelint.yml")


def test_the_clock_is_given(in_process: Run, written: Callable[..., Path]) -> None:
    written("detection: phrases\n", INCIDENTS)
    for command, now, contexts in (
        (("context",), "2026-01-20T12:00-05:00", {"danger", "outage"}),
        (("check", "--reply", REPLY), "2026-01-22", {"outage", "payment"}),
    ):
        done = in_process(*command, "--message", MESSAGE, "--format", "jsonl", "--now", now)
        found = json.loads(done.stdout)["contexts"]
        assert {one["name"] for one in found if one["source"] == "incident"} == contexts


@pytest.mark.parametrize(
    "command",
    [("check", "--reply", "x"), ("context", "--message", "x"), ("policy", "check"), ("policy", "test")],
    ids=" ".join,
)  # fmt: skip
def test_a_time_that_is_none(in_process: Run, command: tuple[str, ...]) -> None:
    done = in_process(*command, "--now", "2026-02-30")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "--now 2026-02-30: give a day or a time, like 2026-01-10 or 2026-01-10T18:00\n"
    )


# --- remarks ----------------------------------------------------------------------

RESOURCE = "resources:\n  line: {{title: Ligne, phone: 418 555-0100{more}}}\n"
TREE = "decision-tree:\n"
ANY = "then: {do: answer}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RESOURCE.format(more=""), "4:3: the resource “line” was never verified"),
        (RESOURCE.format(more=", verified-on: 2025-01-19"), "was verified 366 days ago"),
        (RESOURCE.format(more=", verified-on: 2025-01-20"), None),
        ("resources: {page: {title: Page, url: 'https://example.org'}}\n", "never verified"),
        ("resources: {page: {fr: Info-pannes, en: outage map}}\n", None),
        ("waivers: [{rule: shouting, reason: r, until: 2026-01-19}]\n", "“shouting” ended on 2026-01-19"),
        ("waivers: [{rule: shouting, reason: r, until: 2026-02-19}]\n", "“shouting” ends on 2026-02-19"),
        ("waivers: [{rule: shouting, reason: r, until: 2026-02-20}]\n", None),
        ("waivers: [{rule: shouting, reason: r}]\n", None),
        ("contexts: {strike: {title: grève}}\n", "3:12: nothing leads to the context “strike”"),
        ("contexts: {strike: {title: grève, detect: {hints: {fr: [grève]}}}}\n", None),
        ("contexts: {strike: {title: grève, detect: {examples: {fr: [En grève?]}}}}\n", None),
        ("detection: phrases\ncontexts: {strike: {title: grève, detect: {examples: {fr: [En grève?]}}}}\n", "nothing leads to"),
        ("contexts: {strike: {title: grève}}\ncases: [{reply: Bonjour., declared: [strike]}]\n", None),
        (f"{TREE}  - {{ask: A, {ANY}}}\n  - {{ask: B, if: {{contexts: [outage]}}, {ANY}}}\n", "5:5: this question is never reached: whenever its answer would be yes, the question on line 4"),
        (f"{TREE}  - {{ask: A, if: {{contexts: [outage, danger]}}, {ANY}}}\n  - {{ask: B, if: {{contexts: [danger], channels: [x]}}, {ANY}}}\n", "never reached"),
        (f"{TREE}  - {{ask: A, if: {{our-turns: 2}}, {ANY}}}\n  - {{ask: B, if: {{our-turns: 3}}, {ANY}}}\n", "never reached"),
        (f"{TREE}  - {{ask: A, if: {{our-turns: 3}}, {ANY}}}\n  - {{ask: B, if: {{our-turns: 2}}, {ANY}}}\n", None),
        (f"{TREE}  - {{ask: A, if: {{contexts: [danger], audience: public}}, {ANY}}}\n  - {{ask: B, if: {{contexts: [danger]}}, {ANY}}}\n", None),
        (f"{TREE}  - {{ask: A, if: {{contexts: [danger], not-contexts: [outage]}}, {ANY}}}\n  - {{ask: B, if: {{contexts: [danger]}}, {ANY}}}\n", None),
        (f"{TREE}  - {{ask: A, if: {{contexts: [danger], not-contexts: [danger, outage]}}, {ANY}}}\n", "is never yes"),
        ("rules: {shouting: {severity: off}}\n", "3:20: the rule “shouting” is off"),
        ("contexts: {outage: {detect: {phrases: {fr: [noirceur totale, Noirceur  totale]}}}}\n", "3:62: the phrase “Noirceur  totale” is on line 3 already"),
        ("contexts: {outage: {detect: {phrases: {fr: [noirceur totale], en: [noirceur totale]}}}}\n", None),
        ("signals: {press: {phrases: {fr: [demande (média*|d'entrevue|de presse)]}}}\n", "already comes from rules/practice.yml"),
        ("roles: {helper: {title: helper}}\n", "3:9: the role “helper” has no power"),
        ("roles: {helper: {title: helper, may: [joke]}}\n", None),
        ("roles: {helper: {title: helper}}\ncontexts: {outage: {handled-by: helper}}\n", None),
    ],
)  # fmt: skip
def test_remarks(written: Callable[..., Path], text: str, said: str | None) -> None:
    found = [
        str(one) for one in remarks(load(written(text)), "en", NOW) if "documents" not in str(one)
    ]
    assert len(found) == (said is not None), found
    assert said is None or said in found[0]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("{context: outage, from: 2026-01-18, until: 2026-01-19T06:00-05:00}", "2:41: the incident “outage” ended on 2026-01-19"),
        ("{context: outage, from: 2026-01-18, until: 2026-01-20T06:00-05:00}", None),
        ("{context: outage, from: 2026-01-12T12:00-05:00}", "2:23: the incident “outage” has been open since 2026-01-12"),
        ("{context: outage, from: 2026-01-14}", None),
        ("{context: outage, from: 2026-01-12, until: 2026-02-12}", None),
        ("{context: outage, from: 2026-01-19, region: Estrie}\n  - {context: outage, from: 2026-01-20}", "3:5: the incident “outage” overlaps the one on line 2"),
        ("{context: outage, from: 2026-01-19, region: Estrie}\n  - {context: outage, from: 2026-01-20, region: Outaouais}", None),
        ("{context: outage, from: 2026-01-19, until: 2026-01-21}\n  - {context: outage, from: 2026-01-21}", None),
        ("{context: outage, from: 2026-01-19}\n  - {context: danger, from: 2026-01-19}", None),
    ],
)  # fmt: skip
def test_remarks_on_incidents(written: Callable[..., Path], lines: str, said: str | None) -> None:
    policy = load(written("", f"incidents:\n  - {lines}\n"))
    found = [str(one) for one in remarks(policy, "en", NOW) if "now.yml" in str(one)]
    assert len(found) == (said is not None), found
    assert said is None or said in found[0]


def test_an_incident_leads_to_a_context(written: Callable[..., Path]) -> None:
    policy = load(
        written("contexts: {strike: {title: grève}}\n", "incidents: [{context: strike, from: 2026-01-20}]")
    )  # fmt: skip
    assert all("strike" not in str(one) for one in remarks(policy, "en", NOW))


def test_documents_in_both_languages(written: Callable[..., Path]) -> None:
    policy = load(written("documents: {governance: g.md, netiquette: n.md}\n"))
    (fr,), (en,) = remarks(policy, "fr", NOW), remarks(policy, "en", NOW)
    assert fr.sentence == (
        "documents couverts : nétiquette, arbre de décision et gouvernance; « documents » ne dit"
        " pas où sont : politique éditoriale et calendrier éditorial"
    )
    assert "covered: netiquette, decision tree and governance;" in en.sentence


@pytest.mark.parametrize("name", ["default", "utility"])
def test_what_ships_has_no_owner_to_act(name: str) -> None:
    assert remarks(load(name), "en", NOW) == ()


def test_the_command_tells_them(in_process: Run, written: Callable[..., Path]) -> None:
    written("detection: phrases\n" + RESOURCE.format(more=", verified-on: 2026-01-01"))
    asked = ("policy", "check", "--now", "2026-01-20", "--ui", "fr")
    done = in_process(*asked, "--stale", "18")
    assert done.returncode == 0
    verdict, heading, first, *_ = done.stdout.splitlines()
    assert verdict.endswith("tous les exemples font ce qu'ils disent")
    assert heading == "Pour information :"
    assert first.startswith("tonelint.yml:") and "documents couverts" in first
    assert "la ressource « line » a été vérifiée il y a 19 jours" in done.stdout
    assert in_process(*asked, "--quiet").stdout == f"{verdict}\n"
