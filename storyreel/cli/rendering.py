"""What commands that render share: their options, progress, and the report of the result."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import Quality
from storyreel.base.progress import (
    BarDisplay,
    ProgressBar,
    ProgressLines,
    ProgressListener,
    SilentProgress,
)
from storyreel.base.project import Project
from storyreel.cli import values
from storyreel.cli.console import Console
from storyreel.cluster.address import OwnCluster, SchedulerAddress, parse_cluster
from storyreel.encode.settings import EncoderSettings, Splicing, encoder_settings
from storyreel.output.names import OutputPaths
from storyreel.workers.capacity import AUTO

if TYPE_CHECKING:
    from storyreel.render.request import Outcome, RendererName, Request
    from storyreel.render.sources.source import Source


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """The options of `render` that apply to every source."""

    quality: Quality
    rate: int | None
    """The frame rate that was asked for."""

    codec: str
    splicing: Splicing
    renderer: RendererName
    workers: int | str
    force: bool
    strict: bool
    cluster: OwnCluster | SchedulerAddress | None

    @classmethod
    def by(cls, options: argparse.Namespace) -> RenderOptions:
        quality = values.quality(options.quality, options.fps)
        encoder_settings(options.codec, quality)  # refuses an unknown codec
        splicing = Splicing.COPIES if options.no_bands else Splicing.BANDS
        return cls(
            quality=quality,
            rate=options.fps,
            codec=options.codec,
            splicing=Splicing.NONE if options.plain_holds else splicing,
            renderer=options.renderer,
            workers=values.workers(options.workers),
            force=options.force,
            strict=options.strict,
            cluster=_cluster(options),
        )

    def request(self, source: Source, project: Project) -> Request:
        """The request to render a source, as it is now, in this way."""
        from storyreel.render.request import Request  # noqa: PLC0415 - the engine, when needed

        quality = source.shaped(self.quality, self.rate)
        settings = encoder_settings(self.codec, quality).spliced_at_most(self.splicing)
        return Request(
            source=source,
            quality=quality,
            settings=settings,
            renderer=self.renderer,
            workers=self.workers,
            provenance=source.provenance(settings, self.renderer, project),
            force=self.force,
            strict=self.strict,
        )


def _cluster(options: argparse.Namespace) -> OwnCluster | SchedulerAddress | None:
    """The cluster that is named; raises RequestError for options that it excludes."""
    if options.cluster is None:
        return None
    if options.renderer == "cairo":
        what = "--renderer cairo paints in one process, not on a cluster."
        raise RequestError(Problem(what, "Leave one of the two out."))
    if options.workers != AUTO:
        what = "--workers starts workers on this machine, and --cluster uses others."
        raise RequestError(Problem(what, "Leave one of the two out."))
    return parse_cluster(options.cluster, options.insecure)


def progress_listeners(quiet: bool, count: int) -> list[ProgressListener]:
    """A progress listener for each render: bars on a terminal, lines elsewhere."""
    if quiet:
        return [SilentProgress() for _ in range(count)]
    if not sys.stderr.isatty():
        return [ProgressLines(sys.stderr) for _ in range(count)]
    bars = BarDisplay()
    return [ProgressBar(bars) for _ in range(count)]


def report_outcome(outcome: Outcome, project: Project, console: Console) -> None:
    """Report the result of a render. A failure goes to standard error, even with `--quiet`."""
    for line in _lines(outcome, project):
        if outcome.report.passed:
            console.say(line)
        else:
            print(line, file=sys.stderr)


def verdict(passed: bool, published: Path) -> str:
    """What became of a rendered clip; `published` is where one that passes goes."""
    if passed:
        return "published"
    kept = "the old clip stays" if published.is_file() else "it is not published"
    return f"FAILED inspection; {kept}"


def _lines(outcome: Outcome, project: Project) -> list[str]:
    from storyreel.inspection.report import summary_text  # noqa: PLC0415 - not for help

    report, settings = outcome.report, outcome.report.settings
    lines = [
        f"{project.shown(outcome.video)}: {verdict(report.passed, outcome.place.video)}",
        f"  {settings.width}x{settings.height}, {outcome.timeline.frames} frames at "
        f"{settings.rate} a second, {float(outcome.timeline.duration):.3f} s, {settings.codec}; "
        f"made in {report.seconds['wall']:.1f} s with {report.peak_rss_mb:.0f} MiB, "
        f"{report.segments_reused} of {report.segments_total} segments reused",
    ]
    if outcome.cluster is not None:
        lines.append(f"  segments by worker: {outcome.cluster}")
    if report.findings:
        lines.append(indent(summary_text(report.findings, outcome.request.source.shown), "  "))
    return lines


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """A rendered clip for the JSON document: facts and paths, then the content of its report."""
    place, report = outcome.place, outcome.report.as_data()
    report_path = place.report if outcome.report.passed else place.failed.report
    frames = outcome.timeline.frames
    found = _data(outcome.report.settings, place, outcome.video, report_path, frames, report)
    return found if outcome.cluster is None else {**found, "cluster": outcome.cluster.as_data()}


def up_to_date_data(
    settings: EncoderSettings, place: OutputPaths, report: dict[str, Any]
) -> dict[str, Any]:
    """A skipped clip for the JSON document: all segments are reused, in no time."""
    reused = {"segments_reused": report["segments_total"], "seconds": {"wall": 0.0}}
    frames = report["file"]["frames"]
    return _data(settings, place, place.video, place.report, frames, {**report, **reused})


def _data(
    settings: EncoderSettings,
    place: OutputPaths,
    path: Path,
    report_path: Path,
    frames: int,
    report: dict[str, Any],
) -> dict[str, Any]:
    content = {key: value for key, value in report.items() if key not in ("file", "encoder")}
    return {
        "clip": report["clip"],
        "quality": report["quality"],
        "path": str(path),
        "width": settings.width,
        "height": settings.height,
        "fps": settings.rate,
        "frames": frames,
        "duration_s": frames / settings.rate,
        "codec": settings.codec,
        **content,
        "poster": str(place.poster),
        "captions": str(place.captions),
        "report": str(report_path),
    }
