"""What the beats put on stage: the complete state of every thing at every change.

What a later picture does not say about a thing stays as it was; a thing that has left comes back
as it was, where a layout names it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from storyreel.base.counted import shortly
from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.board import LAYOUT_REMEDY, OPTIONS, PictureBoard, ThingOptions
from storyreel.pictures.facts import Fact
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.known_things import KnownThings, names_a_kind, plain_value
from storyreel.pictures.layout import Layout, LayoutError, parse_layout, row_layout
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.stated import StageChange, Stated
from storyreel.pictures.steady import steadied
from storyreel.pictures.thing_states import StateReader
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.explain import number_in, shown
from storyreel.storyboard.source import Mistake, YamlSource
from storyreel.storyboard.values import MAX_SECONDS

GUTTER = px(56)
"""Between the cells of a layout."""


def read_board(
    board: PictureBoard, source: YamlSource, context: PictureSurroundings
) -> tuple[tuple[StageChange, ...], list[Mistake]]:
    """Every change of the stage in order, and the mistakes that keep it from being shown."""
    reader = ChangeReader(board.facts, source, context)
    changes = [change for at in range(len(board.beats)) for change in reader.beat(at, board)]
    return steadied(changes), reader.mistakes


class ChangeReader:
    """Reads changes in the order in which they happen, and keeps what is known of each thing."""

    def __init__(
        self, facts: Mapping[str, Fact], source: YamlSource, context: PictureSurroundings
    ) -> None:
        self._mistakes: list[Mistake] = []
        self._reader = StateReader(dict(facts), source, context, self._mistakes)
        self._things = KnownThings(self._mistakes)
        self._frames: dict[str, Frame] = {}
        self._states: dict[str, Kind | None] = {}
        """What things are, None for those that have left."""

    @property
    def mistakes(self) -> list[Mistake]:
        """What is wrong with the changes so far, each once."""
        return list(dict.fromkeys(self._mistakes))

    def beat(self, index: int, board: PictureBoard) -> Iterator[StageChange]:
        """The changes that a beat of the storyboard states."""
        beat, home = board.beats[index], ("beats", index)
        if beat.picture or beat.layout:
            yield self._change(index, None, dict(beat.picture), beat.layout, home)
        latest = 0.0
        for number, later in enumerate(beat.then):
            path: KeyPath = (*home, "then", number)
            raw = dict(later)
            layout = raw.pop("layout", None)
            at = self._moment(raw.pop("at", None), beat.cues, (*path, "at"))
            if at is None or not self._is_text(layout, (*path, "layout")):
                continue
            if isinstance(inner := raw.get("picture"), Mapping) and _has_things(inner):
                remedy = "Write its things beside `at`: `{at: …, name: {…}}`."
                self._mistake((*path, "picture"), "a change has no `picture`.", remedy)
                continue
            if at < latest:
                what = f"is {shortly(at)} s, before the change above it, at {shortly(latest)} s."
                self._mistake((*path, "at"), what, "Write the changes in order of time.")
            latest = max(at, latest)
            yield self._change(index, at, raw, layout, path)

    def change(
        self, beat: int, at: float, raw: Mapping[str, Any], layout: str | None
    ) -> StageChange:
        """The change of a picture that a scene shows at a moment of a beat.

        Without a layout, things that are the first on stage are side by side.
        """
        if layout is None and not self._frames:
            layout = " ".join(name for name, thing in raw.items() if _needs_place(thing)) or None
        return self._change(beat, at, dict(raw), layout, ("beats", beat))

    def _is_text(self, layout: object, path: KeyPath) -> bool:
        """Whether a layout is text or missing; False after saying what is wrong."""
        if layout is None or isinstance(layout, str):
            return True
        self._mistake(path, f"must be text, not {shown(plain_value(layout))}.", LAYOUT_REMEDY)
        return False

    def _moment(self, at: object, cues: Mapping[str, float], path: KeyPath) -> float | None:
        """The seconds of a change; None after saying what is wrong."""
        if at is None:
            self._mistake(path, "is missing.", "Say when: `at:` and seconds, or a cue.")
        elif isinstance(at, str):
            if at in cues:
                return cues[at]
            self._mistakes.append(unknown_cue(at, cues, path))
        elif isinstance(at, bool) or not isinstance(at, (int, float)):
            what = f"must be seconds or a cue, not {shown(plain_value(at))}."
            self._mistake(path, what, "Write seconds, as in `at: 2.5`, or a cue.")
        elif not 0 <= at <= MAX_SECONDS:
            what = f"is {shortly(at)} s."
            self._mistake(path, what, "Write seconds from the start of the beat to its end.")
        else:
            return float(at)
        return None

    def _change(
        self,
        beat: int,
        at: float | None,
        raw: dict[str, Any],
        layout: str | None,
        home: KeyPath,
    ) -> StageChange:
        """What a picture, written at `home`, changes on stage."""
        within = home if at is not None else (*home, "picture")
        before = dict(self._frames)
        self._things.bring_back(name for name, thing in raw.items() if not names_a_kind(thing))
        told = {
            name
            for name, thing in raw.items()
            if self._things.describe(name, thing, (*within, name))
        }
        self._arrange(layout, raw, home, fresh=at is None)
        things = self._following([*self._changed(told, before, within)])
        self._things.leave(set(before) - set(self._frames))
        return StageChange(beat, at, tuple(things), home)

    def _changed(
        self, told: Collection[str], before: Mapping[str, Frame], within: KeyPath
    ) -> Iterator[Stated]:
        """The things that are described, that have another frame than before, or that leave."""
        for name in dict.fromkeys((*self._frames, *before)):
            path: KeyPath = (*within, name)
            frame = self._frames.get(name)
            if frame is None:
                yield Stated(name, None, ThingOptions(), before[name], path)
            elif name in told or before.get(name) != frame:
                if name not in told:
                    self._things.stay(name, path)
                stated = self._reader.stated(name, self._things[name], frame, path)
                if stated is not None:
                    yield stated

    def _following(self, things: Sequence[Stated]) -> list[Stated]:
        """The things of a change, those that follow a number of another thing with that number."""
        self._states |= {stated.name: stated.state for stated in things}
        return [self._tied(stated) for stated in things]

    def _tied(self, stated: Stated) -> Stated:
        """A thing with the number that it follows; as it is after saying what is wrong."""
        address = stated.state.followed if stated.state else None
        if stated.state is None or address is None:
            return stated
        name, _, part = address.partition(".")
        state = self._states.get(name)
        if state is None:
            return stated
        reading = state.readings.get(part)
        if reading is None:
            self._mistake(
                stated.written.get("of", stated.path),
                f"{address!r} is not a number that can be followed.",
                "Write the point of a curve on stage, as in `of: chart.point` or "
                "`of: chart.point.x`.",
            )
            return stated
        return replace(stated, state=stated.state.at_reading(reading))

    def _arrange(self, text: str | None, raw: dict[str, Any], home: KeyPath, fresh: bool) -> None:
        """Give every thing that is on stage from now on its frame."""
        layout = self._layout(text, raw, home, fresh)
        if layout is None:
            return
        frames = layout.frames(STAGE, GUTTER)
        self._things.bring_back(layout.areas)
        for name in layout.areas:
            if name not in self._things and name not in self._things.faulty:
                near = did_you_mean(name, list(self._things.names))
                self._mistake(
                    (*home, "layout"),
                    f"names {name!r}, which no picture has.",
                    f"{near}Describe it under `picture:`.",
                )
        for name in raw:
            if name not in layout.areas and name in self._things and self._things[name].placed:
                self._mistake(
                    (*home, "layout"), f"leaves out {name!r}.", "Give it a place in the layout."
                )
        staying = raw if fresh else {**self._frames, **raw}
        links = [name for name in staying if name in self._things and not self._things[name].placed]
        self._frames = {name: frame for name, frame in frames.items() if name in self._things}
        self._frames |= dict.fromkeys(links, STAGE)

    def _layout(
        self, text: str | None, raw: dict[str, Any], home: KeyPath, fresh: bool
    ) -> Layout | None:
        """The layout from now on; None where all things keep their frames.

        Without a text, the first things are side by side, and later ones stay where they are. With
        a layout that is wrong, after saying so, new things take the whole stage.
        """
        known = {name: self._things[name] for name in raw if name in self._things}
        if text is not None:
            try:
                return parse_layout(text)
            except LayoutError as error:
                self._mistake((*home, "layout"), error.what, error.remedy)
                self._frames = dict.fromkeys(known, STAGE) | self._frames
                return None
        if fresh and not self._frames:
            return row_layout(tuple(name for name, thing in known.items() if thing.placed))
        self._frames |= {name: STAGE for name, thing in known.items() if not thing.placed}
        new = [
            name for name in known if name not in self._frames and name not in self._things.faulty
        ]
        if new and self._things.has_left(new[0]):
            remedy = "Give it a place with `layout:`, or delete this."
            self._mistake(home, f"names {new[0]!r}, which has left the stage.", remedy)
        elif new:
            self._mistake(
                home, f"brings {new[0]!r} and has no layout.", "Draw `layout:` with all names."
            )
        return None

    def _mistake(self, path: KeyPath, what: str, remedy: str) -> None:
        self._mistakes.append(Mistake(path, what, remedy))


def _has_things(picture: Mapping[str, Any]) -> bool:
    """Whether a mapping holds things by name, rather than a kind and options."""
    return not any(key in KINDS or key in OPTIONS for key in picture) and any(
        isinstance(thing, Mapping) for thing in picture.values()
    )


def _needs_place(thing: object) -> bool:
    """Whether what a picture says of a thing names a kind that needs a rectangle."""
    return isinstance(thing, Mapping) and all(KINDS[key].placed for key in thing if key in KINDS)


def unknown_cue(at: str, cues: Mapping[str, float], path: KeyPath) -> Mistake:
    """The mistake of a moment that its beat has no cue for."""
    number = number_in(at)
    if number is not None:
        what = f"must be seconds or a cue, not {shown(at)}."
        return Mistake(path, what, f"Write `{number}`: digits and a decimal point alone.")
    names = ", ".join(cues)
    have = f"The beat's cues: {names}." if names else "The beat has no cues: write seconds."
    return Mistake(path, f"unknown cue {at!r}.", f"{did_you_mean(at, list(cues))}{have}")
