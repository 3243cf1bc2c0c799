"""YAML as people mean it: safe, strict, and able to say where a value stands.

Only ``true`` and ``false`` are truth values (*on* is a French pronoun), dates
stay text, a repeated key is a mistake, and nothing is ever executed.
"""

import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import yaml

from tonelint.errors import TonelintError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_MERGE = f"{_TAG}merge"
_DROPPED = (f"{_TAG}bool", f"{_TAG}timestamp", f"{_TAG}value")
_KINDS = ("str", "null", "seq", "map")
_NUMBERS = ("int", "float", "bool")
_TEXTS_OF_TRUTH = ("true", "True", "false", "False")
_NO_TAGS = "YAML tags (!…) are not used here: remove the tag"
_NO_NUMBER = "this number is too long to be read, or is none: shorten it, or put it between quotes"
_TOO_DEEP = "this YAML is nested too deeply to be read"
_DEEPEST = 1000  # levels; PyYAML's own limit, where it has one
_MOST_ALIASES = 20  # far above honest use, far below what fills a memory

Path = tuple[str | int, ...]


class _Loader(_Base):  # type: ignore[misc]  # PyYAML's C loader has no types
    """PyYAML's safe loader, with the truth values of YAML 1.2, no repeated keys and no tags but
    those of plain values.
    """

    first_line = 1  # of the file, on which the text starts

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        if isinstance(node, yaml.MappingNode):
            # Before what it merges (<<), which it may write anew.
            _refuse_repeated_keys(node, self.first_line)
            self.flatten_mapping(node)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def _refuse_excess(text: str) -> None:
    """Aliases may be used, not to multiply a text beyond what anyone wrote; and what is nested so
    deeply that no stack holds it is refused before anything is made of it.
    """
    aliases = depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
            if aliases > _MOST_ALIASES:
                problem = f"more than {_MOST_ALIASES} aliases (*name): write the values out"
                raise yaml.MarkedYAMLError(
                    problem=problem, problem_mark=cast("Any", event.start_mark)
                )
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise yaml.MarkedYAMLError(
                    problem=_TOO_DEEP, problem_mark=cast("Any", event.start_mark)
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refuse_repeated_keys(node: yaml.MappingNode, first_line: int) -> None:
    for key, problem in repeated_keys(node, first_line):
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)


def repeated_keys(node: yaml.MappingNode, first_line: int = 1) -> Iterator[tuple[yaml.Node, str]]:
    """The keys of a mapping that are there again, and what is to be said of it.

    ``first_line`` is the line of the file on which the text starts.
    """
    seen: dict[str, yaml.Node] = {}
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
            if key.value in seen:
                first = seen[key.value].start_mark.line + first_line
                yield key, f"the key “{key.value}” is there twice (first on line {first}): keep one"
            seen.setdefault(key.value, key)


def _number(made: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """What makes numbers, with the place of those that are none."""

    def construct(loader: Any, node: yaml.ScalarNode) -> Any:
        try:
            return made(loader, node)
        except (ValueError, LookupError):
            raise yaml.MarkedYAMLError(problem=_NO_NUMBER, problem_mark=node.start_mark) from None

    return construct


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _DROPPED]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_known = _Base.yaml_constructors
_Loader.yaml_constructors = {
    None: _known[None],
    **{f"{_TAG}{kind}": _known[f"{_TAG}{kind}"] for kind in _KINDS},
    **{f"{_TAG}{kind}": _number(_known[f"{_TAG}{kind}"]) for kind in _NUMBERS},
}
_Loader.add_implicit_resolver(
    f"{_TAG}bool", re.compile(f"^(?:{'|'.join(_TEXTS_OF_TRUTH)})$"), list("tTfF")
)


def load(text: str, path: str, *, first_line: int = 1) -> Any:
    """The value of a YAML text.

    ``path`` and ``first_line`` (the line of the file on which the text starts)
    are for the message. Raises :class:`TonelintError` with the place.
    """
    with _mistakes(path, first_line):
        _refuse_excess(text)
        loader = _Loader(text)
        loader.first_line = first_line
        return loader.get_single_data()


