"""Ctrl-C cleans up, a second one ends at once; no partial clip and no process remains."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from storyreel.encode.segment_store import Store
from storyreel.output.lock import LockedError, locked_now
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
        print("working", file=sys.stderr, flush=True)
        time.sleep(60)
    finally:
        print("tidying", file=sys.stderr, flush=True)
        time.sleep(60)

check.run = run
sys.exit(main(["check", "--json"]))
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


ONE_CLIP, CLIPS_IN_TURN = "one clip", "clips in turn"
CLIPS = {
    ONE_CLIP: ("hour29", "--workers", "2"),
    CLIPS_IN_TURN: ("hour29", "hour30", "--workers", "1"),
}


@pytest.fixture(params=CLIPS)
def rendering(
    request: pytest.FixtureRequest,
    command: list[str],
    published: Path,
    store: Store,
    heeded_hang_up: None,
) -> Iterator[subprocess.Popen[str]]:
    """A render over a published clip that has finished its first segments, in a process group."""
    options = ("--quality", "smoke", "--store", str(store.folder), "--force")
    process = subprocess.Popen(
        [*command, *CLIPS[request.param], *options, "--out", str(published)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert wait_until(lambda: any(e.path.suffix == ".mp4" for e in store.entries()), 60)
    assert len(group_members(process.pid)) >= 3, "the program and two others"
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
    assert re.search(r"[1-9]\d* of \d+ segments are kept", err)
    assert "Traceback" not in err
    assert wait_until(lambda: not group_members(rendering.pid), 2)
    before = everything_in(smoke.media / "hour29")
    after = everything_in(published / "hour29")
    assert after == before, "the old clip and nothing else"
    assert not [path for path in (published / "hour29").iterdir() if path.is_dir()]


@pytest.mark.parametrize(
    ("rendering", "stop"),
    [
        (ONE_CLIP, signal.SIGTERM),
        (CLIPS_IN_TURN, signal.SIGHUP),
        pytest.param(ONE_CLIP, signal.SIGHUP, marks=pytest.mark.slow),
        pytest.param(CLIPS_IN_TURN, signal.SIGTERM, marks=pytest.mark.slow),
    ],
    indirect=["rendering"],
)
def test_termination_and_hang_up_end_as_ctrl_c_does(
    rendering: subprocess.Popen[str], published: Path, stop: signal.Signals
) -> None:
    os.killpg(rendering.pid, stop) if stop is signal.SIGHUP else rendering.terminate()
    _, err = rendering.communicate(timeout=SOON_S)
    assert rendering.returncode == 130, err
    assert "Interrupted." in err
    assert wait_until(lambda: not group_members(rendering.pid), 2)
    assert not [path for path in (published / "hour29").iterdir() if path.is_dir()]


def is_free(place: OutputPaths) -> bool:
    with suppress(LockedError), locked_now(place):
        return True
    return False


def test_kill_leaves_no_worker_and_no_lock(
    rendering: subprocess.Popen[str], published: Path
) -> None:
    rendering.kill()
    rendering.wait(SOON_S)
    assert wait_until(lambda: not group_members(rendering.pid), 2)
    place = OutputPaths.of(published, "hour29", "smoke")
    folders = [path for path in place.folder.iterdir() if path.is_dir()]
    assert folders, "a killed run cannot clean up"
    assert wait_until(lambda: is_free(place), 2), "the last thread of a killed process ends later"
    with staged_output(place, pytest.fail):
        assert not any(folder.exists() for folder in folders), "the next run cleans up"


def stubborn(*words: str) -> subprocess.Popen[str]:
    """A command that neither ends nor cleans up, once it works."""
    process = subprocess.Popen(
        [*words, sys.executable, "-c", STUBBORN],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    assert process.stderr.readline() == "working\n"
    return process


def test_second_ctrl_c_ends_at_once_with_the_document() -> None:
    process = stubborn()
    process.send_signal(signal.SIGINT)
    assert process.stderr
    assert process.stderr.readline() == "tidying\n"
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=5)
    assert process.returncode == 130
    document = json.loads(out)
    assert document["exit_code"] == 130
    assert document["problems"][0]["what"] == "Interrupted."


def test_a_hang_up_that_is_ignored_changes_nothing() -> None:
    process = stubborn("nohup")
    process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert process.poll() is None
    process.kill()
    process.communicate()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_while_the_program_starts_is_answered(
    stop: signal.Signals, heeded_hang_up: None
) -> None:
    """It waits until the program can say so: it is pending from before the first import on."""

    def interrupt_blocked() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {stop})
        os.kill(os.getpid(), stop)

    command = [sys.executable, "-P", "-m", "storyreel", "list", "--json"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, preexec_fn=interrupt_blocked, check=False
    )
    assert done.returncode == 130
    assert json.loads(done.stdout)["exit_code"] == 130
    assert done.stderr == b"Interrupted. Clips that were published before are unchanged.\n"
