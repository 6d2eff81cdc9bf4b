"""The gauges count what they say they count."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from storyreel.base.metrics import PeakMemory, Stopwatch


def test_stopwatch_adds_up_by_stage_and_keeps_their_order() -> None:
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


def test_stopwatch_counts_a_stage_that_failed() -> None:
    watch = Stopwatch()
    with pytest.raises(KeyError), watch.timing("join"):
        raise KeyError
    assert "join" in watch.seconds()


def test_peak_memory_sees_child_processes() -> None:
    """Planted: a child that holds 200 MiB and is gone before the end."""
    hold = "import time; held = bytearray(200 << 20); time.sleep(0.6)"
    with PeakMemory() as alone:
        pass
    with PeakMemory() as memory:
        subprocess.run([sys.executable, "-c", hold], check=True)
    assert memory.peak_mb >= alone.peak_mb + 195
