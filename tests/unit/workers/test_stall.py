"""A process that uses no processor time is stalled; one that cannot be measured is not."""

from __future__ import annotations

import errno
import subprocess
import sys
from multiprocessing import Pipe
from threading import Timer

import psutil
import pytest

from storyreel.workers import stall

WORKS = "import time; end = time.process_time() + 0.5\nwhile time.process_time() < end: pass"
SLEEPS = "import time; print(flush=True); time.sleep(60)"


def test_a_process_that_works_is_not_stalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stall, "CHECK_S", 0.2)
    busy = subprocess.Popen([sys.executable, "-c", WORKS], stdout=subprocess.PIPE)
    assert busy.stdout is not None
    assert stall.answered([busy.stdout], busy.pid)
    busy.communicate()


def test_a_process_that_sleeps_is_stalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stall, "CHECK_S", 0.02)
    idle = subprocess.Popen([sys.executable, "-c", SLEEPS], stdout=subprocess.PIPE)
    assert idle.stdout is not None
    idle.stdout.readline()
    assert not stall.answered([idle.stdout], idle.pid)
    idle.kill()
    idle.communicate()


@pytest.mark.parametrize("error", [OSError(errno.EMFILE, "too many open files"), psutil.Error()])
def test_a_process_that_cannot_be_measured_is_waited_for(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(pid: int | None) -> None:
        raise error

    monkeypatch.setattr(stall, "CHECK_S", 0.005)
    monkeypatch.setattr(psutil, "Process", refuse)
    answers, worker_end = Pipe()
    with answers, worker_end:
        later = Timer(5 * stall.IDLE_CHECKS * stall.CHECK_S, worker_end.send, ["done"])
        later.start()
        assert stall.answered([answers], 1)
        later.join()
