"""What the beats put on stage: the complete state of every thing at every change.

What a later picture does not say about a thing stays as it was; a thing that has left comes back
as it was, where a layout names it again. A mistake in a value that stayed is placed where that
value was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.board import OPTIONS, PictureBoard, ThingOptions, lasting_options
from storyreel.pictures.facts import Arithmetic, Fact
from storyreel.pictures.house import STAGE
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.kind import Kind, PictureSurroundings
from storyreel.pictures.known_numbers import KnownNumbers
from storyreel.pictures.layout import Layout, LayoutError, parse_layout, row_layout
from storyreel.pictures.stated import StageChange, Stated
from storyreel.pictures.steady import steadied
from storyreel.storyboard.compose import KeyPath, Value
from storyreel.storyboard.explain import misspelt_keys, mistakes_of, shown
from storyreel.storyboard.record import Model
from storyreel.storyboard.source import Mistake, YamlSource

GUTTER = px(56)
M = TypeVar("M", bound=Model)

OTHER_WORDS = {
    **dict.fromkeys(("pie", "donut", "doughnut"), "Shares are shown by `bars`, `meter` or `dots`."),
    **dict.fromkeys(("plot", "graph", "chart", "function"), "Write `curve`, or `points`."),
    **dict.fromkeys(("scatter", "scatterplot"), "Write `points`."),
    **dict.fromkeys(("histogram", "barchart", "columns"), "Write `bars`."),
    **dict.fromkeys(("equation", "math", "latex", "tex"), "Write `formula`."),
    **dict.fromkeys(("photo", "picture", "img"), "Write `image`."),
    **dict.fromkeys(("number", "counter"), "Write `figure`."),
    **dict.fromkeys(("bullets", "checklist"), "Write `list`."),
    **dict.fromkeys(("matrix", "grid"), "Write `cells`, or `table`."),
    **dict.fromkeys(("diagram", "flowchart"), "Write `flow`."),
}
"""What to write for words of other programs."""

_KIND_NAMES = ", ".join(KINDS)


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a thing: its kind, fields and options, and where each was written.

    `said` are the options that the last change states.
    """

    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    paths: Mapping[str, KeyPath] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    option_paths: Mapping[str, KeyPath] = field(default_factory=dict)
    said: frozenset[str] = frozenset()

    def with_fields(self, fields: Mapping[str, Any], home: KeyPath) -> Written:
        """The same with fields written below `home`, as the kind carries them over."""
        paths = {name: (*home, name) for name in fields}
        carried = KINDS[self.kind].carried(self.fields, fields)
        return replace(self, fields=carried, paths={**self.paths, **paths})

    def with_options(self, options: Mapping[str, Any], home: KeyPath) -> Written:
        """The same with the options of a change that is written at `home`."""
        paths = {name: (*home, name) for name in options}
        return replace(
            self,
            options=lasting_options(self.options, options),
            option_paths={**self.option_paths, **paths},
            said=frozenset(options),
        )

    @property
    def placed(self) -> bool:
        """Whether the thing needs a place in the layout."""
        return KINDS[self.kind].placed


def read_board(
    board: PictureBoard, source: YamlSource, context: PictureSurroundings
) -> tuple[tuple[StageChange, ...], list[Mistake]]:
    """Every change of the stage in order, and the mistakes that keep it from being shown."""
    reader = StageReader(board.facts, source, context)
    changes = [change for at in range(len(board.beats)) for change in reader.beat(at, board)]
    return steadied(changes), reader.mistakes


