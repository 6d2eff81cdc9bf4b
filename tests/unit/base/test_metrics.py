"""Metrics: seconds by stage, and memory of the process and its children."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time

import psutil
import pytest

from storyreel.base.metrics import PeakMemory, Stopwatch


def test_a_stopwatch_sums_by_stage_in_the_order_of_first_use() -> None:
    watch = Stopwatch()
    for name in ("stage", "join", "stage"):
        with watch.timing(name):
            time.sleep(0.01)
    watch.add("encode", 1.5)
    seconds = watch.seconds()
    assert list(seconds) == ["stage", "join", "encode", "wall"]
    assert 0.02 <= seconds["stage"] < 1
    assert seconds["encode"] == 1.5
    assert seconds["wall"] >= seconds["stage"] + seconds["join"]


def test_a_stopwatch_counts_a_stage_that_raised() -> None:
    watch = Stopwatch()
    with pytest.raises(KeyError), watch.timing("join"):
        raise KeyError
    assert "join" in watch.seconds()


def test_peak_memory_includes_child_processes() -> None:
    """Planted: a child that uses 200 MiB and ends before the measurement does."""
    allocate = "import time; block = bytearray(200 << 20); time.sleep(0.6)"
    with PeakMemory() as alone:
        pass
    with PeakMemory() as memory:
        subprocess.run([sys.executable, "-c", allocate], check=True)
    assert memory.peak_mb >= alone.peak_mb + 195


def test_peak_memory_does_without_samples_where_too_many_files_are_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_file(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), "/proc/7/stat")

    with PeakMemory() as memory:
        monkeypatch.setattr(psutil, "Process", no_file)
    assert memory.peak_mb > 0
