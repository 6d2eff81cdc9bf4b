"""Passages: the changes of one thing between two times, and what shows of it at any of them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from storyreel.design.easing import glide
from storyreel.design.tokens import Type, px
from storyreel.pictures.elements import Element, Picture, below, inside
from storyreel.pictures.emphasis import Emphasis
from storyreel.pictures.forms import Form, Link, Number, Typed, Words, between
from storyreel.pictures.glow import glow_between, glowing, turned_gold
from storyreel.pictures.illustration import hollow
from storyreel.pictures.kinds.kind import Kind, Reading
from storyreel.pictures.kinds.labels import fitted, words
from storyreel.pictures.looks import SOFT
from storyreel.pictures.stated import LABEL_ROOM, Stated
from storyreel.pictures.transitions import exchange, mix

TITLE = Type.NAME.sized(49)
"""The style of the words above a thing."""

ABOVE = "label above"
"""The key of the words above a thing."""

SHORTLY = (0.0, 0.2)
"""Shares of a change between which words above a thing leave."""

AHEAD = (0.0, 0.3)
"""Shares of a change between which others replace them, before what they name has changed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing as it is stated, and its elements."""

    stated: Stated
    picture: Picture


@dataclass(frozen=True)
class Passage:
    """One change of a thing between two times in seconds; `before` is None where it enters.

    Its way is `free` from that time on, when what was there has left; until then it waits.
    """

    start: float
    stop: float
    before: Shown | None
    after: Shown
    free: float = field(default=-math.inf, kw_only=True)

    @cached_property
    def ends(self) -> tuple[Picture, Picture]:
        """Both pictures, with what becomes what in their keys; only a performance needs them."""
        return _change_ends(self.before, self.after)

    def forget(self) -> None:
        """Drop what was computed for pictures until it is needed again."""
        vars(self).pop("ends", None)
        self._latest.clear()

    @cached_property
    def _latest(self) -> dict[float, Picture]:
        """The picture on the way that was drawn last, by its time: numbers that count it ask for
        the same one."""
        return {}

    @cached_property
    def golden(self) -> frozenset[str]:
        """The keys of what turns gold in it."""
        return turned_gold(self.before.picture if self.before else (), self.after.picture)

    def picture(self, now: float) -> Picture:
        """The thing's elements at a time at or after the start."""
        share = self._share(now)
        if share >= 1:
            return self.after.picture
        if now not in self._latest:
            self._latest.clear()
            self._latest[now] = self._on_the_way(share)
        return self._latest[now]

    def _on_the_way(self, share: float) -> Picture:
        """The thing's elements at a share of the time."""
        if self._other_kind:
            return exchange(*self.ends, share)
        return self._agreeing(self._between(share) or self._mixed(share))

    def _mixed(self, share: float) -> Picture:
        """The elements on the way from each to itself."""
        return mix(*self.ends, share)

    def _agreeing(self, picture: Picture) -> Picture:
        """A picture on the way, with numbers that agree with what it shows."""
        earlier = self.before.stated.state if self.before else None
        state = self.after.stated.state
        return picture if state is None else state.agreeing(earlier, picture)

    def _share(self, now: float) -> float:
        """The share of the change that has passed at a time."""
        return (now - self._begin) / (self.stop - self._begin)

    def _time(self, share: float) -> float:
        """The time at a share of the change."""
        return self._begin + share * (self.stop - self._begin)

    @property
    def _begin(self) -> float:
        return max(self.start, self.free)

    @property
    def _other_kind(self) -> bool:
        """Whether a thing of one kind gives way to one of another."""
        first, second = self.before and self.before.stated.state, self.after.stated.state
        return first is not None and second is not None and type(first) is not type(second)

    def reading(self, part: str, now: float) -> Reading | None:
        """The number that a part of the thing shows at a time at or after the start."""
        share = max(self._share(now), 0.0)
        first = _reading(self.before.stated.state if self.before else None, part)
        second = _reading(self.after.stated.state, part)
        if share >= 1 or first is None:
            return second
        if second is None:  # it leaves as it was
            return first
        state = self._drawn_state(share)
        if state is not None:
            return _reading(state, part)
        return Reading(between(first.value, second.value, glide(share)), second.span)

    def _drawn_state(self, share: float) -> Kind | None:
        """The state between that is drawn; None where elements alone move."""
        if self.before is None:
            return None
        first, second = self.before.stated, self.after.stated
        if first.state is None or second.state is None or first.frame != second.frame:
            return None
        return None if first.emphasis != second.emphasis else self._state_between(share)

    def _between(self, share: float) -> Picture | None:
        """The elements of the state between, where the kind knows one."""
        state, second = self._drawn_state(share), self.after.stated
        if state is None:
            return None
        # Numbers on the way from one fact to another come from neither.
        return tuple(
            element if element.unsourced is None else element._replace(unsourced=None)
            for element in drawn(replace(second, state=state))
        )

    def _state_between(self, share: float) -> Kind | None:
        """The state at a share of the time, where the kind knows one."""
        first = self.before.stated.state if self.before else None
        second = self.after.stated.state
        return None if first is None or second is None else first.between(second, glide(share))


