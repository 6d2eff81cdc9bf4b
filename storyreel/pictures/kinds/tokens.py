"""`tokens`: pieces of text as tiles, with their ids below."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr, model_validator

from storyreel.base.counted import counted
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Point, Polyline, Rect
from storyreel.pictures.kinds.entry import numbered
from storyreel.pictures.kinds.kind import (
    SOFT,
    Count,
    Kind,
    NoRoomError,
    Quantity,
    Text,
    width_of,
    words,
)
from storyreel.pictures.kinds.regroup import exchanged, regrouped
from storyreel.pictures.kinds.signs import PANE
from storyreel.pictures.paths import arrow_head
from storyreel.storyboard.values import Distinct, mistake

Places = Annotated[tuple[Count, ...], Distinct]
"""Places of pieces, counted from 1, each once."""

TILE = Look(fill=color(Color.WHITE), stroke=color(Color.GRID), width=Weight.HAIRLINE, lift=1.0)
MARKED = Look(fill=color(Color.GOLD_PALE), stroke=color(Color.GOLD), width=Weight.STRONG, lift=1.0)
EMPTY = Look(stroke=color(Color.OUTLINE), width=Weight.HAIRLINE, dash=px(9))
GAP_MARKED = Look(stroke=color(Color.DEEP_GOLD), width=Weight.LINE, dash=px(9))
PANE_EDGE = px(10)
BAR = Look(fill=color(Color.NAVY))
BAR_MARKED = Look(fill=color(Color.GOLD), stroke=color(Color.DEEP_GOLD), width=Weight.LINE)
BAR_WIDTH = px(64)
BAR_GAP = px(22)
LOWEST = px(6)
"""Height of a bar of 0, so that it can be seen."""

ARC = Look(stroke=color(Color.DEEP_GOLD), width=px(8))
ARC_STEPS = 96
ARC_HEAD = px(20)
ARC_START, ARC_TIME = 0.3, 0.4
"""Share of a change after which the first new arc is drawn, and the share that each takes."""

ARC_FLATNESS = 0.7
"""Exponent of an arc's length that gives its height: shorter arcs are lower, but not by as much."""

LEAST_BARS, LEAST_ARCS = px(136), px(120)
"""The least height of bars, and of arcs, above tiles."""

SCALES = (1.9, 1.75, 1.6, 1.45, 1.3, 1.15, 1.0, 0.95)
ROW_COST = 0.82
PAD = px(26)
GAP = px(12)
HEIGHT = px(92)
PITCH = px(124)
ID_PITCH = px(184)


