"""Loads a code of conduct: the file, what it extends, and every mistake in them."""

import contextlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tonelint import data, memory, project
from tonelint.conduct.merging import merge_all
from tonelint.conduct.outline import Outline, outline
from tonelint.conduct.source import Source, is_file, is_shipped
from tonelint.errors import PolicyError, PolicyMistakes
from tonelint.nearest import nearest

if TYPE_CHECKING:
    from tonelint.conduct.document import Document
    from tonelint.strict_yaml import Path as KeyPath

FILE_NAME = "tonelint.yml"
DEFAULT = "default"
_SUFFIXES = (".yml", ".yaml")
_PACKS = "rules"
_LONGEST = 50  # files, each extended by the one before


@dataclass(frozen=True)
class Policy:
    """A code of conduct. ``sources`` are its files, the most general first.

    Those that :func:`load` gives have no mistakes.
    """

    name: str
    sources: tuple[Source, ...] = field(repr=False)

    @cached_property
    def document(self) -> "Document":
        """The whole of it, made when it is first asked for.

        Raises :class:`PolicyMistakes` with those of its shape.
        """
        from pydantic import ValidationError  # noqa: PLC0415 - large, with all rules there are

        from tonelint.conduct import mistakes  # noqa: PLC0415
        from tonelint.conduct.document import Document  # noqa: PLC0415

        try:
            return Document.model_validate(merge_all([source.says for source in self.sources]))
        except ValidationError as error:
            raise PolicyMistakes(mistakes.of_shape(error, self.sources)) from None

    @cached_property
    def outline(self) -> Outline:
        """It in short: remembered once it was found without mistakes, which are raised."""
        key = memory.Key.of("outline", memory.edition(), *(one.digested for one in self.sources))
        told = memory.recall(key)
        if told is None:
            from tonelint.conduct import mistakes  # noqa: PLC0415

            found = mistakes.of_meaning(self.document, self.sources)
            if found:
                raise PolicyMistakes(found)
            told = outline(self.document).told()
            memory.keep(key, told)
        return Outline(**told)

    @property
    def path(self) -> Path:
        """The file the code of conduct is written in."""
        return self.sources[-1].path

    def place(self, path: "KeyPath") -> tuple[Source, int, int]:
        """The file, line and column that decide what stands at a key path."""
        from tonelint.conduct import mistakes  # noqa: PLC0415

        return mistakes.place(self.sources, path)


def built_in() -> list[str]:
    """Names of the codes of conduct that ship with tonelint."""
    return sorted(path.stem for path in data.POLICIES.glob("*.yml") if "." not in path.stem)


def find(start: Path) -> Path | None:
    """The nearest ``tonelint.yml`` at or above a path, not beyond the repository it lies in.

    What stands outside a repository is not shared with those who work in it: their checks and
    ours would differ.
    """
    folder = Path(os.path.realpath(start))  # links may go round in a circle
    for parent in (folder, *folder.parents):
        candidate = parent / FILE_NAME
        with contextlib.suppress(OSError):  # a draft pasted as a path, a folder one may not see
            if candidate.is_file():
                return candidate
            if (parent / ".git").exists():
                return None
    return None


def load(name: str | Path = DEFAULT) -> Policy:
    """The code of conduct with a built-in name, or in a file.

    Raises :class:`PolicyMistakes` with every mistake found.
    """
    path = _locate(str(name), Path())
    if path is None and ("/" in str(name) or str(name).endswith(_SUFFIXES)):
        raise PolicyMistakes(
            [PolicyError("there is no such code of conduct (a .yml file)", str(name))]
        )
    if path is None:
        hint = nearest(str(name), built_in())
        known = ", ".join(built_in())
        raise PolicyMistakes(
            [PolicyError(f"there is no code of conduct named “{name}” (built in: {known}){hint}")]
        )
    policy = Policy(_name(path), _sources([path]))
    policy.outline  # noqa: B018 - mistakes are told here
    return policy


def _name(path: Path) -> str:
    return path.parent.name if path.name == FILE_NAME else path.stem


def _shown(path: Path) -> str:
    """The path people know: from where they are, or inside what ships with tonelint."""
    for folder in (data.POLICIES, data.RULES):
        if path.is_relative_to(folder):
            return f"{folder.name}/{path.relative_to(folder)}"
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _of_ours(shown: str) -> Path:
    """The file that came with tonelint which people know by this path."""
    folder, _, inside = shown.partition("/")
    return (data.POLICIES if folder == data.POLICIES.name else data.RULES) / inside


