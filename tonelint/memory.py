"""What is remembered from one run to the next, so that what did not change costs nothing.

One SQLite file in the user's cache folder: what codes of conduct say, where their phrases are
filed, what was found in drafts. Each value is filed under a digest of all it depends on. What is
kept is written over with a stream made from another digest of the same: the file holds no text, and
only who already has the draft can read what was said of it. Where it cannot be read or written,
everything is computed anew.
"""

import contextlib
import hashlib
import json
import os
import re
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from tonelint import __version__, data

SWITCH = "TONELINT_NO_CACHE"
_MOST, _LARGEST = 200_000, 200_000_000  # results kept, and bytes; the oldest go first
# Libraries that decide what is read in codes of conduct and in texts.
_DECIDING = frozenset(
    {
        *("pyyaml", "pydantic", "pydantic_core", "pathspec"),
        *("spacy", "onnxruntime", "numpy", "langdetect", "regex"),
    }
)
_LIBRARY = re.compile(r"(.+?)(?:_gpu)?-[^-]+(?:-.+)?\.(?:dist|egg)-info$")
_PATIENCE = 5.0  # seconds to wait for another run that is writing


@dataclass(frozen=True, slots=True)
class Key:
    """Where a result is filed, and what it takes to read it."""

    name: bytes
    secret: bytes

    @classmethod
    def of(cls, *depends_on: str) -> "Key":
        """The key of a result that depends on these."""
        all_of_it = hashlib.sha256()
        for one in depends_on:
            told = one.encode("utf-8", "surrogatepass")
            all_of_it.update(b"%d " % len(told))  # "a", "b" is not "ab"
            all_of_it.update(told)
        known = all_of_it.digest()
        return cls(*(hashlib.sha256(part + known).digest() for part in (b"name", b"text")))


class Memory:
    """What is remembered. Never fails: it forgets."""

    def __init__(self, path: Path | None = None) -> None:
        """``path`` is the file (else ``memory.db`` in the user's cache folder)."""
        self._path = path or user_cache_path("tonelint") / "memory.db"
        self._file: sqlite3.Connection | None = None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = _opened_file(self._path)
        except sqlite3.DatabaseError:  # no file of ours: the next run makes it anew
            with contextlib.suppress(OSError):
                self._path.unlink()
        except OSError:
            pass

    def get(self, key: Key) -> Any:
        """What is remembered under a key; ``None`` if nothing is."""
        if self._file is None:
            return None
        with contextlib.suppress(sqlite3.Error, ValueError, zlib.error):
            asked = "select said from kept where name = ?"
            found = self._file.execute(asked, (key.name,)).fetchone()
            if found and isinstance(found[0], bytes):  # a spoilt page makes anything of a value
                return _opened(found[0], key.secret)
        return None

    def put(self, items: Iterable[tuple[Key, Any]]) -> None:
        """Remembers values that JSON can write, all or none."""
        now = int(time.time())
        rows = [(key.name, _sealed(value, key.secret), now) for key, value in items]
        if self._file is None or not rows:
            return
        with contextlib.suppress(sqlite3.Error), self._file:
            self._file.executemany("insert or replace into kept values (?, ?, ?)", rows)

    def _size(self) -> int:
        """Bytes in use: what was forgotten leaves pages that are written over."""
        asked = "select (page_count - freelist_count) * page_size from pragma_page_count, "
        asked += "pragma_freelist_count, pragma_page_size"
        ((size,),) = self._file.execute(asked) if self._file else ((0,),)
        return int(size)

    def close(self) -> None:
        """Forgets the oldest beyond what is kept, and lets the file go."""
        if self._file is None:
            return
        with contextlib.suppress(sqlite3.Error), self._file:
            ((count,),) = self._file.execute("select count(*) from kept")
            if count > _MOST or self._size() > _LARGEST:
                self._file.execute(
                    "delete from kept where name in (select name from kept order by made limit ?)",
                    (max(count - _MOST * 9 // 10, count // 2),),
                )
        with contextlib.suppress(sqlite3.Error):
            self._file.close()
        self._file = None


def _opened_file(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        file.execute("pragma journal_mode = wal")
        file.execute(
            "create table if not exists kept "
            "(name blob primary key, said blob, made integer) without rowid"
        )
    except sqlite3.DatabaseError as error:
        file.close()
        if "locked" in str(error):  # by another run: what it knows is not ours to throw away
            raise OSError(str(error)) from None
        raise
    return file


@cache
def ours() -> "Memory | None":
    """The memory of this process; none where the environment wants none."""
    return None if os.environ.get(SWITCH) else Memory()


def recall(key: Key) -> Any:
    """What this process remembers under a key; ``None`` if nothing is."""
    memory = ours()
    return memory.get(key) if memory else None


def remembered(key: Key, make: Callable[[], Any]) -> Any:
    """A value that JSON can write: what is remembered under the key, else made, and kept."""
    value = recall(key)
    if value is None:
        value = make()
        keep(key, value)
    return value


def keep(key: Key, value: Any) -> None:
    """Remembers a value that JSON can write."""
    memory = ours()
    if memory:
        memory.put([(key, value)])


@cache
def program() -> str:
    """The version of the program, its files as they are now, and the libraries that decide what is
    read in codes of conduct and in texts.
    """
    here = Path(__file__).parent
    folders = {here: "", data.RULES: "rules/", data.POLICIES: "policies/"}
    stamps = {
        f"{name}{path.relative_to(folder)} {_stamp(path)}"
        for folder, name in folders.items()
        for path in folder.rglob("*.*")
        if path.suffix != ".pyc"
    }
    return "\n".join((__version__, *sorted(stamps), *sorted(_libraries())))


def _libraries() -> Iterator[str]:
    """What says which versions of these libraries are installed, where Python looks for them."""
    for folder in filter(os.path.isdir, sys.path):
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for name in (entry.name for entry in entries):
                library = _LIBRARY.match(name.lower())
                if library and library[1] in _DECIDING:
                    yield name


@cache
def edition() -> str:
    """A digest of :func:`program`, for keys that are made many times over."""
    return hashlib.sha256(program().encode()).hexdigest()


def _stamp(path: Path) -> str:
    with contextlib.suppress(OSError):  # gone meanwhile: a file that an editor had for a moment
        state = path.stat()
        return f"{state.st_size} {state.st_mtime_ns}"
    return ""


def _sealed(value: Any, secret: bytes) -> bytes:
    told = zlib.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
    return _over(told, secret)


def _opened(kept: bytes, secret: bytes) -> Any:
    return json.loads(zlib.decompress(_over(kept, secret)))


def _over(told: bytes, secret: bytes) -> bytes:
    """The bytes written over with a stream that only the secret gives; twice gives them back."""
    stream = hashlib.shake_256(secret).digest(len(told))
    mixed = int.from_bytes(told, "big") ^ int.from_bytes(stream, "big")
    return mixed.to_bytes(len(told), "big")
