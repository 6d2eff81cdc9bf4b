"""The heap: gives memory that is free again back to the system between two clips."""

from __future__ import annotations

import ctypes
import gc


def return_free_memory() -> None:
    """Collect garbage, and let the C library return free memory to the system, where it can.

    Processes that are forked later would otherwise each have it, too.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of the GNU C library
    if trim is not None:
        trim(0)
