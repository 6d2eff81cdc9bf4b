"""Hour 29 for them all: its drawings are equal at every rate, size and run, and by Cairo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from manim import Camera, Mobject

from storyreel.base.metrics import Stopwatch
from storyreel.base.presets import LADDER
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, PathItem, drawing_digest
from storyreel.encode.segment import SegmentJob, SegmentResult
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.segment_check import SegmentCheck
from storyreel.paint.raster import paint_drawing
from storyreel.render.filming import Shoot, film
from storyreel.stage.cairo_reference import CairoReference
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from storyreel.workers.checked_segment import CheckedSegment

DrawingsAt = Callable[[int], tuple[Drawing, ...]]
CAIRO_SIZE = (854, 480)
CAIRO_MEAN = 0.6
"""As for the sheets of shapes: two renderers, two ways to smooth an edge."""
CAIRO_LEVEL = 40
CAIRO_SHARE = 0.002

RATE = 15
BY_CAIRO = {"preflight-read": 6.8, "seed-lock-spinning": 12.6, "hash-sweeping": 18.2}
"""Moments, in seconds."""


@dataclass
class IdleCrew:
    """A crew to which segments are handed, and which renders none."""

    jobs: list[SegmentJob]

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        self.jobs.append(job)
        done: Future[CheckedSegment] = Future()
        made = SegmentResult(job.target, len(job.drawings), 0, 0, "", 0, 0, {}, 0.0)
        done.set_result(CheckedSegment(made, SegmentCheck("", "", (), (), "", "", {}, ())))
        return done


class RareReference(CairoReference):
    """Manim's own camera, which paints only when it is told to: it takes its time."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self.on = False

    def paint(self, mobjects: Iterable[Mobject], camera: Camera) -> npt.NDArray[np.uint8]:
        return super().paint(mobjects, camera) if self.on else self.pixels


def test_frames_are_the_same_at_every_rate_of_the_family(hour29_at: DrawingsAt) -> None:
    at_15, at_30 = hour29_at(15), hour29_at(30)
    assert (len(at_15), len(at_30)) == (450, 900)
    assert [k for k in range(450) if at_15[k] != at_30[2 * k]] == []


@pytest.mark.slow
def test_frames_are_the_same_at_sixty_a_second(hour29_at: DrawingsAt) -> None:
    at_30, at_60 = hour29_at(30), hour29_at(60)
    assert len(at_60) == 1800
    assert [k for k in range(900) if at_30[k] != at_60[2 * k]] == []


@pytest.mark.parametrize("quality", ["smoke", "1080p"])
def test_the_digest_is_the_same_at_every_size_and_in_every_run(
    quality: str, hour29: Loaded, hour29_at: DrawingsAt, tmp_path: Path
) -> None:
    """Filmed as the pipeline films it, at the frame rate of the smoke test."""
    rung = LADDER[quality].at(15)
    timeline = compile_timeline(hour29.storyboard, rung.fps)
    shoot = Shoot(hour29, timeline, encoder_settings("h264", rung), tmp_path)
    executor = IdleCrew([])
    footage = film(shoot, executor, Stopwatch(), lambda frames, beat: None)
    expected = drawing_digest(hour29_at(15))
    assert drawing_digest(footage.drawings) == expected
    segments = [footage.drawings[part.start : part.stop] for part in timeline.segments()]
    filmed = {drawing_digest(job.drawings) for job in executor.jobs}
    assert filmed == {drawing_digest(segment) for segment in segments}


def test_held_frames_are_recognised(hour29_at: DrawingsAt) -> None:
    """Most of the clip can be read at rest: what stands still is one object, drawn once."""
    drawings = hour29_at(30)
    held = sum(a is b for a, b in pairwise(drawings))
    equal = sum(a == b for a, b in pairwise(drawings))
    assert held == equal > 200
    assert len({id(drawing) for drawing in drawings[-60:]}) == 1


def test_it_looks_the_same_to_manims_own_camera(
    hour29: Loaded,
    hour29_at: DrawingsAt,
    assert_alike: Callable[..., Any],
) -> None:
    """Soft shadows are ours alone, and are left out on both sides."""
    drawings = hour29_at(RATE)
    begins = {}  # the first frame of the run of equal frames, where it is drawn
    for moment, seconds in BY_CAIRO.items():
        frame = round(seconds * RATE)
        while drawings[frame - 1] is drawings[frame]:
            frame -= 1
        begins[frame] = moment
    reference = RareReference(*CAIRO_SIZE)
    reference.on = 0 in begins
    compared: list[str] = []

    def compare(frame: int, drawing: Drawing) -> None:
        if frame in begins:
            compared.append(begins[frame])
            assert drawing == drawings[frame]
            assert_alike(
                paint_drawing(without_shadows(drawing), *CAIRO_SIZE),
                reference.pixels.copy(),
                f"hour29-{begins[frame]}-by-cairo",
                mean=CAIRO_MEAN,
                level=CAIRO_LEVEL,
                share_over_level=CAIRO_SHARE,
            )
        if len(compared) == len(begins):
            raise Enough
        reference.on = frame + 1 in begins

    with pytest.raises(Enough):
        perform(hour29, compile_timeline(hour29.storyboard, Fps(RATE)), compare, reference)
    assert sorted(compared) == sorted(BY_CAIRO)


class Enough(Exception):  # noqa: N818 - no error
    """Everything has been compared."""


def without_shadows(drawing: Drawing) -> Drawing:
    items = (replace(i, shadow=None) if isinstance(i, PathItem) else i for i in drawing.items)
    return replace(drawing, items=tuple(items))
