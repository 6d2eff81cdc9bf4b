"""A clip as drawn, for the rules: its runs, what stands still in them, and how large it is.

What is seen is judged where it can be seen: opaque, and standing still for a moment. A word that
is on its way in or out, or turns over, may be small or outside meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import FRAME_HEIGHT, FRAME_WIDTH, Box, Drawing, Item, PathItem, Tag
from storyreel.inspection.text_samples import Look, SampleRenderer, text_samples
from storyreel.inspection.visible_items import OPAQUE, OpaqueTexts, Place, opacity, shape_box
from storyreel.storyboard.timeline import Timeline

STANDING_S = Fraction(1, 5)
"""What stands still for less is still on its way: an eye fixes a place for about as long."""

SAMPLES_PER_SECOND = 5
"""How often the clip is painted to be looked at: what stands for a moment is met."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal drawings in a row."""

    drawing: Drawing
    frames: FrameRange


@dataclass(frozen=True, slots=True)
class Stand:
    """A text that stands still and opaque at one place for a while; its colour may change."""

    place: Place
    item: PathItem
    tag: Tag
    text: str
    frames: FrameRange

    @property
    def box(self) -> Box:
        """What is inked of it."""
        return shape_box(self.item) or Box(0, 0, 0, 0)


@dataclass(frozen=True)
class DrawingCase:
    """A clip as drawn: one drawing a frame, and what the storyboard wants of it.

    `placement` is the width of the video on its slide, as a share of the slide's. `aspect` is the
    frame's width over its height; it is that of the stage, as no finding may depend on a size.
    `published` are the storyboard's texts that leave the house without being drawn, by name.
    """

    timeline: Timeline
    drawings: Sequence[Drawing]
    title: str
    placement: float
    aspect: float = FRAME_WIDTH / FRAME_HEIGHT
    published: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The clip as runs of equal drawings: what stands still is looked at once."""
        runs, start = [], 0
        for drawing, group in groupby(self.drawings):
            stop = start + sum(1 for _ in group)
            runs.append(Run(drawing, FrameRange(start, stop)))
            start = stop
        return tuple(runs)

    @cached_property
    def texts(self) -> OpaqueTexts:
        """What is known of the items that show words."""
        return OpaqueTexts()

    @cached_property
    def moment(self) -> int:
        """Frames that something must stand still for to be looked at."""
        return self.timeline.fps.first_frame_at_or_after(STANDING_S)

    @cached_property
    def standing(self) -> tuple[tuple[int, Item, Tag], ...]:
        """Every tagged item that stands still and opaque, once, and the frame since when."""
        found: dict[bytes, tuple[int, Item, Tag]] = {}
        since: dict[bytes, int] = {}
        for run in self.runs:
            keys = {item.key: item for item in run.drawing.items}
            since = {key: since.get(key, run.frames.start) for key in keys}
            for key, item in keys.items():
                still = run.frames.stop - since[key] >= self.moment
                if still and item.tag and key not in found and opacity(item) >= OPAQUE:
                    found[key] = (since[key], item, item.tag)
        return tuple(found.values())

    @cached_property
    def stands(self) -> tuple[Stand, ...]:
        """Every time that a text stands still and opaque for a moment or longer, in order."""
        running: dict[Place, tuple[int, PathItem, Tag]] = {}
        found: list[Stand] = []

        def end(gone: Iterator[Place], stop: int) -> None:
            for place in gone:
                start, item, tag = running.pop(place)
                if stop - start >= self.moment:
                    found.append(Stand(place, item, tag, place[2], FrameRange(start, stop)))

        for run in self.runs:
            here = {place: (item, tag) for place, item, tag in self.texts.of(run.drawing)}
            end(iter([place for place in running if place not in here]), run.frames.start)
            for place, (item, tag) in here.items():
                running.setdefault(place, (run.frames.start, item, tag))
        end(iter(list(running)), len(self.drawings))
        return tuple(sorted(found, key=lambda stand: stand.frames))

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """The clip, looked at some times a second."""
        step = max(1, self.timeline.fps.rate // SAMPLES_PER_SECOND)
        return text_samples(self.drawings, self.texts, step)

    @cached_property
    def sketchbook(self) -> SampleRenderer:
        """Where small pictures of a few items are painted."""
        return SampleRenderer(self.aspect)

    @cached_property
    def covered(self) -> Mapping[Place, frozenset[int]]:
        """The frames in which something lies over a text, by the text's place."""
        found: defaultdict[Place, set[int]] = defaultdict(set)
        for look in self.looks:
            for sight in look.sights:
                if not self.sketchbook.uncovered(sight, look.drawing.background):
                    found[sight.place].update(range(look.frame, look.frame + look.frames))
        return {place: frozenset(frames) for place, frames in found.items()}

    def readable(self, stand: Stand) -> frozenset[int]:
        """The frames in which a standing text can really be read: still, opaque and uncovered."""
        return frozenset(stand.frames) - self.covered.get(stand.place, frozenset())

    def seconds(self, frames: int) -> float:
        """A number of frames as seconds, to the millisecond."""
        return round(frames / self.timeline.fps.rate, 3)
