"""The score of a picture clip: for every thing, what it is from when to when, and the changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from storyreel.base.counted import counted
from storyreel.design.layout import Frame
from storyreel.pictures.board import PictureBeat, PictureBoard
from storyreel.pictures.changes import unknown_cue
from storyreel.pictures.elements import Picture
from storyreel.pictures.emphasis import part_like, parts_of
from storyreel.pictures.followers import with_followers
from storyreel.pictures.kinds.kind import MOVE, NoRoomError
from storyreel.pictures.passages import Passage, Shown, Track, drawn
from storyreel.pictures.room import without_room
from storyreel.pictures.stated import StageChange, Stated
from storyreel.pictures.tallies import with_tallies
from storyreel.pictures.transitions import DEPARTURE
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.model import BeatBoard
from storyreel.storyboard.source import Mistake

LEAVING = 0.6
"""Share of `MOVE` that it takes to leave."""

STAGGER = 0.22
"""Seconds between things that enter one after another; those of the last beat enter together."""

HOLD = 3.0
"""Seconds for which the last picture stays as it is."""

ENTER = 0.1
"""Seconds after the start of a beat at which the first thing enters."""

MOST_WAITED = 0.6
"""Share of its time that a thing waits at most for what is in its way, where it gets no other."""

VACATED = 0.6
"""Share of a move after which the thing has mostly left its place."""


@dataclass(frozen=True, slots=True)
class Score:
    """All tracks, in the order in which the things come first."""

    tracks: tuple[Track, ...]

    def picture(self, now: float) -> Picture:
        """The elements of all things at a time, from bottom to top."""
        return tuple(element for track in self.tracks for element in track.picture(now))

    def forget(self) -> None:
        """Drop what was computed for pictures; it is computed again when it is needed."""
        for track in self.tracks:
            for passage in track.passages:
                passage.forget()


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
        self._mistakes: list[list[Mistake]] = []
        """In groups that are reported as one."""
        self._cramped: dict[str, list[Mistake]] = {}
        """For each thing, the times when it does not fit its frame."""

    @property
    def mistakes(self) -> list[Mistake]:
        """What is wrong with the changes so far; of a thing without room, the first place."""
        return [_first_of(group) for group in self._mistakes]

    @property
    def score(self) -> Score:
        """The score of the changes so far."""
        last = len(self._beats) - 1
        still = self._starts[last] + self._beats[last].duration - HOLD
        tracks = [
            Track(name, tuple(self._unhurried(found, still)), still)
            for name, found in self._passages.items()
        ]
        return Score(with_followers(with_tallies(tracks)))

    def take(self, change: StageChange) -> None:
        """Add a change to the score, or what is wrong with it to the mistakes."""
        beat = self._beats[change.beat]
        begin = self._starts[change.beat]
        base, end = begin + (change.at or 0.0), begin + beat.duration
        stagger = 0.0 if change.beat == len(self._beats) - 1 else STAGGER
        opening = change.beat == 0 and change.at is None
        entering = 0
        for stated in change.things:
            new = not self._shown(stated.name)
            own = self._own_moment(stated, beat.cues)
            over = stated.options.over or self._pace(stated)
            start = base if own is None else begin + own
            if own is None and new and stated.state is not None:
                # A clip that is paused at its start shows what it is about.
                start = -over if opening else start + ENTER + entering * stagger
                entering += 1
            self._add(stated, start, start + over, end, beat.id)
        for waits in (_moves, _enters):
            # What moves first knows when it does: what enters may wait for it.
            for stated in change.things:
                self._wait(stated, waits)

    def _add(self, stated: Stated, start: float, stop: float, end: float, beat: str) -> None:
        known = self._passages.setdefault(stated.name, [])
        try:
            after = Shown(stated, drawn(stated))
        except NoRoomError as error:
            self._cramp(without_room(stated, error), stated.name)
            return
        except KeyError as error:
            assert stated.state is not None
            parts = ", ".join(parts_of(stated.picture)[:12])
            part = str(error.args[0])
            near = part_like(part, stated.picture)
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
        if before is not None and (objection := _objection(before.stated, stated)):
            self._mistake(stated.path, *objection)
            return
        known.append(Passage(start, stop, before, after))

    def _wait(self, stated: Stated, waits: Callable[[Passage], bool]) -> None:
        """Let a thing that enters or moves wait until its way is free."""
        known = self._passages.get(stated.name)
        if not known or known[-1].after.stated is not stated or not waits(known[-1]):
            return
        own = known[-1]
        others = (passages[-1] for passages in self._passages.values() if passages)
        gone = [moment for other in others if (moment := _clears_way(other, own)) is not None]
        known[-1] = replace(own, free=max(gone, default=own.start))

    def _unhurried(self, passages: Sequence[Passage], still: float) -> Iterator[Passage]:
        """The passages of a thing, each as long as it was to be although it has to wait, where the
        thing's next change, the end of the beat and the last picture leave time for that."""
        for passage, later in zip_longest(passages, passages[1:]):
            limits = [self._end_of_beat(passage.start), still]
            limits += [later.start] if later else []
            length, waited = passage.stop - passage.start, passage.free - passage.start
            if waited <= 0:
                yield passage
                continue
            stop = max(passage.stop, min(passage.stop + waited, *limits))
            free = min(passage.free, stop - (1 - MOST_WAITED) * length)
            yield replace(passage, stop=stop, free=free)

    def _end_of_beat(self, now: float) -> float:
        """When the beat ends that a moment is in."""
        beat = max(bisect_right(self._starts, now, hi=len(self._beats)) - 1, 0)
        return self._starts[beat] + self._beats[beat].duration

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
            self._mistakes.append([unknown_cue(at, cues, (*stated.path, "at"))])
        return cues.get(at)

    def _mistake(self, path: KeyPath, what: str, remedy: str) -> None:
        self._mistakes.append([Mistake(path, what, remedy)])

    def _cramp(self, mistake: Mistake, name: str) -> None:
        """Add what is wrong where a thing does not fit its frame to its earlier such mistakes."""
        if name not in self._cramped:
            self._cramped[name] = []
            self._mistakes.append(self._cramped[name])
        self._cramped[name].append(mistake)


