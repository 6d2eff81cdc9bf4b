"""A question on a shelf: one strip that is cut into tiles, and what is added to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide, leave
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Points, closed, joined
from storyreel.parts.marks import ClipBox, tagged
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import edge, fill, rgb

from .plan import clamp, mix
from .slab import Slab
from .tile import NEW, OWN, ROUND, Tile, tile_width

STYLE = Type.CAPTION.sized(60)
HEIGHT, PAD, GAP = px(84), px(14), px(8)
FIRST, PITCH = px(180), px(94)
"""How far the middles of the rows are below the top of an open shelf."""
REST = "…"
"""At the end of a strip whose other tokens are not written out."""
FALLING = 3
"""How many of the first tokens fall from the globe."""
BREAK = "↵"
"""On the tile of a token that begins a new line."""
SEAM = px(1)
"""How much the tiles of a strip that is not cut overlap, so that nothing shines through."""
INSET = px(20)
NUMBER = Type.LABEL_STRONG.sized(78)
CUTTER = Type.LABEL_STRONG.sized(58)
_BAR = px(72)
"""The height of the cutter's bar."""


class Row(VGroup):
    """The words of a question as one strip, and cut into tiles.

    With `more`, the strip ends in an ellipsis. When the strip is cut, `more` replaces the ellipsis,
    without a tile.
    """

    def __init__(self, tokens: tuple[str, ...], shelf: Frame, more: str = "") -> None:
        super().__init__()
        self.style = STYLE
        words = (*tokens, REST) if more else tokens
        self.words, self.shelf = words, shelf
        self._more = Line(more, STYLE, (0.0, 0.0), Color.NAVY) if more else None
        self._veil, self._cut = 0.0, 0.0
        self.tiles = [Tile(word, STYLE, OWN) for word in words]
        self._left = shelf.left + INSET
        self._middle = shelf.top - FIRST
        self.add(*self.tiles, *([self._more] if self._more else []))
        self.cut(0.0)

    @property
    def room(self) -> ClipBox:
        """The shelf, from whose ceiling the cutter comes down."""
        shelf = self.shelf
        return shelf.left, shelf.bottom, shelf.right, shelf.top

    @property
    def strip(self) -> Frame:
        """The frame of the strip before it is cut."""
        frames = self._frames(0.0)
        return frames[0].around(frames[-1])

    def middles(self, lines: tuple[str, ...]) -> list[tuple[float, float]]:
        """The middle of each line of a bubble, when all lines are one strip."""
        x, places = self._left + PAD, []
        for line in lines:
            width = width_of(line, STYLE)
            places.append((x + width / 2, self._middle))
            x += width + _space()
        return places

    def part(self, run_time: float) -> Motion:
        """A motion that cuts the strip into tiles."""
        return Motion(self, self._part, run_time, glide)

    def _part(self, share: float) -> None:
        self.cut(share)

    @property
    def end(self) -> float:
        """Where the row ends when it has been cut."""
        return self._frames(1.0)[-1].right

    def cut(self, share: float) -> Row:
        """Part the tiles: 0 is one strip, 1 is tiles with gaps."""
        frames = self._frames(share)
        inner = mix(0.0, ROUND, share)
        for index, (tile, frame) in enumerate(zip(self.tiles, frames, strict=True)):
            left = ROUND if index == 0 else inner
            right = ROUND if index == len(frames) - 1 else inner
            seamless = 0.0 if index == len(frames) - 1 else SEAM * (1 - share)
            whole = Frame(frame.left, frame.bottom, frame.right + seamless, frame.top)
            tile.lay(whole, (left, right, right, left))
            tile.put_word(frame.center, 1.0)
        self._cut = share
        return self._show()

    def blades(self) -> list[float]:
        """Where the strip is cut."""
        return [frame.left for frame in self._frames(0.0)[1:]]

    def light(self, amount: float) -> Row:
        """Light the whole row."""
        for tile in self.tiles:
            tile.light(amount)
        return self

    def veil(self, opacity: float) -> Row:
        """Set the opacity of the whole row."""
        self._veil = opacity
        return self._show()

    def _show(self) -> Row:
        """Show the tiles, and what replaces the ellipsis as far as the strip is cut."""
        for tile in self.tiles:
            tile.veil(self._veil, self._veil)
        if self._more:
            rest, whole = self.tiles[-1], self._veil * clamp(1 - 2 * self._cut)
            rest.veil(whole, whole)
            frame = rest.ground.frame
            self._more.at = frame.left + px(6), frame.center[1]
            self._more.write(self._more.text)
            fill(self._more, rgb(Color.NAVY), self._veil * clamp(2 * self._cut - 1))
        return self

    def _frames(self, share: float) -> list[Frame]:
        low, high = self._middle - HEIGHT / 2, self._middle + HEIGHT / 2
        joints, x = [self._left], self._left + PAD
        for word in self.words:
            x += width_of(word, STYLE) + _space()
            joints.append(x - _space() / 2)
        joints[-1] = x - _space() + PAD
        parted, x = [], self._left
        for word in self.words:
            right = x + tile_width(word, STYLE, PAD)
            parted.append((x, right))
            x = right + GAP
        return [
            Frame(mix(joints[at], left, share), low, mix(joints[at + 1], right, share), high)
            for at, (left, right) in enumerate(parted)
        ]


