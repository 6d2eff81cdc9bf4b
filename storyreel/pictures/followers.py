"""Numbers that follow a part of another thing: in every frame they say where that part is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from storyreel.pictures.elements import Picture
from storyreel.pictures.forms import Number
from storyreel.pictures.kinds.kind import Reading
from storyreel.pictures.passages import Passage, Shown, Track, drawn


def with_followers(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """The tracks, with every thing that follows a number of another one bound to its track."""
    known = {track.name: track for track in tracks}
    return tuple(replace(track, passages=tuple(_bound(track.passages, known))) for track in tracks)


def _bound(passages: Sequence[Passage], tracks: Mapping[str, Track]) -> Iterator[Passage]:
    """The passages of one track, those of a thing that follows bound to what it follows."""
    for passage in passages:
        before = passage.before and _shown_at(passage.before, passage.start, tracks)
        found = _followed(passage.after, tracks)
        if found is None:
            yield passage if before is passage.before else replace(passage, before=before)
            continue
        own = {each.name: getattr(passage, each.name) for each in fields(passage)}
        own |= {"before": before, "after": _shown_at(passage.after, passage.stop, tracks)}
        yield FollowingPassage(**own, track=found[0], part=found[1])


def _followed(shown: Shown, tracks: Mapping[str, Track]) -> tuple[Track, str] | None:
    """The track and the part that a thing follows; None where it follows none."""
    state = shown.stated.state
    name, _, part = (state.followed or "").partition(".") if state else ("", "", "")
    return (tracks[name], part) if name in tracks else None


def _shown_at(shown: Shown, now: float, tracks: Mapping[str, Track]) -> Shown:
    """What a thing shows at a time, with the number that it follows then."""
    found = _followed(shown, tracks)
    reading = found[0].reading(found[1], now) if found else None
    return shown if reading is None else _with(shown, reading)


def _with(shown: Shown, reading: Reading) -> Shown:
    assert shown.stated.state is not None
    stated = replace(shown.stated, state=shown.stated.state.at_reading(reading))
    # The number is that of a chart, whose scale needs no fact.
    return Shown(
        stated,
        tuple(
            each._replace(unsourced=None) if isinstance(each.form, Number) else each
            for each in drawn(stated)
        ),
    )


@dataclass(frozen=True)
class FollowingPassage(Passage):
    """The change to a thing that follows a part of another track, and the time after it."""

    track: Track
    part: str
    _rested: dict[float, Picture] = field(default_factory=dict, compare=False, repr=False)
    """The last picture at rest, by its number."""

    def picture(self, now: float) -> Picture:
        reading = self.track.reading(self.part, now)
        if reading is None:
            return super().picture(now)
        if now >= self.stop:
            return self._at_rest(reading)
        return tuple(
            element._replace(form=replace(element.form, value=reading.value))
            if isinstance(element.form, Number) and not element.key.endswith("/before")
            else element
            for element in super().picture(now)
        )

    def forget(self) -> None:
        super().forget()
        self._rested.clear()

    def _at_rest(self, reading: Reading) -> Picture:
        if reading.value not in self._rested:
            self._rested.clear()
            self._rested[reading.value] = _with(self.after, reading).picture
        return self._rested[reading.value]
