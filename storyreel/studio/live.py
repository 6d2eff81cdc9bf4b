"""Draws a clip for the browser: the frame under the playhead first, then its beat, then the rest.

It runs in a process of its own, forked from the warm one for a single job.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from storyreel.base.errors import Problem, StoryreelError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.inspection.report import finding_data
from storyreel.inspection.run import judge_drawings
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from storyreel.studio.clips import open_clip
from storyreel.studio.job import Job
from storyreel.studio.messages import PageMessage
from storyreel.studio.mistakes import mistakes_data
from storyreel.studio.outline import clip_outline, drawn_items
from storyreel.studio.second_process import SecondProcess
from storyreel.web.pack import ClipPacker

Send = Callable[[PageMessage], None]

_WORTH_A_PROCESS = 90
"""Frames that are left after the first beat, for which a second process pays off."""

_CHUNK_FRAMES = 45
"""Frames that are packed and sent together, so that the timeline fills evenly."""


def draw_live(job: Job, send: Send) -> None:
    """Send the clip's words, its frames in the order of their urgency, and the findings.

    `complete` follows the last frame. Mistakes are sent as `problems`; then nothing follows.
    """
    begun = time.perf_counter()
    project = Project.at(Path(job.project))
    send = _one_at_a_time(send)
    try:
        loaded = open_clip(project, job.clip)
        timeline = compile_timeline(loaded.storyboard, Fps(job.rate))
        send(PageMessage("clip", clip_outline(loaded, timeline)))
        drawings = _draw_all(loaded, timeline, job, send)
        send(PageMessage("complete", {"seconds": round(time.perf_counter() - begun, 3)}))
        found = judge_drawings(timeline, loaded.storyboard, drawings, loaded.source)
        send(PageMessage("findings", [finding_data(each) for each in found]))
    except StoryreelError as error:
        send(PageMessage("problems", mistakes_data(error.problems, project)))
    except RecursionError:
        problem = Problem("the scene calls itself without end.", "Fix the scene.")
        send(PageMessage("problems", mistakes_data([problem], project)))
    send(PageMessage("done", {"seconds": round(time.perf_counter() - begun, 3)}))


def _draw_all(loaded: Loaded, timeline: Timeline, job: Job, send: Send) -> Sequence[Drawing]:
    """Send the frame under the playhead, its beat, and all others; returns all drawings.

    A second process draws the later half of the others.
    """
    playhead = min(job.frame, timeline.frames - 1)
    beat = timeline.beat_at(playhead).frames
    sender = _Sender(loaded, timeline, job.known, send)
    sender.draw([playhead], playhead)
    rest = [frame for frame in range(timeline.frames) if frame not in beat]
    # The first process has the beat to draw, too.
    middle = max(0, (len(rest) - len(beat)) // 2)
    second = None
    if len(rest) >= _WORTH_A_PROCESS:
        other = _Sender(loaded, timeline, job.known, send, stream=1)
        second = SecondProcess(lambda send: other.sending(send).draw(rest[middle:]), send)
        rest = rest[:middle]
    sender.draw([frame for frame in beat if frame != playhead])
    drawn = dict(sender.draw(rest))
    if second is not None:
        drawn |= second.drawings()
    return [drawn[frame] for frame in range(timeline.frames)]


class _Sender:
    """Draws frames and sends those that the page does not have yet, as one stream of chunks."""

    def __init__(
        self,
        loaded: Loaded,
        timeline: Timeline,
        known: Mapping[str, int],
        send: Send,
        stream: int = 0,
    ) -> None:
        self._loaded, self._timeline, self._known = loaded, timeline, known
        self._send, self._stream = send, stream
        self._packer = ClipPacker()
        self._drawn: dict[int, Drawing] = {}

    def sending(self, send: Send) -> _Sender:
        """The same sender with another receiver."""
        self._send = send
        return self

    def draw(self, frames: Collection[int], playhead: int | None = None) -> Mapping[int, Drawing]:
        """Draw and send frames, a few at a time; returns all drawings so far."""
        waiting: dict[int, Drawing] = {}

        def on_frame(frame: int, drawing: Drawing) -> None:
            waiting[frame] = drawing
            if len(waiting) == _CHUNK_FRAMES:
                self._deliver(waiting, playhead)
                waiting.clear()

        if frames:
            perform(self._loaded, self._timeline, on_frame, frames=frozenset(frames))
        if waiting:
            self._deliver(waiting, playhead)
        return self._drawn

    def _deliver(self, drawings: Mapping[int, Drawing], playhead: int | None) -> None:
        self._drawn |= drawings
        keys = {frame: drawing.key[:12].hex() for frame, drawing in drawings.items()}
        same = [[frame, self._known[key]] for frame, key in keys.items() if key in self._known]
        for run in _runs([frame for frame, key in keys.items() if key not in self._known]):
            chunk = self._packer.chunk(run[0], [drawings[frame] for frame in run])
            self._send(PageMessage("frames", {"stream": self._stream}, chunk))
        told: dict[str, Any] = {"same": same, "keys": list(keys.items())}
        if playhead is not None:
            told |= {"items": drawn_items(drawings[playhead]), "frame": playhead}
        self._send(PageMessage("drawn", told))


def _one_at_a_time(send: Send) -> Send:
    """Messages of several threads, one after another."""
    lock = threading.Lock()

    def sending(message: PageMessage) -> None:
        with lock:
            send(message)

    return sending


def _runs(frames: Sequence[int]) -> Iterator[list[int]]:
    """Consecutive frames together."""
    for _, run in groupby(enumerate(frames), lambda pair: pair[1] - pair[0]):
        yield [frame for _, frame in run]
