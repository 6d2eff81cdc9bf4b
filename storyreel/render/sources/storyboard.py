"""A storyboard as a source: its scene performs the beats of its timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.base.timebase import Fps, FrameRange
from storyreel.design.fonts import verify_fonts
from storyreel.encode.settings import EncoderSettings
from storyreel.output.clip_provenance import clip_provenance
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline

if TYPE_CHECKING:
    from storyreel.inspection.file_case import FileCase
    from storyreel.inspection.findings import Rule
    from storyreel.render.sources.storyboard_performer import StoryboardPerformer

# What performs and inspects is imported when it is needed: an up-to-date clip does without.


@dataclass(frozen=True, slots=True)
class StoryboardSource:
    """A clip with a storyboard, whose length and cuts are known before it is performed."""

    board: Loaded

    @property
    def name(self) -> str:
        return self.board.clip.id

    @property
    def shown(self) -> str:
        return self.board.source.shown

    @property
    def place(self) -> str:
        return ""

    @property
    def file_rules(self) -> Sequence[Rule[FileCase]]:
        from storyreel.inspection.rule_sets import VIDEO_RULES  # noqa: PLC0415

        return VIDEO_RULES

    @property
    def needs_manim(self) -> bool:
        from storyreel.pictures.clips import PictureClip  # noqa: PLC0415

        return not isinstance(self.board, PictureClip)

    def shaped(self, quality: Quality, rate: int | None) -> Quality:
        return quality

    def fonts(self) -> Mapping[str, str]:
        return verify_fonts()

    def plan(self, fps: Fps) -> tuple[FrameRange, ...]:
        return compile_timeline(self.board.storyboard, fps).segments()

    def provenance(self, settings: EncoderSettings, renderer: str, project: Project) -> Provenance:
        return clip_provenance(self.board, project, settings, renderer)

    def files_data(self, files: Sequence[Path]) -> Mapping[str, str]:
        return {}  # assets are part of the provenance

    def files_changed(self, report: dict[str, Any]) -> bool:
        return False

    @contextmanager
    def performer(self, fps: Fps, processes: int, scratch: Path) -> Iterator[StoryboardPerformer]:
        """Where there may be two processes, the second one performs the later part of a scene.

        On exit, what was computed for this performance alone is dropped.
        """
        from storyreel.pictures.clips import PictureClip  # noqa: PLC0415
        from storyreel.render.parallel_performer import ParallelPerformer  # noqa: PLC0415
        from storyreel.render.sources.storyboard_performer import (  # noqa: PLC0415
            StoryboardPerformer,
        )

        timeline = compile_timeline(self.board.storyboard, fps)
        if isinstance(self.board, PictureClip):
            try:
                yield StoryboardPerformer(self.board, timeline, None)
            finally:
                self.board.forget()
            return
        if processes < 2:
            yield StoryboardPerformer(self.board, timeline, None)
            return
        with ParallelPerformer(self.board, timeline) as second:
            yield StoryboardPerformer(self.board, timeline, second)
