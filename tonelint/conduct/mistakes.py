"""Mistakes in a code of conduct, in one clear sentence each, with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from tonelint import strict_yaml
from tonelint.conduct.merging import ADDING
from tonelint.errors import PolicyError
from tonelint.nearest import nearest
from tonelint.resources import mistyped
from tonelint.terms import LEVELS, Bilingual, Detect, PolicyCase, Stance
from tonelint.understanding.surface import SIGNAL_NAMES

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    from tonelint.conduct.document import Document
    from tonelint.conduct.source import Source

KeyPath = strict_yaml.Path
_FILLS = frozenset(
    {
        *("text", "subject", "context", "count", "max", "replacement", "roles"),
        *("channel", "detail", "segments", "foreign", "signature"),
        *("language", "likeness", "date", "limit"),
        *("tool", "name", "other", "wants"),
    }
)
_STARS, _LETTERS = 2, 200  # of a signature
_HOLE = re.compile(r"\{(\w+)\}")


def place(sources: Sequence[Source], path: KeyPath) -> tuple[Source, int, int]:
    """The last file that says something at a key path, and where."""
    sources = _owners(sources, path)
    for length in range(len(path), 0, -1):
        for source in reversed(sources):
            if _says(source.says, path[:length]):
                return source, *strict_yaml.place(source.text, path[:length])
    return sources[-1], 1, 1


def _owners(sources: Sequence[Source], path: KeyPath) -> Sequence[Source]:
    """The files that may say what stands at a path: of a list that replaces others, the last."""
    for index, step in enumerate(path):
        if isinstance(step, int) and not ADDING & set(path[:index]):
            saying = [source for source in sources if _says(source.says, path[:index])]
            return saying[-1:] or sources
    return sources


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
        if not is_kind and not str(step).startswith(("function-", "tagged-union", "[key]")):
            steps.append("schema" if step == "schema_" else step)
    return tuple(steps)


def _sentence(
    item: Any, path: KeyPath, document: type[BaseModel], known_rules: Iterable[str]
) -> str:
    key = path[-1] if path else ""
    where = ".".join(str(step) for step in path)
    kind = item["type"]
    if kind == "extra_forbidden":
        keys = _keys_at(document, path[:-1], item["loc"])
        hint = nearest(str(key), keys)
        return f"unknown key “{key}”{hint or '; here are ' + ', '.join(dict.fromkeys(keys))}"
    if kind == "missing":
        return f"“{where}” is missing"
    if kind == "literal_error":
        return _not_one_of(item, path)
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


def _not_one_of(item: Any, path: KeyPath) -> str:
    """A word, or a key, that is none of those there are."""
    value = str(item.get("input"))
    expected = str(item["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
    hint = nearest(value, expected.split(", "))
    if item["loc"][-1] == "[key]":
        return f"unknown key “{value}”{hint or '; here are ' + expected}"
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    return f"“{key}: {value}” must be one of {expected}{hint}"


_plain_reasons = {
    "string_type": "this must be a text",
    "tuple_type": "this must be a list",
    "dict_type": "this must be keys and values",
    "model_type": "this must be keys and values",
    "model_attributes_type": "this must be keys and values",
    "int_parsing": "this must be a whole number",
    "int_type": "this must be a whole number",
    "greater_than_equal": "this must be zero or more",
    "float_parsing": "this must be a share, like 5 % or 0.05",
    "less_than_equal": "this must be a share of at most 100 %",
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
        "tone or element": {*document.tones, *document.elements, *_subjects(document)},
        "rule": document.rules,
        "resource": document.resources,
        "role": document.roles,
        "power": document.powers,
        "rule or context": {*document.rules, *document.contexts},
        "signal": {*document.signals, *SIGNAL_NAMES},
    }
    for kind, name, path in references:
        if name not in known[kind]:
            hint = nearest(name, known[kind])
            yield _error(f"no {kind} is named “{name}”{hint}", sources, path)


def _subjects(document: Document) -> Iterator[str]:
    """What findings may be about besides tones and elements."""
    yield from document.powers
    yield from document.resources
    for rule in document.rules.values():
        yield from rule.subjects


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
    yield from _of_organisation(document)
    yield from _of_files(document)
    for name, rule in document.rules.items():
        for kind, wanted, path in rule.references():
            yield kind, wanted, ("rules", name, *path)
        detect = getattr(rule, "detect", None)
        if isinstance(detect, Detect):
            yield from _of_detect(detect, ("rules", name, "detect"))


def _of_files(document: Document) -> Iterator[tuple[str, str, KeyPath]]:
    for tag, contexts in document.files.tags.items():
        for index, name in enumerate(contexts):
            yield "context", name, ("files", "tags", tag, index)
    for number, settings in enumerate(document.files.settings):
        for index, name in enumerate(settings.contexts or ()):
            yield "context", name, ("files", "settings", number, "contexts", index)


def _of_organisation(document: Document) -> Iterator[tuple[str, str, KeyPath]]:
    """Names that roles, powers, the decision tree, waivers and adoption use."""
    for name, role in document.roles.items():
        yield from _each("power", role.may, ("roles", name, "may"))
    for name, power in document.powers.items():
        path = ("powers", name)
        yield from _each("tone", power.tones, (*path, "tones"))
        yield from _each("element", power.elements, (*path, "elements"))
        yield from _each("signal", power.signals, (*path, "signals"))
        yield from _each("context", power.contexts, (*path, "contexts"))
        yield from _each("signal", power.message_signals, (*path, "message-signals"))
    yield from _each("context", document.humour.contexts, ("humour", "contexts"))
    yield from _each("role", document.humour.roles, ("humour", "roles"))
    for index, question in enumerate(document.decision_tree):
        asked, then = ("decision-tree", index, "if"), ("decision-tree", index, "then")
        yield from _each("context", question.if_.contexts, (*asked, "contexts"))
        yield from _each("context", question.if_.not_contexts, (*asked, "not-contexts"))
        yield from _each("signal", question.if_.signals, (*asked, "signals"))
        yield from _each("role", question.then.to, (*then, "to"))
        yield from _each("role", question.then.approved_by, (*then, "approved-by"))
    for index, waiver in enumerate(document.waivers):
        yield from _of_rule(waiver.rule, ("waivers", index, "rule"))
        yield from _each("context", waiver.contexts, ("waivers", index, "contexts"))
    yield from _each("context", document.never_waived.contexts, ("never-waived", "contexts"))
    for index, name in enumerate(document.never_waived.rules):
        yield from _of_rule(name, ("never-waived", "rules", index))
    for index, step in enumerate(document.adoption):
        for number, name in enumerate(step.rules):
            yield from _of_rule(name, ("adoption", index, "rules", number))


def _each(kind: str, names: Iterable[str], path: KeyPath) -> Iterator[tuple[str, str, KeyPath]]:
    for index, name in enumerate(names):
        yield kind, name, (*path, index)


def _of_rule(name: str, path: KeyPath) -> Iterator[tuple[str, str, KeyPath]]:
    """A rule, or a rule and its subject: ``forbidden-tone:humorous``."""
    rule, _, subject = name.partition(":")
    yield "rule", rule, path
    if subject:
        yield "tone or element", subject, path


def _of_cases(cases: Sequence[PolicyCase]) -> Iterator[tuple[str, str, KeyPath]]:
    for number, case in enumerate(cases):
        path = ("cases", number)
        for key, names in (
            ("declared", case.declared),
            ("contexts", case.contexts),
            ("not-contexts", case.not_contexts),
        ):
            yield from _each("context", names, (*path, key))
        yield from _each("tone", case.tone, (*path, "tone"))
        for key, names in (("expect", case.expect), ("notes", case.notes)):
            for index, name in enumerate(names):
                yield from _of_rule(name, (*path, key, index))
        if case.role:
            yield "role", case.role, (*path, "role")
        yield from _each("role", case.approved_by, (*path, "approved-by"))


def _of_stance(stance: Stance, path: KeyPath) -> Iterator[tuple[str, str, KeyPath]]:
    yield from _each("tone", stance.tone, (*path, "tone"))
    for tone in stance.forbid:
        yield "tone", tone, (*path, "forbid", tone)
    for element, requirement in stance.require.items():
        yield "element", element, (*path, "require", element)
        inside = (*path, "require", element)
        yield from _each("signal", requirement.when_signals, (*inside, "when-signals"))
        yield from _each("resource", requirement.any_of, (*inside, "any-of"))
    yield from _each("resource", stance.resources, (*path, "resources"))
    yield from _each("role", stance.approved_by, (*path, "approved-by"))


def _of_detect(detect: Detect, path: KeyPath) -> Iterator[tuple[str, str, KeyPath]]:
    for level in LEVELS:
        for index, signal in enumerate(getattr(detect, level).signals):
            yield "signal", signal, (*path, level, "signals", index)


def _never(document: Document) -> Iterator[tuple[KeyPath, str]]:
    """What could never have an effect, and messages with holes nothing fills."""
    if document.incidents and _climbs(document.incidents):
        yield (
            ("incidents",),
            f"“incidents: {document.incidents}” leads out of the folder of this code: name a file"
            " in it, like incidents.yml",
        )
    for name, context in document.contexts.items():
        if context.title is None and context.about is None and context.detect.empty:
            hint = nearest(name, set(document.contexts) - {name})
            yield (
                ("contexts", name),
                f"“{name}” is a new context that nothing describes: give it a title{hint}",
            )
    for channel, profile in document.channels.items():
        if profile.signature and document.voice.signature is None:
            yield (
                ("channels", channel, "signature"),
                "no signature is given: say it as “voice: {signature: …}”",
            )
    signature = document.voice.signature
    if signature and any(map(_is_too_loose, (signature.fr, signature.en))):
        yield (
            ("voice", "signature"),
            f"a signature has at most {_STARS} stars and {_LETTERS} characters: a star stands for"
            " a few words",
        )
    for name, resource in document.resources.items():
        for key, index in mistyped(resource):
            yield (
                ("resources", name, key, index),
                f"“{getattr(resource, key)[index]}” is no telephone number",
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


def _is_too_loose(signature: str) -> bool:
    """Whether a signature could be looked for in so many ways that it would take minutes."""
    return signature.count("*") > _STARS or len(signature) > _LETTERS


def _climbs(path: str) -> bool:
    """Whether a path leads out of the folder it is read from, on any machine."""
    ways = (PurePosixPath(path), PureWindowsPath(path))
    return any(way.anchor or ".." in way.parts for way in ways)
