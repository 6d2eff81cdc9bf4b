"""Ctrl-C cleans up, a second one ends at once; no partial clip and no process remains."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyreel.encode.segment_store import Store
from storyreel.output.names import OutputPaths
from storyreel.output.staging import staged_output
from tests.e2e.program import Rendered
from tests.processes import group_members, wait_until

ROOT = Path(__file__).parents[2]
SOON_S = 10.0
STOPPED_S = 2.0
STUBBORN = """
import sys, time
from storyreel.cli import main
from storyreel.cli.commands import check

def run(options, project, voice):
    try:
        print("working", flush=True)
        time.sleep(60)
    finally:
        print("tidying", flush=True)
        time.sleep(60)

check.run = run
sys.exit(main(["check"]))
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def rendering(command: list[str], published: Path, store: Store) -> Iterator[subprocess.Popen[str]]:
    """A render over a published clip that has finished its first segments, in a process group."""
    options = ("--quality", "smoke", "--workers", "2", "--store", str(store.folder), "--force")
    process = subprocess.Popen(
        [*command, "hour29", *options, "--out", str(published)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert wait_until(lambda: any(e.path.suffix == ".mp4" for e in store.entries()), 60)
    assert len(group_members(process.pid)) >= 3, "the program and two workers"
    yield process
    for each in group_members(process.pid):
        each.kill()
    process.wait()


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_ctrl_c_in_a_terminal(
    rendering: subprocess.Popen[str], published: Path, smoke: Rendered
) -> None:
    """A terminal signals the whole group, including the workers."""
    start = time.monotonic()
    os.killpg(rendering.pid, signal.SIGINT)
    out, err = rendering.communicate(timeout=SOON_S)
    assert time.monotonic() - start < STOPPED_S
    assert rendering.returncode == 130, err
    assert out == ""
    assert "Interrupted." in err
    assert "Clips that were published before are unchanged." in err
    assert re.search(r"[1-9]\d* of 20 segments are kept", err)
    assert "Traceback" not in err
    assert wait_until(lambda: not group_members(rendering.pid), 2)
    before = everything_in(smoke.media / "hour29")
    after = everything_in(published / "hour29")
    assert after == before, "the old clip and nothing else"
    assert not [path for path in (published / "hour29").iterdir() if path.is_dir()]


def test_termination_ends_as_ctrl_c_does(rendering: subprocess.Popen[str], published: Path) -> None:
    rendering.terminate()
    _, err = rendering.communicate(timeout=SOON_S)
    assert rendering.returncode == 130, err
    assert wait_until(lambda: not group_members(rendering.pid), 2)
    assert not [path for path in (published / "hour29").iterdir() if path.is_dir()]


def test_kill_leaves_no_worker_and_no_lock(
    rendering: subprocess.Popen[str], published: Path
) -> None:
    rendering.kill()
    rendering.wait(SOON_S)
    assert wait_until(lambda: not group_members(rendering.pid), 2)
    place = OutputPaths.of(published, "hour29", "smoke")
    folders = [path for path in place.folder.iterdir() if path.is_dir()]
    assert folders, "a killed run cannot clean up"
    with staged_output(place, pytest.fail):
        assert not any(folder.exists() for folder in folders), "the next run cleans up"


def test_second_ctrl_c_ends_at_once() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", STUBBORN], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "working\n"
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "tidying\n"
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == 130
    process.stdout.close()
