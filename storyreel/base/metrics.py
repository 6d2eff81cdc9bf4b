"""Metrics of a run: seconds by stage, and the peak memory of all its processes."""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import psutil

_SAMPLE_INTERVAL_S = 0.25


class Stopwatch:
    """Wall-clock seconds by stage; `wall` counts from when the stopwatch was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        """Add the duration of the block to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._spent[stage] += time.perf_counter() - start

    def add(self, stage: str, seconds: float) -> None:
        """Add seconds that were measured elsewhere, for example in a worker."""
        self._spent[stage] += seconds

    def seconds(self) -> dict[str, float]:
        """Seconds by stage, in the order in which the stages first ran, and `wall` up to now."""
        wall = time.perf_counter() - self._start
        return {name: round(value, 3) for name, value in {**self._spent, "wall": wall}.items()}


class PeakMemory:
    """Samples the total resident memory of this process and its descendants while open.

    `peak_mb` is the largest sample in MiB. Shared pages count once per process.
    """

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="peak-memory", daemon=True)

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
        self._closed.set()
        self._thread.join()
        self._sample()

    def _run(self) -> None:
        while not self._closed.wait(_SAMPLE_INTERVAL_S):
            self._sample()

    def _sample(self) -> None:
        """Take a sample, unless too many files are open to read what the system reports."""
        with suppress(OSError, psutil.Error):
            self.peak_mb = max(self.peak_mb, _family_bytes() / 2**20)


def _family_bytes() -> int:
    """Resident bytes of this process and its descendants."""
    total, waiting = 0, [os.getpid()]
    while waiting:
        process = waiting.pop()
        with suppress(psutil.NoSuchProcess, FileNotFoundError, ProcessLookupError):
            total += psutil.Process(process).memory_info().rss
            waiting += _children(process)
    return total


def _children(process: int) -> list[int]:
    """The living children of a process, by their ids.

    Linux lists them by thread. Elsewhere psutil looks at every process of the machine.
    """
    threads = Path(f"/proc/{process}/task")
    if not (threads / str(process) / "children").exists():
        return [child.pid for child in psutil.Process(process).children()]
    lists = [thread / "children" for thread in threads.iterdir()]
    return [int(child) for each in lists for child in each.read_text().split()]
