"""Choreography: in which order the parts of a thing leave, move and enter, and how they pass.

Parts that leave go first, the others then move, and new ones enter where there is room for them.
Parts whose order changes pass one another in the open: rows on a card above the others, tiles on
an arc.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from storyreel.design.tokens import Color, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Number, Pace, Rect

Part = Callable[[str], str | None]
"""The part of a thing, such as a row, that an element belongs to, by its key; None for none."""

LEAVE = (0.0, 0.36)
MOVE_AFTER, MOVE_BEFORE = 0.14, 0.84
"""Shares of a change in which parts leave; from when on others move, and until when."""

ENTER = (0.5, 1.0)
OVERLAP = 0.7
"""How much of its time a part that enters shares with the next one."""

CARD = Look(fill=color(Color.WHITE), stroke=color(Color.HAIRLINE), width=Weight.HAIRLINE, lift=1.0)
CARD_EDGE = px(14)
CARD_RADIUS = px(12)
LIFTED = 1
"""How much higher parts on a card are than the others."""


def phased(before: Picture, after: Picture, part: Part) -> tuple[Picture, Picture]:
    """The ends of a change with times: some parts leave, the others move, new ones enter in turn.

    All elements of a part that is new enter together. Where nothing has to make room, what is new
    does not wait.
    """
    old = {element.key: element for element in before}
    new = {element.key for element in after}
    leaves, enters = not old.keys() <= new, not new <= old.keys()
    moves = any(each.key in old and old[each.key] != each for each in after)
    if not (leaves or moves):
        return before, after
    move = (MOVE_AFTER if leaves else 0.0, MOVE_BEFORE if enters else 1.0)
    arriving = dict.fromkeys(_group(each, part) for each in after if each.key not in old)
    arrivals = dict(zip(arriving, _in_turn(len(arriving)), strict=True))
    return (
        tuple(each if each.key in new else each._replace(span=LEAVE) for each in before),
        tuple(
            each._replace(span=move if each.key in old else arrivals[_group(each, part)])
            for each in after
        ),
    )


def giving_way(before: Picture, after: Picture, *homes: str) -> tuple[Picture, Picture]:
    """The ends of a change with times: where elements whose keys begin with one of `homes` and a
    slash leave and others enter, these come into their places when they have left."""
    for home in homes:
        old, new = (
            {each.key for each in end if each.key.startswith(f"{home}/")} for end in (before, after)
        )
        if old - new and new - old:
            before = tuple(e._replace(span=LEAVE) if e.key in old - new else e for e in before)
            after = tuple(e._replace(span=ENTER) if e.key in new - old else e for e in after)
    return before, after


def lanes_of(old: Sequence[str], new: Sequence[str]) -> dict[str, int]:
    """The lane of each part that is in two orders: parts in one lane do not pass one another.

    Lane 0 has as many as possible.
    """
    place = {name: at for at, name in enumerate(new)}
    left = [name for name in old if name in place]
    lanes: dict[str, int] = {}
    for lane in range(len(left)):
        together = _longest_rising(left, [place[name] for name in left])
        lanes |= dict.fromkeys(together, lane)
        left = [name for name in left if name not in lanes]
    return lanes


def shuffled(
    before: Picture, after: Picture, old: Sequence[str], new: Sequence[str]
) -> tuple[Picture, Picture]:
    """The ends of a change of rows with these names, of which some pass others."""
    part = part_among((*old, *new))
    movers = {name for name, lane in lanes_of(old, new).items() if lane}
    before, after = phased(before, after, part)
    return on_cards(before, movers, part), on_cards(after, movers, part)


def on_cards(picture: Picture, parts: Collection[str], part: Part) -> Picture:
    """The picture with some parts raised above the others, each on a card while it moves.

    Cards are as wide as all parts, so that nothing shows beside one that passes.
    """
    whole = box_of([each for each in picture if part(each.key) is not None])
    if not parts or whole is None:
        return picture
    raised: list[Element] = []
    for name, own in _grouped(picture, part):
        box = box_of(own) if name in parts else None
        if box is None:
            raised += own
            continue
        frame = replace(box, left=whole.left, right=whole.right).inset(-CARD_EDGE)
        edge = Rect(frame, CARD_RADIUS)
        card = Element(f"card/{name}", edge, CARD, "decor", depth=LIFTED, passing=True)
        raised += (card._replace(span=own[0].span), *_raised(own))
    return tuple(raised)


def on_arcs(picture: Picture, arcs: Mapping[str, float], part: Part) -> Picture:
    """The picture with some parts raised, each of which moves so far above the straight way."""
    found = ((each, arcs.get(part(each.key) or "")) for each in picture)
    return tuple(
        each if arc is None else each._replace(arc=(0.0, arc), depth=each.depth + LIFTED)
        for each, arc in found
    )


def at_pace(before: Picture, after: Picture, slack: float, level: bool = False) -> Picture:
    """The later elements, which change as the digits of the longest number come that would else
    go beyond both its ends on the way by more than `slack`, in sizes of its font; with `level`,
    their heights change evenly."""
    known = {element.key: element.form for element in before}
    numbers = ((known.get(each.key), each.form) for each in after)
    found = [
        pace
        for first, last in numbers
        if isinstance(first, Number)
        and isinstance(last, Number)
        and (pace := Pace.of(first, last, slack, level))
    ]
    if not found:
        return after
    pace = max(found, key=lambda each: each.longest)
    return tuple(each._replace(pace=pace) for each in after)


def whole_thing(key: str) -> str:
    """The whole thing as one part, whose new elements enter together."""
    return ""


def part_among(names: Iterable[str]) -> Part:
    """The part that is one of some names, which follow the first piece of an element's key."""
    known = set(names)

    def part(key: str) -> str | None:
        _, _, rest = key.partition("/")
        while rest and rest not in known:
            rest = rest.rpartition("/")[0]
        return rest or None

    return part


def _group(element: Element, part: Part) -> str:
    name = part(element.key)
    return element.key if name is None else name


def _in_turn(count: int) -> Iterator[tuple[float, float]]:
    """The spans of so many parts that enter one after another."""
    start, stop = ENTER
    length = (stop - start) / (1 + max(count - 1, 0) * (1 - OVERLAP))
    for place in range(count):
        first = start + place * length * (1 - OVERLAP)
        yield first, first + length


def _grouped(picture: Picture, part: Part) -> Iterator[tuple[str, list[Element]]]:
    """The elements by part, each part where its first element is."""
    groups: dict[str, list[Element]] = {}
    for element in picture:
        groups.setdefault(_group(element, part), []).append(element)
    yield from groups.items()


def _raised(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element._replace(depth=element.depth + LIFTED)


def _longest_rising(names: Sequence[str], places: Sequence[int]) -> list[str]:
    """The longest run of names, not all of them neighbours, whose places rise."""
    ends: list[int] = []
    chains: list[list[str]] = []
    """For each length, the run whose last place is the smallest, and that place in `ends`."""

    for name, place in zip(names, places, strict=True):
        at = bisect_left(ends, place)
        chain = [*(chains[at - 1] if at else ()), name]
        ends[at : at + 1], chains[at : at + 1] = [place], [chain]
    return chains[-1] if chains else []
