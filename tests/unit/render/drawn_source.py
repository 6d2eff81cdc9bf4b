"""A source for tests of the pipeline: it shows given drawings, without a scene or Manim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance, file_digest
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Finding, Rule
from storyreel.paint.raster import paint_drawing
from storyreel.render.request import Request
from storyreel.render.segmenter import OnSegment, Segmenter
from storyreel.render.sources.source import OnPicture, PaintedPicture, Performed
from storyreel.storyboard.timeline import TimedBeat, Timeline


def timeline_of(fps: Fps, *edges: int) -> Timeline:
    """Beats `beat0`, `beat1`, ... between these frames."""
    beats = (
        TimedBeat(f"beat{number}", number, FrameRange(start, stop), None, "Words.", None, {})
        for number, (start, stop) in enumerate(pairwise(edges))
    )
    return Timeline(fps, tuple(beats))


@dataclass(frozen=True)
class DrawnSource:
    """Shows `drawings` in beats between `edges`; `findings` are those of the rules on drawings."""

    drawings: Sequence[Drawing]
    edges: tuple[int, ...]
    file_rules: Sequence[Rule[FileCase]] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = ()
    name: str = "hour29"
    shown: str = "hour29.yaml"
    needs_manim: bool = False
    place: str = ""
    length_is_known: bool = True
    files_have_changed: bool = False
    before_frame: Callable[[int], None] = field(default=lambda frame: None)

    def shaped(self, quality: Quality, rate: int | None) -> Quality:
        return quality

    def fonts(self) -> Mapping[str, str]:
        return {}

    def plan(self, fps: Fps) -> tuple[FrameRange, ...] | None:
        return timeline_of(fps, *self.edges).segments() if self.length_is_known else None

    def provenance(self, settings: EncoderSettings, renderer: str, project: Project) -> Provenance:
        return Provenance(self.shown, {"storyboard": "d" * 64, "settings": settings.digest()})

    def files_data(self, files: Sequence[Path]) -> Mapping[str, str]:
        return {path.name: file_digest(path) for path in files}

    def files_changed(self, report: dict[str, Any]) -> bool:
        return self.files_have_changed

    @contextmanager
    def performer(self, fps: Fps, processes: int, scratch: Path) -> Iterator[DrawnPerformer]:
        yield DrawnPerformer(self, timeline_of(fps, *self.edges))

    def but(self, frame: int, drawing: Drawing) -> DrawnSource:
        """The same with another drawing in one frame."""
        changed = [*self.drawings[:frame], drawing, *self.drawings[frame + 1 :]]
        return replace(self, drawings=changed)


@dataclass(frozen=True)
class DrawnPerformer:
    """Performs a DrawnSource."""

    source: DrawnSource
    timeline: Timeline

    def draw(self, on_segment: OnSegment) -> Performed:
        segmenter = Segmenter(self.timeline.fps, on_segment)
        for frame, drawing in enumerate(self.source.drawings):
            self.source.before_frame(frame)
            segmenter.add(frame, drawing, self.timeline.span_at(frame))
        segmenter.finish()
        return self._performed()

    def paint(self, width: int, height: int, on_picture: OnPicture) -> Performed:
        for frame, drawing in enumerate(self.source.drawings):
            self.source.before_frame(frame)
            pixels, span = paint_drawing(drawing, width, height), self.timeline.span_at(frame)
            on_picture(PaintedPicture(frame, span, pixels, drawing))
        return self._performed()

    def judge(self) -> tuple[Finding, ...]:
        return self.source.findings

    def _performed(self) -> Performed:
        return Performed(self.timeline, "WEBVTT\n", self.source.notices)


def request_for(
    source: DrawnSource, project: Project, quality: Quality, settings: EncoderSettings | None = None
) -> Request:
    """A request to render it with one worker, as H.264 unless other settings are given."""
    settings = settings or encoder_settings("h264", quality)
    provenance = source.provenance(settings, "skia", project)
    return Request(source, quality, settings, "skia", 1, provenance)
