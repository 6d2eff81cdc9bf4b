"""What is asked of a worker before it gets work, and what it answers."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.base.errors import Problem
from storyreel.cluster.fingerprint import Fingerprint
from storyreel.encode.segment_store import Store


@dataclass(frozen=True, slots=True)
class Terms:
    """What a render needs of each worker: its codec, MiB of memory per segment, and its store.

    `mark` is a file in the store for as long as the render lasts, by which a worker recognises the
    store. `fresh` renders use nothing that is in it.
    """

    render: str
    codec: str
    memory_mb: int
    mark: Path | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Capability:
    """What a worker has: segments at a time, memory in MiB, and what decides its bits.

    `store` is the folder of the render's store on that machine, None where it is not shared.
    """

    name: str
    slots: int
    memory_mb: int
    store: Path | None
    fingerprint: Fingerprint
    machine: dict[str, Any]

    def slots_for(self, terms: Terms) -> int:
        """Segments at a time, as far as memory goes."""
        return min(self.slots, self.memory_mb // terms.memory_mb)


@dataclass(frozen=True, slots=True)
class Inability:
    """Why a worker can't render for anyone, for example as its disk is full."""

    name: str
    problem: Problem


@contextmanager
def marked(store: Store | None) -> Iterator[Path | None]:
    """A file in a store by which others recognise it; sweeping the store removes leftovers."""
    if store is None:
        yield None
        return
    mark = store.making(secrets.token_hex(32), ".mark")
    mark.touch()
    try:
        yield mark
    finally:
        mark.unlink(missing_ok=True)


def shared_store(mark: Path | None, own: Path | None) -> Path | None:
    """The folder of the store with this mark on this machine, None where it can't be used.

    `own` is where this machine has the store; by default it is where the other machine has it.
    """
    if mark is None:
        return None
    folder = own or mark.parents[1]
    seen = (folder / mark.parent.name / mark.name).is_file()
    return folder if seen and os.access(folder, os.W_OK | os.X_OK) else None
