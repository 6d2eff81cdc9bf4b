"""The fonts of sheets and marks, for drawing with Pillow."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import ImageFont

from storyreel.design.fonts import FontId, load_font

LABEL = FontId("sans", "semibold")
"""Titles and labels of contact sheets, and marks on pictures."""


@cache
def sheet_font(font: FontId, size: float) -> ImageFont.FreeTypeFont:
    """A font at a size in pixels."""
    return ImageFont.truetype(BytesIO(load_font(font).data), size)
