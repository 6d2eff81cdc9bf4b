"""Until a child has handlers of its own, a signal leaves the tidying to its parent."""

from __future__ import annotations

import sys

import pytest

from tests.processes import printed_by

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks are safe on Linux only")
STARTING = """
import os, signal
from types import SimpleNamespace
from storyreel.base.progress import SilentProgress
from storyreel.cli.signals import stopping_on_signals
from storyreel.render.parallel_performer import ParallelPerformer
from storyreel.workers.clip_pool import run_clips
from storyreel.workers.worker import Worker

fork = os.fork
timeline = SimpleNamespace(frames=60, segments=lambda: [range(0, 30), range(30, 60)])


def interrupted_fork():
    process = fork()
    if process == 0:
        os.kill(os.getpid(), signal.{stop})
    return process


os.fork = interrupted_fork
with stopping_on_signals():
    try:
        {start}
    finally:
        os.write(1, b"tidied up ")
"""
WORKER = "Worker().close()"
PERFORMER = "ParallelPerformer(None, timeline).__exit__()"
CLIPS = "run_clips([lambda progress: 1], 1, [SilentProgress()])"


@pytest.mark.parametrize(
    ("start", "stop"),
    [
        (WORKER, "SIGINT"),
        (WORKER, "SIGHUP"),
        (WORKER, "SIGTERM"),
        (CLIPS, "SIGINT"),
        (CLIPS, "SIGHUP"),
        (PERFORMER, "SIGINT"),
        (PERFORMER, "SIGTERM"),
    ],
)
def test_only_the_parent_tidies_up(start: str, stop: str) -> None:
    assert printed_by(STARTING.format(start=start, stop=stop)) == "tidied up "
