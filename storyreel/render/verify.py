"""Verification: a published clip rendered again in another way, and compared bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from random import Random

from storyreel.base.errors import Problem, RequestError
from storyreel.base.provenance import file_digest
from storyreel.base.timebase import Fps
from storyreel.encode.concat import join_segments
from storyreel.encode.encoder import require_encoder
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.probe import first_difference
from storyreel.output.inventory import PublishedVariant
from storyreel.output.staging import StagedOutput, staged_output
from storyreel.render.clip_record import MARK, ClipRecord
from storyreel.render.segment_files import SegmentFiles
from storyreel.render.segment_queue import Executor, ExpectedSegments, SegmentQueue
from storyreel.render.sources.source import Source
from storyreel.storyboard.timeline import Timeline
from storyreel.workers.checked_segment import CheckedSegment
from storyreel.workers.futures import pass_on
from storyreel.workers.local_pool import LocalPool

_SEED = 1
"""Of the order in which segments are rendered: not the clip's, and the same in every run."""

_SHUFFLED = 4
"""Segments that are shuffled at a time; few, as their drawings are kept in memory meanwhile."""


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
    source: Source, clip: PublishedVariant, workers: int, on_wait: Callable[[str], None]
) -> Verdict:
    """Perform and render a published clip again, its segments in another order.

    Holds its place meanwhile, as a render does, so that the clip is not replaced. Raises
    RequestError where its report does not say how it was made.
    """
    settings = _settings_of(clip)
    require_encoder(settings)
    with staged_output(clip.paths, on_wait) as staged:
        timeline, record = _render(source, settings, workers, staged)
        same_file = file_digest(staged.video) == file_digest(clip.paths.video)
        first_picture = None if same_file else first_difference(clip.paths.video, staged.video)
    first_drawing = _first_other_drawing(clip, record)
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


class ShuffledExecutor:
    """Passes jobs on in another order, a few at a time; `flush` passes on what is left."""

    def __init__(self, executor: Executor, random: Random) -> None:
        self._executor, self._random = executor, random
        self._waiting: list[tuple[SegmentJob, Future[CheckedSegment]]] = []

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        future: Future[CheckedSegment] = Future()
        self._waiting.append((job, future))
        if len(self._waiting) == _SHUFFLED:
            self.flush()
        return future

    def flush(self) -> None:
        """Pass on all jobs that wait to be shuffled."""
        waiting, self._waiting = self._waiting, []
        self._random.shuffle(waiting)
        for job, future in waiting:
            self._executor.submit(job).add_done_callback(partial(pass_on, target=future))


def _render(
    source: Source, settings: EncoderSettings, workers: int, staged: StagedOutput
) -> tuple[Timeline, ClipRecord]:
    """Render the clip into the staged video, without the store."""
    expected = ExpectedSegments(most_waiting=2 * _SHUFFLED)
    files = SegmentFiles(settings, staged.segments)
    with (
        source.performer(Fps(settings.rate), 1, staged.segments) as performer,
        LocalPool(workers) as pool,
    ):
        pool.prestart()
        executor = ShuffledExecutor(pool, Random(_SEED))
        queue = SegmentQueue(executor, files, _ignore, expected)
        performed = performer.draw(queue.order)
        executor.flush()
        record = queue.finish()
    paths = [segment.path for segment in record.segments]
    frames = performed.timeline.frames
    join_segments(paths, staged.video, settings, frames, performed.sound)
    return performed.timeline, record


def _ignore(frames: int, name: str) -> None:
    """Progress is not reported."""


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


def _first_other_drawing(clip: PublishedVariant, record: ClipRecord) -> int | None:
    """The first frame whose drawing is not the one that the clip was made of."""
    if clip.report.get("drawing_digest") == record.drawing_digest:
        return None
    before, now = str(clip.report.get("drawing_marks", "")), record.drawing_marks
    places = range(0, max(len(before), len(now)), MARK)
    other = (at // MARK for at in places if before[at : at + MARK] != now[at : at + MARK])
    return next(other, 0)