@dataclass(frozen=True, slots=True)
class Track:
    """The changes of one thing, in order of time; they do not overlap."""

    name: str
    passages: tuple[Passage, ...]
    still: float = math.inf
    """The seconds from which on nothing glows."""

    def picture(self, now: float) -> Picture:
        """The thing's elements at a time; nothing before it enters and after it has left."""
        at = bisect_right(self.passages, now, key=lambda passage: passage.start) - 1
        if at < 0:
            return ()
        picture, glow = self.passages[at].picture(now), self._glow(at)
        if glow is None or not glow[0] < now < glow[1]:
            return picture
        share = (now - glow[0]) / (glow[1] - glow[0])
        return tuple(glowing(picture, self.passages[at].golden, share))

    def reading(self, part: str, now: float) -> Reading | None:
        """The number that a part of the thing shows at a time; None where it shows none."""
        at = bisect_right(self.passages, now, key=lambda passage: passage.start) - 1
        return None if at < 0 else self.passages[at].reading(part, now)

    def _glow(self, at: int) -> tuple[float, float] | None:
        """When the gold of a change glows: before the next change begins."""
        passage = self.passages[at]
        follows = self.passages[at + 1].start if at + 1 < len(self.passages) else math.inf
        if not passage.golden:
            return None
        return glow_between(passage.start, passage.stop, min(follows, self.still))

    def illustrated(self) -> Iterator[tuple[float, float]]:
        """The seconds from when to when it shows something that is made up."""
        ends = [*(passage.start for passage in self.passages[1:]), math.inf]
        for passage, end in zip(self.passages, ends, strict=True):
            if passage.after.stated.numbers.illustration:
                yield passage.start, end


def _reading(state: Kind | None, part: str) -> Reading | None:
    return None if state is None else state.readings.get(part)


def drawn(stated: Stated) -> Picture:
    """The elements of a thing from bottom to top, with its name in their keys.

    Raises NoRoomError, and KeyError with a part that is to be emphasised and does not exist.
    """
    if stated.state is None:
        return ()
    frame, label = stated.frame, stated.options.label
    heading: Picture = ()
    if label:
        place = (frame.center[0], frame.top - LABEL_ROOM / 2 + px(6))
        style = fitted(label, TITLE, frame.width, LABEL_ROOM)
        whole = Emphasis(all_dim=stated.emphasis.all_dim)
        heading = whole.applied((words(ABOVE, label, style, place, look=SOFT),))
    elements = stated.picture
    if stated.state.quoted:
        elements = tuple(element._replace(quoted=True) for element in elements)
    shown = (*heading, *stated.emphasis.applied(elements))
    if stated.numbers.illustration:
        shown = hollow(shown, stated.room)
    from_bottom = sorted(shown, key=lambda element: element.depth)
    return tuple(_owned(element, stated) for element in from_bottom)


def _owned(element: Element, stated: Stated) -> Element:
    """An element with the name of its thing, and what inspection wants to know of it."""
    text = None if element.quoted else text_of(element.form)
    unsourced = stated.numbers.unknown_in(text) if text else None
    return element._replace(
        key=f"{stated.name}/{element.key}",
        owner=stated.name,
        unsourced=unsourced,
        line=stated.line,
    )


def text_of(form: Form) -> str | None:
    """The text of a form; None where it has none."""
    match form:
        case Words():
            return form.text
        case Number() | Typed():
            return form.words.text
        case Link():
            return form.text
        case _:
            return None


def _change_ends(before: Shown | None, after: Shown) -> tuple[Picture, Picture]:
    """The pictures between which a thing changes."""
    name, state = after.stated.name, after.stated.state
    first = _untimed(before.picture) if before else ()
    if state is None:
        return _as_they_are(first), after.picture
    earlier = before.stated.state if before else None
    (label, own), (new_label, later) = _parted(name, first), _parted(name, after.picture)
    start, stop = state.change_from(earlier, own, later)
    if not new_label:
        label = tuple(element._replace(span=SHORTLY) for element in label)
    elif label and before and _renamed(before, after):
        new_label = tuple(element._replace(span=AHEAD) for element in new_label)
    return (*label, *below(name, start)), (*new_label, *below(name, stop))


def _untimed(picture: Picture) -> Picture:
    """The elements without the times at which they once entered: those of a change are new."""
    return tuple(e if e.span is None else e._replace(span=None) for e in picture)


def _as_they_are(picture: Picture) -> Picture:
    """The elements of a thing that leaves: they fade, for a bar that shrank would show a number
    that its words deny."""
    return tuple(element._replace(birth=None) for element in picture)


def _renamed(before: Shown, after: Shown) -> bool:
    """Whether a thing gets other words above it where it is; where it moves, they turn on the way
    and go with it."""
    words = before.stated.options.label, after.stated.options.label
    return words[0] != words[1] and before.stated.frame == after.stated.frame


def _parted(name: str, picture: Picture) -> tuple[Picture, Picture]:
    """The words above a thing, and what it shows itself, with keys without its name."""
    label = tuple(element for element in picture if element.key == f"{name}/{ABOVE}")
    own = tuple(element for element in picture if element.key != f"{name}/{ABOVE}")
    return label, inside(name, own)
