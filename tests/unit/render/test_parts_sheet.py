"""The sheet of parts: headings, rows, captions, and pictures that are large enough."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import VMobject
from PIL import Image, ImageChops

from storyreel.base.project import Project
from storyreel.design.layout import Frame
from storyreel.parts.gallery.sample import Sample, Subject, sample
from storyreel.parts.shapes import Disc, Plate
from storyreel.render.parts_sheet import (
    CAPTION_HEIGHT,
    CELL_HEIGHT,
    CELL_WIDTH,
    COLUMNS,
    GAP,
    HEADING_HEIGHT,
    MARGIN,
    parts_sheet,
    sample_picture,
    sheet_cells,
)
from storyreel.stage.gallery import GalleryDrawing, gallery_drawings


@sample(Plate, 1600, 200)
def wide(room: Frame) -> VMobject:
    return Plate(room, fill="#1A365D")


@sample(Disc, 200, 200)
def narrow(room: Frame) -> VMobject:
    return Disc(room.center, room.height / 2)


Entry = Callable[[str, Sample], GalleryDrawing]


@pytest.fixture(scope="module")
def entry(project: Project) -> Entry:
    drawing = next(gallery_drawings(project)).drawing
    return lambda subject, shown: GalleryDrawing(
        Subject(subject, "About it.", (shown,)), shown, drawing
    )


def places(entries: list[GalleryDrawing]) -> list[tuple[int, int]]:
    return [(cell.left, cell.top) for cell in sheet_cells(entries)]


def test_rows_are_filled_with_what_fits(entry: Entry) -> None:
    step, below = CELL_WIDTH + GAP, CELL_HEIGHT + CAPTION_HEIGHT
    wides = [entry("a", wide) for _ in range(COLUMNS // 2 + 1)]
    found = places([*wides, entry("a", narrow)])
    left, top = found[0]
    assert left == MARGIN
    assert found[1] == (left + 2 * step, top)
    assert found[COLUMNS // 2] == (left, top + below), "no space remains for a wide one"
    assert found[-1] == (left + (COLUMNS - 1) * step, top), "a narrow one takes it"


def test_each_subject_begins_a_row_below_its_heading(entry: Entry) -> None:
    (_, first), (_, second) = places([entry("a", narrow), entry("b", narrow)])
    assert second - first == CELL_HEIGHT + CAPTION_HEIGHT + HEADING_HEIGHT
    alone, both = (
        parts_sheet([entry(name, narrow) for name in names], "Title") for names in ("a", "ab")
    )
    assert both.height - alone.height == second - first
    above = (0, 0, alone.width, first)
    assert ImageChops.difference(alone.crop(above), both.crop(above)).getbbox() is None


def lines_of_ink(picture: Image.Image) -> int:
    """How many bands of rows contain dark pixels."""
    dark = (np.asarray(picture.convert("L")) < 200).any(axis=1)
    return int((np.diff(np.concatenate([[0], dark.astype(int)])) == 1).sum())


@pytest.mark.parametrize(
    ("summary", "lines"), [("Short.", 1), ("Longer than that. " * 3, 2), ("Words. " * 60, 2)]
)
def test_a_summary_takes_two_lines_at_most(entry: Entry, summary: str, lines: int) -> None:
    class Part(VMobject):
        __doc__ = summary

    shown = Sample(Part, narrow.room, narrow.draw)
    (cell,) = sheet_cells([entry("a", shown)])
    name_height, bottom = 40, cell.top + CELL_HEIGHT
    caption = (cell.left, bottom + name_height, cell.left + cell.width, bottom + CAPTION_HEIGHT)
    assert lines_of_ink(parts_sheet([entry("a", shown)], "Title").crop(caption)) == lines


def test_every_sample_is_drawn_large_enough_and_not_cut_off(project: Project) -> None:
    for cell in sheet_cells(list(gallery_drawings(project))):
        picture, name = sample_picture(cell), cell.sample.sample.name
        assert picture.size == (cell.width, CELL_HEIGHT)
        levels = np.asarray(picture).astype(int)
        differs = np.abs(levels - levels[1, 1]).max(axis=2) > 8
        rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
        assert rows[0] > 2 and rows[-1] < CELL_HEIGHT - 3, f"{name} is cut off"
        assert columns[0] > 2 and columns[-1] < cell.width - 3, f"{name} is cut off"
        assert max(np.ptp(rows) / CELL_HEIGHT, np.ptp(columns) / cell.width) > 0.2, name
