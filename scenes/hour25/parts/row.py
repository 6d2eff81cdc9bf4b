"""A question on a shelf: one strip that is cut into tiles, and what is added to it."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.easing import glide, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import closed, joined
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Motion
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import edge, fill, rgb

from .plan import clamp, mix
from .slab import slab_points
from .tile import NEW, OWN, ROUND, Paint, Tile, light_at, tile_width

STYLE = Type.CAPTION.sized(54)
HEIGHT, PAD, GAP = px(80), px(14), px(8)
FIRST, SECOND = px(196), px(290)
"""How far the middles of the two rows are below the top of an open shelf."""
SEAM = px(1)
"""How much the tiles of a strip that is not cut overlap, so that nothing shines through."""
INSET = px(20)
NUMBER = Type.LABEL_STRONG.sized(60)


class Row(VGroup):
    """The words of a question as one strip, and cut into tiles; `rest` more tokens have no word."""

    def __init__(self, words: tuple[str, ...], shelf: Frame, rest: int = 0) -> None:
        super().__init__()
        self.style = STYLE
        self.words, self.shelf = words, shelf
        self.tiles = [Tile(word, STYLE, OWN) for word in words]
        self.rest = Sticks(rest, px(9), OWN)
        self._left = shelf.left + INSET
        self._middle = shelf.top - FIRST
        self.add(*self.tiles, self.rest)
        self.cut(0.0).veil(0.0)

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

    @property
    def start(self) -> float:
        """Where reading begins."""
        return self._left + px(40)

    def part(self, run_time: float) -> Motion:
        """A motion that cuts the strip into tiles."""
        return Motion(self, self._part, run_time, glide)

    def _part(self, share: float) -> None:
        self.cut(share)

    @property
    def end(self) -> float:
        """Where the row ends when it has been cut."""
        right = self._frames(1.0)[-1].right
        return right + (GAP + self.rest.width_of_all if self.rest.count else 0.0)

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
        self.rest.lay(frames[-1].right + GAP * share, self._middle, self.rest.count, share)
        return self

    def blades(self) -> list[float]:
        """Where the strip is cut."""
        return [frame.left for frame in self._frames(0.0)[1:]]

    def light(self, x: float, reach: float, amount: float = 1.0) -> Row:
        """Light the tiles below a model at `x`."""
        for tile in self.tiles:
            frame = tile.ground.frame
            tile.light(amount * light_at(x, frame.left, frame.right, reach))
        rest = self.rest
        rest.light(amount * light_at(x, rest.left, rest.left + rest.width_of_all, reach))
        return self

    def veil(self, opacity: float) -> Row:
        """Set the opacity of the whole row."""
        for tile in self.tiles:
            tile.veil(opacity, opacity)
        self.rest.veil(opacity)
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


class Sticks(VMobject):
    """Tokens without a word: many thin tiles in one shape."""

    def __init__(self, count: int, pitch: float, paint: Paint) -> None:
        super().__init__(fill_opacity=1.0, stroke_width=0.0)
        self.count, self.pitch, self.paint = count, pitch, paint
        self.set_sheen_direction(np.array([0.0, -1.0, 0.0]))
        self.fill_rgbas = np.array([[*rgb(color), 1.0] for color in paint.plain])
        self.left = 0.0
        tagged(self, Tag("decor"))

    @property
    def width_of_all(self) -> float:
        return self.count * self.pitch

    def lay(self, left: float, middle: float, count: int, spread: float = 1.0) -> Sticks:
        """Show `count` sticks from `left`; with less `spread` they are closer together."""
        self.left = left
        pitch = self.pitch * spread
        width, half = self.pitch * 0.66, HEIGHT / 2
        corners = (px(2.5),) * 4
        shown = [
            slab_points(
                Frame(left + pitch * at, middle - half, left + pitch * at + width, middle + half),
                corners,
            )
            for at in range(count if spread > 0.02 else 0)
        ]
        self.points = joined(*shown) if shown else np.zeros((0, 3))
        return self

    def light(self, amount: float) -> Sticks:
        top, bottom = self.paint.at(amount)
        opacity = self.fill_rgbas[0, 3]
        self.fill_rgbas = np.array([[*top, opacity], [*bottom, opacity]])
        return self

    def veil(self, opacity: float) -> Sticks:
        self.fill_rgbas[:, 3] = opacity
        return self


class Blades(VGroup):
    """Knives of the app that come down between the words of a strip, one by one."""

    def __init__(self, places: list[float], shelf: Frame) -> None:
        super().__init__()
        self._places = places
        self._rest = shelf.top - FIRST + HEIGHT / 2 + px(26)
        self._low = shelf.top - FIRST - HEIGHT / 2 - px(4)
        self._steel = [_part("#F4F7FB") for _ in places]
        self._grips = [_part(Color.NAVY) for _ in places]
        for steel in self._steel:
            edge(steel, rgb("#7F97B8"), px(2.5))
        self.add(*self._steel, *self._grips)
        self.chop(0.0)

    def drop(self, run_time: float) -> Motion:
        """A motion in which the knives cut one after the other."""
        return Motion(self, self.chop, run_time, steady)

    def chop(self, share: float) -> None:
        """Drop the knives from left to right; at 0 and 1 they are gone."""
        count = len(self._places)
        for index, x in enumerate(self._places):
            own = clamp(share * (count + 1) / 2 - index / 2)
            down = clamp(own * 2.2)
            point = mix(self._rest, self._low, down * down)
            shown = clamp(own * 6) * clamp((1 - own) * 4)
            self._set(index, (x, point), shown)

    def _set(self, index: int, point: tuple[float, float], shown: float) -> None:
        x, y = point
        half, shoulder, top = px(9), y + px(22), y + px(106)
        steel, grip = self._steel[index], self._grips[index]
        steel.points = closed(
            (x, y), (x + half, shoulder), (x + half, top), (x - half, top), (x - half, shoulder)
        )
        grip.points = slab_points(
            Frame(x - px(14), top - px(4), x + px(14), top + px(24)), (px(7),) * 4
        )
        steel.fill_rgbas[:, 3] = steel.stroke_rgbas[:, 3] = shown
        grip.fill_rgbas[:, 3] = shown


class Added(VGroup):
    """What a model adds: words after the question, then thin tokens below, with their number."""

    def __init__(self, words: tuple[str, ...], count: int, counter: str, row: Row) -> None:
        """`counter` is the text of the number, with {count} in it."""
        super().__init__()
        self.count, self.words, self._counter = count, words, counter
        self._row = row
        self.tiles = [Tile(word, STYLE, NEW) for word in words]
        shelf = row.shelf
        self._number_room = width_of(counter.format(count=count), NUMBER) + px(30)
        room = shelf.width - 2 * INSET - self._number_room
        many = count - len(words)
        self.sticks = Sticks(many, room / many, NEW)
        right = shelf.right - INSET
        self._below = shelf.top - SECOND
        self.number = Line("0", NUMBER, (right, self._below), Color.NAVY, "right", role="number")
        self.add(*self.tiles, self.sticks, self.number)
        self.show_count(0.0, (0.0, 0.0))

    def frame(self, index: int) -> Frame:
        """Where the word of this index goes, on the line of the question."""
        middle = self._row.shelf.top - FIRST
        left = self._row.end + GAP
        for word in self.words[:index]:
            left += tile_width(word, STYLE, PAD) + GAP
        right = left + tile_width(self.words[index], STYLE, PAD)
        return Frame(left, middle - HEIGHT / 2, right, middle + HEIGHT / 2)

    @property
    def right(self) -> float:
        return self.frame(len(self.words) - 1).right

    @property
    def place_of_last(self) -> float:
        """The x coordinate of the last thin token."""
        return self._row.shelf.left + INSET + self.sticks.width_of_all

    def show_count(self, count: float, globe: tuple[float, float]) -> Added:
        """Show `count` tokens; a fraction is one that is falling from the globe."""
        for index, tile in enumerate(self.tiles):
            tile.drop(globe, self.frame(index), clamp(count - index))
        whole = int(count + 1e-6)
        many = max(0, whole - len(self.words))
        self.sticks.lay(self._row.shelf.left + INSET, self._below, many)
        self.number.write(self._counter.format(count=whole))
        fill(self.number, rgb(Color.NAVY), clamp(count * 4 - 3))
        return self

    def light(self, x: float, reach: float, amount: float = 1.0) -> Added:
        """Light the words below a model at `x`."""
        for tile in self.tiles:
            frame = tile.ground.frame
            tile.light(amount * light_at(x, frame.left, frame.right, reach))
        return self

    def veil(self, opacity: float) -> Added:
        for tile in self.tiles:
            tile.veil(opacity, opacity)
        self.sticks.veil(opacity)
        fill(self.number, rgb(Color.NAVY), opacity)
        return self


def _part(color: str) -> VMobject:
    return tagged(VMobject(fill_color=color, fill_opacity=1.0, stroke_width=0.0), Tag("decor"))


def _space() -> float:
    return width_of("a b", STYLE) - width_of("ab", STYLE)
