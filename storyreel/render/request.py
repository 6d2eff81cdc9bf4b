"""A request: one clip to be rendered, with everything that decides the result."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.encode.settings import EncoderSettings
from storyreel.output.names import OutputPaths, output_paths
from storyreel.output.up_to_date import up_to_date_report

if TYPE_CHECKING:
    from storyreel.cluster.address import SchedulerAddress
    from storyreel.cluster.shares import ClusterRecord
    from storyreel.output.report import Report
    from storyreel.render.sources.source import Source
    from storyreel.storyboard.timeline import Timeline

RendererName: TypeAlias = Literal["skia", "cairo"]


@dataclass(frozen=True, slots=True)
class Request:
    """One clip to be rendered."""

    source: Source
    quality: Quality
    settings: EncoderSettings
    renderer: RendererName
    workers: int | str
    provenance: Provenance
    """As it was when the request was made: an edit after that counts as a change."""

    force: bool = False
    """Whether stored segments, and a published clip that is up to date, count for nothing."""

    strict: bool = False
    """Whether a warning counts as a failure."""

    cluster: SchedulerAddress | None = None
    """Whose workers render, instead of workers on this machine."""

    def place(self, project: Project) -> OutputPaths:
        """Where the clip is published."""
        name = self.source.name
        return output_paths(project.media, name, self.quality, self.settings, self.renderer)

    def up_to_date(self, project: Project) -> dict[str, Any] | None:
        """The report of the published clip where rendering could only make it again, else None."""
        if self.force:
            return None
        report = up_to_date_report(self.place(project), self.provenance, self.strict)
        return None if report is None or self.source.files_changed(report) else report


@dataclass(frozen=True, slots=True)
class Outcome:
    """A clip that was rendered: what it was made of, its report, and where its files are."""

    request: Request
    timeline: Timeline
    report: Report
    place: OutputPaths
    cluster: ClusterRecord | None = None
    """Which workers rendered it, where that was a cluster."""

    @property
    def video(self) -> Path:
        return self.place.video if self.report.passed else self.place.failed.video
