"""How bars change from one picture to the next: in turn, and their numbers with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from storyreel.pictures.choreography import lanes_of
from storyreel.pictures.elements import Element, Picture, renamed
from storyreel.pictures.forms import Form, Number, Rect, between
from storyreel.pictures.kinds.bar_plan import ASIDE
from storyreel.pictures.kinds.bar_readings import ABOVE

if TYPE_CHECKING:
    from storyreel.pictures.kinds.bars import BarsState

LENGTH = 0.6
"""Share of the time in which bars enter one after another that each of them takes."""

LEFT = 0.6
"""Share of a change after which bars have left the places that new ones take."""

BEFORE_PASSING, AFTER_PASSING = (0.0, 0.2), (0.65, 1.0)
"""Shares of a change in which the names of bars that pass others leave, and come back."""


def entering_in_turn(names: Sequence[str], before: Picture, after: Picture) -> Picture:
    """The later elements, with new bars that enter one after another, each with its number."""
    known = {element.key for element in before}
    order = {name: place for place, name in enumerate(names)}
    steps = max(len(order) - 1, 1)

    def timed(element: Element) -> Element:
        family, _, name = element.key.partition("/")
        if element.key in known or family not in ("bar", "value") or name not in order:
            return element
        begin = (1 - LENGTH) * order[name] / steps
        return element._replace(span=(begin, begin + LENGTH))

    return tuple(timed(element) for element in after)


def entering_where_bars_have_left(
    direction: Literal["up", "right"], before: Picture, after: Picture
) -> Picture:
    """The later elements; where the middle of a new bar is at an earlier one that moves aside, all
    new bars, with their names and numbers, enter when these have left."""
    known = {element.key for element in before}
    old = [_extent(element.form, direction) for element in before if _is_bar(element)]
    new = [
        (element.key.removeprefix("bar/"), _extent(element.form, direction))
        for element in after
        if _is_bar(element) and element.key not in known
    ]
    stays = any(_is_bar(element) and element.key in known for element in after)
    if not stays or not any(c < (a + b) / 2 < d for _, (a, b) in new for c, d in old):
        return after
    names = {name for name, _ in new}

    def timed(element: Element) -> Element:
        if element.key in known or element.key.partition("/")[2] not in names:
            return element
        begin, end = (LEFT + (1 - LEFT) * share for share in element.span or (0.0, 1.0))
        return element._replace(span=(begin, end))

    return tuple(map(timed, after))


def _is_bar(element: Element) -> bool:
    return element.key.startswith("bar/") and isinstance(element.form, Rect)


def _extent(form: Form, direction: Literal["up", "right"]) -> tuple[float, float]:
    """From where to where a bar is, across its direction."""
    assert isinstance(form, Rect)
    frame = form.frame
    return (frame.left, frame.right) if direction == "up" else (frame.bottom, frame.top)


def passing_names(
    old: Sequence[str], new: Sequence[str], before: Picture, after: Picture
) -> tuple[Picture, Picture]:
    """The ends of a change with times, in which the names of bars that pass others leave first, and
    come back where the bars are then."""
    names = {f"name/{name}" for name, lane in lanes_of(old, new).items() if lane}
    before = tuple(
        each._replace(span=BEFORE_PASSING) if each.key in names else each for each in before
    )
    after = tuple(
        each._replace(span=AFTER_PASSING) if each.key in names else each for each in after
    )
    return renamed(before, {key: f"{key}/before" for key in names}), after


def unseen_numbers(
    earlier: BarsState, later: BarsState, before: Picture, after: Picture
) -> Picture:
    """The numbers that appear at bars that were there, as they would have been before: unseen."""
    bars = {each.key: each.form for each in before}
    found = []
    for element in after:
        name = element.key.removeprefix("value/")
        bar, form = bars.get(f"bar/{name}"), element.form
        if element.key in bars or not isinstance(bar, Rect) or not isinstance(form, Number):
            continue
        x, y = form.at
        if later.direction == "right" == earlier.direction:
            x = bar.frame.right + ASIDE
        elif later.direction == earlier.direction:
            y = bar.frame.top + ABOVE
        number = replace(form, value=earlier.numbers.get(name, form.value), at=(x, y))
        found.append(element._replace(form=number, look=element.look.faded(0.0)))
    return tuple(found)


def share_in_turn(
    at: int, count: int, share: float, sweep: Literal["left", "right"] | None
) -> float:
    """How far the bar at a place has changed at a share of the whole change: one bar after another
    where they sweep, else all together."""
    if sweep is None:
        return share
    place = at if sweep == "right" else count - 1 - at
    return min(max(share * count - place, 0.0), 1.0)


def number_between(start: float, stop: float, share: float, lowest: float | None) -> float:
    """The number at a share of the way between two, in steps of the scale: even ones, or equal
    factors on a logarithmic scale that begins at `lowest`."""
    if lowest is None:
        return between(start, stop, share)
    start, stop = max(start, lowest), max(stop, lowest)
    return stop if share >= 1 else start * (stop / start) ** share
