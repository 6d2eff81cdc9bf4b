"""`flow`: boxes joined by arrows, and a gold thing that travels along them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Number, Point, Polyline, Rect, between, shown
from storyreel.pictures.graphs.layout import REST, GraphLayout, Link
from storyreel.pictures.kinds.fields import Count, Quantity, Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.looks import INK
from storyreel.pictures.paths import arrow, arrow_head, point_along
from storyreel.storyboard.values import Distinct, mistake

BOX = Look(fill=color(Color.WHITE), stroke=color(Color.GRID), width=Weight.LINE, lift=1.0)
SOLID = Look(fill=color(Color.NAVY), stroke=color(Color.NAVY), width=Weight.LINE, lift=0.5)
HELD = Look(fill=color(Color.GOLD_PALE), stroke=color(Color.GOLD), width=Weight.STRONG, lift=1.0)
ON_SOLID = Look(fill=color(Color.WHITE))
EDGE = color(Color.OUTLINE)
DASHED = color(Color.MUTED)
THING = Look(fill=color(Color.GOLD), stroke=color(Color.DEEP_GOLD), width=Weight.LINE, lift=0.6)
RADIUS = px(26)
HEAD = px(20)
NARROWEST = px(5)
WIDEST = 0.4
"""Width of the widest way, as a share of the height of a box."""

COUNT_HEIGHT = px(33)
"""Half the height of the plate behind a count."""

COUNT_WIDTH = px(54)
"""Half the least width of the plate, so that small counts may grow."""

COUNT_PLACES = (0.22, 0.5, 0.62, 0.74, 0.84)
"""Shares of a way at which its count may be: near its start, as ways cross in the middle; farther
on where ways part late."""

PLATE = Look(fill=color(Color.WHITE), stroke=color(Color.OUTLINE), width=Weight.LINE)
PLATE_EMPTY = Look(
    fill=color(Color.WHITE), stroke=color(Color.DEEP_GOLD), width=Weight.STRONG, dash=px(9)
)

ARROW = " -> "

Chain = Annotated[Text, Field(description="Names joined by arrows, as in ask -> answer.")]


class FlowState(Kind):
    """Boxes in layers, joined by arrows that lead around other boxes. A gold thing is `at` a
    box; where the next picture has it at another box, it travels there along the arrows."""

    name: ClassVar[str] = "flow"
    example: ClassVar[str] = (
        "{edges: [Ask -> Look up -> Answer, Ask -> Guess -> Answer, Answer -> Ask], at: Look up}"
    )

    edges: tuple[Chain, ...] = Field(
        min_length=1, max_length=40, description="Arrows, as in `ask -> answer -> check`."
    )
    direction: Annotated[Literal["right", "down"], Field(description="Where arrows lead.")] = (
        "right"
    )
    at: Annotated[
        Text | None, Field(description="The box with the gold thing, or a way, as in a -> b.")
    ] = None
    progress: Annotated[
        Quantity, Field(ge=0, le=1, description="How far along its way the thing is.")
    ] = 1.0
    solid: Annotated[tuple[Text, ...], Distinct, Field(description="Boxes in navy: passed.")] = ()
    dashed: Annotated[tuple[Chain, ...], Distinct, Field(description="Arrows drawn dashed.")] = ()
    counts: dict[Text, Quantity] = Field(
        default={},
        description="How often each way was taken, as in {a -> b: 3}: a number on it, and its "
        "width. A way of count 0, or without a count, is not drawn.",
    )
    most: Annotated[
        Quantity | None, Field(gt=0, description="With `counts`: the count of the widest way.")
    ] = None
    digits: Annotated[Count, Field(ge=0, le=6, description="Digits of counts.")] = 0

    @model_validator(mode="after")
    def _consistent(self) -> FlowState:
        stated: set[Link] = set()
        for index, chain in enumerate(self.edges):
            if len(_names(chain)) < 2 or not all(_names(chain)):
                raise mistake(
                    f"{chain!r} is not an arrow.",
                    f"Write `{chain.replace('→', '->')}`."
                    if "→" in chain
                    else "Write one as in `ask -> answer`.",
                    "edges",
                    index,
                )
            if stated.issuperset(pairwise(_names(chain))):
                raise mistake(
                    f"{chain!r} adds no arrow to those before it.", "Delete it.", "edges", index
                )
            stated.update(pairwise(_names(chain)))
        known = list(self.nodes)
        for key, names in (("solid", self.solid), ("at", _names(self.at or known[0]))):
            for name in names:
                if name not in known:
                    joined = next((i for i, chain in enumerate(self.edges) if "→" in chain), None)
                    if joined is not None:
                        what = f"{self.edges[joined]!r} has a → between boxes."
                        raise mistake(what, "Write `->`.", "edges", joined)
                    remedy = f"{did_you_mean(name, known)}The boxes are {', '.join(known)}."
                    raise mistake(f"has no box {name!r}.", remedy, key)
        links = set(self.links)
        ways = {"dashed": self.dashed, "counts": tuple(self.counts), "at": (self.at or known[0],)}
        for key, chains in ways.items():
            for way in chains:
                for link in pairwise(_names(way)):
                    if link not in links:
                        what = f"has no arrow {ARROW.join(link)!r}."
                        raise mistake(what, "Write it under `edges`.", key)
        return self

    @model_validator(mode="after")
    def _counts_consistent(self) -> FlowState:
        for way, count in self.counts.items():
            if len(_names(way)) != 2:
                raise mistake("gives a count to a chain.", "Give one to each arrow.", "counts", way)
            if not 0 <= count <= self.widest:
                remedy = f"Write counts from 0 to {self.widest:g}, or a larger `most`."
                raise mistake(f"has a count of {count:g}.", remedy, "counts", way)
        return self

    @property
    def links(self) -> tuple[Link, ...]:
        """Every arrow once, in the order of the file."""
        return tuple(
            dict.fromkeys(link for chain in self.edges for link in pairwise(_names(chain)))
        )

    @property
    def nodes(self) -> tuple[str, ...]:
        """The names of the boxes, in the order of the file."""
        return tuple(dict.fromkeys(name for link in self.links for name in link))

    @property
    def way(self) -> tuple[str, ...]:
        """The boxes that the thing goes through; one where it rests."""
        return _names(self.at) if self.at else ()

    @property
    def counted(self) -> bool:
        """Whether ways are counted; they have widths in place of heads then."""
        return bool(self.counts) or self.most is not None

    @property
    def widest(self) -> float:
        """The count of the widest way."""
        return self.most or max(self.counts.values(), default=1.0) or 1.0

    def between(self, other: Kind, share: float) -> Kind | None:
        """The thing travels along the shortest way of arrows, as long as all else is the same."""
        if not isinstance(other, FlowState) or not self.way or not other.way:
            return None
        if self.model_copy(update={"at": other.at, "progress": other.progress}) != other:
            return None
        if self.way == other.way and len(self.way) > 1:
            progress = between(self.progress, other.progress, share)
            return self.model_copy(update={"progress": progress})
        start, stop = self.way[-1], other.way[-1]
        if start == stop or min(self.progress, other.progress) < 1:
            return None
        way = _shortest_way(self.links, start, stop)
        return self.model_copy(update={"at": ARROW.join(way), "progress": share}) if way else None

    def draw(self, room: Frame) -> Iterator[Element]:
        down, beside = self.direction == "down", RADIUS + REST
        inner = (
            replace(room, left=room.left + beside) if down else replace(room, top=room.top - beside)
        )
        plate = (self._plate_width, 2 * COUNT_HEIGHT) if self.counted else None
        plan = _arranged(self.links, inner, down, plate)
        if plan is None:
            raise NoRoomError(
                "boxes with these names do not fit here.",
                "Write shorter names or fewer layers, or try the other `direction`.",
            )
        if self.counted:
            plan = plan.with_roads()
        dashed = {link for chain in self.dashed for link in pairwise(_names(chain))}
        for link in self.links:
            if not self.counted or self.counts.get(ARROW.join(link)):
                yield from self._arrow(link, plan, link in dashed)
        for name, place in self._plates(plan).items():
            yield from self._count(name, place)
        for name in self.nodes:
            yield from self._box(name, plan)
        if self.way:
            center = point_along(_way_through(self.way, plan), self.progress)
            yield Element("thing", Rect.disc(center, RADIUS), THING, depth=2)

    def _arrow(self, link: Link, plan: GraphLayout, dashed: bool) -> Iterator[Element]:
        name, route = ARROW.join(link), plan.routes[link]
        paint = DASHED if dashed else EDGE
        width = self._width(name, plan.boxes[link[0]]) if self.counted else Weight.STRONG
        look = Look(stroke=paint, width=width, dash=px(14) if dashed else 0.0)
        if self.counted:
            yield Element(f"edge/{name}", Polyline(route), look)
        elif dashed:
            yield Element(f"edge/{name}", Polyline(route), look)
            yield Element(f"head/{name}", arrow_head(route, HEAD), look._replace(dash=0), "decor")
        else:
            yield Element(f"edge/{name}", arrow(route, HEAD), look)

    def _width(self, name: str, box: Frame) -> float:
        return max(WIDEST * box.height * self.counts[name] / self.widest, NARROWEST)

    def _plates(self, plan: GraphLayout) -> dict[str, Frame]:
        """Where the counts are: all at the same share of their ways, the first at which none is
        over a box or another count."""
        crowded = ""
        for share in COUNT_PLACES:
            plates, found = self._plates_at(share, plan)
            if not found:
                return plates
            crowded = crowded or found
        raise NoRoomError(
            f"the count of {crowded!r} overlaps a box or another count.",
            "Try the other `direction`.",
        )

    def _plates_at(self, share: float, plan: GraphLayout) -> tuple[dict[str, Frame], str]:
        """Counts at a share of their ways, and the first way whose count has no room there."""
        half = self._plate_width / 2
        plates: dict[str, Frame] = {}
        for name in self.counts:
            start, stop = _names(name)
            x, y = point_along(plan.routes[start, stop], share)
            plate = Frame(x - half, y - COUNT_HEIGHT, x + half, y + COUNT_HEIGHT)
            if any(_overlap(plate, other) for other in (*plan.boxes.values(), *plates.values())):
                return plates, name
            plates[name] = plate
        return plates, ""

    @property
    def _plate_width(self) -> float:
        """The width of the plates, in which the largest count has room."""
        widest = width_of(shown(self._spec, self.widest), Type.LABEL_STRONG)
        return max(widest + px(24), 2 * COUNT_WIDTH)

    @property
    def _spec(self) -> str:
        return f"{{:,.{self.digits}f}}"

    def _count(self, name: str, plate: Frame) -> Iterator[Element]:
        """How often a way was taken, on a plate."""
        count = self.counts[name]
        number = Number(count, self._spec, Type.LABEL_STRONG, plate.center, "center")
        look = PLATE if count else PLATE_EMPTY
        yield Element(f"plate/{name}", Rect(plate, COUNT_HEIGHT), look, "decor", depth=1)
        yield Element(f"count/{name}", number, INK, "number", depth=1)

    def _box(self, name: str, plan: GraphLayout) -> Iterator[Element]:
        frame = plan.boxes[name]
        solid = name in self.solid
        look = (SOLID if solid else BOX).mix(HELD, self._held(name))
        yield Element(f"box/{name}", Rect(frame, px(18)), look)
        lines = plan.lines[name]
        x, y = frame.center
        pitch = plan.style.size * 1.18
        ink = (ON_SOLID if solid else INK).mix(INK, self._held(name))
        for at, line in enumerate(lines):
            place = (x, y + ((len(lines) - 1) / 2 - at) * pitch)
            yield words(f"word/{name}/line {at + 1}", line, plan.style, place, look=ink)

    def _held(self, name: str) -> float:
        """How much of the thing's gold a box has: all of it while the thing rests there."""
        if not self.way or name not in (self.way[0], self.way[-1]):
            return 0.0
        if len(self.way) == 1:
            return 1.0
        leaving = max(0.0, 1 - self.progress / 0.3) if name == self.way[0] else 0.0
        arriving = max(0.0, (self.progress - 0.7) / 0.3) if name == self.way[-1] else 0.0
        return max(leaving, arriving)


