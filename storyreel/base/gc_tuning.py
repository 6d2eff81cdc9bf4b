"""The collector of cycles: it looks seldom, and not at all at the start and at the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

CONTAINERS = 20_000
"""So many new ones make the collector look for cycles among them, a few MB at most.

Python's own threshold is made for programs that leave cycles behind. Ours build hundreds of
thousands of containers that stay (modules, models, drawings), and hardly one cycle that goes.
"""

IMPORTED = 500_000
"""The same until all is imported: more than that takes, Manim's 250,000 and all."""


@contextmanager
def resting() -> Iterator[None]:
    """For the whole life of a process: what is left when the block ends goes away unlooked at."""
    gc.set_threshold(IMPORTED, 10, 10)
    try:
        yield
    finally:
        gc.freeze()


def settled() -> None:
    """All is imported, and stays: from here on only what is new is looked at. Once in a process,
    and only where the collector is `resting`."""
    if gc.get_threshold()[0] == IMPORTED:
        gc.freeze()
        gc.set_threshold(CONTAINERS, 10, 10)
