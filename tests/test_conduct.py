"""The code of conduct: shipped files behave, mistakes are said plainly at their place."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import linter_for, policy_of
from tonelint import Linter, PolicyMistakes
from tonelint.checks import AnyRule, Example
from tonelint.conduct import find, load
from tonelint.conduct.examples import example_fires
from tonelint.conduct.loading import built_in
from tonelint.conduct.merging import merge
from tonelint.conduct.source import phrases_in


def examples() -> Iterator[tuple[str, str, str, Example]]:
    """``(policy, rule, kind, example)``; a policy's examples only of rules it adds.

    A policy may change what the examples it inherits show, a limit say.
    """
    shared = policy_of("default").document.rules
    for policy in built_in():
        for name, rule in policy_of(policy).document.rules.items():
            if policy == "default" or name not in shared:
                for example in rule.examples.fail:
                    yield policy, name, "fail", example
                for example in rule.examples.pass_:
                    yield policy, name, "pass", example


@pytest.mark.parametrize(("policy", "rule", "kind", "example"), list(examples()))
def test_rule_example(policy: str, rule: str, kind: str, example: Example) -> None:
    assert example_fires(linter_for(policy), rule, example) == (kind == "fail")


def rules() -> Iterator[tuple[str, str, AnyRule]]:
    for policy in built_in():
        for name, rule in policy_of(policy).document.rules.items():
            yield policy, name, rule


@pytest.mark.parametrize(("policy", "name", "rule"), list(rules()))
def test_rule_is_whole(policy: str, name: str, rule: AnyRule) -> None:
    """A rule says what, why and what instead, in both languages, and has examples of both kinds."""
    for words in (rule.message, rule.why, rule.remedy, rule.title):
        assert words
        assert words.fr
        assert words.en
    asleep = rule.sleeps(policy_of(policy).document)
    assert rule.examples.fail or asleep, f"nothing shows that {policy}:{name} fires"
    assert rule.examples.pass_


@pytest.mark.parametrize("policy", built_in())
def test_every_shipped_phrase_compiles(policy: str) -> None:
    """All of a policy's; those it shares with the default code once, where it reads them alike."""
    linter = linter_for(policy)
    shared = () if policy == "default" else shared_alike(policy)
    sources = [source for source in linter.policy.sources if source.path not in shared]
    assert sources
    assert list(linter.phrase_mistakes(sources)) == []


def shared_alike(policy: str) -> set[Path]:
    """The default code's files; none where a policy changes what decides how phrases are read."""
    default, document = policy_of("default"), policy_of(policy).document
    sets = default.document.sets
    alike = sets == {name: words for name, words in document.sets.items() if name in sets}
    if not alike or document.language != default.document.language:
        return set()
    return {source.path for source in default.sources}


@pytest.mark.parametrize("policy", built_in())
def test_labels_of_the_contract(policy: str) -> None:
    document = load(policy).document
    assert set(document.order) <= set(document.contexts)
    assert set(load("default").document.order) == set(load("default").document.contexts)
    assert set(load("default").document.contexts) <= set(document.contexts)
    assert len(load("default").document.contexts) == 12
    assert len(document.tones) == 11
    assert len(document.elements) == 7
    known = load("default").document
    for labels in (document.contexts, document.tones, document.elements):
        for name, label in labels.items():
            assert label.title, name
            assert label.about, name
            declared = name not in {
                *known.contexts,
                *known.tones,
                *known.elements,
            }  # only declared, perhaps
            assert declared or not label.detect.empty, name


