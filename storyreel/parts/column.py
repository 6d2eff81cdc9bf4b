"""One position of two compared strings: two cells, or the capsule into which equal ones fuse."""

from __future__ import annotations

from manim import ManimColor, VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line

LANE_GAP = px(10)
PARTING = px(6)
"""How far cells that differ move away from one another."""

CHARACTER = Type.CODE_STRONG.sized(58)
RADIUS = px(10)
EDGE = px(3.5)
TICK = 0.27
"""Height of the two ends that stand for a difference, as a share of a bar."""


class Column(VGroup):
    """Two cells, one above the other, and the capsule of both.

    The state is set by `show` and `show_bar`; nothing is remembered from the state before.
    """

    def __init__(self, frame: Frame, upper: str, lower: str) -> None:
        super().__init__()
        self.frame = frame
        self._rooms = frame.rows((1.0, 1.0), LANE_GAP)
        self._cells = [Plate(room, RADIUS, Color.CELL, role="decor") for room in self._rooms]
        self._capsule = Plate(frame, RADIUS, Color.NAVY)
        self._characters = [
            Line(text, CHARACTER, room.center, Color.SLATE, anchor="center", role="token")
            for text, room in zip((upper, lower), self._rooms, strict=True)
        ]
        self.add(*self._cells, self._capsule, *self._characters)
        self.show_compared(0.0)

    @property
    def equal(self) -> bool:
        return self._characters[0].text == self._characters[1].text

    @property
    def upper(self) -> str:
        return self._characters[0].text

    @property
    def lower(self) -> str:
        return self._characters[1].text

    def set_lower(self, text: str) -> None:
        """Put another character into the lower cell."""
        self._characters[1].write(text)

    def show_compared(self, share: float, squeeze: float = 1.0) -> None:
        """0 is not compared yet, 1 is fused or parted; `squeeze` flattens the lower character."""
        fused, parted = (share, 0.0) if self.equal else (0.0, share)
        self._capsule.fit(self.frame.inset(px(8) * (1 - fused), px(14) * (1 - fused)))
        _paint(self._capsule, Color.NAVY, fused)
        for index, way in enumerate((1, -1)):
            room = self._rooms[index].raised(way * PARTING * parted)
            self._cells[index].fit(room)
            _paint(self._cells[index], _mix(Color.CELL, Color.GOLD_PALE, parted), 1.0)
            _edge(self._cells[index], EDGE * parted)
            character = self._characters[index]
            character.at = room.center
            character.write(character.text)
            tone = _mix(_mix(Color.SLATE, Color.WHITE, fused), Color.CHARCOAL, parted)
            _paint(character, tone, 1.0)
        lower = self._characters[1]
        lower.points[:, 1] = (lower.points[:, 1] - lower.at[1]) * squeeze + lower.at[1]

    def show_bar(self, bar: Frame, share: float) -> None:
        """0 is the compared column, 1 a bar: whole where equal, its two ends where not."""
        self.show_compared(1.0)
        for character in self._characters:
            _paint(
                character, Color.WHITE if self.equal else Color.CHARCOAL, 1 - min(share * 3, 1.0)
            )
        radius = RADIUS + (bar.width / 2 - RADIUS) * share
        self._capsule.fit(self.frame.toward(bar, share), radius)
        height = bar.height * TICK
        ends = (
            Frame(bar.left, bar.top - height, bar.right, bar.top),
            Frame(bar.left, bar.bottom, bar.right, bar.bottom + height),
        )
        for cell, end in zip(self._cells, ends, strict=True):
            if self.equal:
                _paint(cell, Color.CELL, 0.0)
                continue
            cell.fit(cell.frame.toward(end, share), radius)
            _paint(cell, _mix(Color.GOLD_PALE, Color.GOLD, share), 1.0)


def _mix(first: str, second: str, share: float) -> ManimColor:
    return ManimColor(first).interpolate(ManimColor(second), share)


def _paint(mobject: VMobject, color: ManimColor | str, opacity: float) -> None:
    mobject.fill_rgbas[0, :3] = ManimColor(color).to_rgb()
    mobject.fill_rgbas[0, 3] = opacity


def _edge(mobject: VMobject, width: float) -> None:
    mobject.set_stroke(Color.GOLD_LINE, width * 100, opacity=1.0)
