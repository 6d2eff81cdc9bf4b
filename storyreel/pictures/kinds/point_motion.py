"""Points and lines of `points` between two pictures."""

from __future__ import annotations

from storyreel.pictures.choreography import phased, whole_thing
from storyreel.pictures.elements import Picture
from storyreel.pictures.forms import between
from storyreel.pictures.kinds.chart import Pair

Points = tuple[Pair, ...]

STRAIGHT = 0.002
"""By how much, in lengths of a line, a point of a straight line may be beside it."""


LEGEND = "sign/", "meaning/"
"""How the keys of the discs and words of a legend begin."""


def legend_in_turn(before: Picture, after: Picture) -> tuple[Picture, Picture]:
    """The ends of a change with times for the legend: some words leave, the others move, and new
    ones enter in the place that is free then."""
    ends = phased(_legend_of(before), _legend_of(after), whole_thing)
    first, last = ({element.key: element for element in end} for end in ends)
    return (
        tuple(first.get(element.key, element) for element in before),
        tuple(last.get(element.key, element) for element in after),
    )


def _legend_of(picture: Picture) -> Picture:
    return tuple(element for element in picture if element.key.startswith(LEGEND))


def points_between(first: Points, second: Points, share: float) -> Points:
    """Points on straight ways from one to the other."""
    return tuple(
        (between(a, c, share), between(b, d, share))
        for (a, b), (c, d) in zip(first, second, strict=True)
    )


def line_between(first: Points, second: Points, share: float) -> Points:
    """A line between two others; between two straight ones, it is straight."""
    if not (_straight(first) and _straight(second)):
        return points_between(first, second, share)
    start, end = points_between((first[0], first[-1]), (second[0], second[-1]), share)
    places = [between(a, b, share) for a, b in zip(_along(first), _along(second), strict=True)]
    return tuple((between(start[0], end[0], s), between(start[1], end[1], s)) for s in places)


def _along(line: Points) -> list[float]:
    """Where the points of a straight line are, as shares of its length."""
    (ax, ay), (bx, by) = line[0], line[-1]
    across, up = bx - ax, by - ay
    if abs(across) > abs(up):
        return [(x - ax) / across for x, _ in line]
    return [(y - ay) / up if up else 0.0 for _, y in line]


def _straight(line: Points) -> bool:
    """Whether a line's points are on the straight way from its first to its last."""
    (ax, ay), (bx, by) = line[0], line[-1]
    scale = (bx - ax) ** 2 + (by - ay) ** 2
    return all(
        abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) <= STRAIGHT * scale for x, y in line
    )
