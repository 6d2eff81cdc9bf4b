"""`compass`: directions as needles on a dial."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from storyreel.base.counted import counted
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, Rect, between
from storyreel.pictures.kinds.fields import Count, Quantity
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.paths import arc, arrow_head, on_dial
from storyreel.storyboard.values import mistake

DIAL = Look(fill=color(Color.WHITE), stroke=color(Color.GRID), width=Weight.LINE, lift=1.0)
MARK = Look(stroke=color(Color.OUTLINE), width=Weight.LINE)
NEEDLE = color(Color.NAVY)
GOLD = color(Color.GOLD)
HUB = Look(fill=color(Color.NAVY))
BEHIND = Look(fill=color(Color.MIST, 0.4))
"""The half of the dial that is away from the gold needle."""

SMALLEST = px(90)
LARGEST = px(330)
MOST_HEAD = 0.45
"""Size of the head of a short needle, in its lengths, so that its shaft is seen."""

BUD = 0.08
"""Share of its length with which a needle begins."""

USUAL = 0.78
"""Length of a needle in radii where the storyboard names none."""


class CompassState(Kind):
    """Needles on a dial, in degrees clockwise from straight up. `spread` spaces them evenly, so
    that half of them are within so many degrees of `toward`: 90 is all round, 0 is one line."""

    name: ClassVar[str] = "compass"
    example: ClassVar[str] = "{count: 24, spread: 27, toward: 40, gold: 40}"

    angles: Annotated[
        tuple[Quantity, ...], Field(max_length=64, description="The direction of each needle.")
    ] = ()
    lengths: Annotated[
        tuple[Annotated[Quantity, Field(ge=0, le=1)], ...],
        Field(max_length=64, description="With `angles`: each needle's length; 1 ends at the rim."),
    ] = ()
    thickness: Annotated[Quantity, Field(ge=1, le=4, description="How bold the needles are.")] = 1.0
    count: Annotated[Count | None, Field(ge=1, le=60, description="So many needles.")] = None
    spread: Annotated[
        Quantity, Field(ge=0, le=90, description="Half of the needles are within so many degrees.")
    ] = 0.0
    toward: Annotated[Quantity, Field(description="The direction that they spread about.")] = 0.0
    gold: Annotated[Quantity | None, Field(description="The direction of a gold needle.")] = None
    reach: Annotated[
        Quantity, Field(gt=0, le=3, description="Length of the gold needle; 1 ends at the rim.")
    ] = 0.9
    largest: Annotated[
        Quantity, Field(ge=1, le=3, description="Leave room for needles of so many radii.")
    ] = 1.0
    chain: Annotated[
        Quantity,
        Field(
            ge=0, le=1, description="How far needles have moved to follow one another: 1 is all."
        ),
    ] = 0.0
    total: Annotated[
        bool, Field(description="A bold needle to the end of the chain: their sum.")
    ] = False
    behind: Annotated[
        bool, Field(description="Shade the half of the dial that is away from the gold needle.")
    ] = False

    @model_validator(mode="after")
    def _consistent(self) -> CompassState:
        if self.angles and self.count is not None:
            raise mistake("has both `angles` and `count`.", "Write one of the two.", "count")
        if not self.angles and self.count is None and self.gold is None:
            raise mistake("has no needle.", "Write `angles`, `count` or `gold`.")
        if self.lengths and len(self.lengths) != len(self.angles):
            raise mistake(
                f"has {counted(len(self.angles), 'angle')} and "
                f"{counted(len(self.lengths), 'length')}.",
                "Write one length for each angle.",
                "lengths",
            )
        if self.reach > self.largest:
            raise mistake(
                f"has a needle of {self.reach:g} radii.",
                f"Write `largest: {self.reach:g}`.",
                "reach",
            )
        if self.behind and self.gold is None:
            raise mistake("has `behind` without a gold needle.", "Add `gold:`.", "behind")
        farthest = max((math.hypot(*joint) for joint in self.joints), default=0.0)
        if farthest > max(self.largest, 1.0) + 1e-9:
            raise mistake(
                f"has a chain that reaches {farthest:.2f} radii from the hub.",
                "Write smaller `lengths`, or a larger `largest`.",
                "chain",
            )
        return self

    @property
    def needles(self) -> tuple[float, ...]:
        """The direction of each needle."""
        if self.count is None:
            return self.angles
        places = ((2 * at + 1 - self.count) / self.count for at in range(self.count))
        return tuple(self.toward + 2 * self.spread * place for place in places)

    @property
    def sizes(self) -> tuple[float, ...]:
        """The length of each needle in radii."""
        return self.lengths or (USUAL,) * len(self.needles)

    @property
    def joints(self) -> tuple[Point, ...]:
        """Where the needles of a whole chain begin and end, in radii from the hub."""
        steps = zip(self.needles, self.sizes, strict=True)
        found = [(0.0, 0.0)]
        for angle, size in steps if self.chain else ():
            found.append(on_dial(found[-1], size, angle))
        return tuple(found)

    @property
    def _shows(self) -> tuple[bool, bool, bool]:
        """What the dial shows beside its needles."""
        return self.gold is not None, self.total, self.behind

    def between(self, other: Kind, share: float) -> Kind | None:
        """Needles turn about the hub where both pictures have as many."""
        if not isinstance(other, CompassState) or self._shows != other._shows:
            return None
        first, second = self.needles, other.needles
        if len(first) != len(second):
            return None
        angles = tuple(between(a, b, share) for a, b in zip(first, second, strict=True))
        gold = self.gold
        if self.gold is not None and other.gold is not None:
            gold = between(self.gold, other.gold, share)
        now = {
            "angles": angles,
            "lengths": tuple(
                between(a, b, share) for a, b in zip(self.sizes, other.sizes, strict=True)
            ),
            "thickness": between(self.thickness, other.thickness, share),
            "count": None,
            "gold": gold,
            "reach": between(self.reach, other.reach, share),
            "largest": between(self.largest, other.largest, share),
            "chain": between(self.chain, other.chain, share),
        }
        return self.model_copy(update=now)

    def draw(self, room: Frame) -> Iterator[Element]:
        radius = (min(room.width, room.height) / 2 - px(6)) / self.largest
        if radius < SMALLEST:
            raise NoRoomError("the dial is too small to be read here.")
        radius = min(radius, LARGEST)
        center = room.center
        small = Rect.disc(center, radius * 0.9)
        yield Element("dial", Rect.disc(center, radius), DIAL, birth=small)
        if self.behind and self.gold is not None:
            half = tuple(arc(center, radius, self.gold + 90, self.gold + 270))
            yield Element("behind", Polyline(half, closed=True), BEHIND, "decor")
        for degrees in range(0, 360, 30):
            ends = tuple(on_dial(center, radius * share, degrees) for share in (0.93, 0.985))
            yield Element(f"mark/{degrees}", Polyline(ends), MARK, "decor")
        width = max(radius * 0.028, Weight.LINE) * self.thickness
        look = Look(stroke=NEEDLE, width=width)
        starts = self._starts(center, radius)
        for at, (angle, size) in enumerate(zip(self.needles, self.sizes, strict=True), 1):
            yield from _needle(str(at), starts[at - 1], radius * size, angle, look)
        if self.total:
            x, y = self.joints[-1]
            size, angle = math.hypot(x, y), math.degrees(math.atan2(x, y))
            look = Look(stroke=NEEDLE, width=max(radius * 0.045, px(12)))
            yield from _needle("total", center, radius * size, angle, look)
        if self.gold is not None:
            look = Look(stroke=GOLD, width=max(radius * 0.045, px(12)))
            yield from _needle("gold", center, radius * self.reach, self.gold, look)
        yield Element("hub", Rect.disc(center, px(13)), HUB, depth=1)

    def _starts(self, center: Point, radius: float) -> tuple[Point, ...]:
        """Where each needle begins: at the hub, or on its way to the end of the one before."""
        if not self.chain:
            return (center,) * len(self.needles)
        reach = radius * self.chain
        return tuple((center[0] + x * reach, center[1] + y * reach) for x, y in self.joints[:-1])


def _needle(
    name: str, start: Point, length: float, degrees: float, look: Look
) -> Iterator[Element]:
    """A needle with its head; it springs from its start."""
    size = min(length * 0.045 + look.width * 1.4, length * MOST_HEAD)

    def pieces(reach: float) -> tuple[Polyline, Polyline]:
        shaft = (start, on_dial(start, reach, degrees))
        return Polyline(shaft), arrow_head(shaft, size * reach / length if length else size)

    (shaft, head), (seed, bud) = pieces(length), pieces(length * BUD)
    yield Element(f"needle/{name}", shaft, look, birth=seed)
    yield Element(f"head/{name}", head, look, "decor", birth=bud)
