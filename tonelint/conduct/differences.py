"""What changes for a community manager from one code of conduct to another, in sentences.

The two documents are walked side by side down to what one sentence can say: the rows of
:mod:`tonelint.conduct.difference_words`. Cases and the examples of rules are tests, and change
nothing for whoever replies.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from tonelint.conduct.difference_words import (
    CONDITIONS,
    HEADINGS,
    NAMED,
    OTHER,
    PHRASES,
    ROWS,
    VALUES,
    Became,
    Counted,
    Listed,
    Named,
    Path,
    Row,
)
from tonelint.conduct.document import Document
from tonelint.wording import join

_AnyRow = TypeVar("_AnyRow", Row, Named)
_NOT_SAID = ("schema", "extends", "cases", "files")  # not what people do
_ALWAYS = ""  # the name under which “always” is a situation like the others
_NEW = {"sensitivity": "normal"}  # what goes without saying of something new
_COMPARED = re.compile(r"\[([^]]*)\]")
_ASPIRATED = ("hai", "handi", "harc", "hau", "hon", "hors")
_VOWELS = "aàâeéèêëiîïoôuùûyhœæ"


@dataclass(frozen=True, slots=True)
class Section:
    """What changes in one part of the code."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """Something at a key path is new, gone or different, and what says so."""

    row: Row | Named
    path: Path
    before: Any
    after: Any
    fresh: bool = False  # inside something new: there is no before to compare with


def differences(before: Document, after: Document, ui: str) -> list[Section]:
    """What changes from one code of conduct to another, by part, in the language of the user."""
    old, new = _comparable(before), _comparable(after)
    speaker = _Speaker(old, new, ui)
    sentences: dict[str, list[str]] = {}
    for change in (*_changes(old, new, ()), *_other_order(old, new)):
        part = change.path[0].split()[0]
        sentences.setdefault(part, []).extend(speaker.sentences(change))
    found = (
        (speaker.pick(heading), [text for part in parts for text in sentences.get(part, ())])
        for heading, parts in HEADINGS
    )
    return [Section(heading, tuple(dict.fromkeys(texts))) for heading, texts in found if texts]


def none(before: str, after: str, ui: str) -> str:
    """What is said where two codes of conduct, so named, ask the same."""
    french, english = PHRASES["no difference"]
    return (french if ui == "fr" else english).format(before, after)


# --- two documents, side by side --------------------------------------------------


def _comparable(document: Document) -> dict[str, Any]:
    """The document as plain values, with a name for each thing of which there are several."""
    says = document.model_dump(mode="json", by_alias=True, exclude=set(_NOT_SAID) | {"schema_"})
    for rule in says["rules"].values():
        del rule["examples"]
    says["contexts"] = {_ALWAYS: says.pop("always"), **says["contexts"]}
    says["decision-tree"] = _keyed(says["decision-tree"], lambda item: item["ask"]["en"])
    says["waivers"] = _keyed(says["waivers"], _waived)
    says["adoption"] = _keyed(
        says["adoption"], lambda item: " ".join((item["at-most"], *item["rules"]))
    )
    return says


def _waived(waiver: Mapping[str, Any]) -> str:
    return " ".join((waiver["rule"], *waiver["contexts"], *waiver["channels"]))


def _keyed(items: Iterable[Any], key: Callable[[Any], str]) -> dict[str, Any]:
    """Items by a key; those of the same key are told apart by their number."""
    seen: Counter[str] = Counter()
    keyed = {}
    for item in items:
        name = key(item)
        seen[name] += 1
        keyed[name if seen[name] == 1 else f"{name} ({seen[name]})"] = item
    return keyed


def _changes(before: Any, after: Any, path: Path, *, fresh: bool = False) -> Iterator[_Change]:
    if before == after or (_empty(before) and _empty(after)):
        return
    named = _row_for(NAMED, path)
    row = _row_for(ROWS, path)
    if named and (before is None or after is None):
        yield _Change(named, path, before, after)
        if after is not None and not named.whole:
            known = {**after, **_NEW}
            expected = {key: known[key] for key in ("title", "about", *_NEW) if key in after}
            yield from _changes(expected, after, path, fresh=True)
    elif row:
        yield _Change(row, path, before, after, fresh)
    elif isinstance(before or after, Mapping):
        before, after = before or {}, after or {}
        for key in _telling({**before, **after}, before, after, path):
            yield from _changes(before.get(key), after.get(key), (*path, key), fresh=fresh)
    else:
        yield _Change(OTHER, path, before, after, fresh)


def _telling(
    keys: Iterable[str], before: Mapping[str, Any], after: Mapping[str, Any], path: Path
) -> Iterable[str]:
    """The keys worth comparing: of what is required no more, or of a rule that became another
    kind, the rest means nothing.
    """
    if len(path) == 4 and path[2] == "require" and not after:
        return ("severity",)
    if len(path) == 2 and path[0] == "rules" and before["check"] != after["check"]:
        return ("check", "severity")
    return keys


def _other_order(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[_Change]:
    """The first question answered yes decides: their order counts."""
    old, new = before["decision-tree"], after["decision-tree"]
    if [key for key in old if key in new] != [key for key in new if key in old]:
        row = _row_for(ROWS, ("decision-tree order",))
        assert row is not None
        yield _Change(row, ("decision-tree order",), list(old), list(new))


def _empty(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(_empty, value.values()))
    return value is None or value in ("", [])


def _row_for(rows: Iterable[_AnyRow], path: Path) -> _AnyRow | None:
    return next((row for row in rows if _is_at(row.path, path)), None)


def _is_at(pattern: str, path: Path) -> bool:
    steps = pattern.split(".")
    return len(steps) == len(path) and all(
        step in ("*", key) for step, key in zip(steps, path, strict=True)
    )


# --- in words ---------------------------------------------------------------------


class _Speaker:
    """Says changes in one language, with the titles that the two documents give to names."""

    def __init__(self, before: Mapping[str, Any], after: Mapping[str, Any], ui: str) -> None:
        self._documents = (after, before)
        self._ui = ui
        self._kinds: dict[str, Callable[[Any], str]] = {
            "words": lambda value: self._phrase("quoted", value[ui]),
            "text": self._text,
            "texts": lambda value: join(value, ui),
            "duration": self._duration,
            "share": self._share,
            "conditions": self._conditions,
            "outcome": self._outcome,
            "waiver": self._waiver,
            "adoption": self._adoption,
            "replacements": lambda value: join(value, ui),
            "questions": lambda value: ", ".join(
                self._phrase("quoted", self._title("decision-tree", name)) for name in value
            ),
        }

    def pick(self, both: tuple[Any, Any]) -> Any:
        """Of a French and an English one, the one that is wanted."""
        return both[self._ui != "fr"]

    def sentences(self, change: _Change) -> Iterator[str]:
        """What a change is called, in no, one or two sentences."""
        row = change.row
        match row:
            case Named():
                templates = self._of_named(row, change)
            case Became():
                templates = self._of_became(row, change)
            case Listed():
                templates = self._of_listed(row, change)
            case Counted():
                templates = self._of_counted(row, change)
        for template, fills in templates:
            wanted = _COMPARED.sub("" if change.fresh else r"\1", template)
            said = wanted.format_map({**self._fills(row, change.path), **fills})
            yield _typeset(said[:1].upper() + said[1:], self._ui)

    # A change of each shape: the templates that say it, and what fills their holes.

    def _of_named(self, row: Named, change: _Change) -> Iterator[tuple[str, dict[str, str]]]:
        new, gone = self.pick((row.fr, row.en))
        item = change.before if change.after is None else change.after
        yield (gone if change.after is None else new), {"says": self._says(change.path[0], item)}

    def _of_became(self, row: Became, change: _Change) -> Iterator[tuple[str, dict[str, str]]]:
        before, after = change.before, change.after
        if row.kind.endswith("severity"):
            before, after = before or "off", after or "off"
        elif row.kind == "truth":
            before, after = before or None, after or None
        if before == after:
            return
        if row.kind == "words" and before and after and before[self._ui] == after[self._ui]:
            both = zip(before.values(), after.values(), strict=True)  # it is in the other language
            old, new = next((old, new) for old, new in both if old != new)
            before, after = dict.fromkeys(before, old), dict.fromkeys(after, new)
        changed, new, gone = self.pick((row.fr, row.en))
        template = new if _empty(before) else gone if _empty(after) else changed
        yield (
            template,
            {
                "before": self._value(row.kind, before),
                "after": self._value(row.kind, after),
                "path": ".".join(change.path),
            },
        )

    def _of_listed(self, row: Listed, change: _Change) -> Iterator[tuple[str, dict[str, str]]]:
        before, after = _items(change.before), _items(change.after)
        more, fewer = self.pick((row.fr, row.en))
        for template, items in (
            (more, [item for item in after if item not in before]),
            (fewer, [item for item in before if item not in after]),
        ):
            if items:
                yield template, {"items": self._value(row.kind, items)}

    def _of_counted(self, row: Counted, change: _Change) -> Iterator[tuple[str, dict[str, str]]]:
        before, after = Counter(_phrases(change.before)), Counter(_phrases(change.after))
        one_more, more, one_fewer, fewer, otherwise = self.pick((row.fr, row.en))
        added, removed = (after - before).total(), (before - after).total()
        if added:
            yield (one_more if added == 1 else more), {"n": str(added)}
        if removed:
            yield (one_fewer if removed == 1 else fewer), {"n": str(removed)}
        if not added and not removed and change.before and change.after:
            yield otherwise, {}

    # What fills holes.

    def _fills(self, row: Row | Named, path: Path) -> dict[str, str]:
        """What the names in a key path are called."""
        if len(path) < 2:
            return {}
        stars = [index for index, step in enumerate(row.path.split(".")) if step == "*"]
        last = stars[-1] if stars else 1
        return {
            "of": self._title(path[0], path[1]),
            "name": self._title(path[last - 1], path[last]),
            "in": self._place(path[1]),
            "in2": self._place(path[-1]),
            "on": self._choice("on", path[1]),
            "document": self._choice("documents", path[1]),
        }

    def _place(self, context: str) -> str:
        if context == _ALWAYS:
            return self._phrase("always")
        title = self._title("contexts", context)
        elided = title[:1].lower() in _VOWELS and not title.lower().startswith(_ASPIRATED)
        return self._phrase("in elided" if elided else "in", title)

    def _title(self, group: str, name: str) -> str:
        """What people call a thing that the code of conduct names."""
        group = {"forbid": "tones", "require": "elements", "max-in": "contexts"}.get(group, group)
        if group in ("language", "languages"):
            return self._choice("languages", name)
        found = (document.get(group) for document in self._documents)
        item = next((known[name] for known in found if known and name in known), None)
        if not isinstance(item, Mapping):
            return name
        if group == "waivers":
            return str(item["rule"])
        if group == "adoption":
            return self._adoption(item)
        key = {"decision-tree": "ask", "signals": "about", "rules": ""}.get(group, "title")
        words = item.get(key)
        return str(words[self._ui]) if words else name

    def _says(self, group: str, item: Mapping[str, Any]) -> str:
        """What something new says, in short."""
        match group:
            case "rules":
                title = [item["title"][self._ui]] if item["title"] else []
                return ", ".join([*title, self._choice("rule severity", item["severity"])])
            case "decision-tree":
                return self._outcome(item["then"])
            case "waivers":
                return self._waiver(item)
            case "adoption":
                return self._adoption(item)
            case "resources":
                given = [item["title"], *item["phone"], item["url"]]
                texts = [part[self._ui] if isinstance(part, Mapping) else part for part in given]
                return ", ".join(dict.fromkeys(text for text in texts if text))
        return ""

    def _value(self, kind: str, value: Any) -> str:
        if _empty(value):
            return ""
        if kind in self._kinds:
            return self._kinds[kind](value)
        if isinstance(value, list):
            if kind in VALUES:
                return join([self._choice(kind, item) for item in value], self._ui)
            titles = [self._title(kind, item) for item in value]
            if any("," in title for title in titles):
                titles = [self._phrase("quoted", title) for title in titles]
            return join(titles, self._ui)
        return self._choice(kind, value)

    def _choice(self, kind: str, value: Any) -> str:
        both = VALUES.get(kind, {}).get(str(value))
        return str(self.pick(both)) if both else str(value)

    def _phrase(self, key: str, *values: str) -> str:
        return str(self.pick(PHRASES[key])).format(*values)

    def _text(self, value: Any) -> str:
        if isinstance(value, bool):
            return self._phrase("yes" if value else "no")
        if isinstance(value, list):
            return join([str(item) for item in value], self._ui)
        return str(value)

    def _duration(self, value: str) -> str:
        unit = value.lstrip("0123456789 ")
        return self._choice("unit", unit).format(n=value.removesuffix(unit).strip())

    def _share(self, value: float) -> str:
        number = f"{value * 100:g}"
        return f"{number.replace('.', ',')} %" if self._ui == "fr" else f"{number}%"

    def _conditions(self, value: Mapping[str, Any]) -> str:
        said = []
        for key, wanted in value.items():
            if not _empty(wanted):
                french, english, kind = CONDITIONS.get(key, (f"{key} : {{}}", f"{key}: {{}}", ""))
                said.append(self.pick((french, english)).format(self._value(kind, wanted)))
        return "; ".join(said)

    def _outcome(self, value: Mapping[str, Any]) -> str:
        parts = [self._choice("do", value["do"])]
        if value["to"]:
            parts.append(self._phrase("to", self._value("roles", value["to"])))
        if value["approved-by"]:
            parts.append(self._phrase("approved by", self._value("roles", value["approved-by"])))
        if value["note"]:
            parts.append(self._value("words", value["note"]))
        return ", ".join(parts)

    def _waiver(self, value: Mapping[str, Any]) -> str:
        until = value["until"]
        parts = [self._phrase("until", until) if until else self._phrase("open end")]
        places = {key: value[key] for key in ("contexts", "channels")}
        if where := self._conditions(places):
            parts.append(where)
        if value["author"]:
            parts.append(self._phrase("by", value["author"]))
        parts.append(self._phrase("because", value["reason"].rstrip(".")))
        return ", ".join(parts)

    def _adoption(self, value: Mapping[str, Any]) -> str:
        rules = join(value["rules"], self._ui) or self._phrase("all rules")
        severity = self._choice("severity", value["at-most"])
        template: str = self.pick(PHRASES["adoption"])
        return template.format(until=value["until"], severity=severity, rules=rules)


def _items(value: Any) -> list[str]:
    """A list, or a mapping of words to better ones by language, as a list of texts."""
    if isinstance(value, Mapping):
        return [f"{word} → {better}" for words in value.values() for word, better in words.items()]
    return list(value or ())


def _phrases(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in the lists below a value, and where it stands."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _phrases(item, (*path, key))
    elif isinstance(value, list):
        yield from ((path, str(item)) for item in value)


def _typeset(text: str, ui: str) -> str:
    if ui == "fr":
        for plain, set_ in (
            ("« ", "«\u00a0"),
            (" »", "\u00a0»"),
            (" :", "\u00a0:"),
            (" %", "\u00a0%"),
        ):
            text = text.replace(plain, set_)
    return text
