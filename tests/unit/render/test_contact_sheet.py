"""The contact sheet: which frames, and where they are placed."""

from __future__ import annotations

import os
import signal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import IO

import numpy as np
import pytest
from PIL import Image

from storyreel.base.errors import MachineError, RequestError
from storyreel.base.timebase import Fps, FrameRange
from storyreel.render.contact_sheet import (
    beat_shots,
    contact_sheet,
    require_possible,
    save,
    shot_at,
    shots_every,
    shots_of,
)
from storyreel.storyboard.timeline import TimedBeat, Timeline


@pytest.fixture
def timeline() -> Timeline:
    edges = [0, 25, 71, 100]
    beats = tuple(
        TimedBeat(f"beat{i}", i, FrameRange(a, b), None, "Words.", None, {})
        for i, (a, b) in enumerate(pairwise(edges))
    )
    return Timeline(Fps(10), beats)


def test_each_beat_has_start_middle_and_end(timeline: Timeline) -> None:
    shots = beat_shots(timeline)
    assert [shot.frame for shot in shots] == [0, 12, 24, 25, 48, 70, 71, 85, 99]
    assert shots[4].label == "4.80 s  beat1 · middle"


def test_a_sheet_can_show_one_beat_alone(timeline: Timeline) -> None:
    assert [shot.frame for shot in beat_shots(timeline, "beat2")] == [71, 85, 99]
    with pytest.raises(RequestError, match=r"no beat beat9.*beat0, beat1, beat2"):
        beat_shots(timeline, "beat9")


def test_regular_steps_cover_the_stretch_and_stay_in_it(timeline: Timeline) -> None:
    assert [s.frame for s in shots_every(timeline, Fraction(3))] == [0, 30, 60, 90]
    assert [s.frame for s in shots_every(timeline, Fraction(1), "beat2")] == [71, 81, 91]
    fine = shots_every(timeline, Fraction(1, 1000), "beat0")
    assert [s.frame for s in fine] == list(range(25)), "each frame once"
    with pytest.raises(RequestError, match="--every"):
        shots_every(timeline, Fraction(0))


def test_the_smallest_step_shows_each_frame_at_once(timeline: Timeline) -> None:
    shots = shots_every(timeline, Fraction(1, 10**30), "beat1")
    assert [shot.frame for shot in shots] == list(range(25, 71))


def test_a_sheet_that_no_memory_holds_is_refused() -> None:
    require_possible(900, (640, 360))
    with pytest.raises(RequestError, match=r"^900 frames of 7680x4320 are .* for 9\. Choose"):
        require_possible(900, (7680, 4320))


def test_frames_outside_the_clip_are_named(timeline: Timeline) -> None:
    assert [shot.beat for shot in shots_of(timeline, [0, 99])] == ["beat0", "beat2"]
    with pytest.raises(RequestError, match=r"no frame 100, -1\. .* 0 to 99"):
        shots_of(timeline, [5, 100, -1])


def test_a_time_shows_the_frame_that_is_on_screen_then(timeline: Timeline) -> None:
    assert shot_at(timeline, Fraction("2.49")).frame == 24
    assert shot_at(timeline, Fraction("2.5")).frame == 25
    assert shot_at(timeline, Fraction(10)).frame == 99
    with pytest.raises(RequestError, match=r"--at 10\.1: the clip lasts 10\.000 s"):
        shot_at(timeline, Fraction("10.1"))


def test_pictures_stand_in_rows_in_order(timeline: Timeline) -> None:
    shots = shots_of(timeline, range(5))
    colors = [(40 * n, 10, 200 - 40 * n) for n in range(5)]
    pictures = [Image.new("RGB", (160, 90), color) for color in colors]
    sheet = np.asarray(contact_sheet(shots, pictures, "Title", 3))
    places = []
    for color in colors:
        rows, columns = np.nonzero((sheet == color).all(axis=-1))
        assert len(rows) >= 0.95 * 160 * 90
        places.append((rows.min(), columns.min()))
    assert places == sorted(places)
    assert len({row for row, _ in places}) == 2
    assert len({column for _, column in places}) == 3


def test_a_sheet_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file")
    with pytest.raises(MachineError, match="can't be written"):
        save(Image.new("RGB", (4, 4)), tmp_path / "media" / "sheet.png")


def test_a_process_that_is_killed_while_it_compresses_leaves_no_file(tmp_path: Path) -> None:
    """As `watch` kills the one that works on the save before."""

    def be_killed(picture: Image.Image, file: IO[bytes], name: str | bytes) -> None:
        file.write(b"half")
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        picture = Image.new("RGB", (8, 8))
        Image.init()
        Image.register_save("PNG", be_killed)
        save(picture, tmp_path / "sheet.png")
        os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert list(tmp_path.iterdir()) == []
