"""GC tuning: collect rarely, never during start-up or exit.

Python's default threshold suits programs that leave cycles behind. This one builds hundreds of
thousands of containers that stay (modules, models, drawings) and almost no cycles.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLD = 20_000
"""Container allocations between two collections: a few MB of garbage at most."""

IMPORT_THRESHOLD = 500_000
"""The same during imports; more than all imports allocate (Manim's: 250,000)."""


@contextmanager
def tuned_gc() -> Iterator[None]:
    """Tune collection for the whole life of a process; nothing is collected at its end."""
    gc.set_threshold(IMPORT_THRESHOLD, 10, 10)
    try:
        yield
    finally:
        gc.freeze()


def freeze_imports() -> None:
    """Exclude everything that is now imported from collection, and collect normally from here on.

    Call once all modules are imported; later calls, and calls outside `tuned_gc`, do nothing.
    """
    if gc.get_threshold()[0] == IMPORT_THRESHOLD:
        gc.freeze()
        gc.set_threshold(THRESHOLD, 10, 10)
