"""The score of a picture clip: for every thing, what it is from when to when, and the changes."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from storyreel.base.errors import did_you_mean
from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.board import PictureBeat, PictureBoard
from storyreel.pictures.changes import StageChange, Stated, unknown_cue
from storyreel.pictures.elements import Element, Picture, below, exchange, inside, mix
from storyreel.pictures.emphasis import parts_of
from storyreel.pictures.forms import Form, Link, Number, Typed, Words
from storyreel.pictures.house import STAGE
from storyreel.pictures.illustration import hollow
from storyreel.pictures.kinds.kind import MOVE, NoRoomError, fitted, room_needed, words
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.model import BeatBoard
from storyreel.storyboard.source import Mistake

LEAVING = 0.6
"""Share of `MOVE` that it takes to leave."""

STAGGER = 0.22
"""Seconds between things that enter one after another."""

ENTER = 0.1
"""Seconds after the start of a beat at which the first thing enters."""

LABEL_ROOM = px(64)
_MEASURE = re.compile(r"needs? .*\d")
"""A message that says how much room is needed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing as it is stated, and its elements."""

    stated: Stated
    picture: Picture


@dataclass(frozen=True)
class Passage:
    """One change of a thing between two times in seconds; `before` is None where it enters."""

    start: float
    stop: float
    before: Shown | None
    after: Shown

    @cached_property
    def ends(self) -> tuple[Picture, Picture]:
        """Both pictures, with what becomes what in their keys; only a performance needs them."""
        return _change_ends(self.before, self.after)

    def picture(self, now: float) -> Picture:
        """The thing's elements at a time at or after the start."""
        share = (now - self.start) / (self.stop - self.start)
        if share >= 1:
            return self.after.picture
        if self._other_kind:
            return exchange(*self.ends, share)
        return self._between(share) or mix(*self.ends, share)

    @property
    def _other_kind(self) -> bool:
        """Whether a thing of one kind gives way to one of another."""
        first, second = self.before and self.before.stated.state, self.after.stated.state
        return first is not None and second is not None and type(first) is not type(second)

    def _between(self, share: float) -> Picture | None:
        """The elements of the state between, where the kind knows one."""
        if self.before is None:
            return None
        first, second = self.before.stated, self.after.stated
        if first.state is None or second.state is None or first.frame != second.frame:
            return None
        if first.emphasis != second.emphasis:
            return None
        state = first.state.between(second.state, glide(share))
        if state is None:
            return None
        # Numbers on the way from one fact to another come from neither.
        return tuple(
            element if element.unsourced is None else replace(element, unsourced=None)
            for element in drawn(replace(second, state=state))
        )


@dataclass(frozen=True, slots=True)
class Track:
    """The changes of one thing, in order of time; they do not overlap."""

    name: str
    passages: tuple[Passage, ...]

    def picture(self, now: float) -> Picture:
        """The thing's elements at a time; nothing before it enters and after it has left."""
        at = bisect_right(self.passages, now, key=lambda passage: passage.start) - 1
        return self.passages[at].picture(now) if at >= 0 else ()

    def illustrated(self) -> Iterator[tuple[float, float]]:
        """The seconds from when to when it shows something that is made up."""
        ends = [*(passage.start for passage in self.passages[1:]), math.inf]
        for passage, end in zip(self.passages, ends, strict=True):
            if passage.after.stated.numbers.illustration:
                yield passage.start, end


def drawn(stated: Stated) -> Picture:
    """The elements of a thing from bottom to top, with its name in their keys.

    Raises NoRoomError, and KeyError with a part that is to be emphasised and does not exist.
    """
    if stated.state is None:
        return ()
    frame, label = stated.frame, stated.options.label
    elements: list[Element] = []
    if label:
        place = (frame.center[0], frame.top - LABEL_ROOM / 2 + px(6))
        style = fitted(label, Type.NAME, frame.width, LABEL_ROOM)
        elements.append(words("label above", label, style, place))
        frame = Frame(frame.left, frame.bottom, frame.right, frame.top - LABEL_ROOM)
    quoted = stated.state.quoted
    for element in stated.state.draw(frame):
        elements.append(replace(element, quoted=True) if quoted else element)
    shown = stated.emphasis.applied(tuple(elements))
    if stated.numbers.illustration:
        shown = hollow(shown, frame)
    from_bottom = sorted(shown, key=lambda element: element.depth)
    return tuple(_owned(element, stated) for element in from_bottom)


def _owned(element: Element, stated: Stated) -> Element:
    """An element with the name of its thing, and what inspection wants to know of it."""
    text = None if element.quoted else _text_of(element.form)
    unsourced = stated.numbers.unknown_in(text) if text else None
    return replace(
        element,
        key=f"{stated.name}/{element.key}",
        owner=stated.name,
        unsourced=unsourced,
        line=stated.line,
    )


def _text_of(form: Form) -> str | None:
    """What is read in a form."""
    match form:
        case Words():
            return form.text
        case Number() | Typed():
            return form.words.text
        case Link():
            return form.text
        case _:
            return None


