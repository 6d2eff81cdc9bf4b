"""Performs the later part of a storyboard in a second process while the first performs the rest.

State on stage depends on time alone, so the later part is reached without drawing what comes
before it. Should the second process die, the first one can perform that part too.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Self

from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.render.segmenter import DrawnSegment, OnSegment, Segmenter
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline
from storyreel.workers.child_signals import leave_signals_to_parent, signals_held
from storyreel.workers.parent_death import die_with_parent
from storyreel.workers.portable_errors import portable
from storyreel.workers.stall import killed_if_stalled

_EARLIER = 0.55
"""Share of the frames that the first process performs: passing over them takes some time, too."""


def split_at(plan: Sequence[FrameRange]) -> int:
    """The number of the first segment, of two or more, that the second process performs."""
    middle = _EARLIER * plan[-1].stop
    return min(range(1, len(plan)), key=lambda number: abs(plan[number].start - middle))


def draw_stretch(
    board: Loaded, timeline: Timeline, frames: Collection[int], on_segment: OnSegment
) -> None:
    """Perform some consecutive frames as segments; the first frame must begin a segment."""
    segmenter = Segmenter(timeline.fps, on_segment)

    def on_frame(frame: int, drawing: Drawing) -> None:
        segmenter.add(frame, drawing, timeline.span_at(frame))

    perform(board, timeline, on_frame, frames=frames)
    segmenter.finish()


class ParallelPerformer:
    """Performs the clip from frame `first` on. A context manager, which ends the process.

    No other thread may run when it is created.
    """

    def __init__(self, board: Loaded, timeline: Timeline) -> None:
        plan = timeline.segments()
        number = split_at(plan)
        self.first = plan[number].start
        self._left = len(plan) - number
        self._error: BaseException | None = None
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe(duplex=False)
        work = (board, timeline, self.first, theirs, os.getpid())
        self._process: BaseProcess = context.Process(target=_work, args=work, daemon=True)
        with signals_held():
            self._process.start()
        theirs.close()

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process.is_alive()

    def ready(self) -> Iterator[DrawnSegment]:
        """The segments that have arrived since the last call; does not wait."""
        while self._left and self._pipe.poll():
            yield from self._received()

    def rest(self) -> Iterator[DrawnSegment]:
        """All segments that have not been returned yet, in order; ends early if the process dies,
        and ends the process if it blocks.

        Raises what the performance raised.
        """
        while self._left:
            yield from self._received()
        if self._error:
            raise self._error

    def _received(self) -> Iterator[DrawnSegment]:
        received: DrawnSegment | BaseException | None = None
        with suppress(EOFError, OSError), killed_if_stalled(self._process):
            received = self._pipe.recv()
        if isinstance(received, DrawnSegment):
            self._left -= 1
            yield received
        else:
            self._left, self._error = 0, received

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(
    board: Loaded, timeline: Timeline, first: int, pipe: Connection[Any, Any], parent: int
) -> None:
    leave_signals_to_parent()
    die_with_parent(parent)
    try:
        draw_stretch(board, timeline, range(first, timeline.frames), pipe.send)
    except BaseException as error:
        pipe.send(portable(error))
