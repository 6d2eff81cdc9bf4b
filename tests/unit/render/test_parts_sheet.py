"""The sheet of parts: headings, rows and pictures that are large enough to be seen."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import VMobject
from PIL import Image, ImageChops, ImageDraw

from storyreel.base.project import Project
from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing
from storyreel.parts.gallery.sample import Sample, Subject, sample
from storyreel.parts.shapes import Disc, Plate
from storyreel.render import parts_sheet as made
from storyreel.render.parts_sheet import CAPTION, CELL, COLUMNS, GAP, MARGIN, parts_sheet
from storyreel.stage.gallery import GalleryDrawing, gallery_drawings


@sample(Plate, 1600, 200)
def wide(room: Frame) -> VMobject:
    return Plate(room, fill="#1A365D")


@sample(Disc, 200, 200)
def narrow(room: Frame) -> VMobject:
    return Disc(room.center, room.height / 2)


@pytest.fixture(scope="module")
def exhibit(project: Project) -> Callable[..., GalleryDrawing]:
    drawn = next(gallery_drawings(project)).drawing

    def one(subject: str, shown: Sample, drawing: Drawing = drawn) -> GalleryDrawing:
        return GalleryDrawing(Subject(subject, "About it.", (shown,)), shown, drawing)

    return one


def places(shown: list[GalleryDrawing]) -> list[tuple[int, int]]:
    return [(x, y) for _, x, y in made._places(shown)]


def test_rows_are_filled_with_what_fits(exhibit: Callable[..., GalleryDrawing]) -> None:
    step, below = CELL[0] + GAP, CELL[1] + CAPTION
    found = places([exhibit("a", wide) for _ in range(COLUMNS // 2 + 1)] + [exhibit("a", narrow)])
    left, top = found[0]
    assert left == MARGIN
    assert found[1] == (left + 2 * step, top)
    assert found[COLUMNS // 2] == (left, top + below), "no room is left for a wide one"
    assert found[-1] == (left + (COLUMNS - 1) * step, top), "a narrow one takes it"


def test_each_subject_begins_a_row_below_its_heading(
    exhibit: Callable[..., GalleryDrawing],
) -> None:
    (_, first), (_, second) = places([exhibit("a", narrow), exhibit("b", narrow)])
    assert second - first == CELL[1] + CAPTION + made.HEAD
    alone, both = (
        parts_sheet([exhibit(name, narrow) for name in names], "Title") for names in ("a", "ab")
    )
    assert both.height - alone.height == second - first
    above = (0, 0, alone.width, first)
    assert ImageChops.difference(alone.crop(above), both.crop(above)).getbbox() is None


@pytest.mark.parametrize(
    ("text", "rows"), [("Short.", 1), ("Longer than that. " * 3, 2), ("Words. " * 60, 2)]
)
def test_what_a_part_says_takes_two_lines_at_most(text: str, rows: int) -> None:
    picture = Image.new("RGB", (400, 200), "white")
    made._say(ImageDraw.Draw(picture), text, (0, 40), 400)
    ink = (np.asarray(picture.convert("L")) < 200).any(axis=1)
    runs = int((np.diff(np.concatenate([[0], ink.astype(int)])) == 1).sum())
    assert runs == rows


def test_every_part_of_the_gallery_is_drawn_large_enough_to_be_seen(project: Project) -> None:
    for shown in gallery_drawings(project):
        columns = made._columns(shown)
        width = columns * CELL[0] + (columns - 1) * GAP
        picture = made._picture(shown, width, CELL[1])
        assert picture.size == (width, CELL[1])
        levels = np.asarray(picture).astype(int)
        apart = np.abs(levels - levels[1, 1]).max(axis=2) > 8
        rows, across = np.flatnonzero(apart.any(axis=1)), np.flatnonzero(apart.any(axis=0))
        name = shown.sample.name
        assert rows[0] > 2 and rows[-1] < CELL[1] - 3, f"{name} is cut off"
        assert across[0] > 2 and across[-1] < width - 3, f"{name} is cut off"
        assert max(np.ptp(rows) / CELL[1], np.ptp(across) / width) > 0.2, f"{name} is tiny"
