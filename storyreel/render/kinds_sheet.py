"""The sheet of kinds: a picture of every kind of thing, with the YAML that made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color, px
from storyreel.paint.raster import paint_drawing
from storyreel.pictures.gallery import ROOM, KindExhibit
from storyreel.render.sheet_font import sheet_font

COLUMNS = 4
WIDTH, HEIGHT = 640, 366
"""Pixels of one picture."""

BORDER = 40
"""Pixels at 1080 lines that a picture shows around the room of an example."""

GAP, MARGIN, TITLE = 40, 72, 110
NAME, LEADING, LINES = 46, 27, 5
"""Pixels from the picture to the baseline of the name and between lines; lines of words."""

CELL = HEIGHT + NAME + LEADING * LINES + 40

_NAME, _CODE = FontId("mono", "bold"), FontId("mono", "regular")
_WORDS, _TITLE = FontId("sans", "medium"), FontId("sans", "extrabold")


def kinds_sheet(kinds: Sequence[KindExhibit], title: str) -> Image.Image:
    """All kinds in rows under a title."""
    rows = ceil(len(kinds) / COLUMNS)
    width = 2 * MARGIN + COLUMNS * WIDTH + (COLUMNS - 1) * GAP
    sheet = Image.new("RGB", (width, 2 * MARGIN + TITLE + rows * CELL), Color.WHITE)
    pen = ImageDraw.Draw(sheet)
    pen.text((MARGIN, MARGIN), title, Color.NAVY, sheet_font(_TITLE, 56))
    for number, kind in enumerate(kinds):
        row, column = divmod(number, COLUMNS)
        left, top = MARGIN + column * (WIDTH + GAP), MARGIN + TITLE + row * CELL
        sheet.paste(_picture(kind), (left, top))
        edges = (left, top, left + WIDTH - 1, top + HEIGHT - 1)
        pen.rounded_rectangle(edges, 10, outline=Color.HAIRLINE)
        _write(pen, kind, (left, top + HEIGHT))
    return sheet


def _picture(kind: KindExhibit) -> Image.Image:
    """The room of the example, cut out of its frame."""
    zoom = WIDTH / (ROOM.width / px(1) + 2 * BORDER)
    wide, high = round(1920 * zoom), round(1080 * zoom)
    pixels = paint_drawing(kind.drawing, wide, high)
    left, top = (wide - WIDTH) // 2, (high - HEIGHT) // 2
    cut = pixels[top : top + HEIGHT, left : left + WIDTH]
    return Image.fromarray(np.ascontiguousarray(cut)).convert("RGB")


def _write(pen: ImageDraw.ImageDraw, kind: KindExhibit, at: tuple[int, int]) -> None:
    """Name, summary and YAML below a picture; YAML that is too long ends with dots."""
    left, y = at[0], at[1] + NAME
    pen.text((left, y), kind.name, Color.NAVY, sheet_font(_NAME, 28), "ls")
    words, code = sheet_font(_WORDS, 20), sheet_font(_CODE, 18)
    summary = _wrapped(kind.summary.replace("`", ""), words)
    lines = [(line, words, Color.SLATE) for line in summary]
    left_over = LINES - len(lines)
    written = list(_wrapped(kind.yaml, code))
    if len(written) > left_over:
        written = [*written[: left_over - 1], written[left_over - 1] + " …"]
    lines += [(line, code, Color.CHARCOAL) for line in written]
    for number, (line, font, tone) in enumerate(lines, 1):
        pen.text((left, y + number * LEADING + 6), line, tone, font, "ls")


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The lines of a text that fit below a picture."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > WIDTH - 24:
            yield line
            longer = word
        line = longer
    yield line