def _locate(name: str, folder: Path) -> Path | None:
    """The file a name stands for: a built-in policy, or a path from ``folder``."""
    shipped = data.POLICIES / f"{name}.yml"
    if "/" not in name and is_file(shipped):
        return shipped
    path = folder / name
    return path.resolve() if path.suffix in _SUFFIXES and is_file(path) else None


def _packs(name: str) -> list[Path]:
    """The files of a built-in pack: ``rules``, ``rules/contexts``, ``rules/tones/humorous``."""
    if name != _PACKS and not name.startswith(f"{_PACKS}/"):
        return []
    inside = data.RULES / name.removeprefix(_PACKS).removeprefix("/")
    file = inside.with_suffix(".yml")
    shipped = sorted(data.RULES.rglob("*.yml"))
    return [path for path in shipped if path == file or path.is_relative_to(inside)]


def _sources(files: Sequence[Path]) -> tuple[Source, ...]:
    """The files of a code of conduct, or of packs, each after those that it extends.

    Which those are is remembered of what ships: it changes with the program only.
    """
    if not all(map(is_shipped, files)):
        return _Reading(files[0]).sources(files)
    key = memory.Key.of("extended", memory.edition(), *map(_shown, files))
    shown = memory.recall(key)
    if shown is None:
        shown = [source.shown for source in _Reading(files[0]).sources(files)]
        memory.keep(key, shown)
    return tuple(Source(_of_ours(name), name) for name in shown)


class _Reading:
    """Reads the files a code of conduct is made of, each once; ``path`` is one in its project."""

    def __init__(self, path: Path) -> None:
        self._project = project.top(path)
        self._read: dict[Path, Source] = {}

    def sources(self, files: Iterable[Path]) -> tuple[Source, ...]:
        """The files, those that one extends before it."""
        for file in files:
            self._add(file, ())
        return tuple(self._read.values())

    def _add(self, path: Path, above: tuple[Path, ...]) -> None:
        if path in self._read:
            return
        source = _read(path, _shown(path))
        for index, name in enumerate(_extended(source)):
            where = ("extends",) if isinstance(source.says["extends"], str) else ("extends", index)
            files = _located(name, source, where)
            for file in files:
                self._refuse_astray(file, name, source, where, (*above, path))
            if source.is_shipped or not is_shipped(files[0]):
                for file in files:
                    self._add(file, (*above, path))
            else:
                for one in _sources(files):
                    self._read.setdefault(one.path, one)
        self._read[path] = source

    def _refuse_astray(
        self,
        path: Path,
        name: str,
        source: Source,
        where: "KeyPath",
        above: tuple[Path, ...],
    ) -> None:
        """What is extended lies in the same repository, and does not extend what extends it."""
        if not (is_shipped(path) or project.is_inside(path, self._project)):
            raise _mistake(
                f"“extends: {name}” leads out of the repository: "
                "who works in it may not have that file; put it in there too",
                source,
                where,
            )
        if len(above) > _LONGEST:
            message = f"“extends” goes through more than {_LONGEST} files: extend fewer"
            raise _mistake(message, source, where)
        if path in above:
            cycle = " → ".join(_shown(step) for step in (*above[above.index(path) :], path))
            raise _mistake(f"“extends” goes round in a circle: {cycle}", source, where)


def _extended(source: Source) -> Sequence[str]:
    extends = source.says.get("extends", ())
    names = [extends] if isinstance(extends, str) else extends
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise _mistake(
            "“extends” names one code of conduct or pack, or a list of them", source, ("extends",)
        )
    return names


def _located(name: str, source: Source, where: "KeyPath") -> list[Path]:
    packs = _packs(name)
    if packs:
        return packs
    path = _locate(name, source.path.parent)
    if path is None:
        hint = nearest(name, [*built_in(), _PACKS])
        raise _mistake(
            f"“extends: {name}” is neither a built-in name nor a file{hint}", source, where
        )
    return [path]


def _mistake(message: str, source: Source, where: "KeyPath") -> PolicyMistakes:
    from tonelint import strict_yaml  # noqa: PLC0415 - a library

    line, column = strict_yaml.place(source.text, where)
    return PolicyMistakes([PolicyError(message, source.shown, line, column)])


def _read(path: Path, shown: str) -> Source:
    source = Source(path, shown)
    if not isinstance(source.says, dict):
        raise PolicyMistakes(
            [
                PolicyError(
                    "a code of conduct is keys and values; it begins with “schema: 1”", shown, 1
                )
            ]
        )
    if "schema" not in source.says:
        raise PolicyMistakes([PolicyError("a code of conduct begins with “schema: 1”", shown, 1)])
    return source
