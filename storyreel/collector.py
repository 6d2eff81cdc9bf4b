"""The collector of cycles: it looks seldom, and not at all at the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

CONTAINERS = 20_000
"""So many new ones make the collector look for cycles among them, a few MB at most.

Python's own threshold is made for programs that leave cycles behind. Ours build hundreds of
thousands of containers that stay (modules, models, drawings), and hardly one cycle that goes.
"""


@contextmanager
def resting() -> Iterator[None]:
    """For the whole life of a process: what is left when the block ends goes away unlooked at."""
    gc.set_threshold(CONTAINERS, 10, 10)
    try:
        yield
    finally:
        gc.freeze()
