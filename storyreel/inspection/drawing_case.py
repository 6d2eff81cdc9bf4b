"""A clip's drawings as the rules examine them: what is static in them, and which texts show.

Only what is opaque and static for a moment is judged. A word that fades, moves or turns over may
be small or outside the frame meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing, Item, PathItem, Tag
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH, QUANTA_PER_UNIT, Box
from storyreel.inspection.sample_renderer import SampleRenderer
from storyreel.inspection.text_samples import CoverTest, TextSample, text_samples
from storyreel.inspection.visible_items import OPAQUE, OpaqueTexts, ShownText, TextKey, opacity
from storyreel.storyboard.timeline import Timeline

MIN_STATIC_S = Fraction(1, 5)
"""What is static for less is still in motion: about as long as the eye takes to fix a point."""

SAMPLES_PER_SECOND = 5
"""So that everything that is static for `MIN_STATIC_S` is sampled."""

TRANSITION_S = Fraction(3, 5)
"""Longer than any fade, entry, exit or change of colour among the shared animations: what lasts
longer is not a part of one."""

UNTAGGED = Tag("graphic")
"""The tag of items that have none, such as Manim's own shapes: they are judged as graphics."""


class StaticRun(NamedTuple):
    """Equal drawings in a row."""

    drawing: Drawing
    frames: FrameRange


class StaticItem(NamedTuple):
    """An item that is opaque and static, its first frame, and its tag or UNTAGGED."""

    frame: int
    item: Item
    tag: Tag


@dataclass(frozen=True, slots=True)
class StaticText:
    """A text that is opaque and static in one place for a while; its colour may change."""

    text: ShownText
    frames: FrameRange

    @property
    def key(self) -> TextKey:
        return self.text.key

    @property
    def item(self) -> PathItem:
        return self.text.item

    @property
    def tag(self) -> Tag:
        return self.text.tag

    @property
    def words(self) -> str:
        return self.text.words

    @property
    def box(self) -> Box:
        """The box of its ink."""
        return self.text.box


@dataclass(frozen=True)
class DrawingCase:
    """A clip's drawings, one a frame, and what the storyboard asks of them.

    `placement` is the width of the video on its slide, as a share of the slide's. `aspect` is the
    width of the frame over its height. `published` holds the storyboard's texts that are published
    without being drawn, by name.
    """

    timeline: Timeline
    drawings: Sequence[Drawing]
    title: str
    placement: float
    aspect: float = FRAME_WIDTH / FRAME_HEIGHT
    published: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def static_runs(self) -> tuple[StaticRun, ...]:
        """The clip as runs of equal drawings."""
        runs, start = [], 0
        for drawing, group in groupby(self.drawings):
            stop = start + sum(1 for _ in group)
            runs.append(StaticRun(drawing, FrameRange(start, stop)))
            start = stop
        return tuple(runs)

    @cached_property
    def min_static_frames(self) -> int:
        """How many frames an item must be static to be judged."""
        return self.timeline.fps.first_frame_at_or_after(MIN_STATIC_S)

    @cached_property
    def transition_frames(self) -> int:
        """How many frames a transition may take; what lasts longer is judged."""
        return self.timeline.fps.first_frame_at_or_after(TRANSITION_S)

    @cached_property
    def static_items(self) -> tuple[StaticItem, ...]:
        """Every item that is ever opaque and static, once."""
        found: dict[bytes, StaticItem] = {}
        since: dict[bytes, int] = {}
        for run in self.static_runs:
            items = {item.key: item for item in run.drawing.items}
            since = {key: since.get(key, run.frames.start) for key in items}
            for key, item in items.items():
                static = run.frames.stop - since[key] >= self.min_static_frames
                if static and key not in found and opacity(item) >= OPAQUE:
                    found[key] = StaticItem(since[key], item, item.tag or UNTAGGED)
        return tuple(found.values())

    @cached_property
    def static_texts(self) -> tuple[StaticText, ...]:
        """Every text for each stretch of frames in which it is opaque and static, in order."""
        found = (
            StaticText(text, frames)
            for text, frames in _stretches(self.static_runs, self._opaque_texts)
            if len(frames) >= self.min_static_frames
        )
        return tuple(sorted(found, key=lambda static: static.frames))

    @cached_property
    def static_frames(self) -> Mapping[TextKey, set[int]]:
        """The frames in which each text is opaque and static."""
        frames: defaultdict[TextKey, set[int]] = defaultdict(set)
        for static in self.static_texts:
            frames[static.key].update(static.frames)
        return dict(frames)

    @cached_property
    def text_samples(self) -> tuple[TextSample, ...]:
        """The texts of some frames a second."""
        step = max(1, self.timeline.fps.rate // SAMPLES_PER_SECOND)
        return text_samples(self.drawings, self._opaque_texts, step)

    @cached_property
    def renderer(self) -> SampleRenderer:
        """Paints small pictures of a few items."""
        return SampleRenderer(self.aspect)

    @cached_property
    def cover(self) -> CoverTest:
        """Tells which texts show through what is above them."""
        return CoverTest(self.renderer)

    def readable_frames(self, static: StaticText) -> frozenset[int]:
        """The frames in which a text can be read: static, opaque and not covered."""
        return frozenset(static.frames) - self._covered_frames.get(static.key, frozenset())

    def texts_on_stage(self, drawing: Drawing) -> list[ShownText]:
        """The opaque texts of a drawing, with those outside the frame at the end."""
        return self._opaque_texts.among((*drawing.items, *drawing.outside))

    def middle(self, share: float) -> Box:
        """The middle of the frame, a 1024th of a unit larger for items that touch its edge."""
        half = FRAME_HEIGHT * QUANTA_PER_UNIT / 2 * share
        across, down = round(half * self.aspect), round(half)
        return Box(-across, -down, across, down).grown(QUANTA_PER_UNIT // 1024)

    def seconds(self, frames: int) -> float:
        """A number of frames in seconds, to the millisecond."""
        return round(frames / self.timeline.fps.rate, 3)

    @cached_property
    def _opaque_texts(self) -> OpaqueTexts:
        return OpaqueTexts()

    @cached_property
    def _covered_frames(self) -> Mapping[TextKey, frozenset[int]]:
        """The frames in which something covers a text."""
        cover = self.cover
        found: defaultdict[TextKey, set[int]] = defaultdict(set)
        for sample in self.text_samples:
            for view in sample.views:
                if cover.covered(view, sample.drawing.background):
                    frames = range(sample.frame, sample.frame + sample.frames)
                    found[view.text.key].update(frames)
        return {key: frozenset(frames) for key, frames in found.items()}


def _stretches(
    runs: Sequence[StaticRun], texts: OpaqueTexts
) -> Iterable[tuple[ShownText, FrameRange]]:
    """Each opaque text with the frames in which it shows without a break, in the order they end."""
    showing: dict[TextKey, tuple[ShownText, int]] = {}
    for run in runs:
        shown = {text.key: text for text in texts.of(run.drawing)}
        for key in [key for key in showing if key not in shown]:
            text, start = showing.pop(key)
            yield text, FrameRange(start, run.frames.start)
        for key, text in shown.items():
            showing.setdefault(key, (text, run.frames.start))
    for text, start in showing.values():
        yield text, FrameRange(start, runs[-1].frames.stop)
