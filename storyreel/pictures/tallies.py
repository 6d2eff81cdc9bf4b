"""Numbers that count things shown beside them: in every frame they agree with what is drawn.

A number counts a sort of things where both change at the same time, from and to the same counts:
twenty dots turn solid while a figure counts to twenty. Such a number does not run by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TypeAlias

from storyreel.pictures.elements import Element, Look, Paints, Picture
from storyreel.pictures.forms import Number, Rect
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.passages import Passage, Track
from storyreel.pictures.transitions import mix

Sort: TypeAlias = tuple[str, Paints | None]
"""Things of one family, such as dots, that look alike; without paints, all of the family."""


def with_tallies(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """The tracks, with every number that counts things shown beside it bound to these."""
    others = [passage for track in tracks for passage in track.passages if _changes_things(passage)]
    return tuple(replace(track, passages=tuple(_bound(track.passages, others))) for track in tracks)


def _changes_things(passage: Passage) -> bool:
    """Whether it shows things that can be counted, and does not count itself."""
    state = passage.after.stated.state
    return state is not None and _count_ends(passage) is None


def _bound(passages: Sequence[Passage], others: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of one track, those of numbers that count bound to what they count."""
    for at, passage in enumerate(passages):
        ends = _count_ends(passage)
        found = _counted_by(passage, ends, others) if ends else None
        if found is None:
            yield passage
            continue
        counted, sort = found
        earliest = passages[at - 1].stop if at else counted.start
        latest = passages[at + 1].start if at + 1 < len(passages) else counted.stop
        own = {field.name: getattr(passage, field.name) for field in fields(passage)}
        own["start"] = max(min(passage.start, counted.start), earliest)
        own["stop"] = min(max(passage.stop, counted.stop), latest)
        yield CountingPassage(**own, counted=counted, sort=sort)


def _count_ends(passage: Passage) -> tuple[float, float] | None:
    """The whole numbers from and to which a thing counts; None where it does not count."""
    earlier = passage.before.stated.state if passage.before else None
    later = passage.after.stated.state
    return later.counting(earlier) if later else None


def _counted_by(
    passage: Passage, ends: tuple[float, float], others: Sequence[Passage]
) -> tuple[Passage, Sort] | None:
    """The passage in which a number of things changes as a figure does, and the sort of them."""
    for other in others:
        if not max(other.start, passage.start) < min(other.stop, passage.stop):
            continue
        before = counts(other.before.picture) if other.before else Counter()
        after = counts(other.after.picture)
        for sort in dict.fromkeys((*after, *before)):
            if (before[sort], after[sort]) == ends:
                return other, sort
    return None


def counts(picture: Picture) -> Counter[Sort]:
    """How many things of each sort a picture at rest shows."""
    found: Counter[Sort] = Counter()
    for element in _things(picture):
        found[_family(element), element.look.paints] += 1
        found[_family(element), None] += 1
    return found


@dataclass(frozen=True)
class CountingPassage(Passage):
    """The change of a number that counts things of a sort in another passage."""

    counted: Passage
    sort: Sort

    def picture(self, now: float) -> Picture:
        picture = super().picture(now)
        if now >= self.stop:
            return picture
        number = f"{self.after.stated.name}/number"
        return tuple(
            element._replace(form=replace(element.form, value=float(self.count(now))))
            if element.key == number and isinstance(element.form, Number)
            else element
            for element in picture
        )

    def _mixed(self, share: float) -> Picture:
        ends = _count_ends(self)
        if ends is None:
            return super()._mixed(share)
        first, last = ends
        count = self.count(self._time(share))
        return mix(*self.ends, share, (count - first) / (last - first))

    def _state_between(self, share: float) -> Kind | None:
        earlier = self.before.stated.state if self.before else None
        later = self.after.stated.state
        return later.at_count(earlier, self.count(self._time(share))) if later else None

    def count(self, now: float) -> int:
        """How many of the things are there at a time, each counted as what it is nearest to."""
        family, paints = self.sort
        return sum(
            1
            for element in _things(self.counted.picture(now))
            if _family(element) == family
            and self._visible(element)
            and (paints is None or self._nearest(element.look) == paints)
        )

    @cached_property
    def _resting(self) -> dict[str, Look]:
        """The look of everything at the ends of the passage that is counted."""
        before = self.counted.before.picture if self.counted.before else ()
        return {element.key: element.look for element in (*before, *self.counted.after.picture)}

    @cached_property
    def _sorts(self) -> list[Paints]:
        """The paints of the family at both ends."""
        before = self.counted.before.picture if self.counted.before else ()
        things = _things((*before, *self.counted.after.picture))
        return list(
            dict.fromkeys(each.look.paints for each in things if _family(each) == self.sort[0])
        )

    def _visible(self, element: Element) -> bool:
        """Whether it is more than half there."""
        resting = self._resting.get(element.key)
        return resting is None or 2 * _opacity(element.look) >= _opacity(resting)

    def _nearest(self, look: Look) -> Paints:
        own = look.paints
        nearest = self._known_nearest.get(own)
        if nearest is None:
            nearest = min(self._sorts, key=lambda paints: _distance(own, paints))
            self._known_nearest[own] = nearest
        return nearest

    @cached_property
    def _known_nearest(self) -> dict[Paints, Paints]:
        """The nearest paints by those of a look: things in a row have few different ones."""
        return {}


def _things(picture: Picture) -> Iterator[Element]:
    """The elements that can be counted: discs, tiles, cells, bars."""
    return (e for e in picture if e.role == "graphic" and isinstance(e.form, Rect))


def _family(element: Element) -> str:
    """The first piece of its key below the name of the thing: `dot`, `tile`, `point`."""
    return element.key.split("/")[1] if "/" in element.key else element.key


def _opacity(look: Look) -> int:
    return max(paint[3] for paint in (look.fill, look.stroke, (0, 0, 0, 0)) if paint is not None)


def _distance(first: Paints, second: Paints) -> int:
    """How different two looks are; a paint that one of them lacks is as far as black from white."""
    return sum(
        (0 if a is b else 3 * 65535)
        if a is None or b is None
        else sum(abs(x - y) for x, y in zip(a[:3], b[:3], strict=True))
        for a, b in zip(first, second, strict=True)
    )
