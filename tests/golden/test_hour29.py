"""Hour 29 for them all: its drawings are equal at every rate, size and run, and by Cairo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from manim import Camera, Mobject

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, PathItem, drawing_digest
from storyreel.paint.raster import paint_drawing
from storyreel.render.segmenter import DrawnSegment
from storyreel.render.sources.storyboard import StoryboardSource
from storyreel.stage.cairo_reference import CairoReference
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline

DrawingsAt = Callable[[int], tuple[Drawing, ...]]
CAIRO_SIZE = (854, 480)
CAIRO_MEAN = 0.6
"""As for the sheets of shapes: two renderers, two ways to smooth an edge."""
CAIRO_LEVEL = 40
CAIRO_SHARE = 0.002

RATE = 15
BY_CAIRO = {"prints-differ": 3.5, "wheels-turning": 10.6, "pair-rolling": 21.6}
"""Moments, in seconds."""


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


def test_segments_hold_the_drawings_of_the_clip(
    hour29: Loaded, hour29_at: DrawingsAt, tmp_path: Path
) -> None:
    """Performed as the pipeline does, in one process and in two."""
    source, plan = StoryboardSource(hour29), StoryboardSource(hour29).plan(Fps(15))
    expected = [drawing_digest(hour29_at(15)[part.start : part.stop]) for part in plan]
    for processes in (1, 2):
        segments: list[DrawnSegment] = []
        with source.performer(Fps(15), processes, tmp_path) as performer:
            performer.draw(segments.append)
        in_order = sorted(segments, key=lambda segment: segment.start)
        assert [segment.start for segment in in_order] == [part.start for part in plan]
        assert [drawing_digest(segment.drawings) for segment in in_order] == expected


def test_held_frames_are_recognised(hour29_at: DrawingsAt) -> None:
    """Most of the clip can be read at rest: what stands still is one object, drawn once.

    Texts that move outside of the frame are in no picture, but the rules see them.
    """
    drawings = hour29_at(30)
    held = sum(a is b for a, b in pairwise(drawings))
    equal = sum(a == b and a.outside == b.outside for a, b in pairwise(drawings))
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
