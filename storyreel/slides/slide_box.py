"""Rectangles on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from storyreel.slides.ooxml import emu, q
from storyreel.slides.opc import Package

DEFAULT_SIZE = 9_144_000, 6_858_000
"""Width and height of the slides of a deck that does not state them, in EMU: 10 by 7.5 inches."""


@dataclass(frozen=True, slots=True)
class SlideBox:
    """A rectangle on a slide, in English Metric Units (914,400 an inch) from the upper left."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @classmethod
    def between(cls, left: int, top: int, right: int, bottom: int) -> SlideBox:
        return cls(left, top, max(0, right - left), max(0, bottom - top))

    def fitted(self, width: int, height: int, share: float = 1.0) -> SlideBox:
        """The largest rectangle of that shape in the middle of this one, scaled by `share`."""
        scale = min(self.width / width, self.height / height) * share
        across, down = round(width * scale), round(height * scale)
        return SlideBox(
            self.left + (self.width - across) // 2,
            self.top + (self.height - down) // 2,
            across,
            down,
        )

    def overlaps(self, other: SlideBox) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inset(self, margin: int) -> SlideBox:
        return SlideBox(
            self.left + margin, self.top + margin, self.width - 2 * margin, self.height - 2 * margin
        )


@dataclass(frozen=True, slots=True)
class ClipShape:
    """The width and height of a clip in any unit, and its share of the width that it is given."""

    width: int
    height: int
    share: float = 1.0


def slide_size(package: Package) -> SlideBox:
    """The whole of a deck's slides."""
    size = package.xml(package.main).find(q("p:sldSz"))
    if size is None:
        return SlideBox(0, 0, *DEFAULT_SIZE)
    return SlideBox(0, 0, emu(size.get("cx")), emu(size.get("cy")))


def largest_room(
    whole: SlideBox, taken: Sequence[SlideBox], shape: tuple[int, int]
) -> SlideBox | None:
    """The free rectangle in which a picture of that shape can be largest; None if there is none.

    Of equally good ones, the widest and then the highest on the slide is returned.
    """
    lefts = {whole.left, *(box.right for box in taken if whole.left < box.right < whole.right)}
    tops = {whole.top, *(box.bottom for box in taken if whole.top < box.bottom < whole.bottom)}
    rights = {whole.right, *(box.left for box in taken if whole.left < box.left < whole.right)}
    bottoms = {whole.bottom, *(box.top for box in taken if whole.top < box.top < whole.bottom)}
    best, free = (0, 0, 0), None
    for left, top, right, bottom in product(
        sorted(lefts), sorted(tops), sorted(rights), sorted(bottoms)
    ):
        if left >= right or top >= bottom:
            continue
        room = SlideBox.between(left, top, right, bottom)
        size = room.fitted(*shape).width, room.width, room.height
        if size > best and not any(room.overlaps(box) for box in taken):
            best, free = size, room
    return free
