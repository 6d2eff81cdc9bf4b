"""What the pipeline needs of a source: who it is, how it is performed, and which rules apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.base.timebase import Fps, FrameRange, Span
from storyreel.encode.settings import EncoderSettings

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from storyreel.drawing.drawing import Drawing
    from storyreel.encode.sound import Sound
    from storyreel.inspection.file_case import FileCase
    from storyreel.inspection.findings import Finding, Rule
    from storyreel.render.segmenter import OnSegment
    from storyreel.storyboard.timeline import Timeline


@dataclass(frozen=True, slots=True)
class PaintedPicture:
    """One frame as Manim's own camera painted it.

    `pixels` are RGBA, (height, width, 4), valid until the next frame. `drawing` is None where the
    frame can't be described as a drawing.
    """

    frame: int
    span: Span
    pixels: npt.NDArray[np.uint8]
    drawing: Drawing | None


OnPicture: TypeAlias = Callable[[PaintedPicture], None]


@dataclass(frozen=True, slots=True)
class Performed:
    """What is known of a clip once it has been performed.

    `captions` is the text of its WebVTT file; `notices` are lines for the user; `files` are data
    files that the performance read and the provenance does not cover.
    """

    timeline: Timeline
    captions: str
    notices: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    sound: Sound | None = None


class Performer(Protocol):
    """Performs a clip, once, as drawings or as pictures of Manim's own camera."""

    def draw(self, on_segment: OnSegment) -> Performed:
        """Perform the clip as drawings; segments may come in any order.

        Raises RequestError where the scene fails or can't be drawn. What `on_segment` raises comes
        out as it is.
        """

    def paint(self, width: int, height: int, on_picture: OnPicture) -> Performed:
        """Perform the clip as pictures of that size in pixels, in order."""

    def judge(self) -> tuple[Finding, ...]:
        """What the rules on drawings find in the clip that was performed."""


class Source(Protocol):
    """A clip to be rendered."""

    @property
    def name(self) -> str:
        """The clip's folder below `media`, and the beginning of its files' names."""

    @property
    def shown(self) -> str:
        """The file that findings name, as the user knows it."""

    @property
    def place(self) -> str:
        """A digest of where the file of a plain scene is; empty for storyboards."""

    @property
    def needs_manim(self) -> bool:
        """Whether Manim performs the clip; importing it takes a second."""

    @property
    def file_rules(self) -> Sequence[Rule[FileCase]]:
        """The rules that apply to the clip's file."""

    def shaped(self, quality: Quality, rate: int | None) -> Quality:
        """A quality in the shape and at the rate of the clip, or at the given rate."""

    def fonts(self) -> Mapping[str, str]:
        """SHA-256 of our fonts that the clip uses; raises MachineError for a missing one."""

    def plan(self, fps: Fps) -> tuple[FrameRange, ...] | None:
        """The clip's segments, None where only the performance shows its length."""

    def provenance(self, settings: EncoderSettings, renderer: str, project: Project) -> Provenance:
        """What the clip is made from now."""

    def files_data(self, files: Sequence[Path]) -> Mapping[str, str]:
        """The files that a performance read, for the report: digests by name."""

    def files_changed(self, report: dict[str, Any]) -> bool:
        """Whether any of the files that a report lists has changed."""

    def performer(
        self, fps: Fps, processes: int, scratch: Path
    ) -> AbstractContextManager[Performer]:
        """Whoever performs the clip, in up to so many processes.

        On entry these are started, so no other thread may run then. What Manim writes on its way
        goes to the folder `scratch`.
        """
