"""Laws of cost, counted in work instead of seconds, so that they hold on every machine."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from storyreel.drawing.damage import TILE_HEIGHT, TILE_WIDTH
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path as Shape
from storyreel.drawing.quanta import Box, quantise
from storyreel.encode.encoder import Encoder
from storyreel.encode.planes import Planes
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings, Splicing
from storyreel.paint.raster import Raster

DOT = 0.2
"""Scene units; the frame is 8 high."""


def square(x: float, y: float, side: float, grey: int = 9000) -> PathItem:
    edges = (int(quantise(value)) for value in (x, y, x + side, y + side))
    return PathItem(Shape.rectangle(Box(*edges)), fill=Paint(((grey, grey, grey, 65535),)))


BUSY = tuple(square(x, y, 0.3, 30000) for x in range(-7, 7) for y in range(-4, 4))


def moving_dot(frames: int) -> list[Drawing]:
    """A dot among a hundred squares; it moves by a tenth of its width."""
    return [Drawing((*BUSY, square(0.4 + 0.02 * n, 0.4, DOT))) for n in range(frames)]


def painted(width: int, height: int, drawings: list[Drawing]) -> int:
    """Pixels painted after the first picture."""
    raster = Raster(width, height)
    raster.paint(drawings[0])
    first = raster.painted_pixels
    for drawing in drawings[1:]:
        raster.paint(drawing)
    return raster.painted_pixels - first


def test_an_unchanged_picture_paints_and_builds_nothing() -> None:
    raster = Raster(640, 360)
    raster.paint(moving_dot(1)[0])
    before = raster.painted_pixels, raster.paths_built
    for _ in range(10):
        assert raster.paint(moving_dot(1)[0]) == ()  # equal, but not the same objects
    assert (raster.painted_pixels, raster.paths_built) == before


def test_a_moving_dot_paints_about_the_dot() -> None:
    width, height, frames = 3840, 2160, 20
    raster = Raster(width, height)
    drawings = moving_dot(frames)
    raster.paint(drawings[0])
    built = raster.paths_built
    dot = (DOT * height / 8 + 4) ** 2
    for drawing in drawings[1:]:
        rects = raster.paint(drawing)
        assert sum(rect.area for rect in rects) < 2 * dot
    assert raster.paths_built - built == frames - 1, "only the dot's path is new"
    assert painted(width, height, drawings) <= 4 * (frames - 1) * TILE_WIDTH * TILE_HEIGHT


def test_layers_below_a_moving_item_are_painted_once() -> None:
    raster = Raster(640, 360)
    counts = []
    for drawing in moving_dot(8):
        raster.paint(drawing)
        counts.append(raster.painted_layers)
    added = [after - before for before, after in pairwise(counts)]
    assert added[0] > 4, "what meets the dot's tile"
    assert set(added[1:]) == {1}


@pytest.mark.parametrize("height", [540, 1080])
def test_twice_the_size_paints_at_most_four_times_the_pixels(height: int) -> None:
    drawings = moving_dot(10)
    small = painted(height * 16 // 9, height, drawings)
    assert 0 < painted(height * 32 // 9, height * 2, drawings) <= 4 * small


def test_only_the_changed_places_are_converted() -> None:
    planes = Planes(640, 360, "yuv420p")
    raster = Raster(640, 360)
    whole, *others = moving_dot(10)
    assert planes.update(raster.pixels, raster.paint(whole)) == 640 * 360
    for drawing in others:
        assert planes.update(raster.pixels, raster.paint(drawing)) < 40 * 40


def test_a_long_hold_costs_what_a_short_one_costs(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    short, long = (
        render_segment(
            SegmentJob(
                "hold", (moving_dot(1)[0],) * frames, tiny_settings, tmp_path / f"{frames}.mp4"
            )
        )
        for frames in (15, 150)
    )
    assert (short.frames, long.frames) == (15, 150)
    assert short.painted_pixels == long.painted_pixels
    assert short.converted_pixels == long.converted_pixels
    assert long.size - short.size < 135 * 40, "a copied picture and its place in the index"


def test_holds_hand_what_changed_since_the_first_picture_to_the_encoder_once_more(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    for frames in (5, 50):
        with Encoder(tiny_settings, tmp_path / "a.mp4") as encoder:
            planes = Planes(tiny_settings.width, tiny_settings.height, tiny_settings.pix_fmt)
            planes.update(np.zeros((tiny_settings.height, tiny_settings.width, 4), np.uint8), ())
            encoder.write(planes.frames)
            for _ in range(frames):
                encoder.hold()
            encoder.write(planes.frames)
            for _ in range(frames):
                encoder.hold()
        assert encoder.frames - encoder.copies == 3


def test_plain_holds_hand_every_picture_to_the_encoder(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    settings = replace(tiny_settings, splicing=Splicing.NONE)
    with Encoder(settings, tmp_path / "a.mp4") as encoder:
        encoder.write(Planes(settings.width, settings.height, settings.pix_fmt).frames)
        encoder.hold()
        encoder.hold()
    assert encoder.frames - encoder.copies == 3


def test_a_held_drawing_is_pickled_once() -> None:
    drawing = moving_dot(1)[0]
    once, often = (len(pickle.dumps((drawing,) * frames)) for frames in (15, 150))
    assert often - once < 135 * 8