HEAD = "schema: 1\nname: test\nextends: default\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("name: x\n", "1", "begins with “schema: 1”"),
        ("- a\n", "1", "keys and values"),
        ("schema: 2\n", "1:1", "must be one of 1"),
        ("schema: 1\nfoo: 1\n", "2:1", "unknown key “foo”"),
        (HEAD + "resource: {}\n", "4:1", "did you mean “resources”?"),
        (HEAD + "voice: {adress: tu}\n", "4:9", "did you mean “address”?"),
        (HEAD + "voice: {address: they}\n", "4:9", "must be one of tu, vous, mirror"),
        (HEAD + "contexts:\n  outage: {tone: helpful}\n", "5:12", "must be a list"),
        (HEAD + "contexts:\n  outage: {tone: [helpfull]}\n", "5:19", "no tone is named “helpfull”; did you mean"),
        (HEAD + "contexts:\n  outage: {forbid: {humorous: eror}}\n", "5:21", "did you mean “error”?"),
        (HEAD + "contexts:\n  outage: {forbid: {humor: error}}\n", "5:21", "no tone is named “humor”"),
        (HEAD + "contexts:\n  outage: {require: {empaty: error}}\n", "5:22", "did you mean “empathy”?"),
        (HEAD + "contexts:\n  outage: {resources: [map]}\n", "5:24", "no resource is named “map”"),
        (HEAD + "contexts:\n  outage: {reply-within: soon}\n", "5:12", "30min, 2h or 1d"),
        (HEAD + "contexts:\n  outage: {say: {de: [x]}}\n", "5:18", "unknown key “de”"),
        (HEAD + "contexts:\n  outge: {forbid: {humorous: error}}\n", "5:3", "give it a title; did you mean “outage”?"),
        (HEAD + "rules:\n  too-many-emojis: {max: 1}\n", "5:3", "did you mean “too-many-emoji”?"),
        (HEAD + "languages: [es]\n", "4:13", "“languages: es” must be one of fr, en"),
        (HEAD + "order: [outtage]\n", "4:9", "did you mean “outage”?"),
        (HEAD + "tones:\n  humorous: {detect: {examples: {fr: [x]}}}\n", "5:23", "“examples”"),
        (HEAD + "rules:\n  shouting: {max: 1}\n", "5:14", "unknown key “max”"),
        (HEAD + "rules:\n  shoutin: {severity: error}\n", "5:3", "a new rule needs a “check”"),
        (HEAD + "rules:\n  mine: {check: avoi}\n", "5:3", "did you mean “avoid”?"),
        (HEAD + "rules:\n  too-many-emoji: {max: lots}\n", "5:20", "whole number"),
        (HEAD + "rules:\n  too-many-emoji: {count: emojis}\n", "5:20", "did you mean “emoji”?"),
        (HEAD + "rules:\n  too-many-emoji: {max-in: {distres: 0}}\n", "5:29", "did you mean “distress”?"),
        (HEAD + "rules:\n  shouting: {message: 'a {what}'}\n", "5:14", "filled by nothing"),
        (
            HEAD + "rules:\n  r: {check: avoid, severity: error, message: m, why: w, remedy: r, detect: {}}\n",
            "5:69", "can never fire",
        ),
        (HEAD + "signals:\n  s: {phrases: {fr: a}}\n", "5:17", "must be a list"),
        (HEAD + "a: 1\na: 2\n", "5:1", "there twice"),
        (HEAD + "a: !!python/name:os.system x\n", "4:4", "tags"),
        (HEAD + "a: [\n", "5:1", "not valid YAML"),
        ("schema: 1\nextends: defalt\n", "2:1", "did you mean “default”?"),
        ("schema: 1\nextends: [default, other.yml]\n", "2:20", "neither a built-in name nor a file"),
        ("schema: 1\nextends: 3\n", "2:1", "names one code of conduct or pack"),
        ("schema: 1\nextends: tonelint.yml\n", "2:1", "goes round in a circle"),
        (HEAD + "contexts:\n  outage: {approved-by: boss}\n", "5:12", "no role is named “boss”"),
        (HEAD + "contexts:\n  outage: {require: {empathy: {severity: error, any-of: [lin]}}}\n", "5:58", "no resource is named “lin”"),
        (HEAD + "roles:\n  clerk: {title: clerk, may: [jok]}\n", "5:31", "did you mean “joke”?"),
        (HEAD + "roles:\n  clerk: {may: [joke]}\n", "5:3", "“roles.clerk.title” is missing"),
        (HEAD + "powers:\n  sing: {title: sing, tones: [musical]}\n", "5:31", "no tone is named “musical”"),
        (HEAD + "powers:\n  sing: {title: sing, signals: [son]}\n", "5:33", "no signal is named “son”"),
        (HEAD + "decision-tree: [{ask: Why?, then: {do: anser}}]\n", "4:", "did you mean “answer”?"),
        (HEAD + "decision-tree: [{ask: Why?}]\n", "4:", "“decision-tree.0.then” is missing"),
        (HEAD + "decision-tree: [{ask: Why?, if: {contexts: [outtage]}, then: {do: answer}}]\n", "4:", "did you mean “outage”?"),
        (HEAD + "decision-tree: [{ask: Why?, if: {our-turns: 0}, then: {do: close}}]\n", "4:", "our-turns"),
        (HEAD + "decision-tree: [{ask: Why?, then: {do: route, to: spokeperson}}]\n", "4:", "did you mean “spokesperson”?"),
        (HEAD + "humour: {share: lots}\n", "4:10", "like 5 % or 0.05"),
        (HEAD + "humour: {share: 150 %}\n", "4:10", "at most 100 %"),
        (HEAD + "humour: {contexts: [humor]}\n", "4:21", "did you mean “humour”?"),
        (HEAD + "channels: {tiktok: {length: 10}}\n", "4:12", "unknown key “tiktok”; here are facebook"),
        (HEAD + "channels: {x: {lenght: 10}}\n", "4:16", "did you mean “length”?"),
        (HEAD + "channels: {x: {length: -1}}\n", "4:16", "zero or more"),
        (HEAD + "voice: {register: posh}\n", "4:9", "must be one of familiar, plain, formal"),
        (HEAD + "resources:\n  line: {title: a line, phone: call us}\n", "5:", "no telephone number"),
        (HEAD + "resources:\n  line: {title: a line, verified-on: yesterday}\n", "5:", "a date is written like 2026-11-30"),
        (HEAD + "waivers: [{rule: shoutin, reason: x}]\n", "4:12", "did you mean “shouting”?"),
        (HEAD + "waivers: [{rule: shouting}]\n", "4:", "“waivers.0.reason” is missing"),
        (HEAD + "never-waived: {contexts: [distres]}\n", "4:", "did you mean “distress”?"),
        (HEAD + "adoption: [{until: 2027, at-most: warning}]\n", "4:", "a date is written like 2026-11-30"),
        (HEAD + "adoption: [{until: 2027-01-01, at-most: error}]\n", "4:", "must be one of warning, info"),
        (HEAD + "documents: {netiquete: x}\n", "4:13", "did you mean “netiquette”"),
        (HEAD + "incidents: ../incidents.yml\n", "4:1", "incidents"),
        (HEAD + "cases: [{reply: x, role: clerk}]\n", "4:", "no role is named “clerk”"),
        (HEAD + "rules:\n  r: {check: thread, what: quarrel, severity: info, message: m, why: w, remedy: r}\n", "5:", "must be one of war-of-words"),
        (HEAD + "voice: &a {address: tu}\nb: [" + ", ".join(["*a"] * 101) + "]\n", "5:", "aliases"),
    ],
)  # fmt: skip
def test_mistake(tmp_path: Path, text: str, place: str, words: str) -> None:
    file = tmp_path / "tonelint.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyMistakes) as caught:
        load(file)
    said = str(caught.value)
    assert words in said
    assert f"tonelint.yml:{place}" in said


