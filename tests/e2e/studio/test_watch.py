"""`watch` makes a frame or a sheet again on every save."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e.program import LONGEST_S, ROOT, Run, program
from tests.e2e.studio.running import BOARD


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
