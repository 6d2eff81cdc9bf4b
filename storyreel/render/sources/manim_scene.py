"""A plain Manim scene as a source: its length is known only when it has been performed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.presets import RATES, Quality
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.base.timebase import Fps, FrameRange, Span
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Finding, Rule, Severity
from storyreel.inspection.rule_sets import SCENE_VIDEO_RULES
from storyreel.output.clip_provenance import scene_provenance
from storyreel.output.inventory import PublishedVariant
from storyreel.output.scene_files import scene_files_changed, scene_files_data, scene_place
from storyreel.output.webvtt import webvtt_of
from storyreel.render.segmenter import DrawnSegment, OnSegment, Segmenter
from storyreel.render.sources.source import OnPicture, PaintedPicture, Performed
from storyreel.stage.plain_stage import LONGEST, PlainStage
from storyreel.stage.scene_format import SceneFormat, scene_format
from storyreel.storyboard.timeline import TimedBeat, Timeline

if TYPE_CHECKING:
    from storyreel.stage.file_reads import FileReads
    from storyreel.stage.played_scene import PlayedScene
    from storyreel.stage.text_problems import TextProblem

# Manim is imported by the stage, which is imported when the scene is performed: workers that are
# started before do without it.


@dataclass(frozen=True, slots=True)
class ManimSceneSource:
    """A scene class in a file that needs nothing of ours."""

    path: Path
    """Absolute."""

    shown: str
    """The path as the user wrote it."""

    name: str
    """Of the class, and of the clip."""

    longest: Fraction = LONGEST
    """Seconds after which the scene is stopped, as it may have no end."""

    file_rules: ClassVar[tuple[Rule[FileCase], ...]] = SCENE_VIDEO_RULES

    @classmethod
    def of_published(
        cls, name: str, variant: PublishedVariant, project: Project
    ) -> ManimSceneSource | None:
        """The scene that was published, None if its file is not in the project."""
        path = project.root / variant.source
        if variant.elsewhere or not path.is_file():
            return None
        return cls(path, variant.source, name)

    @property
    def place(self) -> str:
        return scene_place(self.path)

    @property
    def needs_manim(self) -> bool:
        return True

    @property
    def format(self) -> SceneFormat:
        return scene_format(self.path)

    def shaped(self, quality: Quality, rate: int | None) -> Quality:
        """A quality in the shape of the scene, at its frame rate unless another is given.

        Raises RequestError, with the line, for a frame rate that is not supported.
        """
        asked = self.format
        shaped = quality.shaped(asked.aspect)
        if rate is not None or asked.rate is None:
            return shaped
        if asked.rate not in RATES:
            what = f"the frame rate {asked.rate:g} is not supported."
            remedy = f"Set one of {', '.join(map(str, RATES))}, or give --fps."
            where = Location(self.shown if asked.rate_line else "manim.cfg", asked.rate_line)
            raise RequestError(Problem(what, remedy, where))
        return shaped.at(int(asked.rate))

    def fonts(self) -> Mapping[str, str]:
        return {}

    def plan(self, fps: Fps) -> None:
        return None

    def provenance(self, settings: EncoderSettings, renderer: str, project: Project) -> Provenance:
        return scene_provenance(self.path, project, settings, renderer)

    def files_data(self, files: Sequence[Path]) -> Mapping[str, str]:
        return scene_files_data(files, self.path.parent)

    def files_changed(self, report: dict[str, Any]) -> bool:
        return scene_files_changed(report, self.path.parent)

    @contextmanager
    def performer(self, fps: Fps, processes: int, scratch: Path) -> Iterator[ManimScenePerformer]:
        """Always one process: updaters must see every frame."""
        yield ManimScenePerformer(self, fps, scratch)


class ManimScenePerformer:
    """Performs a plain scene, frame after frame, and keeps none of them."""

    def __init__(self, source: ManimSceneSource, fps: Fps, scratch: Path) -> None:
        self._source, self._fps = source, fps
        self._stage = PlainStage(fps, source.format.aspect, source.longest, scratch)
        self._text_problems: Sequence[TextProblem] = ()

    def draw(self, on_segment: OnSegment) -> Performed:
        from storyreel.stage.file_reads import recorded_reads  # noqa: PLC0415
        from storyreel.stage.import_manim import import_manim  # noqa: PLC0415

        import_manim()
        from storyreel.stage.plain_scene import perform_scene  # noqa: PLC0415
        from storyreel.stage.scene_file import SceneFile  # noqa: PLC0415

        source = self._source
        file = SceneFile(source.path, source.shown, source.name)
        with recorded_reads() as reads:

            def deliver(segment: DrawnSegment) -> None:
                with reads.paused():
                    on_segment(segment)

            segmenter = Segmenter(self._fps, deliver)
            played = perform_scene(file, self._stage, segmenter.add)
            segmenter.finish()
        return self._performed(played, reads)

    def paint(self, width: int, height: int, on_picture: OnPicture) -> Performed:
        from storyreel.stage.file_reads import recorded_reads  # noqa: PLC0415
        from storyreel.stage.import_manim import import_manim  # noqa: PLC0415

        import_manim()
        from storyreel.stage.plain_scene import perform_scene_by_cairo  # noqa: PLC0415
        from storyreel.stage.scene_file import SceneFile  # noqa: PLC0415

        source, size = self._source, (width, height)
        file = SceneFile(source.path, source.shown, source.name)
        with recorded_reads() as reads:

            def on_frame(frame: int, pixels: npt.NDArray[np.uint8], section: Span) -> None:
                with reads.paused():
                    on_picture(PaintedPicture(frame, section, pixels, None))

            played = perform_scene_by_cairo(file, self._stage, size, on_frame)
        return self._performed(played, reads)

    def judge(self) -> tuple[Finding, ...]:
        """Texts that do not look as meant; all else that the scene shows is its author's choice."""
        return tuple(_finding(problem) for problem in self._text_problems)

    def _performed(self, played: PlayedScene, reads: FileReads) -> Performed:
        self._text_problems = played.text_problems
        captions = webvtt_of((said.start, said.stop, said.text) for said in played.subcaptions)
        files = reads.data_files(self._source.path.parent)
        timeline = scene_timeline(played, self._fps)
        return Performed(timeline, captions, files=files, sound=played.sound)


def _finding(problem: TextProblem) -> Finding:
    """The warning about a text."""
    font = f"the font {problem.font!r}" if problem.font else "the default font"
    if problem.characters:
        codes = ", ".join(f"{c} (U+{ord(c):04X})" for c in problem.characters)
        message = (
            f"'{problem.text}' shows boxes for {codes}: neither {font} nor any other has them."
        )
        remedy = "Install a font with these characters, or use others."
    else:
        message = f"'{problem.text}' is set in another font: {font} is not installed."
        remedy = "Install the font, or name one that is."
    return Finding("fonts", Severity.WARN, message, remedy, text=problem.text)


def scene_timeline(played: PlayedScene, fps: Fps) -> Timeline:
    """The sections of a scene as beats."""
    edges = [*(section.start for section in played.sections), played.frames]
    beats = (
        TimedBeat(section.name, index, FrameRange(start, stop), None, "", None, {})
        for index, (section, (start, stop)) in enumerate(
            zip(played.sections, pairwise(edges), strict=True)
        )
    )
    return Timeline(fps, tuple(beats))
