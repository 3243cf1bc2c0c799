"""One file of a code of conduct, and the phrases it gives."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tonelint import bounds, data, memory, strict_yaml
from tonelint.errors import PolicyError, PolicyMistakes, TonelintError

_PHRASE_KEYS = frozenset({"phrases", "likely", "hints", "against", "figurative", "in-reply"})


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a code of conduct: its text and what it says."""

    path: Path
    shown: str  # the path as people know it
    text: str
    says: dict[str, Any]

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


def read_yaml(path: Path, shown: str) -> tuple[str, Any]:
    """The text of a file and what it says. Raises :class:`PolicyMistakes` if it cannot be read."""
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


def phrases_in(says: Mapping[str, Any]) -> Iterator[tuple[str, str, strict_yaml.Path]]:
    """``(language, phrase, key path)`` of every phrase a file of a policy gives."""
    return _phrases(says, (), holds=False)


def _phrases(
    value: Any, path: strict_yaml.Path, *, holds: bool
) -> Iterator[tuple[str, str, strict_yaml.Path]]:
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
