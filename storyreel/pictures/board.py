"""The storyboard of a picture clip, and what its beats put on stage.

`PictureBoard` is what the file may contain. `read_board` works out the complete state of every
thing at every change: what a later picture does not say about a thing stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, cast

from pydantic import Field, ValidationError, create_model

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.emphasis import Emphasis
from storyreel.pictures.facts import Arithmetic, Fact
from storyreel.pictures.house import STAGE
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.kind import Kind, PictureSurroundings, Text
from storyreel.pictures.layout import Layout, LayoutError, parse_layout, row_layout
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.explain import mistakes_of
from storyreel.storyboard.model import (
    CLIP,
    LANGUAGE,
    BeatBoard,
    Caption,
    Model,
    Moment,
    Name,
    Prose,
    SansText,
    SceneData,
    Seconds,
    Share,
    Storyboard,
    Wisdom,
)
from storyreel.storyboard.source import Mistake, YamlSource

GUTTER = px(56)


class ThingOptions(Model):
    """When and how a thing changes, for every kind."""

    at: Annotated[
        Moment | Name | None,
        Field(description="Seconds into the beat, or a cue; without it, in reading order."),
    ] = None
    over: Annotated[Seconds | None, Field(le=6, description="Seconds that the change takes.")] = (
        None
    )
    label: Annotated[Text | None, Field(max_length=32, description="Words above it.")] = None
    mark: tuple[Text, ...] = Field(default=(), description="Parts in gold: look here.")
    dim: bool | tuple[Text, ...] = Field(default=False, description="Step back: all, or parts.")
    focus: tuple[Text, ...] = Field(default=(), description="All other parts step back.")

    @property
    def emphasis(self) -> Emphasis:
        """What is marked and dimmed."""
        parts = self.dim if isinstance(self.dim, tuple) else ()
        return Emphasis(self.mark, parts, self.focus, self.dim is True)


_LIST = ", ".join(KINDS)

OPTIONS = tuple(ThingOptions.model_fields)


class PictureBeat(Model):
    """One beat: a picture, and a sentence about it."""

    id: Annotated[Name, Field(description="The beat's name; also the caption's id.")]
    step: Annotated[
        SansText | None, Field(max_length=24, description="The step in the line above.")
    ] = None
    duration: Annotated[Seconds, Field(description="Seconds; all beats sum to 28 to 32.")]
    caption: Annotated[
        Caption | None,
        Field(description="One sentence of at most 12 words; the last beat has none."),
    ] = None
    layout: Annotated[
        str | None,
        Field(max_length=2000, description="Names in rows: each covers the rectangle it fills."),
    ] = None
    cues: dict[Name, Moment] = Field(default={}, description="Named moments of the beat.")
    picture: dict[Name, dict[str, Any]] = Field(default={}, description="Things by name.")
    then: Annotated[
        tuple[dict[str, Any], ...], Field(max_length=12, description="Further changes, in order.")
    ] = ()
    notes: Annotated[Prose | None, Field(description="What the speaker may say.")] = None


class PictureBoard(Model):
    """A clip in YAML alone."""

    clip: Annotated[str, Field(pattern=CLIP, max_length=40, description="The clip's id.")]
    title: Annotated[SansText, Field(max_length=40, description="What the clip is about.")]
    language: Annotated[str, Field(pattern=LANGUAGE)] = "en"
    alt: Annotated[Prose, Field(max_length=400, description="The clip for who cannot see it.")]
    placement: Annotated[
        Literal["full-slide"] | Share, Field(description="Its width on a slide.")
    ] = "full-slide"
    facts: dict[Name, Fact] = Field(default={}, description="Numbers with their sources.")
    beats: Annotated[tuple[PictureBeat, ...], Field(min_length=2, max_length=20)]
    wisdom: Annotated[Caption, Field(description="One sentence that stays in the last beat.")]
    insight: Prose | None = None
    mistake: Prose | None = None
    sources: tuple[Prose, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of the step line, in the order in which they come."""
        return tuple(dict.fromkeys(beat.step for beat in self.beats if beat.step))

    def storyboard(self) -> Storyboard[SceneData]:
        """The words and times as those of every other clip, for what only needs them."""
        beats = [
            BeatBoard(
                id=beat.id,
                duration=beat.duration,
                caption=beat.caption,
                step=beat.step,
                cues=beat.cues,
                notes=beat.notes,
            )
            for beat in self.beats
        ]
        facts = [f"{name}: {fact.source}" for name, fact in self.facts.items() if fact.source]
        return Storyboard[SceneData](
            clip=self.clip,
            title=self.title,
            language=self.language,
            alt=self.alt,
            placement=self.placement,
            rail=self.steps,
            beats=tuple(beats),
            wisdom=Wisdom(label="Wisdom", text=self.wisdom),
            insight=self.insight,
            mistake=self.mistake,
            sources=(*self.sources, *dict.fromkeys(facts)),
            data=SceneData(),
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """What one thing is from a change on: its state in its frame, and the options of the change.

    `state` is None where the thing leaves. `path` is where the storyboard says so.
    """

    name: str
    state: Kind | None
    options: ThingOptions
    frame: Frame
    path: KeyPath


@dataclass(frozen=True, slots=True)
class StageChange:
    """What changes at one moment: `at` is in seconds from the beat's start, None at its start."""

    beat: int
    at: float | str | None
    things: tuple[Stated, ...]
    path: KeyPath


def read_board(
    board: PictureBoard, source: YamlSource, context: PictureSurroundings
) -> tuple[tuple[StageChange, ...], list[Mistake]]:
    """Every change of the stage in order, and the mistakes that keep it from being shown."""
    reader = _Reader(board, source, context)
    return tuple(reader.changes()), reader.mistakes


class _Reader:
    """Goes through the beats and keeps what is known of each thing."""

    def __init__(
        self, board: PictureBoard, source: YamlSource, context: PictureSurroundings
    ) -> None:
        self._board, self._source = board, source
        values = {name: fact.value for name, fact in board.facts.items()}
        self._context = replace(context, arithmetic=Arithmetic(values))
        self._raw: dict[str, dict[str, Any]] = {}
        self._kinds: dict[str, str] = {}
        self._frames: dict[str, Frame] = {}
        self.mistakes: list[Mistake] = []

    def changes(self) -> Iterator[StageChange]:
        for index, beat in enumerate(self._board.beats):
            home: KeyPath = ("beats", index)
            if beat.picture or beat.layout:
                yield self._change(index, None, dict(beat.picture), beat.layout, home)
            for number, later in enumerate(beat.then):
                path: KeyPath = (*home, "then", number)
                raw = dict(later)
                at, layout = raw.pop("at", None), raw.pop("layout", None)
                if not isinstance(at, (int, float, str)) or isinstance(at, bool):
                    self._mistake(
                        (*path, "at"), "is missing.", "Say when: `at:` and seconds, or a cue."
                    )
                    continue
                yield self._change(index, at, raw, layout, path)

    def _change(
        self,
        beat: int,
        at: float | str | None,
        raw: dict[str, Any],
        layout: str | None,
        home: KeyPath,
    ) -> StageChange:
        within = home if at is not None else (*home, "picture")
        before = dict(self._frames)
        told: dict[str, ThingOptions] = {}
        for name, thing in raw.items():
            options = self._merge(name, thing, (*within, name))
            if options is not None:
                told[name] = options
        self._arrange(layout, raw, home, fresh=at is None)
        things = []
        for name in dict.fromkeys((*self._frames, *before)):
            path: KeyPath = (*within, name)
            options = told.get(name, ThingOptions())
            if name not in self._frames:
                things.append(Stated(name, None, options, before[name], path))
            elif name in told or before.get(name) != self._frames[name]:
                state = self._state(name, path)
                if state is not None:
                    things.append(Stated(name, state, options, self._frames[name], path))
        for name in set(before) - set(self._frames):
            self._raw.pop(name, None)
            self._kinds.pop(name, None)
        return StageChange(beat, at, tuple(things), home)

    def _merge(self, name: str, thing: Any, path: KeyPath) -> ThingOptions | None:
        """Merge what the picture says into what is known; returns the options of this change.

        None where something is wrong with it, after saying so.
        """
        kind = self._kind(name, thing, path)
        if kind is None:
            return None
        if kind in thing:
            known = self._raw.get(name, {}) if self._kinds.get(name) == kind else {}
            self._raw[name] = KINDS[kind].carried(known, thing[kind])
            self._kinds[name] = kind
        options = {key: value for key, value in thing.items() if key in OPTIONS}
        try:
            return ThingOptions.model_validate(options, context=self._context)
        except ValidationError as error:
            self.mistakes += [_below(mistake, path) for mistake in mistakes_of(error, self._source)]
            return None

    def _kind(self, name: str, thing: Any, path: KeyPath) -> str | None:
        """The kind that a thing is said to be, or else was; None after saying what is wrong."""
        if not isinstance(thing, Mapping):
            self._mistake(path, "must be a mapping.", "Write a kind, as in {figure: {value: 3}}.")
            return None
        unknown = [key for key in thing if key not in KINDS and key not in OPTIONS]
        kinds = [key for key in thing if key in KINDS] or [self._kinds.get(name, "")]
        if unknown:
            near = did_you_mean(unknown[0], [*KINDS, *OPTIONS])
            what, remedy = f"unknown kind {unknown[0]!r}.", f"{near}The kinds are {_LIST}."
            self._mistake((*path, unknown[0]), what, remedy, at_key=True)
        elif len(kinds) > 1:
            self._mistake(path, f"has {len(kinds)} kinds.", "Write one kind for each name.")
        elif not kinds[0]:
            self._mistake(path, "has no kind.", f"Write one of {_LIST}.")
        elif not isinstance(thing.get(kinds[0], {}), Mapping):
            example = f"As in {kinds[0]}: {KINDS[kinds[0]].example}"
            self._mistake((*path, kinds[0]), "must be a mapping.", example)
        else:
            return str(kinds[0])
        return None

    def _arrange(self, text: str | None, raw: dict[str, Any], home: KeyPath, fresh: bool) -> None:
        """Give every thing that is on stage from now on its frame."""
        layout = self._layout(text, raw, home, fresh)
        if layout is None:
            return
        frames = layout.frames(STAGE, GUTTER)
        for name in layout.areas:
            if name not in self._kinds:
                near = did_you_mean(name, list(self._kinds))
                self._mistake(
                    (*home, "layout"),
                    f"names {name!r}, which no picture has.",
                    f"{near}Describe it under `picture:`.",
                )
        for name in raw:
            if name not in layout.areas and name in self._kinds and self._placed(name):
                self._mistake(
                    (*home, "layout"), f"leaves out {name!r}.", "Give it a place in the layout."
                )
        staying = raw if fresh else {**self._frames, **raw}
        links = [name for name in staying if name in self._kinds and not self._placed(name)]
        self._frames = {name: frame for name, frame in frames.items() if name in self._kinds}
        self._frames |= dict.fromkeys(links, STAGE)

    def _layout(
        self, text: str | None, raw: dict[str, Any], home: KeyPath, fresh: bool
    ) -> Layout | None:
        if text is not None:
            try:
                return parse_layout(text)
            except LayoutError as error:
                self._mistake((*home, "layout"), error.what, error.remedy)
                return None
        if fresh:
            return row_layout(
                tuple(name for name in raw if name in self._kinds and self._placed(name))
            )
        known = [name for name in raw if name in self._kinds]
        self._frames |= {name: STAGE for name in known if not self._placed(name)}
        new = [name for name in known if name not in self._frames]
        if new:
            self._mistake(
                home, f"brings {new[0]!r} and has no layout.", "Draw `layout:` with all names."
            )
        return None

    def _placed(self, name: str) -> bool:
        """Whether a thing needs a place in the layout."""
        return KINDS[self._kinds[name]].placed

    def _state(self, name: str, path: KeyPath) -> Kind | None:
        kind = self._kinds[name]
        try:
            return KINDS[kind].model_validate(self._raw[name], context=self._context)
        except ValidationError as error:
            found = mistakes_of(error, self._source)
            self.mistakes += [_below(mistake, (*path, kind)) for mistake in found]
            return None

    def _mistake(self, path: KeyPath, what: str, remedy: str, at_key: bool = False) -> None:
        self.mistakes.append(Mistake(path, what, remedy, at_key))


def _below(mistake: Mistake, home: KeyPath) -> Mistake:
    return Mistake((*home, *mistake.path), mistake.what, mistake.remedy, mistake.at_key)


def thing_schema_model() -> type[Model]:
    """A model of one thing with every kind as an optional key, for the JSON Schema."""
    fields = {name: (kind | None, None) for name, kind in KINDS.items()}
    return cast(type[Model], create_model("Thing", __base__=ThingOptions, **cast(Any, fields)))
