"""The bench: the whole stage as one card, with a line of text above its content."""

from __future__ import annotations

from storyreel.design.layout import Grid
from storyreel.design.tokens import Color, Space, Type, px
from storyreel.parts.counter import Counter
from storyreel.parts.text import Line
from storyreel.parts.verdict import Badge

HEAD, ROOM = Grid.STAGE.inset(Space.PAD, px(28)).rows((116.0, 434.0), 0.0)
"""The line above, and the room below it."""


def heading(text: str) -> Line:
    """The name of the content, at the left of the line."""
    return Line(text, Type.LABEL, (HEAD.left, HEAD.center[1]), Color.SLATE)


def count_of(total: int) -> Counter:
    """A counter to `total`, at the right of the line."""
    return Counter((HEAD.right, HEAD.center[1]), total)


def badge(passed: bool) -> Badge:
    """The verdict, before the counter."""
    return Badge((HEAD.right - px(360), HEAD.center[1]), px(46), passed)