def _with_measure(what: str, stated: Stated) -> str:
    """A message about a thing without room, with the room that it needs."""
    if _MEASURE.search(what) or stated.state is None:
        return what
    need, frame = room_needed(stated.state, stated.frame, STAGE), stated.frame
    has = f"has {frame.width / px(1):.0f} by {frame.height / px(1):.0f}"
    if need is None:
        return f"{what} It {has} px, and does not fit the whole stage either."
    return f"{what} It needs about {need[0] / px(1):.0f} by {need[1] / px(1):.0f} px and {has}."


def _change_ends(before: Shown | None, after: Shown) -> tuple[Picture, Picture]:
    """The pictures between which a thing changes."""
    name, state = after.stated.name, after.stated.state
    first = before.picture if before else ()
    if state is None:
        return first, after.picture
    earlier = before.stated.state if before else None
    ends = state.change_from(earlier, inside(name, first), inside(name, after.picture))
    return below(name, ends[0]), below(name, ends[1])


@dataclass(frozen=True, slots=True)
class Score:
    """All tracks, in the order in which the things come first."""

    tracks: tuple[Track, ...]

    def picture(self, now: float) -> Picture:
        """The elements of all things at a time, from bottom to top."""
        return tuple(element for track in self.tracks for element in track.picture(now))


def compose_score(
    board: PictureBoard, changes: Sequence[StageChange], starts: Sequence[float]
) -> tuple[Score, list[Mistake]]:
    """The score, and the mistakes of time and room; `starts` are seconds at which beats begin."""
    composer = ScoreComposer(board.beats, starts)
    for change in changes:
        composer.take(change)
    return composer.score, composer.mistakes


class ScoreComposer:
    """Composes a score from changes, which come in the order in which they happen."""

    def __init__(self, beats: Sequence[PictureBeat | BeatBoard], starts: Sequence[float]) -> None:
        self._beats, self._starts = beats, starts
        self._passages: dict[str, list[Passage]] = {}
        self.mistakes: list[Mistake] = []

    @property
    def score(self) -> Score:
        """The score of the changes so far."""
        return Score(tuple(Track(name, tuple(found)) for name, found in self._passages.items()))

    def take(self, change: StageChange) -> None:
        """Add a change to the score, or what is wrong with it to the mistakes."""
        beat = self._beats[change.beat]
        begin = self._starts[change.beat]
        base, end = begin + (change.at or 0.0), begin + beat.duration
        opening = change.beat == 0 and change.at is None
        entering = 0
        for stated in change.things:
            new = not self._shown(stated.name)
            own = self._own_moment(stated, beat.cues)
            over = stated.options.over or self._pace(stated)
            start = base if own is None else begin + own
            if own is None and new and stated.state is not None:
                # A clip that is paused at its start shows what it is about.
                start = -over if opening else start + ENTER + entering * STAGGER
                entering += 1
            self._add(stated, start, start + over, end, beat.id)

    def _add(self, stated: Stated, start: float, stop: float, end: float, beat: str) -> None:
        known = self._passages.setdefault(stated.name, [])
        try:
            after = Shown(stated, drawn(stated))
        except NoRoomError as error:
            self._mistake(stated.path, _with_measure(error.what, stated), error.remedy)
            return
        except KeyError as error:
            assert stated.state is not None
            parts = ", ".join(parts_of(tuple(stated.state.draw(stated.frame)))[:12])
            part = str(error.args[0])
            near = did_you_mean(part, parts_of(tuple(stated.state.draw(stated.frame))))
            self._mistake(stated.path, f"has no part {part!r}.", f"{near}Its parts: {parts}.")
            return
        if known and start < known[-1].stop - 1e-9:
            late = known[-1].stop - start
            self._mistake(
                stated.path,
                f"changes {late:.2f} s before its last change has ended.",
                "Let it begin later (`at`), or make one of the two shorter (`over`).",
            )
            return
        if stop > end + 1e-9:
            self._mistake(
                stated.path,
                f"is still changing {stop - end:.2f} s after the end of beat {beat!r}.",
                "Let it begin earlier (`at`), make it shorter (`over`), or lengthen the beat.",
            )
            return
        before = known[-1].after if known else None
        known.append(Passage(start, stop, before, after))

    def _shown(self, name: str) -> bool:
        known = self._passages.get(name)
        return bool(known and known[-1].after.picture)

    def _pace(self, stated: Stated) -> float:
        """Seconds that a change takes where the storyboard names none."""
        if stated.state is None:
            return MOVE * LEAVING
        known = self._passages.get(stated.name)
        return stated.state.seconds(known[-1].after.stated.state if known else None)

    def _own_moment(self, stated: Stated, cues: Mapping[str, float]) -> float | None:
        """The seconds into the beat at which a thing itself says that it changes."""
        at = stated.options.at
        if not isinstance(at, str):
            return at
        if at not in cues:
            self.mistakes.append(unknown_cue(at, cues, (*stated.path, "at")))
        return cues.get(at)

    def _mistake(self, path: KeyPath, what: str, remedy: str) -> None:
        self.mistakes.append(Mistake(path, what, remedy))
