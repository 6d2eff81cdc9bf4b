"""The sheet of parts: every part once, by subject, with its name and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import groupby

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from storyreel.design.fonts import FontId, load_font
from storyreel.design.tokens import Color, px
from storyreel.paint.raster import paint_drawing
from storyreel.parts.gallery.sample import Subject
from storyreel.stage.gallery import GalleryDrawing

COLUMNS = 7
CELL, GAP, MARGIN = (440, 272), 28, 72
PAD = 26
"""Pixels: a picture, what is between two of them, the sheet's margin, a part's in its picture."""

WIDE = 2.4
"""From this proportion on a room takes two columns."""

LARGEST = 0.9
"""Pixels of the sheet for a pixel at 1080 lines: small parts stay small."""

CAPTION, HEAD, TITLE = 112, 96, 100
LINES, LEADING = 2, 26
"""Of what a part says of itself."""

_NAME, _CODE = FontId("mono", "bold"), FontId("mono", "regular")
_SAYS = FontId("sans", "medium")
_HEADING, _TITLE = FontId("sans", "bold"), FontId("sans", "extrabold")


def parts_sheet(gallery_drawings: Sequence[GalleryDrawing], title: str) -> Image.Image:
    """Lay the parts out in rows, a heading over those of each subject."""
    places = list(_places(gallery_drawings))
    height = max(y for *_, y in places) + CELL[1] + CAPTION + MARGIN
    width = 2 * MARGIN + COLUMNS * CELL[0] + (COLUMNS - 1) * GAP
    sheet = Image.new("RGB", (width, height), Color.WHITE)
    pen = ImageDraw.Draw(sheet)
    pen.text((MARGIN, MARGIN), title, fill=Color.NAVY, font=_font(_TITLE, 52))
    last = None
    for exhibit, x, y in places:
        if exhibit.subject is not last:
            last = exhibit.subject
            _head(pen, last, y - HEAD)
        _hang(sheet, pen, exhibit, x, y)
    return sheet


def _places(
    gallery_drawings: Sequence[GalleryDrawing],
) -> Iterator[tuple[GalleryDrawing, int, int]]:
    """Where the picture of each part has its upper left corner: the first row with room for it."""
    top = MARGIN + TITLE
    for _, group in groupby(gallery_drawings, lambda exhibit: exhibit.subject.name):
        taken: list[int] = []
        top += HEAD
        for exhibit in group:
            wide = _columns(exhibit)
            row = next((k for k, n in enumerate(taken) if n + wide <= COLUMNS), len(taken))
            taken += [0] * (row == len(taken))
            yield exhibit, MARGIN + taken[row] * (CELL[0] + GAP), top + row * (CELL[1] + CAPTION)
            taken[row] += wide
        top += len(taken) * (CELL[1] + CAPTION)


def _columns(exhibit: GalleryDrawing) -> int:
    room = exhibit.sample.room
    return 2 if room.width / room.height > WIDE else 1


def _head(pen: ImageDraw.ImageDraw, subject: Subject, y: int) -> None:
    font = _font(_HEADING, 38)
    pen.text((MARGIN, y + 70), subject.name, fill=Color.NAVY, font=font, anchor="ls")
    x = MARGIN + font.getlength(subject.name) + 20
    pen.text((x, y + 70), subject.says, fill=Color.SLATE, font=_font(_SAYS, 26), anchor="ls")


def _hang(
    sheet: Image.Image, pen: ImageDraw.ImageDraw, exhibit: GalleryDrawing, x: int, y: int
) -> None:
    columns, sample = _columns(exhibit), exhibit.sample
    width = columns * CELL[0] + (columns - 1) * GAP
    sheet.paste(_picture(exhibit, width, CELL[1]), (x, y))
    pen.rounded_rectangle((x, y, x + width - 1, y + CELL[1] - 1), 10, outline=Color.HAIRLINE)
    module = sample.part.__module__.rpartition(".")[2] + "."
    name = _font(_NAME, 22)
    pen.text((x, y + CELL[1] + 30), module, fill=Color.SLATE, font=name, anchor="ls")
    after = x + name.getlength(module)
    pen.text((after, y + CELL[1] + 30), sample.name, fill=Color.NAVY, font=name, anchor="ls")
    _say(pen, sample.says, (x, y + CELL[1] + 60), width)


def _say(pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], width: int) -> None:
    """A sentence in one line or two, names of arguments as code; the rest ends with dots."""
    looks = {True: (_font(_CODE, 20), Color.NAVY), False: (_font(_SAYS, 20), Color.SLATE)}
    space = looks[False][0].getlength(" ")
    x, lines = 0.0, 1
    for word in text.split():
        font, color = looks["`" in word]
        shown = word.replace("`", "")
        if x and x + font.getlength(shown) > width - (24 if lines == LINES else 0):
            if lines == LINES:
                pen.text((at[0] + x, at[1] + LEADING * (lines - 1)), "…", Color.SLATE, font, "ls")
                return
            x, lines = 0.0, lines + 1
        pen.text((at[0] + x, at[1] + LEADING * (lines - 1)), shown, color, font, "ls")
        x += font.getlength(shown) + space


def _picture(exhibit: GalleryDrawing, width: int, height: int) -> Image.Image:
    """The part, as large as picture and padding let it be."""
    room = exhibit.sample.room
    across, down = room.width / px(1), room.height / px(1)
    zoom = min((width - 2 * PAD) / across, (height - 2 * PAD) / down, LARGEST)
    lines = max(round(1080 * zoom), height)
    pixels = paint_drawing(exhibit.drawing, width, lines)
    top = (lines - height) // 2
    return Image.fromarray(np.ascontiguousarray(pixels[top : top + height])).convert("RGB")


@cache
def _font(font: FontId, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(load_font(font).data), size)
