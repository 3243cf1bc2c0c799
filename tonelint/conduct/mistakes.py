"""Mistakes in a code of conduct, in one clear sentence each, with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tonelint import strict_yaml
from tonelint.errors import PolicyError
from tonelint.nearest import nearest
from tonelint.terms import LEVELS, Bilingual, Detect, PolicyCase, Stance
from tonelint.understanding.surface import SIGNAL_NAMES

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    from tonelint.conduct.document import Document
    from tonelint.conduct.source import Source

KeyPath = strict_yaml.Path
_FILLS = frozenset({"text", "subject", "context", "count", "max", "replacement"})
_HOLE = re.compile(r"\{(\w+)\}")


def place(sources: Sequence[Source], path: KeyPath) -> tuple[Source, int, int]:
    """The last file that says something at a key path, and where."""
    for length in range(len(path), 0, -1):
        for source in reversed(sources):
            if _says(source.says, path[:length]):
                return source, *strict_yaml.place(source.text, path[:length])
    return sources[-1], 1, 1


def _says(value: Any, path: KeyPath) -> bool:
    for step in path:
        is_key = isinstance(value, Mapping) and step in value
        is_index = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if is_key or is_index:
            value = value[step]
        else:
            return False
    return True


def _error(message: str, sources: Sequence[Source], path: KeyPath) -> PolicyError:
    source, line, column = place(sources, path)
    return PolicyError(message, source.shown, line, column)


# --- the shape of the document -------------------------------------------------


def of_shape(error: ValidationError, sources: Sequence[Source]) -> list[PolicyError]:
    """pydantic's findings, said plainly, each at its place."""
    from tonelint.conduct.document import Document  # noqa: PLC0415 - they need each other

    known_rules = {name for source in sources for name in _rules_with_a_kind(source)}
    found: dict[str, PolicyError] = {}
    for item in error.errors(include_url=False, include_context=True):
        path = _key_path(item["loc"])
        mistake = _error(_sentence(item, path, Document, known_rules), sources, path)
        found.setdefault(str(mistake), mistake)
    return list(found.values())


def _rules_with_a_kind(source: Source) -> Iterator[str]:
    rules = source.says.get("rules")
    for name, rule in rules.items() if isinstance(rules, Mapping) else ():
        if isinstance(rule, Mapping) and "check" in rule:
            yield name


def _key_path(loc: tuple[int | str, ...]) -> KeyPath:
    """The key path of a pydantic location: without the names of union members."""
    steps: list[int | str] = []
    for index, step in enumerate(loc):
        is_kind = len(steps) == 2 and steps[0] == "rules" and index == 2
        if not is_kind and not str(step).startswith(("function-", "tagged-union")):
            steps.append("schema" if step == "schema_" else step)
    return tuple(steps)


