"""The places of the sentence under the stage: a caption, or the wisdom in its frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from storyreel.design.layout import Frame, Grid, y_at
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle, Type, px
from storyreel.storyboard.text import caption_lines

WISDOM_PAD = px(56)
WISDOM_LEADING = px(70)

_WISDOM_BOTTOM = y_at(1028)
_WISDOM_HEIGHT = px(118)
_SMALLEST_WISDOM = 52
"""Pixels at full HD; a sentence that is too long at this size is set on two lines."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """The lines of a sentence, each with the height of the middle of its capitals."""

    lines: tuple[tuple[str, float], ...]
    style: TextStyle
    frame: Frame | None = None
    """Of the wisdom; a caption has none."""


@lru_cache(maxsize=128)
def typeset_caption(sentence: str) -> Typeset:
    """A caption on one line or two, of which the last has its baseline on the grid."""
    lines = caption_lines(sentence)
    low = Grid.CAPTION_BASELINE + shape_line("H", Type.CAPTION).cap_height / 2
    last = len(lines) - 1
    return Typeset(
        tuple((line, low + (last - at) * Grid.CAPTION_LEADING) for at, line in enumerate(lines)),
        Type.CAPTION,
    )


@lru_cache(maxsize=16)
def typeset_wisdom(sentence: str) -> Typeset:
    """The wisdom in the middle of its frame: on one line where it fits, else on two."""
    room = Grid.RIGHT - Grid.LEFT - 2 * WISDOM_PAD
    whole = shape_line(sentence, Type.WISDOM).advance
    size = Type.WISDOM.size / px(1)
    if whole <= room:
        return _framed((sentence,), Type.WISDOM)
    if size * room / whole >= _SMALLEST_WISDOM:
        return _framed((sentence,), Type.WISDOM.sized(int(size * room / whole)))
    return _framed(tuple(caption_lines(sentence)), Type.CAPTION)


def _framed(lines: tuple[str, ...], style: TextStyle) -> Typeset:
    last = len(lines) - 1
    across = max(shape_line(line, style).advance for line in lines) / 2 + WISDOM_PAD
    top = _WISDOM_BOTTOM + _WISDOM_HEIGHT + last * WISDOM_LEADING
    frame = Frame(-across, _WISDOM_BOTTOM, across, top)
    middle = frame.center[1]
    places = tuple(
        (line, middle + (last / 2 - at) * WISDOM_LEADING) for at, line in enumerate(lines)
    )
    return Typeset(places, style, frame)
