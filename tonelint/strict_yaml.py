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
_MERGE = "tag:yaml.org,2002:merge"
_DROPPED = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value")
_TEXTS_OF_TRUTH = ("true", "True", "false", "False")
_ANCHOR = re.compile(r"(?:^|[\s\[,])&\w")
_NO_TAGS = "YAML tags (!…) are not used here: remove the tag"
_MOST_ALIASES = 20  # far above honest use, far below what fills a memory

Path = tuple[str | int, ...]


class _Loader(_Base):  # type: ignore[misc]  # PyYAML's C loader has no types
    """PyYAML's safe loader, with the truth values of YAML 1.2 and no repeated keys."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        if isinstance(node, yaml.MappingNode):
            _refuse_repeated_keys(node)  # before what it merges (<<), which it may write anew
            self.flatten_mapping(node)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def _refuse_alias_bombs(text: str) -> None:
    """Aliases may be used, not to multiply a text beyond what anyone wrote."""
    if not _ANCHOR.search(text):
        return
    aliases = [
        event for event in yaml.parse(text, Loader=_Loader) if isinstance(event, yaml.AliasEvent)
    ]
    if len(aliases) > _MOST_ALIASES:
        raise yaml.MarkedYAMLError(
            problem=f"more than {_MOST_ALIASES} aliases (*name): write the values out",
            problem_mark=cast("Any", aliases[_MOST_ALIASES].start_mark),
        )


def _refuse_repeated_keys(node: yaml.MappingNode) -> None:
    for key, problem in repeated_keys(node):
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)


def repeated_keys(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, str]]:
    """The keys of a mapping that are there again, and what is to be said of it."""
    seen: dict[str, yaml.Node] = {}
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
            if key.value in seen:
                first = seen[key.value].start_mark.line + 1
                yield key, f"the key “{key.value}” is there twice (first on line {first}): keep one"
            seen.setdefault(key.value, key)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _DROPPED]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(f"^(?:{'|'.join(_TEXTS_OF_TRUTH)})$"), list("tTfF")
)


def load(text: str, path: str, *, first_line: int = 1) -> Any:
    """The value of a YAML text.

    ``path`` and ``first_line`` (the line of the file on which the text starts)
    are for the message. Raises :class:`TonelintError` with the place.
    """
    with _mistakes(path, first_line):
        _refuse_alias_bombs(text)
        return yaml.load(text, Loader=_Loader)


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
    except ValueError:
        raise TonelintError("this YAML holds a number too long to be read", path, None) from None
    except RecursionError:
        raise TonelintError("this YAML is nested too deeply to be read", path, first_line) from None


def documents(text: str, path: str) -> list[yaml.Node]:
    """The documents of a YAML text as PyYAML's nodes, whose marks say where they stand.

    What keys are there twice is left to :func:`repeated_keys`. Raises :class:`TonelintError` with
    the place.
    """
    found: list[yaml.Node] = []
    with _mistakes(path, 1):
        _refuse_alias_bombs(text)
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
    if node.tag != f"tag:yaml.org,2002:{usual}":
        raise yaml.MarkedYAMLError(problem=_NO_TAGS, problem_mark=node.start_mark)


def _reason(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "mistake"
    if problem.startswith(("the key", "more than")):
        return problem
    if problem == _NO_TAGS or "could not determine a constructor" in problem:
        return _NO_TAGS
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