def test_several_mistakes_are_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "tonelint.yml"
    file.write_text(HEAD + "foo: 1\nbar: 2\nvoice: 3\n", encoding="utf-8")
    with pytest.raises(PolicyMistakes) as caught:
        load(file)
    assert len(caught.value.mistakes) == 3


def test_wrong_phrase_is_said_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "tonelint.yml"
    file.write_text(
        HEAD
        + "contexts:\n  strike:\n    detect:\n      phrases:\n        fr: [grève, '(piquet']\n",
        encoding="utf-8",
    )
    with pytest.raises(PolicyMistakes, match=r"8:21: the phrase “\(piquet” opens"):
        Linter(file).prepare()


def test_context_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "tonelint.yml"
    file.write_text(
        HEAD
        + "contexts:\n  strike:\n    detect: {phrases: {fr: [grève, piquet* de grève]}}\n"
        + "    tone: [helpful]\n    forbid: {humorous: error}\norder: [strike, danger]\n",
        encoding="utf-8",
    )
    linter = Linter(file)
    situation = linter.context("Allez-vous rouler demain malgré la grève?")
    assert "strike" in [found.name for found in situation.contexts]
    assert situation.advice.context == "strike"


def test_nearest_file_is_found_upward(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "tonelint.yml").write_text("schema: 1\n", encoding="utf-8")
    assert find(inner) == tmp_path / "tonelint.yml"
    (tmp_path / "a" / ".git").mkdir()
    assert find(inner) is None, "what stands outside the repository is nobody else's"


