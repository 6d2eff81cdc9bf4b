"""Verification: a published clip rendered again in another way, and compared bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from storyreel.base.errors import Problem, RequestError
from storyreel.base.provenance import file_digest
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.concat import join_segments
from storyreel.encode.encoder import require_encoder
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.probe import first_difference
from storyreel.inspection.report import drawing_marks
from storyreel.output.inventory import PublishedVariant
from storyreel.output.staging import StagedOutput, staged_output
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from storyreel.workers.local_pool import LocalPool

_SEED = 1
"""Of the order in which segments are rendered: another than the clip's, and always the same."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is the same in both renders; `frame` is the first that differs, in its `beat`.

    `what` says in what it differs: the drawing, or the decoded picture alone.
    """

    workers: int
    drawings: bool
    pictures: bool
    file: bool
    frame: int | None = None
    beat: str | None = None
    what: str | None = None

    @property
    def same(self) -> bool:
        return self.drawings and self.pictures and self.file


def verify_clip(
    loaded: Loaded, clip: PublishedVariant, workers: int, on_wait: Callable[[str], None]
) -> Verdict:
    """Perform and render a published clip again, its segments in another order.

    Holds its place meanwhile, as a render does, so that the clip is not replaced. Raises
    RequestError where its report does not say how it was made.
    """
    settings = _settings_of(clip)
    require_encoder(settings)
    timeline = compile_timeline(loaded.storyboard, Fps(settings.rate))
    drawings = draw_frames(loaded, timeline, range(timeline.frames))
    first_drawing = _first_other_drawing(clip.report, drawings)
    with staged_output(clip.paths, on_wait) as draft:
        _render(timeline, drawings, settings, workers, draft)
        same_file = file_digest(draft.video) == file_digest(clip.paths.video)
        first_picture = None if same_file else first_difference(clip.paths.video, draft.video)
    places = [frame for frame in (first_drawing, first_picture) if frame is not None]
    first = min(places, default=None)
    return Verdict(
        workers=workers,
        drawings=first_drawing is None,
        pictures=first_picture is None,
        file=same_file,
        frame=first,
        beat=timeline.beat_at(min(first, timeline.frames - 1)).id if first is not None else None,
        what=None if first is None else "drawing" if first == first_drawing else "picture",
    )


def _render(
    timeline: Timeline,
    drawings: Sequence[Drawing],
    settings: EncoderSettings,
    workers: int,
    draft: StagedOutput,
) -> None:
    jobs = [
        SegmentJob(
            f"frames {frames.start}-{frames.stop - 1}",
            tuple(drawings[frames.start : frames.stop]),
            settings,
            draft.segments / f"{number:04}{settings.suffix}",
        )
        for number, frames in enumerate(timeline.segments())
    ]
    shuffled = list(jobs)
    Random(_SEED).shuffle(shuffled)
    with LocalPool(workers) as farm:
        farm.prestart()
        for running in [farm.submit(job) for job in shuffled]:
            running.result()
    join_segments([job.target for job in jobs], draft.video, settings, timeline.frames)


def _settings_of(clip: PublishedVariant) -> EncoderSettings:
    try:
        asked = dict(clip.report["encoder"]["asked"])
        return EncoderSettings(**asked | {"options": tuple(asked["options"].items())})
    except (KeyError, TypeError, AttributeError) as error:
        raise RequestError(
            Problem(
                f"The report of {clip.paths.name} does not say how it was encoded.",
                "Render it again.",
            )
        ) from error


def _first_other_drawing(report: dict[str, Any], drawings: Sequence[Drawing]) -> int | None:
    """The first frame that is drawn otherwise than when the clip was made."""
    if report.get("drawing_digest") == drawing_digest(drawings):
        return None
    before, now = str(report.get("drawing_marks", "")), drawing_marks(drawings)
    size = len(now) // len(drawings)
    frames = range(0, max(len(before), len(now)), size)
    other = (at // size for at in frames if before[at : at + size] != now[at : at + size])
    return next(other, 0)
