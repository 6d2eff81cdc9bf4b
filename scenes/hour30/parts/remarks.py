"""Short remarks on a picture: a bracket under something, a check, a tag for what was found."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, Weight, px
from storyreel.parts.marks import owned, with_shadow
from storyreel.parts.motion import Shift
from storyreel.parts.shapes import LIFTED_SHADOW, Plate, Strokes, check
from storyreel.parts.text import Line


class Bracket(VGroup):
    """A bracket under the width of a frame, with a word below it."""

    def __init__(self, frame: Frame, text: str) -> None:
        super().__init__()
        top, base = frame.bottom - px(18), frame.bottom - px(40)
        corners = ((frame.left, top), (frame.left, base), (frame.right, base), (frame.right, top))
        words = Line(text, Type.LABEL_STRONG, (frame.left, base - px(50)), Color.GOLD_TEXT)
        self.add(Strokes(corners, color=Color.GOLD_LINE, width=Weight.STRONG), words)


class Names(VGroup):
    """Labels before rows: a word at each height, from the same left edge."""

    def __init__(self, left: float, heights: tuple[float, ...], texts: tuple[str, ...]) -> None:
        super().__init__()
        for text, y in zip(texts, heights, strict=True):
            self.add(Line(text, Type.LABEL_STRONG, (left, y), Color.SLATE))


class Agreed(VGroup):
    """A check and what it is for; `at` is the middle of the check."""

    def __init__(self, at: tuple[float, float], text: str) -> None:
        super().__init__()
        words = Line(text, Type.LABEL_STRONG, (at[0] + px(50), at[1]), Color.NAVY)
        self.add(check(at, px(44), Color.NAVY), words)


class Tag(VGroup):
    """What was found, on a hollow tag that can be carried along; `at` is its left end."""

    def __init__(self, at: tuple[float, float], text: str) -> None:
        super().__init__()
        self._at = at
        inset, half = px(26), px(33)
        words = Line(text, Type.LABEL_STRONG, (at[0] + inset, at[1]), Color.GOLD_TEXT)
        right = at[0] + words.advance + 2 * inset
        frame = Frame(at[0], at[1] - half, right, at[1] + half)
        plate = owned(Plate(frame, half, Color.WHITE, Color.GOLD_LINE, Weight.LINE), "tag")
        self.add(with_shadow(plate, LIFTED_SHADOW), words)

    def go(self, to: tuple[float, float], run_time: float = Seconds.MOVE) -> Shift:
        """Be carried to another place."""
        by = to[0] - self._at[0], to[1] - self._at[1]
        self._at = to
        return Shift(self, by, run_time)