class Cutter(VGroup):
    """The tokenizer: a bar with a blade for each cut, which comes down on a strip and leaves."""

    def __init__(self, name: str, row: Row) -> None:
        super().__init__()
        strip = row.strip
        self._bar = Slab(
            Frame(strip.left, strip.top + px(8), strip.right, strip.top + px(8) + _BAR),
            "#35598C",
            Color.NAVY,
            px(12),
        )
        self._blades = _part("#F4F7FB")
        blades = [_blade(x, strip.bottom - px(12), strip.top + px(10)) for x in row.blades()]
        self._blades.points = joined(*blades) if blades else np.zeros((0, 3))
        edge(self._blades, rgb("#7F97B8"), px(2.5))
        self._name = Line(name, CUTTER, self._bar.frame.center, Color.WHITE, "center")
        self.add(self._blades, self._bar, self._name)
        self._home = [part.points.copy() for part in self.submobjects]
        self._away = row.shelf.top - strip.bottom + px(20)
        self.lower(0.0)

    def come(self, run_time: float) -> Motion:
        """A motion in which it comes down through the strip."""
        return Motion(self, self.lower, run_time, leave)

    def go(self, run_time: float) -> Motion:
        """A motion in which it rises out of the shelf, and leaves."""
        return Motion(self, lambda share: self.lower(1 - share), run_time, glide, removes=True)

    def lower(self, share: float) -> None:
        """Hang above the shelf (0), or cut through the strip (1)."""
        up = np.array([0.0, self._away * (1 - share), 0.0])
        for part, home in zip(self.submobjects, self._home, strict=True):
            part.points = home + up


def _blade(x: float, low: float, high: float) -> Points:
    half = px(5)
    return closed(
        (x, low), (x + half, low + px(26)), (x + half, high), (x - half, high),
        (x - half, low + px(26)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Continuation:
    """What a model adds: words, `breaks` tokens that only begin a new line, and words after them.

    There are `count` tokens in all; `more` says how many are not written out.
    """

    words: tuple[str, ...]
    lower: tuple[str, ...]
    breaks: int
    count: int
    more: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens that are written out."""
        return (*self.words, *(BREAK,) * self.breaks, *self.lower)


class Added(VGroup):
    """The tokens of a continuation, one after the other, and how often the model has read."""

    def __init__(self, continuation: Continuation, counter: str, row: Row) -> None:
        """`counter` is the text of the number, with {count} in it."""
        super().__init__()
        self.continuation, self._counter, self._row = continuation, counter, row
        self.tiles = [Tile(word, STYLE, NEW) for word in continuation.tokens]
        self._frames = _wrapped(continuation.tokens, row)
        last = self._frames[-1]
        place = last.right + GAP + px(6), last.center[1]
        self._rest = Line(self._more(continuation.count), STYLE, place, Color.NAVY)
        self.number = reads(row.shelf)
        self.add(*self.tiles, self._rest, self.number)
        self.show_count(0.0, (0.0, 0.0))

    def frame(self, index: int) -> Frame:
        """Where the token of this index goes."""
        return self._frames[index]

    def show_count(self, count: float, globe: tuple[float, float]) -> Added:
        """Show `count` tokens; a fraction falls from the globe.

        Later ones grow in their places, in the second half of their reading.
        """
        for index, (tile, frame) in enumerate(zip(self.tiles, self._frames, strict=True)):
            own = clamp(count - index)
            if index < FALLING:
                tile.drop(globe, frame, own)
            else:
                tile.drop(frame.center, frame, clamp(2 * own - 1))
        more = floor(count + 1e-6) - len(self.tiles)
        self._rest.write(self._more(max(more, 1)))
        fill(self._rest, rgb(Color.NAVY), 1.0 if more > 0 else 0.0)
        return self.begin(ceil(count - 1e-6))

    def adding(self, index: int) -> Callable[[float, tuple[float, float]], Added]:
        """Show how one more token falls: its reading has begun, and keeps its number."""
        return lambda count, globe: self.show_count(count, globe).begin(index + 1)

    def begin(self, reading: int) -> Added:
        """Show the number of the reading that begins; 0 shows none."""
        self.number.write(self._counter.format(count=reading))
        fill(self.number, rgb(Color.NAVY), 1.0 if reading else 0.0)
        return self

    def light(self, amount: float) -> Added:
        """Light everything that has been added."""
        for tile in self.tiles:
            tile.light(amount)
        return self

    def _more(self, count: int) -> str:
        return self.continuation.more.format(count=count)


def reads(shelf: Frame) -> Line:
    """A line for how often a model has read, in the upper left of a shelf."""
    place = shelf.left + INSET, shelf.top - px(78)
    return Line("0", NUMBER, place, Color.NAVY, role="number")


def _wrapped(words: tuple[str, ...], row: Row) -> list[Frame]:
    """The frames of tiles beside each other, after a row and on the lines below it."""
    frames, left, line = [], row.end + GAP, 0
    for word in words:
        width = tile_width(word, STYLE, PAD)
        if left + width > row.shelf.right - INSET:
            left, line = row.shelf.left + INSET, line + 1
        middle = row.shelf.top - FIRST - line * PITCH
        frames.append(Frame(left, middle - HEIGHT / 2, left + width, middle + HEIGHT / 2))
        left += width + GAP
    return frames


def _part(color: str) -> VMobject:
    return tagged(VMobject(fill_color=color, fill_opacity=1.0, stroke_width=0.0), Tag("decor"))


def _space() -> float:
    return width_of("a b", STYLE) - width_of("ab", STYLE)