def _sentence(
    item: Any, path: KeyPath, document: type[BaseModel], known_rules: Iterable[str]
) -> str:
    key = path[-1] if path else ""
    where = ".".join(str(step) for step in path)
    kind, value = item["type"], item.get("input")
    if kind == "extra_forbidden":
        keys = _keys_at(document, path[:-1], item["loc"])
        hint = nearest(str(key), keys)
        return f"unknown key “{key}”{hint or '; here are ' + ', '.join(dict.fromkeys(keys))}"
    if kind == "missing":
        return f"“{where}” is missing"
    if kind == "literal_error":
        expected = str(item["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
        key = next((step for step in reversed(path) if isinstance(step, str)), key)
        return (
            f"“{key}: {value}” must be one of {expected}{nearest(str(value), expected.split(', '))}"
        )
    if kind == "union_tag_not_found":
        hint = nearest(str(path[1]), known_rules)
        needs = "a new rule needs a “check” (avoid, require, …)"
        return f"the rule “{path[1]}” is not known: {needs}{hint}"
    if kind == "union_tag_invalid":
        expected = str(item["ctx"]["expected_tags"]).replace("'", "")
        tag = str(item["ctx"]["tag"])
        return f"“check: {tag}” must be one of {expected}{nearest(tag, expected.split(', '))}"
    reason = str(item["msg"]).removeprefix("Value error, ")
    return f"“{where}”: {_plain_reasons.get(kind, reason)}"


_plain_reasons = {
    "string_type": "this must be a text",
    "tuple_type": "this must be a list",
    "dict_type": "this must be keys and values",
    "model_type": "this must be keys and values",
    "model_attributes_type": "this must be keys and values",
    "int_parsing": "this must be a whole number",
    "int_type": "this must be a whole number",
    "greater_than_equal": "this must be zero or more",
    "bool_parsing": "this must be true or false",
}


def _keys_at(document: type[BaseModel], path: KeyPath, loc: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at a key path, as the JSON Schema of the document says."""
    schema = document.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    places: list[Mapping[str, Any]] = [schema]
    for step in path:
        places = [inner for outer in places for inner in _inside(outer, str(step), definitions)]
    tag = str(loc[2]) if len(loc) > 2 and loc[0] == "rules" else None
    keys: list[str] = []
    for found in places:
        for option in _options(found, definitions):
            properties = option.get("properties", {})
            kind = properties.get("check", {}).get("const")
            if tag is None or kind is None or kind == tag:
                keys.extend(properties)
    return keys


def _options(
    schema: Mapping[str, Any], definitions: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    if "$ref" in schema:
        yield from _options(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
        return
    yield schema
    for several in ("anyOf", "oneOf", "allOf"):
        for option in schema.get(several, ()):
            yield from _options(option, definitions)


def _inside(
    schema: Mapping[str, Any], step: str, definitions: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    for option in _options(schema, definitions):
        if step in option.get("properties", {}):
            yield option["properties"][step]
        elif isinstance(option.get("additionalProperties"), dict):
            yield option["additionalProperties"]
        elif isinstance(option.get("items"), dict):
            yield option["items"]


# --- what the document means ---------------------------------------------------


def of_meaning(document: Document, sources: Sequence[Source]) -> list[PolicyError]:
    """Names nobody defines, rules that can never fire, messages with unknown holes."""
    found = [
        *_unknown(_references(document), document, sources),
        *of_cases(document.cases, document, sources),
    ]
    for path, message in _never(document):
        found.append(_error(message, sources, path))
    return found


def of_cases(
    cases: Sequence[PolicyCase], document: Document, sources: Sequence[Source]
) -> list[PolicyError]:
    """Names that cases use and the document does not define."""
    return list(_unknown(_of_cases(cases), document, sources))


def _unknown(
    references: Iterable[tuple[str, str, KeyPath]], document: Document, sources: Sequence[Source]
) -> Iterator[PolicyError]:
    known: dict[str, Iterable[str]] = {
        "context": document.contexts,
        "tone": document.tones,
        "element": document.elements,
        "tone or element": {*document.tones, *document.elements},
        "rule": document.rules,
        "resource": document.resources,
        "signal": {*document.signals, *SIGNAL_NAMES},
    }
    for kind, name, path in references:
        if name not in known[kind]:
            hint = nearest(name, known[kind])
            yield _error(f"no {kind} is named “{name}”{hint}", sources, path)


def _references(document: Document) -> Iterator[tuple[str, str, KeyPath]]:
    """``(kind, name, key path)`` of every name the document uses."""
    for index, name in enumerate(document.order):
        yield "context", name, ("order", index)
    yield from _of_stance(document.always, ("always",))
    for name, context in document.contexts.items():
        yield from _of_stance(context, ("contexts", name))
        yield from _of_detect(context.detect, ("contexts", name, "detect"))
    for name, tone in document.tones.items():
        yield from _of_detect(tone.detect, ("tones", name, "detect"))
    for name, element in document.elements.items():
        yield from _of_detect(element.detect, ("elements", name, "detect"))
    for name, rule in document.rules.items():
        for kind, wanted, path in rule.references():
            yield kind, wanted, ("rules", name, *path)
        detect = getattr(rule, "detect", None)
        if isinstance(detect, Detect):
            yield from _of_detect(detect, ("rules", name, "detect"))


def _of_cases(cases: Sequence[PolicyCase]) -> Iterator[tuple[str, str, KeyPath]]:
    for number, case in enumerate(cases):
        path = ("cases", number)
        for key, names in (
            ("declared", case.declared),
            ("contexts", case.contexts),
            ("not-contexts", case.not_contexts),
        ):
            for index, name in enumerate(names):
                yield "context", name, (*path, key, index)
        for index, name in enumerate(case.tone):
            yield "tone", name, (*path, "tone", index)
        for index, name in enumerate(case.expect):
            rule, _, subject = name.partition(":")
            yield "rule", rule, (*path, "expect", index)
            if subject:
                yield "tone or element", subject, (*path, "expect", index)


def _of_stance(stance: Stance, path: KeyPath) -> Iterator[tuple[str, str, KeyPath]]:
    for index, tone in enumerate(stance.tone):
        yield "tone", tone, (*path, "tone", index)
    for tone in stance.forbid:
        yield "tone", tone, (*path, "forbid", tone)
    for element, requirement in stance.require.items():
        yield "element", element, (*path, "require", element)
        for index, signal in enumerate(requirement.when_signals):
            yield "signal", signal, (*path, "require", element, "when-signals", index)
    for index, resource in enumerate(stance.resources):
        yield "resource", resource, (*path, "resources", index)


def _of_detect(detect: Detect, path: KeyPath) -> Iterator[tuple[str, str, KeyPath]]:
    for level in LEVELS:
        for index, signal in enumerate(getattr(detect, level).signals):
            yield "signal", signal, (*path, level, "signals", index)


def _never(document: Document) -> Iterator[tuple[KeyPath, str]]:
    """What could never have an effect, and messages with holes nothing fills."""
    for name, context in document.contexts.items():
        if context.title is None and context.about is None and context.detect.empty:
            hint = nearest(name, set(document.contexts) - {name})
            yield (
                ("contexts", name),
                f"“{name}” is a new context that nothing describes: give it a title{hint}",
            )
    for name, rule in document.rules.items():
        path = ("rules", name)
        detect = getattr(rule, "detect", None)
        if rule.check == "avoid" and isinstance(detect, Detect) and detect.empty:
            yield (*path, "detect"), f"the rule “{name}” can never fire: it looks for nothing"
        for text in ("message", "why", "remedy"):
            words: Bilingual = getattr(rule, text)
            for hole in {*_HOLE.findall(words.fr), *_HOLE.findall(words.en)} - _FILLS:
                known = ", ".join(f"{{{fill}}}" for fill in sorted(_FILLS))
                yield (*path, text), f"{{{hole}}} is filled by nothing; there are {known}"
