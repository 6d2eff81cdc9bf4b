"""Child processes end when their parent is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.processes import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
CHILD = "import os, time; {end}print(os.getpid(), flush=True); time.sleep(60)"
PARENT = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1].replace("PARENT", str(os.getpid()))])
time.sleep(60)
"""
IMPORT = "from storyreel.workers.parent_death import die_with_parent"
END = f"{IMPORT}; die_with_parent(PARENT); "


def outlives(end: str) -> bool:
    """Whether a child outlives its parent when that is killed."""
    words = [sys.executable, "-c", PARENT, CHILD.format(end=end)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        lives = not wait_until(lambda: has_ended(child), 10 if end else 0.5)
        if lives:
            child.kill()
    return lives


def has_ended(process: psutil.Process) -> bool:
    """Whether it does nothing any more; its exit code may still wait for a parent."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_child_ends_with_its_parent() -> None:
    assert not outlives(END)


def test_a_child_without_the_call_lives_on() -> None:
    """The planted defect: without it the test above proves nothing."""
    assert outlives("")


def test_a_child_whose_parent_has_already_ended_ends_immediately() -> None:
    program = f"{IMPORT}; die_with_parent(1); print('lives')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
