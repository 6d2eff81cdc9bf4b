"""`watch` makes a frame or a sheet again on every save."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.e2e.program import LONGEST_S, ROOT, Run, program
from tests.e2e.studio.running import BOARD
from tests.processes import wait_until


def test_watch_makes_the_frame_again_on_every_save(tmp_path: Path) -> None:
    (tmp_path / "storyboards").mkdir()
    board = Path(shutil.copy(Path(__file__).parent / BOARD, tmp_path / "storyboards"))
    process = subprocess.Popen(
        [*program(), "watch", "judge", "--at", "2", "--size", "320", "--project", str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        assert "1 frame" in process.stdout.readline()
        process.stdout.readline()
        (frame,) = (tmp_path / "media" / "judge").glob("*.png")
        before, text = frame.read_bytes(), board.read_text()
        time.sleep(0.3)
        board.write_text(text.replace("title:", "titel:", 1))
        assert BOARD in process.stdout.readline()
        board.write_text(text.replace("Twenty pairs", "Thirty pairs", 1))
        while "1 frame" not in process.stdout.readline():
            pass
        assert frame.read_bytes() != before
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(LONGEST_S)


ENDLESS = """\
from manim import Scene


class Endless(Scene):
    def construct(self):
        while True:
            pass
"""


def test_watch_ends_what_it_has_begun(tmp_path: Path) -> None:
    (tmp_path / "endless.py").write_text(ENDLESS)
    process = subprocess.Popen(
        [*program(), "watch", "--scene", str(tmp_path / "endless.py:Endless")],
        cwd=tmp_path, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    children = psutil.Process(process.pid).children
    assert wait_until(children)
    (maker,) = children()
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(LONGEST_S) == 130
        assert wait_until(lambda: not maker.is_running(), 1)
    finally:
        with suppress(psutil.NoSuchProcess):
            maker.kill()


def test_watch_says_nothing_to_a_reader_that_has_gone(tmp_path: Path) -> None:
    (tmp_path / "storyboards").mkdir()
    shutil.copy(Path(__file__).parent / BOARD, tmp_path / "storyboards")
    process = subprocess.Popen(
        [*program(), "watch", "judge", "--at", "2", "--size", "320", "--project", str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    children = psutil.Process(process.pid).children
    assert wait_until(lambda: any(tmp_path.glob("media/judge/*.png")))
    assert wait_until(lambda: all(child.status() == psutil.STATUS_ZOMBIE for child in children()))
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    err = process.stderr.read()
    process.wait(LONGEST_S)
    assert len(err.splitlines()) == 1 and err.startswith("Interrupted.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["unknown"], "The clip 'unknown' does not exist"),
        (["judge", "--at", "soon"], "--at soon is not a time"),
        (["judge", "--every", "often"], "--every often is not a time"),
        (["judge", "--frames", "1,x"], "--frames 1,x is not a list of frames"),
        (["judge", "--fps", "7"], "--fps 7 is not supported"),
        ([], "One clip or one scene is needed"),
    ],
)
def test_watch_ends_at_once_for_a_mistake_in_the_options(
    run: Run, tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "storyboards").mkdir()
    shutil.copy(Path(__file__).parent / BOARD, tmp_path / "storyboards")
    done = run("watch", *arguments, "--project", tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
