"""Draws a clip for the browser: the frame under the playhead first, then its beat, then the rest.

It runs in a process of its own, forked from the warm one for a single job.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from storyreel.base.errors import Problem, StoryreelError, problems_as_data
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.inspection.report import finding_data
from storyreel.inspection.run import judge_drawings
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from storyreel.studio.clips import open_clip
from storyreel.studio.messages import Message
from storyreel.studio.outline import clip_outline, drawn_items
from storyreel.web.pack import ClipPacker

Send = Callable[[Message], None]


@dataclass(frozen=True)
class LiveJob:
    """What is to be drawn: `known` maps the keys of drawings that the page has to their frames."""

    project: str
    clip: str
    frame: int = 0
    rate: int = 30
    known: Mapping[str, int] = field(default_factory=dict)


def draw_live(job: LiveJob, send: Send) -> None:
    """Send the clip's words, its frames in the order of their urgency, and the findings.

    Mistakes are sent as the message `problems`; then nothing follows.
    """
    begun = time.perf_counter()
    try:
        loaded = open_clip(Project.at(Path(job.project)), job.clip)
        timeline = compile_timeline(loaded.storyboard, Fps(job.rate))
        send(Message("clip", clip_outline(loaded, timeline)))
        drawings = _Sender(loaded, timeline, job, send).send_all()
        found = judge_drawings(timeline, loaded.storyboard, drawings, loaded.source)
        send(Message("findings", [finding_data(each) for each in found]))
    except StoryreelError as error:
        send(Message("problems", problems_as_data(error.problems)))
    except RecursionError:
        problem = Problem("the scene calls itself without end.", "Fix the scene.")
        send(Message("problems", problems_as_data([problem])))
    send(Message("done", {"seconds": round(time.perf_counter() - begun, 3)}))


class _Sender:
    """Draws frames and sends those that the page does not have yet."""

    def __init__(self, loaded: Loaded, timeline: Timeline, job: LiveJob, send: Send) -> None:
        self._loaded, self._timeline, self._job, self._send = loaded, timeline, job, send
        self._packer = ClipPacker()
        self._drawn: dict[int, Drawing] = {}

    def send_all(self) -> Sequence[Drawing]:
        """Send the frame under the playhead, its beat, and all others; returns all drawings."""
        frame = min(self._job.frame, self._timeline.frames - 1)
        beat = self._timeline.beat_at(frame).frames
        for stage in ((frame,), range(beat.start, beat.stop), range(self._timeline.frames)):
            self._send_frames([number for number in stage if number not in self._drawn], frame)
        return [self._drawn[number] for number in range(self._timeline.frames)]

    def _send_frames(self, frames: Sequence[int], playhead: int) -> None:
        if not frames:
            return
        drawings = draw_frames(self._loaded, self._timeline, frames)
        self._drawn |= zip(frames, drawings, strict=True)
        known, keys = self._job.known, {n: _key(self._drawn[n]) for n in frames}
        same = [[number, known[keys[number]]] for number in frames if keys[number] in known]
        fresh = [number for number in frames if keys[number] not in known]
        for run in _runs(fresh):
            chunk = self._packer.chunk(run[0], [self._drawn[number] for number in run])
            self._send(Message("frames", {"first": run[0]}, chunk))
        told: dict[str, Any] = {"same": same, "keys": [[n, keys[n]] for n in frames]}
        if playhead in keys:
            told["items"] = drawn_items(self._drawn[playhead])
            told["frame"] = playhead
        self._send(Message("drawn", told))


def _key(drawing: Drawing) -> str:
    return drawing.key[:12].hex()


def _runs(frames: Sequence[int]) -> Iterator[list[int]]:
    """Consecutive frames together."""
    for _, run in groupby(enumerate(frames), lambda pair: pair[1] - pair[0]):
        yield [frame for _, frame in run]
