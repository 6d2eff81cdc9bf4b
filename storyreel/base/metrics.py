"""What a run costs: seconds by stage, and the memory of all its processes."""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import psutil

_SAMPLE_S = 0.25


class Stopwatch:
    """Wall seconds by name; `wall` runs from the making of the watch."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        """Add the time that the block takes to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._spent[stage] += time.perf_counter() - start

    def add(self, stage: str, seconds: float) -> None:
        """Add time that was measured elsewhere, as by a worker."""
        self._spent[stage] += seconds

    def seconds(self) -> dict[str, float]:
        """Seconds by stage in the order in which they first ran, and `wall` up to now."""
        wall = time.perf_counter() - self._start
        return {name: round(value, 3) for name, value in {**self._spent, "wall": wall}.items()}


class PeakMemory:
    """Watches the resident memory of this process and its descendants, summed, while open.

    `peak_mb` is the largest sum of any sample, in MiB; pages that processes share count in each.
    """

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="peak-memory", daemon=True)

    def __enter__(self) -> PeakMemory:
        self._sample()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()
        self._sample()

    def _watch(self) -> None:
        while not self._over.wait(_SAMPLE_S):
            self._sample()

    def _sample(self) -> None:
        family = [psutil.Process(os.getpid())]
        family += family[0].children(recursive=True)
        total = 0
        for process in family:
            try:
                total += process.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        self.peak_mb = max(self.peak_mb, total / 2**20)
