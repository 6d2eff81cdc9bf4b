"""Breaks prose into lines of about equal length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle, px

SHRINK = 0.94
"""From one size that is tried to the next smaller one."""

SMALLEST = {"sans": px(45), "mono": px(47.5)}
"""The smallest sizes that can be read: capitals of 3% of the frame's height."""


def wrap(text: str, style: TextStyle, width: float) -> tuple[str, ...]:
    """As few lines as fit into a width, then as even ones as possible.

    A word that is wider than `width` has a line of its own.
    """
    lines = _filled(text, style, width)
    narrow, wide = 0.0, width
    for _ in range(12):
        middle = (narrow + wide) / 2
        if len(_filled(text, style, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return _filled(text, style, wide)


def sizes_of(style: TextStyle) -> Iterator[TextStyle]:
    """The style at its own size and then at smaller ones, down to the smallest one."""
    size, smallest = style.size, SMALLEST[style.font.face]
    while size > smallest:
        yield replace(style, size=size)
        size *= SHRINK
    yield replace(style, size=smallest)


def _filled(text: str, style: TextStyle, width: float) -> tuple[str, ...]:
    """Lines that take each word that still fits."""
    unit = replace(style, size=1.0)
    room = width / style.size * 1.0001
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and shape_line(longer, unit).advance <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
