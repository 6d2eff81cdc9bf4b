"""What one process of a test run makes for all of them."""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")


def made_once(path: Path, make: Callable[[], Made]) -> Made:
    """What `make` returns, from the first process that asks; others wait and read it from `path`.

    If it raises, the next process tries again.
    """
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            known: Made = pickle.loads(path.read_bytes())
            return known
        made = make()
        path.write_bytes(pickle.dumps(made))
        return made
