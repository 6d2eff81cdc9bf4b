"""The segment store: finished segments, addressed by what they were made of.

An entry is one file, a segment or the results of its checks. Its name holds its key and the digest
of its bytes, which is verified on every read. So entries appear by one rename, and need no index
and no sync: after a power cut, damaged entries no longer match their digest and are made again.

Runs share a lock on the store; sweeping and trimming need it exclusively. The system releases the
lock when its process ends, even if it is killed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.base.regular_file import handle_to_change, open_regular, read_regular

LIMIT_BYTES = 8 * 2**30
"""Some hundred clips at 1080p, or a dozen at 8K."""

_KEY = 64
"""Hexadecimal characters."""

_ENTRY = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{64})(\.\w+)")
_OWN = re.compile(r"\.?[0-9a-f]{64}\..+")
"""Entries, and files that become entries."""
_SHARD = re.compile(r"[0-9a-f]{2}")
_LOCK = ".lock"
_MARK = b"Storyreel segment store\n"
"""The content of the lock file: the folder is a store, and what has the store's names is its."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the store: a segment, or the results of its checks."""

    path: Path
    sha256: str
    size: int
    used: float
    """When it was last found, as a POSIX time."""


@dataclass(frozen=True, slots=True)
class Store:
    """The entries below a folder; the least recently used ones beyond `limit` bytes are removed."""

    folder: Path
    limit: int = LIMIT_BYTES

    def find(self, key: str, suffix: str) -> Entry | None:
        """The verified entry with this key and suffix; a damaged one is removed.

        Of several the one that was made or found last, so a segment that is rendered again by force
        replaces a bad one.
        """
        entries = self._entries_in(self.folder / key[:2], key)
        for entry in sorted(entries, key=lambda entry: entry.used, reverse=True):
            if entry.path.suffix == suffix:
                if _is_whole(entry.path, entry.sha256):
                    with suppress(OSError):  # it only delays the removal of the entry
                        os.utime(entry.path)
                    return entry
                with suppress(OSError):
                    entry.path.unlink()
        return None

    def making(self, key: str, suffix: str) -> Path:
        """A new path for an entry that is being made; `keep` turns the file into an entry."""
        shard = self.folder / key[:2]
        shard.mkdir(parents=True, exist_ok=True)
        return shard / f"{key}.{secrets.token_hex(4)}{suffix}"

    def entries(self) -> list[Entry]:
        """All entries, unverified, the least recently used first."""
        return sorted(self._all(), key=lambda entry: (entry.used, entry.path.name))

    def is_empty(self) -> bool:
        """Whether it holds no entry."""
        return next(self._all(), None) is None

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Share the store with other runs; no entry is removed until the block ends.

        Sweeps before and trims after the block if no other run uses the store. Raises OSError if
        the folder can't be made or locked.
        """
        with self._lock_file() as handle:
            if _locked(handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
                self._sweep()
            fcntl.flock(handle, fcntl.LOCK_SH)
            try:
                yield
            finally:
                if _locked(handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
                    self._sweep()
                    self._trim(self._latest())

    def clear(self, on_wait: Callable[[], None]) -> tuple[int, int]:
        """Remove every entry; returns the number of keys and of bytes.

        Waits for runs that use the store, after calling `on_wait`.
        """
        if not self.folder.is_dir():
            return 0, 0
        with self._lock_file() as handle:
            if not _locked(handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
                on_wait()
                fcntl.flock(handle, fcntl.LOCK_EX)
            self._sweep()
            entries = self.entries()
            for entry in entries:
                entry.path.unlink(missing_ok=True)
            for shard in self._shards():
                with suppress(OSError):
                    shard.rmdir()
        keys = {entry.path.name[:_KEY] for entry in entries}
        return len(keys), sum(entry.size for entry in entries)

    def _sweep(self) -> None:
        """Remove incomplete files of killed runs."""
        for shard in self._shards():
            for path in _listed(shard):
                if _OWN.fullmatch(path.name) and not _ENTRY.fullmatch(path.name):
                    with suppress(OSError):
                        path.unlink()

    def _latest(self) -> list[Entry]:
        """The entries without those that `find` no longer returns, which are removed.

        A later entry has the same key as these.
        """
        kept: list[Entry] = []
        seen = set[tuple[str, str]]()
        for entry in reversed(self.entries()):
            name = entry.path.name[:_KEY], entry.path.suffix
            if name not in seen:
                seen.add(name)
                kept.append(entry)
                continue
            with suppress(OSError):
                entry.path.unlink()
        return kept[::-1]

    def _trim(self, entries: Sequence[Entry]) -> None:
        """Remove the first entries until the others are within the limit."""
        over = sum(entry.size for entry in entries) - self.limit
        for entry in entries:
            if over <= 0:
                return
            with suppress(OSError):
                entry.path.unlink()
                over -= entry.size

    def _shards(self) -> list[Path]:
        return [path for path in _listed(self.folder) if _SHARD.fullmatch(path.name)]

    def _all(self) -> Iterator[Entry]:
        """All entries, in no order."""
        return chain.from_iterable(map(self._entries_in, self._shards()))

    def _entries_in(self, shard: Path, key: str = "") -> Iterator[Entry]:
        """The entries of a shard whose names begin with a key."""
        for path in _listed(shard):
            match = _ENTRY.fullmatch(path.name) if path.name.startswith(key) else None
            if match:
                with suppress(OSError):  # another run has removed it as damaged
                    state = path.stat()
                    yield Entry(path, match[2], state.st_size, state.st_mtime)

    def _require_own_folder(self) -> None:
        """Raise RequestError for a folder that holds anything else and was never a store."""
        with suppress(OSError):
            if read_regular(self.folder / _LOCK) == _MARK:
                return
        foreign = [path for path in _listed(self.folder) if not _could_be_ours(path)]
        if foreign:
            what = f"{self.folder} is not a store of segments: it contains {foreign[0].name}."
            raise RequestError(Problem(what, "Name an empty or a new folder with --store."))

    @contextmanager
    def _lock_file(self) -> Iterator[int]:
        """Open the lock file, which marks the folder as a store."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._require_own_folder()
        handle = handle_to_change(self.folder / _LOCK)
        try:
            with suppress(OSError):  # on a full disk the folder stays unmarked for now
                os.pwrite(handle, _MARK, 0)
            yield handle
        finally:
            os.close(handle)


def keep(made: Path, sha256: str) -> Path:
    """Turn a file at a path from `Store.making` into an entry; returns the entry's path.

    A whole entry of the same bytes stays instead: before a file replaces another one, some file
    systems wait until it is on the disk.
    """
    entry = made.with_name(f"{made.name[:_KEY]}.{sha256}{made.suffix}")
    if not _is_whole(entry, sha256):
        return made.replace(entry)
    os.utime(entry)
    made.unlink()
    return entry


def _listed(folder: Path) -> list[Path]:
    """The content of a folder; empty if it does not exist."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _could_be_ours(path: Path) -> bool:
    """Whether a path has a name that the store gives, down to the files of a shard."""
    if path.name == _LOCK:
        return True
    return bool(_SHARD.fullmatch(path.name)) and all(
        _OWN.fullmatch(inside.name) for inside in _listed(path)
    )


def _is_whole(entry: Path, sha256: str) -> bool:
    try:
        with open_regular(entry) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        return False
    return True