@contextmanager
def _mistakes(path: str, first_line: int) -> Iterator[None]:
    """What PyYAML refuses, said as a :class:`TonelintError` with the place."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise TonelintError(
            _reason(error),
            path,
            mark.line + first_line if mark else None,
            mark.column + 1 if mark else None,
        ) from None
    except yaml.YAMLError as error:  # a control character, an encoding
        reason = str(error).splitlines()[0]
        raise TonelintError(f"this is not YAML: {reason}", path, first_line) from None
    except RecursionError:
        raise TonelintError(_TOO_DEEP, path, first_line) from None


def documents(text: str, path: str) -> list[yaml.Node]:
    """The documents of a YAML text as PyYAML's nodes, whose marks say where they stand.

    What keys are there twice is left to :func:`repeated_keys`. Raises :class:`TonelintError` with
    the place.
    """
    found: list[yaml.Node] = []
    with _mistakes(path, 1):
        _refuse_excess(text)
        loader = _Loader(text)
        while loader.check_node():
            found.append(loader.get_node())
    return found


def pairs(node: yaml.MappingNode, path: str) -> list[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of a mapping, those it merges (``<<``) first. Raises as ``load`` does."""
    with _mistakes(path, 1):
        _refuse_tag(node, "map")
        _Loader("").flatten_mapping(node)
    return cast("list[tuple[yaml.Node, yaml.Node]]", node.value)


def items(node: yaml.SequenceNode, path: str) -> list[yaml.Node]:
    """The items of a list. Raises as ``load`` does."""
    with _mistakes(path, 1):
        _refuse_tag(node, "seq")
    return cast("list[yaml.Node]", node.value)


def scalar(node: yaml.ScalarNode, path: str) -> str | int | float | bool | None:
    """A text, a number, a truth value or nothing. Raises as ``load`` does."""
    with _mistakes(path, 1):
        value = _Loader("").construct_object(node)
        if not isinstance(value, str | int | float | None):
            _refuse_tag(node, "str")
    return cast("str | int | float | bool | None", value)


def _refuse_tag(node: yaml.Node, usual: str) -> None:
    if node.tag != f"{_TAG}{usual}":
        raise yaml.MarkedYAMLError(problem=_NO_TAGS, problem_mark=node.start_mark)


def _reason(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "mistake"
    if problem.startswith(("the key", "more than")) or problem == _NO_NUMBER:
        return problem
    if problem == _NO_TAGS or "could not determine a constructor" in problem:
        return _NO_TAGS
    if problem == _TOO_DEEP or "nesting depth" in problem:
        return _TOO_DEEP
    where = f" {error.context}" if error.context else ""
    return f"this is not valid YAML: {problem}{where}"


def with_lines(text: str, made: Callable[[Any, int], Any]) -> Any:
    """The value of a YAML text that :func:`load` accepts, of other leaves: what ``made`` makes of
    each text, number or truth value and of its 1-based line. Keys are texts.
    """
    loader = _Loader(text)

    def built(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            loader.flatten_mapping(node)
            return {str(loader.construct_object(key)): built(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [built(item) for item in node.value]
        return made(loader.construct_object(node), node.start_mark.line + 1)

    return built(loader.get_single_node())


def place(text: str, path: Path) -> tuple[int, int]:
    """The 1-based line and column of the value (or key) at ``path`` in a YAML text.

    The nearest place that exists is given where the path leads nowhere (a
    missing key is shown at the mapping that lacks it).
    """
    node = yaml.compose(text, Loader=_Loader)
    mark = node.start_mark if node else None
    for step in path:
        found = _step(node, step)
        if found is None:
            break
        mark, node = found
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _step(node: Any, step: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                return key.start_mark, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark, item
    return None
