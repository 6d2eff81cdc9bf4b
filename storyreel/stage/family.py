"""The family on stage: which mobjects are drawn, in which order, and whether that still holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter, is_

from manim import Mobject

from storyreel.parts.clips import SHAPE_CLIPS, ShapeClips
from storyreel.parts.panel import LENS, Lens
from storyreel.stage.view import refusal

_CHILDREN, _POINTS, _HEIGHT = map(attrgetter, ("submobjects", "points", "z_index"))


class Family:
    """All mobjects with points and their descendants, in the order of Manim's camera.

    A mobject that is met twice counts where it is met last; then equal z-indices keep their order.
    """

    def __init__(self, mobjects: Iterable[Mobject]) -> None:
        self._roots = list(mobjects)  # held, as are all below, so that each keeps its id
        found = list(self._found())
        unique = list(dict.fromkeys(reversed(found)))
        self.members = sorted(
            (mobject for mobject in reversed(unique) if len(mobject.points)),
            key=_HEIGHT,
        )
        self._heights = [*map(_HEIGHT, self.members)]
        self._without_points = [mobject for mobject in unique if not len(mobject.points)]
        self._parents = [(each, each.submobjects[:]) for each in unique if each.submobjects]
        self._childless = [mobject for mobject in unique if not mobject.submobjects]
        self._children = {id(mobject): children for mobject, children in self._parents}
        self._places = {id(mobject): place for place, mobject in enumerate(self.members)}
        self._drawn_parents = [
            place for place, mobject in enumerate(self.members) if mobject.submobjects
        ]
        self._clipped = self._clipped_by_shape()

    def _clipped_by_shape(self) -> dict[int, list[int]]:
        """The positions of the members that each shape clips, or shows as a window."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for place, marks in enumerate(map(vars, self.members)):
            if LENS in marks:
                lens: Lens = marks[LENS]
                places[id(lens.window)].append(place)
            if SHAPE_CLIPS in marks:
                clips: ShapeClips = marks[SHAPE_CLIPS]
                for clip in clips:
                    places[id(clip.shape)].append(place)
        return places

    def _found(self) -> Iterator[Mobject]:
        waiting = self._roots[::-1]
        while waiting:
            mobject = waiting.pop()
            if not isinstance(mobject, Mobject):
                raise refusal(mobject, "belongs to another renderer")
            yield mobject
            if mobject.submobjects:
                waiting.extend(mobject.submobjects[::-1])

    def renewed(self, mobjects: Sequence[Mobject]) -> Family:
        """The family of these mobjects as they are now: this one where its order still holds."""
        if not self._holds(mobjects):
            return Family(mobjects)
        self._clipped = self._clipped_by_shape()
        return self

    def _holds(self, mobjects: Sequence[Mobject]) -> bool:
        """Whether nothing has joined or left the family or changed its position."""
        return (
            _same(mobjects, self._roots)
            and all(_same(mobject.submobjects, children) for mobject, children in self._parents)
            and not any(map(_CHILDREN, self._childless))
            and all(map(len, map(_POINTS, self.members)))
            and not any(map(len, map(_POINTS, self._without_points)))
            and [*map(_HEIGHT, self.members)] == self._heights
        )

    def places_below(self, roots: Iterable[Mobject]) -> Sequence[int] | None:
        """The positions of members whose look may depend on the roots and their descendants.

        None if one of these has joined or left the family or changed its position.
        """
        places = dict.fromkeys(self._drawn_parents)  # whose gradients reach over what is below them
        waiting = list(roots)
        for mobject in waiting:
            key = id(mobject)
            submobjects, children = mobject.submobjects, self._children.get(key, ())
            if submobjects or children:
                if not _same(submobjects, children):
                    return None
                waiting += submobjects
            clipped = self._clipped.get(key)
            if clipped is not None:
                places.update(dict.fromkeys(clipped))
            place = self._places.get(key)
            if place is not None:
                if mobject.z_index != self._heights[place] or not len(mobject.points):
                    return None
                places[place] = None
            elif len(mobject.points) and clipped is None:  # not a shape that is not on stage
                return None
        return list(places)


def _same(mobjects: Sequence[Mobject], others: Sequence[Mobject]) -> bool:
    """Whether both are the same mobjects in the same order."""
    return len(mobjects) == len(others) and all(map(is_, mobjects, others))