def _enters(passage: Passage) -> bool:
    """Whether a thing comes on stage."""
    return bool(passage.after.picture) and not (passage.before and passage.before.picture)


def _moves(passage: Passage) -> bool:
    """Whether a thing on stage gets another place."""
    if not (passage.before and passage.before.picture and passage.after.picture):
        return False
    return passage.before.stated.frame != passage.after.stated.frame


def _clears_way(other: Passage, own: Passage) -> float | None:
    """When a thing has left the way of one that enters or moves; None where it never was there,
    or does not leave as that begins."""
    if other is own or not (_placed(other.before) and _placed(own.after)):
        return None
    assert other.before is not None
    leaves = other.after.stated.state is None
    if not leaves and not (_moves(other) and _enters(own)):
        return None
    moment = _gone(other) if leaves else _vacated(other)
    meet = other.before.stated.frame.overlaps(_way(own))
    return moment if meet and other.start <= own.start < moment else None


def _placed(shown: Shown | None) -> bool:
    """Whether something with a place of its own is shown."""
    return shown is not None and shown.stated.state is not None and shown.stated.state.placed


def _way(passage: Passage) -> Frame:
    """The frame in which a thing enters, or through which it moves."""
    frame = passage.after.stated.frame
    if passage.before is None or not _moves(passage):
        return frame
    return frame.around(passage.before.stated.frame)


def _gone(passage: Passage) -> float:
    """When a thing that leaves has gone."""
    return passage.start + DEPARTURE[1] * (passage.stop - passage.start)


def _vacated(passage: Passage) -> float:
    """When a thing that moves has mostly left its place."""
    begin = max(passage.start, passage.free)
    return begin + VACATED * (passage.stop - passage.start)


def _first_of(group: Sequence[Mistake]) -> Mistake:
    """The first mistake; of several, with their number."""
    first, *later = group
    if not later:
        return first
    places = counted(len(later), "later change")
    return replace(first, what=f"{first.what} It has no room in {places} either.")


def _objection(before: Stated, after: Stated) -> tuple[str, str] | None:
    """What would be false on the way between two states of a thing, and what to do."""
    if before.state is None or after.state is None:
        return None
    return after.state.objection(before.state)