def test_merging() -> None:
    base = {
        "a": {"tone": [1], "detect": {"phrases": {"fr": ["x"]}}},
        "rules": {"r": {"check": "avoid", "k": 1}},
    }
    over = {
        "a": {"tone": [2], "detect": {"phrases": {"fr": ["y", "x"]}}},
        "rules": {"r": {"check": "limit"}},
    }
    assert merge(base, over) == {
        "a": {"tone": [2], "detect": {"phrases": {"fr": ["x", "y"]}}},
        "rules": {"r": {"check": "limit"}},
    }


def test_phrases_are_found_where_they_are_written() -> None:
    says = {
        "sets": {"s": {"fr": ["a"]}},
        "signals": {"x": {"about": {"fr": "non"}, "phrases": {"fr": ["b"]}}},
        "contexts": {
            "c": {"say": {"fr": ["non"]}, "detect": {"likely": {"en": ["d"], "signals": ["x"]}}}
        },
        "rules": {"p": {"replace": {"fr": {"e": "non"}}}},
    }
    assert [(language, phrase) for language, phrase, _ in phrases_in(says)] == [
        ("fr", "a"), ("fr", "b"), ("en", "d"), ("fr", "e"),
    ]  # fmt: skip


INCIDENTS = """\
incidents:
  - {context: outage, from: 2026-01-10T18:00:00-05:00, until: 2026-01-12T06:00:00-05:00}
  - {context: danger, from: 2026-01-11T00:00:00-05:00}
"""


@pytest.mark.parametrize(
    ("now", "contexts"),
    [
        ("2026-01-10T22:59:00+00:00", []),
        ("2026-01-10T23:00:00+00:00", ["outage"]),
        ("2026-01-11T12:00:00+00:00", ["danger", "outage"]),
        ("2026-02-01T00:00:00+00:00", ["danger"]),
    ],
)
def test_incidents_hold_while_they_last(tmp_path: Path, now: str, contexts: list[str]) -> None:
    (tmp_path / "now.yml").write_text(INCIDENTS, encoding="utf-8")
    file = tmp_path / "tonelint.yml"
    file.write_text(HEAD + "incidents: now.yml\n", encoding="utf-8")
    linter = Linter(file, now=datetime.fromisoformat(now))
    result = linter.check(reply="Bonjour! On ouvre à 8 h.", message="Bonjour")
    found = {context.name: context.source for context in result.contexts}
    assert {name for name, source in found.items() if source == "incident"} == set(contexts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("incidents:\n  - {context: outage, from: hier}\n", ":2:23: “from” must be a time"),
        (
            "incidents:\n  - {context: outtage, from: 2026-01-10}\n",
            ":2:6: no context is named “outtage”; did you mean",
        ),
        ("incidents:\n  - {contxt: outage}\n", "did you mean “context”?"),
        (
            "- {context: outage, from: 2026-01-10}\n",
            "a file of incidents is “incidents:” and a list",
        ),
        (
            "incidents:\n  - {context: outage, from: 2026-01-10, until: 2026-01-09}\n",
            "ends before it begins",
        ),
        ("incidents: [\n", "not valid YAML"),
    ],
)
def test_wrong_incidents_are_said(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "now.yml").write_text(text, encoding="utf-8")
    policy = tmp_path / "tonelint.yml"
    policy.write_text(HEAD + "incidents: now.yml\n", encoding="utf-8")
    with pytest.raises(PolicyMistakes) as caught:
        Linter(policy)
    assert words in str(caught.value)
    policy.write_text(HEAD + "incidents: none.yml\n", encoding="utf-8")
    with pytest.raises(PolicyMistakes, match=r"tonelint\.yml:4:1: there is no file of incidents"):
        Linter(policy)
