"""`dots`: so many things of one sort, each in a state: tests, rows, people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Point, Polyline, Rect, Words
from storyreel.pictures.kinds.fields import Count, Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import fitted, width_of, words
from storyreel.pictures.transitions import TURN
from storyreel.storyboard.values import DOTS, mistake

LOOKS = {
    "solid": Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.LINE, lift=0.6),
    "hollow": Look(fill=color(Color.PEARL), stroke=color(Color.OUTLINE), width=Weight.LINE),
    "gold": Look(fill=color(Color.GOLD), stroke=color(Color.GOLD), width=Weight.LINE, lift=0.6),
    "failed": Look(fill=color(Color.PEARL), stroke=color(Color.DEEP_GOLD), width=Weight.LINE),
    "refused": Look(fill=color(Color.PEARL), stroke=color(Color.MUTED), width=Weight.LINE),
}
CROSS = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG)
STRUCK = Look(stroke=color(Color.MUTED), width=Weight.STRONG)
LARGEST = px(84)
SMALLEST = px(7)
NAME_ROOM = px(66)
BETWEEN = px(64)
"""Between two groups."""

PITCH = 2.5
"""Distance of two dots in radii."""

SIGNS = {"#": "solid", "*": "gold", "x": "failed", "-": "refused", "o": "hollow"}
"""What the characters of a pattern mean."""

ORDER = tuple(SIGNS.values())

NUMBERS = ("count", "solid", "gold", "failed")
"""The fields that a pattern takes the place of."""

LENGTH = 0.35
"""Share of the time in which dots enter that each of them takes."""

LAST = (0.7, 1.0)
"""Share of a change in which names enter where dots have been."""

OWN = 0.75
"""Share of its turn in a sweep after which a dot changes: few frames show one half-way."""


class DotsState(Kind):
    """Discs in a block: solid first, then gold, then failed (with a cross), then hollow. `pattern`
    gives each its own state instead, also refused (struck through), and `sort` moves those of one
    state together. A pattern ends numbers of an earlier picture, and the other way round."""

    name: ClassVar[str] = "dots"
    example: ClassVar[str] = "{count: 20, solid: 17, failed: 1}"

    count: Annotated[
        Count | None, Field(ge=1, le=1000, description="How many there are; else the pattern says.")
    ] = None
    solid: Annotated[Count, Field(ge=0, description="How many are solid: passed, right.")] = 0
    gold: Annotated[Count, Field(ge=0, description="How many are gold: look here.")] = 0
    failed: Annotated[Count, Field(ge=0, description="How many have a cross: failed.")] = 0
    pattern: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=1000,
            pattern=DOTS,
            description="The state of each: # solid, * gold, x failed, - refused, o hollow.",
        ),
    ] = None
    sort: Annotated[bool, Field(description="With a pattern: order the dots by state.")] = False
    groups: dict[Text, Count] = Field(
        default={}, max_length=6, description="How many belong together, in order, by name."
    )
    sweep: Annotated[bool, Field(description="Dots change one after another, from the first.")] = (
        False
    )
    columns: Annotated[
        Count | None, Field(ge=1, le=100, description="Dots in a row, of each group.")
    ] = None

    @model_validator(mode="after")
    def _consistent(self) -> DotsState:
        told = self.solid + self.gold + self.failed
        if self.pattern is not None and (told or self.count is not None):
            raise mistake(
                "has both `pattern` and numbers of dots.", "Write one of the two.", "pattern"
            )
        if self.pattern is None and self.count is None:
            raise mistake("needs `count` or `pattern`.", "Write one of the two.")
        if self.sort and self.pattern is None:
            raise mistake(
                "has `sort` without `pattern`.", "Delete it: such dots are in order.", "sort"
            )
        if self.count is not None and told > self.count:
            raise mistake(
                f"has {self.count} dots but describes {told}.", "Correct the numbers.", "count"
            )
        total = len(self.states())
        if not total:
            raise mistake("has an empty pattern.", "Write # for solid, o for hollow.")
        if self.groups and (sum(self.groups.values()) != total or min(self.groups.values()) < 1):
            raise mistake(
                f"has {total} dots and groups of {sum(self.groups.values())}.",
                "Let the groups sum to the dots.",
                "groups",
            )
        return self

    @classmethod
    def carried(cls, known: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
        """A pattern that is stated ends the numbers of dots, and the other way round."""
        ended: tuple[str, ...] = ()
        if stated.get("pattern") is not None:
            ended = NUMBERS
        elif stated.get("count") is not None:
            ended = ("pattern", "sort")
        return {**{key: part for key, part in known.items() if key not in ended}, **stated}

    def states(self) -> list[str]:
        """The state of each dot."""
        if self.pattern is not None:
            return [SIGNS[sign] for sign in self.pattern if sign != " "]
        states = ["solid"] * self.solid + ["gold"] * self.gold + ["failed"] * self.failed
        return states + ["hollow"] * ((self.count or 0) - len(states))

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """Dots change their state shortly, with `sweep` one after another, and their signs with
        them. New names of groups wait until the dots have left their places."""
        known = {element.key: element.look for element in before}
        turn = [
            element.key.removeprefix("dot/")
            for element in after
            if element.key in known and element.look.paints != known[element.key].paints
        ]
        spans = {
            at: ((place + OWN) / len(turn), (place + 1) / len(turn)) if self.sweep else TURN
            for place, at in enumerate(turn)
        }
        later = _names_last(before, _entering(known, _spanned(after, before, spans)))
        return _spanned(before, after, spans), later

    def draw(self, room: Frame) -> Iterator[Element]:
        states = self.states()
        blocks = self._blocks(room, len(states))
        places = [point for block in blocks for point in block.points()]
        radius = blocks[0].pitch / PITCH
        for place, at in zip(places, self._order(states), strict=True):
            yield from _dot(at, states[at], place, radius)
        for name, block in zip(self.groups, blocks, strict=False):
            style = fitted(name, Type.LABEL, block.room.width, NAME_ROOM)
            below = (block.room.center[0], block.low - NAME_ROOM * 0.62)
            yield words(f"name/{name}", name, style, below)

    def _order(self, states: list[str]) -> list[int]:
        """The dots by place: in order of the file, or by state within their groups."""
        if not self.sort:
            return list(range(len(states)))
        ends = [0, *accumulate(self.groups.values() or [len(states)])]
        return [
            at
            for start, stop in pairwise(ends)
            for at in sorted(range(start, stop), key=lambda at: ORDER.index(states[at]))
        ]

    def _blocks(self, room: Frame, count: int) -> list[_Block]:
        """The blocks of the groups side by side, with dots of one size."""
        sizes = tuple(self.groups.values()) or (count,)
        below = NAME_ROOM if self.groups else 0.0
        high = Frame(room.left, room.bottom + below, room.right, room.top)
        least = [width_of(name, Type.LABEL) for name in self.groups] or [0.0]
        rooms = high.columns(
            _shares(sizes, high.width - BETWEEN * (len(sizes) - 1), least), BETWEEN
        )
        columns = [
            self.columns or _columns(size, own) for size, own in zip(sizes, rooms, strict=True)
        ]
        shapes = list(zip(sizes, columns, rooms, strict=True))
        pitch = min(_pitch(*shape) for shape in shapes)
        if pitch / PITCH < SMALLEST:
            raise NoRoomError(f"{count} dots are too small to be seen here.")
        return [_Block(size, wide, own, pitch) for size, wide, own in shapes]


@dataclass(frozen=True, slots=True)
class _Block:
    """So many dots in rows of `columns`, in the middle of a room."""

    count: int
    columns: int
    room: Frame
    pitch: float

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-self.count // self.columns)

    @property
    def low(self) -> float:
        """The lower edge of the last row."""
        return self.room.center[1] - self.rows * self.pitch / 2

    def points(self) -> Iterator[Point]:
        """The centres, row by row."""
        x, y = self.room.center
        for place in range(self.count):
            row, column = divmod(place, self.columns)
            yield (
                x + (column - (min(self.columns, self.count) - 1) / 2) * self.pitch,
                y + ((self.rows - 1) / 2 - row) * self.pitch,
            )


def _dot(at: int, state: str, center: Point, radius: float) -> Iterator[Element]:
    """One dot, with a cross where it failed, and struck through where it was refused."""
    x, y = center
    small = Rect.disc(center, radius * 0.2)
    yield Element(f"dot/{at}", Rect.disc(center, radius), LOOKS[state], birth=small)
    if state == "failed":
        arm = radius * 0.45
        for name, turn in (("falling", 1), ("rising", -1)):
            ends = ((x - arm, y + arm * turn), (x + arm, y - arm * turn))
            yield Element(f"cross/{at}/{name}", Polyline(ends), CROSS, "decor", depth=1)
    elif state == "refused":
        arm = radius * 0.7
        ends = ((x - arm, y - arm), (x + arm, y + arm))
        yield Element(f"strike/{at}", Polyline(ends), STRUCK, "decor", depth=1)


def _spanned(own: Picture, other: Picture, spans: Mapping[str, tuple[float, float]]) -> Picture:
    """The elements of one end of a change, with the spans of their dots: those of dots that stay
    where they are, and those of signs that the other end does not have."""
    forms = {element.key: element.form for element in other}
    return tuple(
        element._replace(span=spans[_dot_of(element.key)])
        if _dot_of(element.key) in spans
        and (element.key not in forms or forms[element.key] == element.form)
        else element
        for element in own
    )


def _entering(known: Collection[str], after: Picture) -> Picture:
    """The later elements; new dots enter one after another, each with its sign."""
    new = [e.key for e in after if e.key.startswith("dot/") and e.key not in known]
    begins = {
        key.removeprefix("dot/"): (1 - LENGTH) * place / max(len(new) - 1, 1)
        for place, key in enumerate(new)
    }

    def timed(element: Element) -> Element:
        begin = begins.get(_dot_of(element.key))
        if begin is None:
            return element
        whole = element.key.startswith("dot/")
        return element._replace(span=(begin if whole else begin + LENGTH / 2, begin + LENGTH))

    return tuple(timed(element) for element in after)


def _names_last(before: Picture, after: Picture) -> Picture:
    """The later elements; names that enter where dots have been do so when these have left."""
    known = {element.key for element in before}
    dots = [element.form for element in before if isinstance(element.form, Rect)]

    def is_covered(element: Element) -> bool:
        form = element.form
        if not isinstance(form, Words) or element.key in known:
            return False
        left, right = form.left, form.left + form.advance
        half = form.style.size / 2
        return any(
            dot.frame.left < right
            and dot.frame.right > left
            and dot.frame.bottom < form.at[1] + half
            and dot.frame.top > form.at[1] - half
            for dot in dots
        )

    return tuple(e._replace(span=LAST) if is_covered(e) else e for e in after)


def _dot_of(key: str) -> str:
    """The number of the dot that an element belongs to: `3` of `dot/3` and `cross/3/rising`."""
    family, _, rest = key.partition("/")
    return "" if family == "name" else rest.partition("/")[0]


def _shares(sizes: tuple[int, ...], width: float, least: list[float]) -> tuple[float, ...]:
    """Widths of groups: by their sizes, but each at least as wide as its name."""
    wide = [width * size / sum(sizes) for size in sizes]
    short = [max(own, need) for own, need in zip(wide, least, strict=True)]
    spare = width - sum(least)
    if sum(short) <= width or spare <= 0:
        return tuple(short)
    return tuple(need + spare * size / sum(sizes) for need, size in zip(least, sizes, strict=True))


def _pitch(count: int, columns: int, room: Frame) -> float:
    """The distance of dots at which they fit, at most that of the largest."""
    rows = -(-count // columns)
    return min(room.width / columns, room.height / rows, LARGEST * PITCH)


def _columns(count: int, room: Frame) -> int:
    """As many columns as make the dots largest, with full rows where that costs little."""

    def size(columns: int) -> tuple[float, int]:
        full = 1.0 if count % columns == 0 else 0.9
        return round(_pitch(count, columns, room) * full, 4), columns

    return max(range(1, min(count, 100) + 1), key=size)
