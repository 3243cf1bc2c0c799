"""Rules set aside: by comments and fields, in a span, a reply or a whole file."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint import Linter
from tonelint.checks import Case
from tonelint.drafts import Defaults, markdown, plain
from tonelint.drafts.containers import json_tree, yaml_tree
from tonelint.drafts.draft import Draft, Suppression
from tonelint.drafts.places import DraftFile, Passage, Position
from tonelint.drafts.suppressions import (
    Suppressions,
    comments_in,
    concerning,
    from_field,
    of_record,
    of_the_file,
    spread,
    strays,
    suppressions_in,
)
from tonelint.errors import InputError
from tonelint.judging import Judge
from tonelint.results import Result
from tonelint.setting_aside import SetAside, SharedUse

NONE = Defaults()
AT = Position(9, 9)
CAPITALS = "On ouvre JAMAIS le dimanche, seulement de 8 h à 17 h la semaine."
QUESTION = "Vous ouvrez à quelle heure?"


def in_text(text: str) -> Suppressions:
    return suppressions_in(Passage.of(text))


def read(reader: object, text: str) -> tuple[list[Draft], list[str]]:
    found = list(reader.read(DraftFile(text, "f"), NONE))  # type: ignore[attr-defined]
    return (
        [item for item in found if isinstance(item, Draft)],
        [str(item) for item in found if isinstance(item, InputError)],
    )


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        (
            "<!-- tonelint: ignore[shouting] c'est notre slogan -->",
            ["shouting"],
            "c'est notre slogan",
        ),
        ("<!--tonelint:ignore[a, b:c] pour\n  la fête-->", ["a", "b:c"], "pour la fête"),
        ("<!-- Tonelint\u00a0: ignore[a] : x > y -->", ["a"], "x > y"),
        ("<!-- tonelint: ignore [a,a] — oui -->", ["a"], "oui"),
    ],
)
def test_a_comment_names_rules_and_a_reason(comment: str, rules: list[str], reason: str) -> None:
    found = in_text(f"Bonjour!\n{comment}")
    assert found.errors == ()
    assert [one.rule for one in found.found] == rules
    assert {(one.reason, one.position, one.span, one.shared) for one in found.found} == {
        (reason, Position(2, 1), None, False)
    }


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        (
            "<!-- tonelint: ignore[shouting] -->",
            "gives a reason: write <!-- tonelint: ignore[rule]",
        ),
        ("<!-- tonelint: ignore[shouting] — -->", "gives a reason"),
        ("<!-- tonelint: ignore shouting -->", "names a rule in brackets"),
        ("<!-- tonelint: ignore[a,] b -->", "names a rule in brackets"),
        ("<!-- tonelint: ignore[] b -->", "names a rule in brackets"),
        ("<!-- tonelint: ignore-file -->", "write <!-- tonelint: ignore-file[rule]"),
        ("<!-- tonelint: disable -->", "“tonelint: disable” is not known (there are ignore, "),
        ("<!-- tonelint: ignor[a] b -->", "did you mean “ignore”?"),
        ("<!-- tonelint: -->", "is not known"),
        ("<!-- tonelint: ignore-start[a] b -->", "never ends"),
        ("<!-- tonelint: ignore-end -->", "nothing is open"),
        ("<!-- tonelint: ignore-end[a] b -->", "names nothing"),
        ("<!-- tonelint: ignore[a] b", "never closed"),
    ],
)
@pytest.mark.parametrize("reader", [plain, markdown])
def test_a_comment_not_understood_is_said_beside_the_draft(
    reader: object, comment: str, words: str
) -> None:
    text = f"Bonjour! <!-- tonelint: ignore[a] b --> {comment}"
    (draft,), (error,) = read(reader, text)
    assert draft.reply == text
    assert [one.rule for one in draft.suppressions] == ["a"]
    assert error.startswith("f:1:41: ")
    assert words in error


@pytest.mark.parametrize(
    "text",
    [
        "tonelint: ignore[a] b",
        "# tonelint: disable",
        "<!-- voir tonelint: ignore[a] b -->",
        "<!---->",
    ],
)
def test_other_words_are_no_suppression(text: str) -> None:
    assert in_text(text) == Suppressions()


def test_spans_are_what_is_between_and_may_nest() -> None:
    text = (
        "A <!-- tonelint: ignore-start[a] x -->B<!-- tonelint: ignore-start[b] y -->"
        "C<!-- tonelint: ignore-end -->D<!-- tonelint: ignore-end --> E"
    )
    spans = {one.rule: one.span for one in in_text(text).found}
    assert spans["b"] is not None
    assert spans["a"] is not None
    assert text[slice(*spans["b"])] == "C"
    assert text[slice(*spans["a"])].startswith("B<!--")
    assert text[slice(*spans["a"])].endswith("-->D")


@given(st.lists(st.sampled_from(["<!--", "-->", "a", "<", "-", "\n"]), max_size=20).map("".join))
def test_comments_are_those_of_html(text: str) -> None:
    found = list(comments_in(text))
    for words, start, end in found:
        assert text[start:end] == f"<!--{words}-->" or (
            text[start:] == f"<!--{words}" and end == len(text) and "-->" not in words
        )
    gaps = zip(
        [0, *(end for *_, end in found)], [*(at for _, at, _ in found), len(text)], strict=True
    )
    assert not any("<!--" in text[start:end] for start, end in gaps)


YAML = """\
# tonelint: ignore-file[greeting] nos réponses n'en ont pas
# tonelint: ignore[first] au-dessus du premier
replies:
  - id: a
    # tonelint: ignore[inside] dedans
    text: Bonjour   # tonelint: ignore[line] sur sa ligne

  # tonelint: ignore[above] au-dessus
  # autre chose

  - id: b
    text: |  # tonelint: ignore[key] sur la ligne de sa clé
      Un <!-- tonelint: ignore-start[span] raison -->
      deux
      <!-- tonelint: ignore-end --> trois # tonelint: ignore[text] du texte
    tonelint: ignore[field] par un champ
  - # tonelint: ignore[dash] après le tiret
    id: c
    text: Allô
    note:   # tonelint: ignore[empty] rien ici
  - {id: d, text: Oui}
  # tonelint: ignore[after] plus rien
  # tonelint: disable
