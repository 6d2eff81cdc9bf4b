"""The understudy: a process that performs the later part of a clip while another performs the rest.

State on the stage depends on time alone, so the later part is reached without drawing what comes
before it. Whoever performs the earlier part can go on, should the understudy fail to.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Self, TypeAlias

from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline
from storyreel.workers.parent_death import die_with_parent
from storyreel.workers.portable_errors import portable

Part: TypeAlias = tuple[int, tuple[Drawing, ...]]
"""The number of a segment, and its drawings."""

_EARLIER = 0.55
"""Share of the frames that is left to the other: what is passed over takes some time, too."""


def split_at(plan: Sequence[FrameRange]) -> int:
    """The number of the first segment, of two or more, that an understudy performs."""
    middle = _EARLIER * plan[-1].stop
    return min(range(1, len(plan)), key=lambda number: abs(plan[number].start - middle))


class ParallelPerformer:
    """Performs the segments from number `first` on. A context manager, which ends the process.

    Nothing may run in another thread when it is made.
    """

    def __init__(self, loaded: Loaded, timeline: Timeline) -> None:
        plan = timeline.segments()
        self.first = split_at(plan)
        self._left = len(plan) - self.first
        self._error: BaseException | None = None
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe(duplex=False)
        work = (loaded, timeline, self.first, theirs, os.getpid())
        self._process: BaseProcess = context.Process(target=_work, args=work, daemon=True)
        self._process.start()
        theirs.close()

    def ready(self) -> Iterator[Part]:
        """What has been performed since this was asked last; does not wait."""
        while self._left and self._pipe.poll():
            yield from self._heard()

    def rest(self) -> Iterator[Part]:
        """All that has not been given yet, in order; it ends early where the process does.

        Raises what the performance raised.
        """
        while self._left:
            yield from self._heard()
        if self._error:
            raise self._error

    def _heard(self) -> Iterator[Part]:
        heard: Part | BaseException | None = None
        with suppress(EOFError, OSError):
            heard = self._pipe.recv()
        if isinstance(heard, tuple):
            self._left -= 1
            yield heard
        else:
            self._left, self._error = 0, heard

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(
    loaded: Loaded, timeline: Timeline, first: int, pipe: Connection[Any, Any], parent: int
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and ends this one
    die_with_parent(parent)
    plan = timeline.segments()
    drawings: list[Drawing] = []
    number = first

    def on_frame(frame: int, drawing: Drawing) -> None:
        nonlocal number
        drawings.append(drawing)
        if frame + 1 == plan[number].stop:
            pipe.send((number, tuple(drawings)))
            drawings.clear()
            number += 1

    try:
        perform(loaded, timeline, on_frame, frames=range(plan[first].start, timeline.frames))
    except BaseException as error:
        pipe.send(portable(error))
