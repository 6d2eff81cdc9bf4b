"""The family on stage: which mobjects are drawn, in which order, and whether that still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter, is_
from typing import NamedTuple

from manim import Mobject

from storyreel.parts.clips import shape_clips_of
from storyreel.parts.panel import lens_of
from storyreel.stage.view import refusal


class _Entry(NamedTuple):
    """A mobject on stage as it was met: its submobjects, and its z-index if it is drawn."""

    mobject: Mobject
    children: Sequence[Mobject]
    height: float | None


class Family:
    """All mobjects with points and their descendants, in the order of Manim's camera.

    A mobject that is met twice counts where it is met last; then equal z-indices keep their order.
    """

    def __init__(self, mobjects: Iterable[Mobject]) -> None:
        self._roots = list(mobjects)  # held, as are all below, so that each keeps its id
        self._children: dict[int, list[Mobject]] = {}
        found = list(self._found())
        unique = list(dict.fromkeys(reversed(found)))
        self.members = sorted(
            (mobject for mobject in reversed(unique) if len(mobject.points)),
            key=attrgetter("z_index"),
        )
        self._places = {id(mobject): place for place, mobject in enumerate(self.members)}
        self._clipped = self._clipped_by_shape()
        self._heights = [mobject.z_index for mobject in self.members]
        self._stage = [self._entry(mobject) for mobject in found]
        self._parents = [
            place for place, mobject in enumerate(self.members) if id(mobject) in self._children
        ]

    def _entry(self, mobject: Mobject) -> _Entry:
        place = self._places.get(id(mobject))
        height = None if place is None else self._heights[place]
        return _Entry(mobject, self._children.get(id(mobject), ()), height)

    def _clipped_by_shape(self) -> dict[int, list[int]]:
        """The positions of the members that each shape clips, or shows as a window."""
        places: dict[int, list[int]] = {}
        for place, mobject in enumerate(self.members):
            lens, clips = lens_of(mobject), shape_clips_of(mobject)
            if lens is not None:
                places.setdefault(id(lens.window), []).append(place)
            for clip in clips:
                places.setdefault(id(clip.shape), []).append(place)
        return places

    def _found(self) -> Iterator[Mobject]:
        waiting = self._roots[::-1]
        while waiting:
            mobject = waiting.pop()
            if not isinstance(mobject, Mobject):
                raise refusal(mobject, "belongs to another renderer")
            yield mobject
            if mobject.submobjects:
                self._children[id(mobject)] = mobject.submobjects[:]
                waiting.extend(mobject.submobjects[::-1])

    def renewed(self, mobjects: Sequence[Mobject]) -> Family:
        """The family of these mobjects as they are now: this one where its order still holds."""
        if not self._holds(mobjects):
            return Family(mobjects)
        self._clipped = self._clipped_by_shape()
        return self

    def _holds(self, mobjects: Sequence[Mobject]) -> bool:
        """Whether nothing has joined or left the family or changed its position."""
        if not _same(mobjects, self._roots):
            return False
        for mobject, children, height in self._stage:
            if (mobject.submobjects or children) and not _same(mobject.submobjects, children):
                return False
            if (height is None) == (len(mobject.points) > 0):
                return False
            if height is not None and mobject.z_index != height:
                return False
        return True

    def places_below(self, roots: Iterable[Mobject]) -> Sequence[int] | None:
        """The positions of members whose look may depend on the roots and their descendants.

        None if one of these has joined or left the family or changed its position.
        """
        places = dict.fromkeys(self._parents)  # whose gradients reach over what is below them
        waiting = list(roots)
        while waiting:
            mobject = waiting.pop()
            children = mobject.submobjects
            if not _same(children, self._children.get(id(mobject), ())):
                return None
            waiting += children
            clipped = self._clipped.get(id(mobject))
            if clipped is not None:
                places.update(dict.fromkeys(clipped))
            place = self._places.get(id(mobject))
            if place is None and clipped is not None:  # a shape that is not on stage
                continue
            if (place is None) == (len(mobject.points) > 0):
                return None
            if place is not None:
                if mobject.z_index != self._heights[place]:
                    return None
                places[place] = None
        return list(places)


def _same(mobjects: Sequence[Mobject], others: Sequence[Mobject]) -> bool:
    """Whether both are the same mobjects in the same order."""
    return len(mobjects) == len(others) and all(map(is_, mobjects, others))