class StageReader:
    """Reads changes in the order in which they happen, and keeps what is known of each thing."""

    def __init__(
        self, facts: Mapping[str, Fact], source: YamlSource, context: PictureSurroundings
    ) -> None:
        self._facts, self._source, self._context = dict(facts), source, context
        self._things: dict[str, Written] = {}
        self._gone: dict[str, Written] = {}
        """What things were like when they left the stage."""

        self._states: dict[str, Kind | None] = {}
        """What things are, None for those that have left."""

        self._frames: dict[str, Frame] = {}
        self._faulty: set[str] = set()
        """Names whose description is wrong: further mistakes with them would follow from that."""

        self._mistakes: list[Mistake] = []

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
            if at is None:
                continue
            if at < latest:
                what = f"is {at:g} s, before the change above it, at {latest:g} s."
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

    def _moment(self, at: object, cues: Mapping[str, float], path: KeyPath) -> float | None:
        """The seconds of a change; None after saying what is wrong."""
        if at is None:
            self._mistake(path, "is missing.", "Say when: `at:` and seconds, or a cue.")
        elif isinstance(at, str):
            if at in cues:
                return cues[at]
            self._mistakes.append(unknown_cue(at, cues, path))
        elif isinstance(at, bool) or not isinstance(at, (int, float)):
            what = f"must be seconds or a cue, not {shown(_plain(at))}."
            self._mistake(path, what, "Write seconds, as in `at: 2.5`, or a cue.")
        elif at < 0:
            self._mistake(
                path, f"is {at:g} s.", "Write seconds from the start of the beat, from 0."
            )
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
        within = home if at is not None else (*home, "picture")
        before = dict(self._frames)
        self._bring_back(name for name, thing in raw.items() if not _names_a_kind(thing))
        told = {name for name, thing in raw.items() if self._merge(name, thing, (*within, name))}
        self._arrange(layout, raw, home, fresh=at is None)
        things = []
        for name in dict.fromkeys((*self._frames, *before)):
            path: KeyPath = (*within, name)
            if name not in self._frames:
                things.append(Stated(name, None, ThingOptions(), before[name], path))
            elif name in told or before.get(name) != self._frames[name]:
                if name not in told:
                    self._things[name] = self._things[name].with_options({}, path)
                stated = self._stated(name, path)
                if stated is not None:
                    things.append(stated)
        things = self._following(things)
        for name in set(before) - set(self._frames):
            if name in self._things:
                self._gone[name] = self._things.pop(name)
        return StageChange(beat, at, tuple(things), home)

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

    def _bring_back(self, names: Iterable[str]) -> None:
        """Let things that have left the stage be known again, as they were then."""
        for name in names:
            if name in self._gone and name not in self._things:
                self._things[name] = self._gone[name]

    def _merge(self, name: str, thing: Any, path: KeyPath) -> bool:
        """Merge what the picture says into what is known; False after saying what is wrong."""
        kind = self._kind(name, thing, path)
        if kind is None:
            self._faulty.add(name)
            return False
        known = self._things.get(name)
        if known is None or known.kind != kind:
            known = Written(kind)
        if kind in thing:
            known = known.with_fields(thing[kind], (*path, kind))
        options = {key: value for key, value in thing.items() if key in OPTIONS}
        self._things[name] = known.with_options(options, path)
        return True

    def _kind(self, name: str, thing: Any, path: KeyPath) -> str | None:
        """The kind that a thing is said to be, or else was; None after saying what is wrong."""
        if not isinstance(thing, Mapping):
            what = f"must be a mapping, not {shown(_plain(thing))}."
            near = did_you_mean(name, ["layout", "at"]).rstrip()
            self._mistake(path, what, near or "Write a kind, as in {figure: {value: 3}}.")
            return None
        known = self._things.get(name)
        unknown = [key for key in thing if key not in KINDS and key not in OPTIONS]
        kinds = [key for key in thing if key in KINDS] or ([known.kind] if known else [])
        if unknown:
            near = did_you_mean(unknown[0], [*KINDS, *OPTIONS]).rstrip()
            choice = (
                OTHER_WORDS.get(str(unknown[0]).lower())
                or near
                or f"The kinds are {_KIND_NAMES}; every kind takes {', '.join(OPTIONS)}."
            )
            what = f"{unknown[0]!r} is neither a kind nor an option."
            self._mistake((*path, unknown[0]), what, choice, at_key=True)
        elif len(kinds) > 1:
            what = f"is of {len(kinds)} kinds: {' and '.join(kinds)}."
            self._mistake(path, what, "Write one kind for each name.")
        elif not kinds:
            self._mistake(path, "has no kind.", f"Write one of {_KIND_NAMES}.")
        elif not isinstance(thing.get(kinds[0], {}), Mapping):
            example = f"Write fields, as in `{kinds[0]}: {KINDS[kinds[0]].example}`."
            what = f"must be a mapping, not {shown(_plain(thing[kinds[0]]))}."
            self._mistake((*path, kinds[0]), what, example)
        else:
            return str(kinds[0])
        return None

    def _arrange(self, text: str | None, raw: dict[str, Any], home: KeyPath, fresh: bool) -> None:
        """Give every thing that is on stage from now on its frame."""
        layout = self._layout(text, raw, home, fresh)
        if layout is None:
            return
        frames = layout.frames(STAGE, GUTTER)
        self._bring_back(layout.areas)
        for name in layout.areas:
            if name not in self._things and name not in self._faulty:
                near = did_you_mean(name, list(self._things))
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
        new = [name for name in known if name not in self._frames and name not in self._faulty]
        if new:
            self._mistake(
                home, f"brings {new[0]!r} and has no layout.", "Draw `layout:` with all names."
            )
        return None

    def _stated(self, name: str, path: KeyPath) -> Stated | None:
        """The complete state of a thing; None after saying what is wrong with it."""
        thing = self._things[name]
        context = self._facts_known()
        options = self._valid(ThingOptions, thing.options, thing.option_paths, path, context)
        home = (*path, thing.kind)
        state = self._valid(KINDS[thing.kind], thing.fields, thing.paths, home, context)
        if options is None or state is None:
            return None
        ledger = context.arithmetic.ledger
        numbers = KnownNumbers.of(thing.fields, ledger, self._facts).also(state.scale_numbers)
        line = self._source.locate(path).line
        frame, written = self._frames[name], thing.paths
        return Stated(name, state, options, frame, path, written, numbers, line, thing.said)

    def _valid(
        self,
        model: type[M],
        fields: Mapping[str, Any],
        written: Mapping[str, KeyPath],
        home: KeyPath,
        context: PictureSurroundings,
    ) -> M | None:
        """A model of some fields; None after saying what is wrong, where each was written."""
        try:
            return model.model_validate(dict(fields), context=context)
        except ValidationError as error:
            view = self._view(fields)
            misspelt = misspelt_keys(error, view)
            for mistake in mistakes_of(error, view):
                if mistake.path in misspelt:
                    continue
                first, *rest = mistake.path or ("",)
                place = written.get(str(first), (*home, *mistake.path[:1]))
                self._mistakes.append(replace(mistake, path=(*place, *rest)))
            return None

    def _facts_known(self) -> PictureSurroundings:
        """The surroundings with the facts, and a ledger of its own."""
        values = {name: fact.value for name, fact in self._facts.items()}
        return replace(self._context, arithmetic=Arithmetic(values))

    def _view(self, fields: Mapping[str, Any]) -> YamlSource:
        """Merged fields as a source of their own, for messages about them."""
        here = self._source.places[()]
        places = {path: here for path in _paths(fields)}
        return replace(self._source, value=dict(fields), places=places)

    def _mistake(self, path: KeyPath, what: str, remedy: str, at_key: bool = False) -> None:
        self._mistakes.append(Mistake(path, what, remedy, at_key))


def _needs_place(thing: object) -> bool:
    """Whether what a picture says of a thing names a kind that needs a rectangle."""
    return isinstance(thing, Mapping) and all(KINDS[key].placed for key in thing if key in KINDS)


def _names_a_kind(thing: object) -> bool:
    """Whether what a picture says of a thing describes it from its beginning."""
    return isinstance(thing, Mapping) and any(key in KINDS for key in thing)


def unknown_cue(at: str, cues: Mapping[str, float], path: KeyPath) -> Mistake:
    """The mistake of a moment that its beat has no cue for."""
    names = ", ".join(cues)
    have = f"The beat's cues: {names}." if names else "The beat has no cues: write seconds."
    return Mistake(path, f"unknown cue {at!r}.", f"{did_you_mean(at, list(cues))}{have}")


def _plain(value: object) -> Value:
    """A value as messages show it."""
    return value if isinstance(value, (str, int, float, dict)) or value is None else ()


def _paths(value: object, home: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths of a value and of everything in it."""
    yield home
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _paths(part, (*home, key))
    elif isinstance(value, (tuple, list)):
        for at, part in enumerate(value):
            yield from _paths(part, (*home, at))