def _overlap(one: Frame, other: Frame) -> bool:
    return max(one.left, other.left) < min(one.right, other.right) and max(
        one.bottom, other.bottom
    ) < min(one.top, other.top)


def _names(chain: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in chain.split("->"))


def _way_through(way: Sequence[str], plan: GraphLayout) -> list[Point]:
    """The line along which the thing goes: from its rest at a box, over arrows, to a rest."""
    points = [plan.rest(way[0])]
    for start, stop in pairwise(way):
        route = plan.routes[start, stop]
        points += [plan.corner(start, route[0]), *route, plan.corner(stop, route[-1])]
        points.append(plan.rest(stop))
    return points


def _arranged(
    links: tuple[Link, ...], room: Frame, down: bool, plate: tuple[float, float] | None
) -> GraphLayout | None:
    # networkx, which takes longer to import than all kinds.
    from storyreel.pictures.graphs.arrangement import arrange  # noqa: PLC0415

    return arrange(links, room, down, plate)


def _shortest_way(links: Sequence[Link], start: str, stop: str) -> tuple[str, ...] | None:
    """The boxes on the shortest way along arrows from one box to another; None without a way."""
    import networkx as nx  # noqa: PLC0415

    graph = nx.DiGraph(links)
    return tuple(nx.shortest_path(graph, start, stop)) if nx.has_path(graph, start, stop) else None