"""


def yaml_suppressions(text: str) -> list[Suppressions]:
    file = DraftFile(text, "f.yml")
    tree = yaml_tree.read(file)
    listed = tree.root.get("replies") or tree.root
    found = []
    for node in listed.items or listed.fields.values():
        body = node.passage or (node.get("text") or node).passage
        assert body
        near = concerning(tree.comments, node, file)
        found.append(of_record(near, body, body, node.get("tonelint"), file))
    return found


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_comments_of_yaml_concern_the_record_they_are_in_or_above(line_end: str) -> None:
    text = YAML.replace("\n", line_end)
    found = yaml_suppressions(text)
    own = [{one.rule for one in each.found if not one.shared} for each in found]
    assert own == [
        {"first", "inside", "line"},
        {"above", "key", "span", "field"},
        {"dash", "empty"},
        set(),
    ]
    file = DraftFile(text, "f.yml")
    for_all = of_the_file(yaml_tree.read(file).comments, file)
    assert [one.rule for one in for_all] == ["greeting"]
    assert not any(each.errors for each in found)
    by_rule = {one.rule: one for each in found for one in each.found}
    assert by_rule["line"].position == Position(6, 21)
    assert by_rule["span"].position == Position(13, 10)
    assert by_rule["field"].position == Position(16, 15)


def test_a_span_in_yaml_is_counted_in_what_is_read() -> None:
    file = DraftFile(YAML, "f.yml")
    tree = yaml_tree.read(file)
    replies = tree.root.get("replies")
    assert replies
    node = replies.items[1]
    body = (node.get("text") or node).passage
    assert body
    kept = [(body.text[:3], 0, 3)]  # what an HTML body reads as: without its comments
    for words in ("deux", "trois"):
        at = body.text.index(words)
        kept.append((f" {words}", at, at + len(words)))
    reply = body.read_as(kept, "html")
    (one,) = (each for each in of_record((), reply, body, None, file).found if each.span)
    assert one.span
    assert reply.text[slice(*one.span)] == " deux"


def test_comments_of_yaml_that_concern_nothing_are_errors() -> None:
    file = DraftFile(YAML, "f.yml")
    tree = yaml_tree.read(file)
    replies = tree.root.get("replies")
    assert replies
    after, unknown = strays(tree.comments, replies.items, file)
    assert str(after).startswith("f.yml:22:3: no reply follows this suppression")
    assert "“tonelint: disable” is not known" in str(unknown)
    assert not list(strays(tree.comments[:2], replies.items, file))


def test_keys_above_a_record_are_no_border_but_other_records_are() -> None:
    text = (
        "# tonelint: ignore[all] x\npannes:\n  # tonelint: ignore[one] x\n  a: Bonjour\n  b: Allô\n"
    )
    file = DraftFile(text, "f.yml")
    tree = yaml_tree.read(file)
    group = tree.root.get("pannes")
    assert group
    rules = []
    for node in group.fields.values():
        assert node.passage
        near = concerning(tree.comments, node, file)
        own = of_record(near, node.passage, node.passage, None, file)
        rules.append([one.rule for one in own.found])
    assert rules == [["all", "one"], []]


def test_many_comments_take_the_time_of_each() -> None:
    record = "- id: a\n  # tonelint: ignore[a] x\n  reply: Bonjour à vous tous\n"
    tree = yaml_tree.read(file := DraftFile(record * 3000, "f.yml"))
    start = time.perf_counter()
    near = [concerning(tree.comments, node, file) for node in tree.root.items]
    assert not list(strays(tree.comments, tree.root.items, file))
    assert time.perf_counter() - start < 5  # seconds; each with each would be minutes
    assert all(len(comments) == 1 for comments in near)


def test_mistakes_in_yaml_are_said_at_their_place_and_once() -> None:
    text = (
        "# tonelint: ignore-file[a]\n- text: Un # tonelint: ignore a\n- text: Deux\n  tonelint: 3\n"
    )
    first, second = yaml_suppressions(text)
    assert [str(error) for error in first.errors] == [
        "f.yml:1:1: a suppression names a rule in brackets and gives a reason: "
        "write # tonelint: ignore-file[rule] why this is right here",
        "f.yml:2:12: a suppression names a rule in brackets and gives a reason: "
        "write # tonelint: ignore[rule] why this is right here",
    ]
    (error,) = second.errors
    assert str(error).startswith(
        "f.yml:4:13: “tonelint” must be a text: write “tonelint: ignore[rule]"
    )


def test_a_field_of_json_sets_rules_aside() -> None:
    text = '{"reply": "Oui",\n "tonelint": ["ignore[a] x", "ignore[b, c]\\u00a0: y\\nignore-file[d] z", "no"]}'
    field = json_tree.read(DraftFile(text, "f.json")).root.get("tonelint")
    found = from_field(field, AT)
    assert [(one.rule, one.reason, one.shared) for one in found.found] == [
        ("a", "x", False), ("b", "y", False), ("c", "y", False), ("d", "z", True),
    ]  # fmt: skip
    assert found.found[0].position == Position(2, 16)
    assert [error.line for error in found.errors] == [2]


@pytest.mark.parametrize(
    ("value", "rules", "mistakes"),
    [
        (None, [], 0),
        ("", [], 0),
        ("ignore[a] b", ["a"], 0),
        (["ignore[a] b", 3], ["a"], 1),
        ({"a": "b"}, [], 1),
        ("ignore-start[a] b", [], 1),
        ("tonelint: ignore[a] b", [], 1),
    ],
)
def test_a_plain_field_sets_rules_aside(value: object, rules: list[str], mistakes: int) -> None:
    found = from_field(value, AT)
    assert [one.rule for one in found.found] == rules
    assert [(error.line, error.column) for error in found.errors] == [(9, 9)] * mistakes


def test_what_one_reply_says_for_the_file_holds_for_all() -> None:
    shared = Suppression("a", "b", AT, shared=True)
    error = InputError("no")
    first, passed, last = spread([Draft("Un"), error, Draft("Deux", suppressions=(shared,))])
    assert passed is error
    assert isinstance(first, Draft)
    assert isinstance(last, Draft)
    assert first.suppressions == last.suppressions == (shared,)


SEVERAL = """\
---
waivers: [{rule: overpromise, reason: promis}]
---
<!-- tonelint: ignore-file[emoji] nous en mettons -->
# Panne
<!-- tonelint: ignore[above] sous un titre sans texte -->
## Un
A <!-- tonelint: ignore[one] x -->
## Deux
B <!-- tonelint: ignore-start[span] x -->C<!-- tonelint: ignore-end -->
## Fin
<!-- tonelint: ignore[end] après tout -->
"""


def test_in_several_replies_of_a_file_each_has_its_own() -> None:
    (first, second), mistakes = read(markdown, SEVERAL)
    assert mistakes == []
    shared = {"overpromise", "emoji"}
    assert {one.rule for one in first.suppressions} == {*shared, "above", "one"}
    assert {one.rule for one in second.suppressions} == {*shared, "span", "end"}
    assert {one.rule for one in first.suppressions if one.shared} == shared
    (span,) = (one.span for one in second.suppressions if one.span)
    assert second.reply[slice(*span)] == "C"
    crossing = "# A\na <!-- tonelint: ignore-start[x] y -->\n# B\nb <!-- tonelint: ignore-end -->"
    drafts, mistakes = read(markdown, crossing)
    assert len(drafts) == 2
    assert ["never ends" in mistakes[0], "nothing is open" in mistakes[1]] == [True, True]


def seen(linter: Linter, *suppressions: Suppression, reply: str = CAPITALS) -> Result:
    return linter.check_draft(Draft(reply, QUESTION, path="f", suppressions=suppressions))


def about(result: Result) -> list[tuple[str, int]]:
    return [(found.rule, found.begins.line) for found in result.violations]


def test_a_span_sets_aside_what_begins_in_it(linter: Linter) -> None:
    at = CAPITALS.index("JAMAIS")
    inside = Suppression("shouting", "slogan", AT, span=(at, at + 1))
    assert len(seen(linter, inside).suppressed) == 1
    assert about(seen(linter, inside)) == []
    before = Suppression("shouting", "slogan", AT, span=(0, at))
    assert seen(linter, before).suppressed == ()
    assert about(seen(linter, before)) == [("shouting", 1), ("unused-suppression", 9)]


def test_of_two_the_nearest_is_used(linter: Linter) -> None:
    whole = Suppression("shouting", "whole", Position(3, 1))
    span = Suppression("shouting", "span", Position(4, 1), span=(0, len(CAPITALS)))
    shared = Suppression("shouting", "file", Position(1, 1), shared=True)
    result = seen(linter, shared, whole, span)
    assert [one.reason for one in result.suppressed] == ["span"]
    assert about(result) == [("unused-suppression", 3)]


def test_one_that_is_over_does_not_hide_one_in_force(linter: Linter) -> None:
    over = Suppression("shouting", "x", Position(1, 1), until=date(2020, 1, 1))
    result = seen(linter, over, Suppression("shouting", "y", Position(2, 1)))
    assert [one.reason for one in result.suppressed] == ["y"]
    assert about(result) == [("expired-waiver", 1)]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("shoutin", "shouting"),
        ("forbiden-tone:humorous", "forbidden-tone"),
        ("forbidden-tone:humorus", "forbidden-tone:humorous"),
        ("zzz", None),
        ("shouting:zzz", None),
    ],
)
def test_a_rule_that_nobody_defines_is_a_finding(
    linter: Linter, name: str, near: str | None
) -> None:
    (found,) = seen(linter, Suppression(name, "x", AT), reply="On ouvre à 8 h.").violations
    assert (found.rule, found.severity, found.begins) == ("unknown-suppression", "warning", AT)
    assert f"“{name}”" in found.message
    assert found.remedy.startswith(f"Write “{near}”" if near else "Name one of the rules")
    french = SetAside(linter.policy.document, date(2026, 1, 1), "fr")
    (said,) = french.mistakes([Suppression(name, "x", AT)], used=())
    assert "Aucune règle ne s'appelle" in said.message


def test_known_subjects_are_no_mistake(linter: Linter) -> None:
    (found,) = seen(
        linter, Suppression("forbidden-tone:humorous", "x", AT), reply="Oui."
    ).violations
    assert found.rule == "unused-suppression"


def shared_use(linter: Linter) -> SharedUse:
    return SharedUse(SetAside(linter.policy.document, date(2026, 1, 1), "en"))


def test_what_a_file_sets_aside_is_judged_at_its_end(linter: Linter) -> None:
    used = Suppression("shouting", "slogan", Position(1, 1), shared=True)
    unused = Suppression("overpromise", "loi", Position(2, 1), shared=True)
    unknown = Suppression("zzz", "x", Position(3, 1), shared=True)
    over = Suppression("greeting", "x", Position(4, 1), until=date(2020, 1, 1), shared=True)
    loud = seen(linter, used, unused)
    calm = seen(linter, used, unused, unknown, over, reply="On ouvre à 8 h.")
    assert about(loud) == about(calm) == []
    other = replace(calm, draft=replace(calm.draft, path="g", suppressions=(used,)))
    error = InputError("no")
    first, second, passed, third = shared_use(linter).passing([loud, calm, error, other])
    assert first is loud
    assert passed is error
    assert isinstance(second, Result)
    assert isinstance(third, Result)
    assert about(second) == [
        ("unused-suppression", 2), ("unknown-suppression", 3), ("unknown-suppression", 4),
    ]  # fmt: skip
    assert about(third) == [("unused-suppression", 1)]
    assert list(shared_use(linter).passing([error])) == [error]


def forbidding(linter: Linter, rule: str) -> SetAside:
    """What sets aside where the code of conduct never lets a rule be."""
    document = linter.policy.document
    never = document.never_waived.model_copy(update={"rules": (rule,)})
    return SetAside(document.model_copy(update={"never_waived": never}), date(2026, 1, 1), "en")


def test_what_may_never_be_set_aside_is_refused_at_the_reply_and_not_unused(linter: Linter) -> None:
    shared = Suppression("shouting", "x", AT, shared=True)
    result = seen(linter, shared)
    (loud,) = seen(linter).violations
    aside = forbidding(linter, "shouting")
    standing, suppressed = aside.sort([loud], case_of(linter, result.draft))
    assert suppressed == ()
    assert [found.rule for found in standing] == ["shouting", "refused-waiver"]
    refused = replace(result, violations=standing, suppressed=())
    assert list(SharedUse(aside).passing([refused])) == [refused]


def case_of(linter: Linter, draft: Draft) -> Case:
    reading = linter.understanding.read(draft, ())
    return Judge(linter.policy.document, "en", date(2026, 1, 1)).case(draft, reading)


def test_rules_across_replies_are_judged_when_all_are_read(
    linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    loud = seen(linter).violations
    monkeypatch.setattr(type(linter.policy.document.rules["shouting"]), "across", True)
    aside = SetAside(linter.policy.document, date(2026, 1, 1), "en")
    given = (Suppression("shouting", "x", AT), Suppression("forbidden-tone", "y", AT))
    for template, judged in ((True, ["forbidden-tone"]), (False, ["shouting", "forbidden-tone"])):
        draft = Draft(CAPITALS, QUESTION, template=template, suppressions=given)
        standing, _ = aside.sort([], case_of(linter, draft))
        assert [found.message.split("“")[1].split("”")[0] for found in standing] == judged
    result = replace(
        seen(linter), draft=replace(seen(linter).draft, template=True, suppressions=given)
    )
    assert [item.reason for item in aside.sort_across(loud, result)[1]] == ["x"]
    assert [found.rule for found in aside.sort_across([], result)[0]] == ["unused-suppression"]
