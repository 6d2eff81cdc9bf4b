"""The grid that all clips share: the places of title, step line, stage and caption.

Arguments are pixels of a 1920 by 1080 picture, from its upper left corner. Results are scene units:
the origin is the centre of the frame, and y points upwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.design.tokens import LINES, px

COLUMNS = 1920


def x_at(pixels: float) -> float:
    """The x coordinate of a pixel column."""
    return px(pixels - COLUMNS / 2)


def y_at(pixels: float) -> float:
    """The y coordinate of a pixel row."""
    return px(LINES / 2 - pixels)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in scene units; `left < right` and `bottom < top`."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, left: float, top: float, right: float, bottom: float) -> Frame:
        """The rectangle between two corners in pixels."""
        return cls(x_at(left), y_at(bottom), x_at(right), y_at(top))

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def center(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def overlaps(self, other: Frame) -> bool:
        """Whether the rectangles have more than an edge in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.bottom < other.top and other.bottom < self.top

    def inset(self, x: float, y: float | None = None) -> Frame:
        """The rectangle inset by `x` at the left and right, and by `y` (or `x`) above and below."""
        y = x if y is None else y
        return Frame(self.left + x, self.bottom + y, self.right - x, self.top - y)

    def raised(self, by: float) -> Frame:
        """The rectangle moved up by `by`."""
        return Frame(self.left, self.bottom + by, self.right, self.top + by)

    def around(self, other: Frame) -> Frame:
        """The smallest rectangle that contains this one and another."""
        return Frame(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def scaled(self, factor: float) -> Frame:
        """The rectangle scaled about the origin."""
        return Frame(
            self.left * factor, self.bottom * factor, self.right * factor, self.top * factor
        )

    def toward(self, other: Frame, share: float) -> Frame:
        """The interpolation between this rectangle (share 0) and another (share 1)."""
        return Frame(
            self.left + (other.left - self.left) * share,
            self.bottom + (other.bottom - self.bottom) * share,
            self.right + (other.right - self.right) * share,
            self.top + (other.top - self.top) * share,
        )

    def columns(self, widths: tuple[float, ...], gutter: float) -> tuple[Frame, ...]:
        """Columns from left to right, with widths in the given proportions."""
        room = self.width - gutter * (len(widths) - 1)
        frames, left = [], self.left
        for share in widths:
            right = left + room * share / sum(widths)
            frames.append(Frame(left, self.bottom, right, self.top))
            left = right + gutter
        return tuple(frames)

    def rows(self, heights: tuple[float, ...], gutter: float) -> tuple[Frame, ...]:
        """Rows from top to bottom, with heights in the given proportions."""
        room = self.height - gutter * (len(heights) - 1)
        frames, top = [], self.top
        for share in heights:
            bottom = top - room * share / sum(heights)
            frames.append(Frame(self.left, bottom, self.right, top))
            top = bottom - gutter
        return tuple(frames)


class Grid:
    """The areas of the frame."""

    LEFT = x_at(96)
    RIGHT = x_at(1824)
    TITLE_BASELINE = y_at(134)
    STEP_BASELINE = y_at(205)
    STAGE = Frame.of(96, 262, 1824, 868)
    CAPTION_BASELINE = y_at(1002)
    CAPTION_LEADING = px(72)
