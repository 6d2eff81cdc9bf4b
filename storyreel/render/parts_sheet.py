"""The sheet of parts: a picture of every sample, with name and summary, grouped by subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from PIL import Image, ImageDraw

from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, px
from storyreel.paint.raster import paint_drawing
from storyreel.parts.gallery.sample import Sample, Subject
from storyreel.render.sheet_font import sheet_font
from storyreel.stage.gallery import GalleryDrawing

COLUMNS = 7
CELL_WIDTH, CELL_HEIGHT = 440, 272
GAP, MARGIN, PADDING = 28, 72, 26
"""Pixels between two cells, around the sheet, and around a part in its cell."""

WIDE = 2.4
"""From this aspect ratio on, a sample takes two columns."""

LARGEST_ZOOM = 0.9
"""Pixels of the sheet per pixel at 1080 lines: small parts remain small."""

CAPTION_HEIGHT, HEADING_HEIGHT, TITLE_HEIGHT = 112, 96, 100
SUMMARY_LINES, LEADING = 2, 26

_NAME, _CODE = FontId("mono", "bold"), FontId("mono", "regular")
_SUMMARY = FontId("sans", "medium")
_HEADING, _TITLE = FontId("sans", "bold"), FontId("sans", "extrabold")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """The place of one sample on the sheet: its upper left corner and its width, in pixels."""

    sample: GalleryDrawing
    left: int
    top: int
    width: int


def parts_sheet(samples: Sequence[GalleryDrawing], title: str) -> Image.Image:
    """Arrange the samples in rows, with a heading for each subject."""
    cells = list(sheet_cells(samples))
    height = max(cell.top for cell in cells) + CELL_HEIGHT + CAPTION_HEIGHT + MARGIN
    width = 2 * MARGIN + _width(COLUMNS)
    sheet = Image.new("RGB", (width, height), Color.WHITE)
    pen = ImageDraw.Draw(sheet)
    pen.text((MARGIN, MARGIN), title, fill=Color.NAVY, font=sheet_font(_TITLE, 52))
    for subject, group in groupby(cells, lambda cell: cell.sample.subject):
        of_subject = list(group)
        _draw_heading(pen, subject, of_subject[0].top - HEADING_HEIGHT)
        for cell in of_subject:
            _draw_cell(sheet, pen, cell)
    return sheet


def sheet_cells(samples: Sequence[GalleryDrawing]) -> Iterator[SheetCell]:
    """The cell of each sample, in order: in the first row of its subject that has space for it."""
    top = MARGIN + TITLE_HEIGHT
    for _, group in groupby(samples, lambda each: each.subject.name):
        used: list[int] = []
        top += HEADING_HEIGHT
        for each in group:
            columns = _columns(each.sample)
            row = next((k for k, n in enumerate(used) if n + columns <= COLUMNS), len(used))
            used += [0] * (row == len(used))
            left = MARGIN + used[row] * (CELL_WIDTH + GAP)
            yield SheetCell(each, left, top + row * (CELL_HEIGHT + CAPTION_HEIGHT), _width(columns))
            used[row] += columns
        top += len(used) * (CELL_HEIGHT + CAPTION_HEIGHT)


def sample_picture(cell: SheetCell) -> Image.Image:
    """The picture of a sample: as large as its cell and LARGEST_ZOOM allow."""
    room, width, height = cell.sample.sample.room, cell.width, CELL_HEIGHT
    across, down = room.width / px(1), room.height / px(1)
    zoom = min((width - 2 * PADDING) / across, (height - 2 * PADDING) / down, LARGEST_ZOOM)
    lines = max(round(1080 * zoom), height)
    pixels = paint_drawing(cell.sample.drawing, width, lines)
    top = (lines - height) // 2
    return Image.fromarray(np.ascontiguousarray(pixels[top : top + height])).convert("RGB")


def _columns(sample: Sample) -> int:
    return 2 if sample.room.width / sample.room.height > WIDE else 1


def _width(columns: int) -> int:
    return columns * CELL_WIDTH + (columns - 1) * GAP


def _draw_heading(pen: ImageDraw.ImageDraw, subject: Subject, top: int) -> None:
    baseline, font = top + 70, sheet_font(_HEADING, 38)
    pen.text((MARGIN, baseline), subject.name, fill=Color.NAVY, font=font, anchor="ls")
    x = MARGIN + font.getlength(subject.name) + 20
    summary = sheet_font(_SUMMARY, 26)
    pen.text((x, baseline), subject.summary, fill=Color.SLATE, font=summary, anchor="ls")


def _draw_cell(sheet: Image.Image, pen: ImageDraw.ImageDraw, cell: SheetCell) -> None:
    sample, bottom = cell.sample.sample, cell.top + CELL_HEIGHT
    sheet.paste(sample_picture(cell), (cell.left, cell.top))
    edges = (cell.left, cell.top, cell.left + cell.width - 1, bottom - 1)
    pen.rounded_rectangle(edges, 10, outline=Color.HAIRLINE)
    module = sample.part.__module__.rpartition(".")[2] + "."
    font = sheet_font(_NAME, 22)
    pen.text((cell.left, bottom + 30), module, fill=Color.SLATE, font=font, anchor="ls")
    after = cell.left + font.getlength(module)
    pen.text((after, bottom + 30), sample.name, fill=Color.NAVY, font=font, anchor="ls")
    _draw_summary(pen, sample.summary, (cell.left, bottom + 60), cell.width)


def _draw_summary(pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], width: int) -> None:
    """Draw at most SUMMARY_LINES lines, names in backquotes as code; the rest becomes dots."""
    plain, code = (sheet_font(_SUMMARY, 20), Color.SLATE), (sheet_font(_CODE, 20), Color.NAVY)
    space = plain[0].getlength(" ")
    x, line = 0.0, 0
    for word in text.split():
        font, color = code if "`" in word else plain
        shown, last = word.replace("`", ""), line == SUMMARY_LINES - 1
        if x and x + font.getlength(shown) > width - (24 if last else 0):
            if last:
                pen.text((at[0] + x, at[1] + LEADING * line), "…", plain[1], plain[0], "ls")
                return
            x, line = 0.0, line + 1
        pen.text((at[0] + x, at[1] + LEADING * line), shown, color, font, "ls")
        x += font.getlength(shown) + space
