"""Metrics: seconds by stage, and memory of the process and its children."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from storyreel.base.metrics import PeakMemory, Stopwatch


def test_a_stopwatch_sums_by_stage_in_the_order_of_first_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [5.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])
    watch = Stopwatch()
    for name, seconds in (("stage", 0.25), ("join", 0.5), ("stage", 0.125)):
        now[0] += 1
        with watch.timing(name):
            now[0] += seconds
    watch.add("encode", 1.5)
    assert list(watch.seconds()) == ["stage", "join", "encode", "wall"]
    assert watch.seconds() == {"stage": 0.375, "join": 0.5, "encode": 1.5, "wall": 3.875}


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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere psutil knows the children alone")
def test_peak_memory_looks_at_no_other_process_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """psutil finds children by reading a file of every process, several times a second."""

    def everything(*_: object, **__: object) -> None:
        raise AssertionError("every process was looked at")

    monkeypatch.setattr(psutil.Process, "children", everything)
    with PeakMemory() as memory:
        pass
    assert memory.peak_mb > 0


def test_peak_memory_includes_child_processes_where_threads_do_not_list_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with PeakMemory() as alone:
        pass
    monkeypatch.setattr(Path, "exists", lambda path: False)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        with PeakMemory() as memory:
            pass
        child.communicate(b"\n")
    assert memory.peak_mb > alone.peak_mb


def test_peak_memory_does_without_samples_where_too_many_files_are_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_file(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), "/proc/7/stat")

    with PeakMemory() as memory:
        monkeypatch.setattr(psutil, "Process", no_file)
    assert memory.peak_mb > 0