class TokensState(Kind):
    """Tiles in reading order; a piece that is in the next picture, too, travels there, and a piece
    that becomes several, or several that become one, are cut and joined where they are. `bars`
    rise from tiles of one row; with `top` alone, the tiles leave room for them. `arcs` lead from
    tile to tile of one row, above it."""

    name: ClassVar[str] = "tokens"
    quoted: ClassVar[bool] = True
    example: ClassVar[str] = "{pieces: [today, the, bee, makes, honey], mark: [5], hide: [5]}"

    pieces: Annotated[
        tuple[Text, ...], Field(min_length=1, max_length=60, description="The pieces of text.")
    ]
    ids: Annotated[
        tuple[Count, ...], Field(max_length=60, description="A number below each piece.")
    ] = ()
    mark: Annotated[Places, Field(description="Places of pieces in gold.")] = ()
    hide: Annotated[Places, Field(description="Places of pieces shown as empty.")] = ()
    cover: Annotated[
        Places,
        Field(description="Places of pieces behind a frosted pane, one for each row."),
    ] = ()
    breaks: Annotated[
        Places,
        Field(description="Places of pieces after which a new row begins."),
    ] = ()
    bars: Annotated[
        tuple[tuple[Count, Quantity], ...],
        Field(max_length=60, description="Pairs [place, number]: a bar above the piece."),
    ] = ()
    top: Annotated[Quantity | None, Field(gt=0, description="The number of a full bar.")] = None
    arcs: Annotated[
        tuple[tuple[Count, Count], ...],
        Field(max_length=60, description="Pairs [place, place]: an arc from one to the other."),
    ] = ()
    align: Annotated[
        Literal["center", "left"], Field(description="Where rows begin: centred, or at the left.")
    ] = "center"

    @model_validator(mode="after")
    def _consistent(self) -> TokensState:
        if self.ids and len(self.ids) != len(self.pieces):
            raise mistake(
                f"has {counted(len(self.pieces), 'piece')} and {counted(len(self.ids), 'id')}.",
                "Write one id for each.",
                "ids",
            )
        for place, at in self._places():
            if not 1 <= place <= len(self.pieces):
                remedy = f"Write places from 1 to {len(self.pieces)}."
                raise mistake(f"names piece {place}.", remedy, *at)
        if len(self.pieces) in self.breaks:
            remedy = "Delete that place of `breaks`."
            raise mistake("breaks the row after its last piece.", remedy, "breaks")
        if self.cover and len(self.cover) != max(self.cover) - min(self.cover) + 1:
            raise mistake("covers pieces apart.", "Cover pieces that follow one another.", "cover")
        return self

    @model_validator(mode="after")
    def _bars_consistent(self) -> TokensState:
        taken: set[int] = set()
        for index, (place, value) in enumerate(self.bars):
            if value < 0 or value > (self.top or value):
                what, remedy = "has a bar outside its scale.", "Write bars from 0 to `top`."
                raise mistake(what, remedy, "bars", index)
            if place in taken:
                raise mistake(f"has two bars above piece {place}.", "Write one.", "bars", index)
            taken.add(place)
        if self.arcs and (self.bars or self.top):
            raise mistake("has both bars and arcs.", "Write one of the two.", "arcs")
        for index, (start, stop) in enumerate(self.arcs):
            if start == stop:
                what = "has an arc from a piece to itself."
                raise mistake(what, "Name two places.", "arcs", index)
        return self

    def _places(self) -> Iterator[tuple[int, tuple[str | int, ...]]]:
        """Every place that a field names, and where it is written."""
        lists = {"mark": self.mark, "hide": self.hide, "cover": self.cover, "breaks": self.breaks}
        for key, places in lists.items():
            yield from ((place, (key, at)) for at, place in enumerate(places))
        yield from ((place, ("bars", at)) for at, (place, _) in enumerate(self.bars))
        for at, ends in enumerate(self.arcs):
            yield from ((place, ("arcs", at)) for place in ends)

    _longer: tuple[TokensState, ...] = PrivateAttr(default=())
    """Later forms of a row that begins at the left and is written on."""

    def steadied(self, states: Sequence[Kind]) -> Kind:
        """The same with the room that the row needs when it is written on to its end, so that its
        tiles keep their size and place."""
        steady = self.model_copy()
        steady._longer = tuple(
            each for each in states if isinstance(each, TokensState) and self._goes_on_in(each)
        )
        return steady

    def _goes_on_in(self, other: TokensState) -> bool:
        """Whether another row at the left begins with this one."""
        size = len(self.pieces)
        return self.align == other.align == "left" and self.pieces == other.pieces[:size]

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        if not isinstance(earlier, TokensState):
            return before, after
        ends = regrouped(earlier.pieces, self.pieces, before, _new_arcs_last(before, after))
        return exchanged(*ends)

    def draw(self, room: Frame) -> Iterator[Element]:
        scale, rows = self._arranged(room)
        frames = self._frames(room, scale, rows)
        keys = numbered(self.pieces)
        for place, (key, frame) in enumerate(zip(keys, frames, strict=True)):
            yield from self._tile(key, place, frame, scale)
        yield from self._panes(frames, scale)
        if self.arcs:
            yield from self._arcs(keys, frames, room)
        elif self._has_above:
            yield from self._bars(keys, frames, room)

    def _frames(self, room: Frame, scale: float, rows: list[list[int]]) -> list[Frame]:
        """The tiles' frames in order: in the middle of the room, or low, below bars and arcs."""
        pitch, half = self._pitch * scale, HEIGHT * scale / 2
        lift = px(30) * scale if self.ids else 0.0
        middle = room.center[1] + lift
        if self._has_above:
            middle = room.bottom + half + (ID_PITCH - PITCH) * scale * bool(self.ids)
        edge = PANE_EDGE if self.cover else 0.0
        frames = []
        for number, row in enumerate(rows):
            y = middle + ((len(rows) - 1) / 2 - number) * pitch
            x = room.center[0] - self._length(row) * scale / 2
            if self.align == "left":
                x = room.left + edge
            for place in row:
                width = self._width(place) * scale
                frames.append(Frame(x, y - half, x + width, y + half))
                x += width + GAP * scale
        return frames

    def _panes(self, frames: list[Frame], scale: float) -> Iterator[Element]:
        """The pane before the covered tiles of each row; it slides on from the left."""
        covered = sorted(self.cover)
        rows = [list(row) for _, row in groupby(covered, lambda place: frames[place - 1].bottom)]
        for number, row in enumerate(rows, 1):
            first, last = frames[row[0] - 1], frames[row[-1] - 1]
            pane = Frame(
                first.left - PANE_EDGE,
                first.bottom - PANE_EDGE,
                last.right + min(PANE_EDGE, GAP * scale / 2),
                first.top + PANE_EDGE,
            )
            away = Rect(Frame(pane.left, pane.bottom, pane.left + px(8), pane.top), px(4))
            form = Rect(pane, px(22) * scale)
            key = "pane" if number == 1 else f"pane/{number}"
            yield Element(key, form, PANE, "decor", birth=away, depth=1)

    def _bars(self, keys: list[str], frames: list[Frame], room: Frame) -> Iterator[Element]:
        """A bar above each tile that has a number."""
        full = self.top or max(value for _, value in self.bars) or 1.0
        for place, value in self.bars:
            tile = frames[place - 1]
            x, floor = tile.center[0], tile.top + BAR_GAP
            half = min(BAR_WIDTH, tile.width * 0.7) / 2
            height = max((room.top - floor) * value / full, LOWEST)
            bar = Rect(Frame(x - half, floor, x + half, floor + height), px(3))
            birth = Rect(Frame(x - half, floor, x + half, floor + px(1)), 0.0)
            look = BAR_MARKED if place in self.mark else BAR
            yield Element(f"bar/{keys[place - 1]}", bar, look, birth=birth)

    def _arcs(self, keys: list[str], frames: list[Frame], room: Frame) -> Iterator[Element]:
        """Half ellipses from tile to tile, each with a head; the longest is the highest."""
        spans = [abs(frames[b - 1].center[0] - frames[a - 1].center[0]) for a, b in self.arcs]
        joined = len({stop for _, stop in self.arcs}) == 1
        for (start, stop), span in zip(self.arcs, spans, strict=True):
            first, last = frames[start - 1], frames[stop - 1]
            floor = first.top + BAR_GAP
            high = (room.top - floor) * (span / max(spans)) ** ARC_FLATNESS
            line = _arc((first.center[0], floor), (last.center[0], floor), high)
            # Arcs that all lead to one tile follow it where the next picture has another one.
            key = keys[start - 1] + ("" if joined else f"/{keys[stop - 1]}")
            yield Element(f"arc/{key}", line, ARC)
            tip = line.points[-1]
            head = arrow_head(((tip[0], tip[1] + ARC_HEAD), tip), ARC_HEAD)
            yield Element(f"head/{key}", head, ARC, "decor")

    @property
    def _has_above(self) -> bool:
        """Whether the tiles leave room for bars or arcs above them."""
        return bool(self.bars or self.arcs) or self.top is not None

    def _tile(self, key: str, place: int, frame: Frame, scale: float) -> Iterator[Element]:
        hidden, marked = place + 1 in self.hide, place + 1 in self.mark
        look = (GAP_MARKED if marked else EMPTY) if hidden else MARKED if marked else TILE
        yield Element(f"tile/{key}", Rect(frame, px(16) * scale), look)
        if not hidden:
            style = replace(Type.CODE, size=Type.CODE.size * scale)
            yield words(f"word/{key}", self.pieces[place], style, frame.center).with_role("token")
        if self.ids:
            style = replace(Type.LABEL, size=Type.LABEL.size * min(scale, 1.3))
            below = (frame.center[0], frame.bottom - px(44) * scale)
            yield words(f"id/{key}", str(self.ids[place]), style, below, look=SOFT).with_role(
                "number"
            )

    @property
    def _edge(self) -> float:
        """Width that panes take beside the tiles."""
        return 2 * PANE_EDGE if self.cover else 0.0

    @property
    def _pitch(self) -> float:
        return ID_PITCH if self.ids else PITCH

    def _width(self, place: int) -> float:
        wide = width_of(self.pieces[place], Type.CODE) + 2 * PAD
        number = width_of(str(self.ids[place]), Type.LABEL) if self.ids else 0.0
        return max(wide, number, HEIGHT)

    def _length(self, row: list[int]) -> float:
        return sum(map(self._width, row)) + GAP * (len(row) - 1)

    def _arranged(self, room: Frame) -> tuple[float, list[list[int]]]:
        """The scale of the tiles, and their places row by row."""
        scale, rows = self._fitted(room)
        steady = min([scale, *self._scales_of_longer(room)])
        if steady == scale:
            return scale, rows
        return steady, self._rows((room.width - self._edge) / steady)

    def _scales_of_longer(self, room: Frame) -> Iterator[float]:
        """The scales of the rows that this one becomes, where they fit this room."""
        for longer in self._longer:
            with suppress(NoRoomError):
                yield longer._fitted(room)[0]

    def _fitted(self, room: Frame) -> tuple[float, list[list[int]]]:
        """The largest scale at which the tiles fit, and their places row by row.

        One more row has to make the tiles that much larger; tiles with bars or arcs stay in one.
        """
        least = LEAST_ARCS if self.arcs else LEAST_BARS
        above = least if self._has_above else 0.0
        fitting = [
            (scale, rows)
            for scale in SCALES
            if (rows := self._rows((room.width - self._edge) / scale))
            and (self._pitch * len(rows) - GAP) * scale + above <= room.height
            and not (above and len(rows) > 1)
        ]
        if fitting:
            scale, rows = max(fitting, key=lambda found: found[0] * ROW_COST ** len(found[1]))
            return scale, self._balanced(rows)
        widest = max(self.pieces, key=len)
        if len(self.pieces) == 1:
            raise NoRoomError(f"the token {widest!r} does not fit.")
        raise NoRoomError(
            f"{len(self.pieces)} tokens do not fit, the widest of which is {widest!r}."
        )

    def _balanced(self, rows: list[list[int]]) -> list[list[int]]:
        """As many rows, with lengths as even as possible, so that none has only a few tiles."""
        narrow, wide = 0.0, max(map(self._length, rows))
        for _ in range(12):
            middle = (narrow + wide) / 2
            found = self._rows(middle)
            if found and len(found) <= len(rows):
                rows, wide = found, middle
            else:
                narrow = middle
        return rows

    def _rows(self, room: float) -> list[list[int]]:
        """Places of the pieces in rows that fit, filled in reading order; [] where one is wider."""
        rows: list[list[int]] = []
        for place in range(len(self.pieces)):
            if self._width(place) > room:
                return []
            full = place in self.breaks or not rows
            if full or self._length([*rows[-1], place]) > room:
                rows.append([])
            rows[-1].append(place)
        return rows


def _new_arcs_last(before: Picture, after: Picture) -> Picture:
    """The later elements, with new arcs drawn one after another once the tiles have made room."""
    known = {element.key for element in before}
    arcs = [
        element.key
        for element in after
        if element.key.startswith("arc/") and element.key not in known
    ]
    spans = {}
    for place, key in enumerate(arcs):
        start = ARC_START + (1 - ARC_START - ARC_TIME) * place / max(len(arcs) - 1, 1)
        spans[key] = (start, start + ARC_TIME)
        spans[f"head/{key.removeprefix('arc/')}"] = (start + ARC_TIME * 0.8, start + ARC_TIME)
    return tuple(
        replace(element, span=spans[element.key]) if element.key in spans else element
        for element in after
    )


def _arc(start: Point, stop: Point, high: float) -> Polyline:
    """A half ellipse from one point to another as high as it, which rises to a height."""
    (ax, floor), (bx, _) = start, stop
    angles = (math.pi * step / ARC_STEPS for step in range(ARC_STEPS + 1))
    points = [
        ((ax + bx) / 2 - (bx - ax) / 2 * math.cos(angle), floor + high * math.sin(angle))
        for angle in angles
    ]
    return Polyline(tuple(points))
