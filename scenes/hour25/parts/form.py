"""The printed form that an app wraps around an instruction, and the slip that it tears off."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Points, joined
from storyreel.parts.marks import ClipBox, SoftShadow, tagged, with_shadow
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import between, edge, fill, rgb

from .plan import clamp
from .row import INSET
from .slab import Radii, Slab, slab_points
from .tile import NEW, OWN, Paint, Tile, tile_width

STYLE = Type.CAPTION.sized(54)
ROWS = (px(168), px(240), px(332))
"""How far the middles of the lines are below the top of the shelf."""
NEXT = px(70)
"""From one line of the response to the next."""
TOP, TEAR, BOTTOM = px(124), px(286), px(444)
STRIP = px(60)
TORN = px(30)
"""How far the slip is moved off the form."""
PAD, ANSWER_PAD, ANSWER_GAP = px(16), px(9), px(7)
SHADOW = SoftShadow(0.0, -px(4), px(7), "#122746", 0.2)
PAPER = ("#FFFFFF", "#F6F9FC")
PAPER_LIT = ("#FDEBB2", "#FFF6DA")
"""The paper in the light of a model."""
BACKING = "#E3EAF3"
"""Below the slip."""
END = Paint(("#FFFFFF", "#F6F9FC"), ("#FFFFFF", "#F6F9FC"), Color.NAVY)
"""A token that the model gives and the app does not show."""


class Form(VGroup):
    """A form with printed headings, filled with an instruction, and a slip for the response.

    The last token, which ends the answer, stays on the form when the slip is torn off.
    """

    def __init__(
        self,
        headings: tuple[str, ...],
        lines: tuple[str, ...],
        answer: tuple[str, ...],
        end: str,
        shelf: Frame,
    ) -> None:
        super().__init__()
        self.style, self.shelf = STYLE, shelf
        left, right = shelf.left + INSET, shelf.right - INSET
        low, tear, top = shelf.top - BOTTOM, shelf.top - TEAR, shelf.top - TOP
        margin = left + px(22)
        self.column = margin + max(width_of(text, STYLE) for text in headings) + px(22)
        edge = self.column - px(10)
        r = px(10)
        self._paper = _sheet(Frame(left, tear, right, top), (r, r, 0.0, 0.0))
        self._stub = _sheet(Frame(left, low, edge, tear), (0.0, 0.0, 0.0, r))
        self.slip = _sheet(Frame(edge, low, right, tear), (0.0, 0.0, r, 0.0))
        self._backing = Slab(self.slip.frame, BACKING, BACKING, (0.0, 0.0, r, 0.0))
        self._perforation = tagged(VMobject(fill_opacity=1.0, stroke_width=0.0), Tag("decor"))
        self._perforation.points = _holes(edge, right, tear, low)
        fill(self._perforation, rgb("#7E93AF"))
        self._headings = [
            Line(text, STYLE, (margin, shelf.top - row), Color.SLATE)
            for text, row in zip(headings, ROWS, strict=True)
        ]
        self.tiles = [Tile(text, STYLE, OWN) for text in lines]
        self._answer_frames = self._answer_layout((*answer, end))
        self.answer = [Tile(word, STYLE, NEW) for word in answer]
        self.end = Tile(end, STYLE, END)
        self._whole = VGroup(
            self._backing, self._stub, self._paper, self.slip, self._perforation, *self._headings
        )
        self.add(*self._whole, *self.tiles, *self.answer, self.end)
        self._home = [part.points.copy() for part in self._whole]
        self._slip_home = self.slip.points.copy()
        self.unfold(0.0)
        self.hold(0.0)
        self.write(0.0, (0.0, 0.0))

    @property
    def room(self) -> ClipBox:
        """The shelf, from whose floor the form rises."""
        shelf = self.shelf
        return shelf.left, shelf.bottom, shelf.right, shelf.top

    @property
    def strip(self) -> Frame:
        """The frame around both lines of the instruction."""
        return self.field(0).around(self.field(1))

    def field(self, index: int) -> Frame:
        """Where a line of the instruction is."""
        middle = self.shelf.top - ROWS[index]
        width = tile_width(self.tiles[index].word.text, STYLE, PAD)
        return Frame(self.column, middle - STRIP / 2, self.column + width, middle + STRIP / 2)

    def middles(self, lines: tuple[str, ...]) -> list[tuple[float, float]]:
        """The middle of each line of a bubble, when the lines fill the two fields."""
        places = []
        field, x = 0, self.field(0).left + PAD
        for line in lines:
            width = width_of(line, STYLE)
            if x + width > self.field(field).right:
                field += 1
                x = self.field(field).left + PAD
            places.append((x + width / 2, self.shelf.top - ROWS[field]))
            x += width + width_of("a b", STYLE) - width_of("ab", STYLE)
        return places

    def unfold(self, share: float) -> None:
        """Rise from the floor of the shelf."""
        down = np.array([0.0, -(BOTTOM - TOP + px(40)) * (1 - share), 0.0])
        for part, home in zip(self._whole, self._home, strict=True):
            part.points = home + down
        shown = clamp(share * 4)
        self._set_paper(shown)

    def hold(self, opacity: float) -> None:
        """Show the lines of the instruction in their fields."""
        for index, tile in enumerate(self.tiles):
            tile.lay(self.field(index)).veil(opacity, opacity)

    def light(self, amount: float) -> None:
        """Light the paper, the instruction and the answer."""
        top, bottom = (between(a, b, amount) for a, b in zip(PAPER, PAPER_LIT, strict=True))
        for paper in (self._paper, self._stub, self.slip):
            paper.color_down(top, bottom, float(paper.fill_rgbas[0, 3]))
        for tile in (*self.tiles, *self.answer):
            tile.light(amount)

    def write(self, count: float, globe: tuple[float, float]) -> None:
        """Show `count` tokens, the end included; a fraction of the first falls from the globe.

        The others grow in their places, in the second half of their reading.
        """
        tiles = (*self.answer, self.end)
        for index, (tile, frame) in enumerate(zip(tiles, self._answer_frames, strict=True)):
            own = clamp(count - index)
            if index:
                tile.drop(frame.center, frame, clamp(2 * own - 1))
            else:
                tile.drop(globe, frame, own)
        edge(self.end.ground, rgb(Color.NAVY), px(3.5), float(self.end.ground.fill_rgbas[0, 3]))

    def tear(self, share: float) -> None:
        """Move the slip off the form, toward the stranger."""
        aside = TORN * share
        self.slip.points = self._slip_home - np.array([aside, 0.0, 0.0])
        for tile, frame in zip(self.answer, self._answer_frames[:-1], strict=True):
            left, right = frame.left - aside, frame.right - aside
            tile.lay(Frame(left, frame.bottom, right, frame.top))

    @property
    def torn(self) -> VGroup:
        """The slip with the answer."""
        return VGroup(self.slip, *self.answer)

    @property
    def rest(self) -> VGroup:
        """What stays behind: the form, the instruction and the end."""
        form = (self._backing, self._stub, self._paper, self._perforation)
        return VGroup(*form, *self._headings, *self.tiles, self.end)

    def _set_paper(self, shown: float) -> None:
        self._backing.fill_rgbas[:, 3] = shown
        for paper in (self._stub, self._paper, self.slip):
            paper.fill_rgbas[:, 3] = shown
            edge(paper, rgb("#AABBD0"), px(2), 0.0)
        fill(self._perforation, rgb("#7E93AF"), shown)
        for heading in self._headings:
            fill(heading, rgb(Color.SLATE), shown)

    def _answer_layout(self, words: tuple[str, ...]) -> list[Frame]:
        frames, x, middle = [], self.column, self.shelf.top - ROWS[-1]
        for word in words:
            right = x + tile_width(word, STYLE, ANSWER_PAD)
            if right > self.shelf.right - INSET - px(20):
                right, x, middle = self.column + right - x, self.column, middle - NEXT
            frames.append(Frame(x, middle - STRIP / 2, right, middle + STRIP / 2))
            x = right + ANSWER_GAP
        return frames


def _sheet(frame: Frame, radii: Radii) -> Slab:
    return with_shadow(Slab(frame, *PAPER, radii), SHADOW)


def _holes(left: float, right: float, top: float, bottom: float) -> Points:
    """A row of short dashes along the top and the left side of a slip."""
    pitch, long, half = px(20), px(5), px(2.5)
    across = [left + pitch * at for at in range(1, int((right - left) / pitch))]
    down = [top - pitch * at for at in range(1, int((top - bottom) / pitch) + 1)]
    frames = [Frame(x - long, top - half, x + long, top + half) for x in across]
    frames += [Frame(left - half, y - long, left + half, y + long) for y in down]
    return joined(*(slab_points(frame, (half,) * 4) for frame in frames))
