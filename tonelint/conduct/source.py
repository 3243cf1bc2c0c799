"""One file of a code of conduct, and the phrases it gives."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tonelint import bounds, data, memory
from tonelint.errors import PolicyError, PolicyMistakes, TonelintError

if TYPE_CHECKING:
    from tonelint.strict_yaml import Path as KeyPath

_PHRASE_KEYS = frozenset({"phrases", "likely", "hints", "against", "figurative", "in-reply"})


@dataclass(frozen=True)
class Source:
    """One file of a code of conduct, read when it is first asked what it says.

    Raises :class:`PolicyMistakes` then, if it cannot be read.
    """

    path: Path
    shown: str  # the path as people know it

    @property
    def text(self) -> str:
        """Its text."""
        return self._content[0]

    @property
    def says(self) -> Any:
        """What it says."""
        return self._content[1]

    @cached_property
    def _content(self) -> tuple[str, Any]:
        return _read_yaml(self.path, self.shown)

    @property
    def digested(self) -> str:
        """What results depend on: its text, or the name of one that came with tonelint, which
        changes only with :func:`~tonelint.memory.program`.
        """
        return self.shown if self.is_shipped else self.text

    @property
    def is_shipped(self) -> bool:
        """Whether the file came with tonelint, whose own tests compile every phrase."""
        return is_shipped(self.path)

    @property
    def is_weighed(self) -> bool:
        """Whether its phrases were weighed with the text model: those of the packs and of the
        default code. What any other code says of itself needs no second opinion.
        """
        return self.path.is_relative_to(data.RULES) or self.path == data.POLICIES / "default.yml"


def is_shipped(path: Path) -> bool:
    """Whether a file came with tonelint."""
    return any(path.is_relative_to(folder) for folder in (data.POLICIES, data.RULES))


def is_file(path: Path) -> bool:
    """Whether there is a file of this name; there is none of a name too long to be one."""
    try:
        return path.is_file()
    except OSError:
        return False


def _read_yaml(path: Path, shown: str) -> tuple[str, Any]:
    try:
        too_large = bounds.too_large(path.stat().st_size, shown)
        if too_large:
            raise too_large
        text = path.read_text(encoding="utf-8-sig")
        says = _said(text, shown)
    except OSError as error:
        raise PolicyMistakes(
            [PolicyError(f"this file cannot be read ({error.strerror})", shown)]
        ) from None
    except UnicodeDecodeError:
        raise PolicyMistakes(
            [PolicyError("this file is not UTF-8: save it as UTF-8", shown)]
        ) from None
    except TonelintError as error:
        raise PolicyMistakes(
            [PolicyError(error.message, shown, error.line, error.column)]
        ) from None
    except RecursionError:
        raise PolicyMistakes(
            [PolicyError("an alias (*name) stands inside its own value, or one too deep", shown)]
        ) from None
    return text, says


def _said(text: str, shown: str) -> Any:
    """What a YAML text says: remembered, since reading JSON takes a tenth of reading YAML."""
    key = memory.Key.of("yaml", memory.edition(), text)
    says = memory.recall(key)
    if says is None:
        from tonelint import strict_yaml  # noqa: PLC0415 - a library: it waits for a new text

        says = _with_plain_keys(strict_yaml.load(text, shown))
        memory.keep(key, says)
    return says


def _with_plain_keys(value: Any) -> Any:
    """The value with every key a text: ``2: …`` is the key *2*."""
    if isinstance(value, Mapping):
        return {str(key): _with_plain_keys(item) for key, item in value.items()}
    return [_with_plain_keys(item) for item in value] if isinstance(value, list) else value


def own_phrases(
    sources: Iterable[Source],
) -> dict[tuple[str, str], set[tuple[str, str, str]]]:
    """The phrases that a code gives of its own: ``(level, language, phrase)``

    by ``(kind, name)`` of what they are a sign of.
    """
    own: defaultdict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for source in sources:
        if not source.is_weighed:
            for language, phrase, path in phrases_in(source.says):
                if len(path) > 3 and path[2] == "detect":
                    kind = str(path[0]).removesuffix("s")
                    own[kind, str(path[1])].add((str(path[3]), language, phrase))
    return dict(own)


def phrases_in(says: Mapping[str, Any]) -> "Iterator[tuple[str, str, KeyPath]]":
    """``(language, phrase, key path)`` of every phrase a file of a policy gives."""
    return _phrases(says, (), holds=False)


def _phrases(value: Any, path: "KeyPath", *, holds: bool) -> "Iterator[tuple[str, str, KeyPath]]":
    """``holds``: whether lists under a language, here, are phrases."""
    if not isinstance(value, Mapping):
        return
    for key, item in value.items():
        here = (*path, key)
        if key == "replace" and isinstance(item, Mapping):  # of the rule kind prefer
            for language, words in item.items():
                yield from ((language, phrase, (*here, language, phrase)) for phrase in words)
        elif holds and key in ("fr", "en") and isinstance(item, list):
            yield from ((key, str(phrase), (*here, index)) for index, phrase in enumerate(item))
        else:
            inside = key in _PHRASE_KEYS or path == ("sets",)
            yield from _phrases(item, here, holds=inside)
