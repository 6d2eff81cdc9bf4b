"""All frames of a clip, drawn and sent by two processes in the order of their urgency."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing
from storyreel.stage.given_items import GivenItems
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline
from storyreel.studio.drawn_clip import SharedDrawings
from storyreel.studio.drawn_frames import DrawnFrames
from storyreel.studio.frame_sender import FrameSender
from storyreel.studio.job import Job
from storyreel.studio.messages import Send
from storyreel.studio.outline import drawn_items
from storyreel.studio.second_process import SecondProcess
from storyreel.studio.shared_frames import SharedFrames
from storyreel.studio.title_change import TitleChange
from storyreel.studio.urgency import passes

_WORTH_A_PROCESS = 30
"""Frames to draw for which a second process pays off."""


class ClipDrawing:
    """Draws the frames of a clip that it does not share with its version before.

    A performance goes forward in time: it goes through the clip once for each step of urgency. The
    second process begins when the frame of the playhead has been sent, so that this frame has the
    machine for itself.
    """

    def __init__(
        self,
        loaded: Loaded,
        timeline: Timeline,
        job: Job,
        shared: SharedDrawings,
        known: GivenItems,
    ) -> None:
        """Items that are `known` are not made again."""
        self._given_items = known
        self._loaded, self._timeline, self._known = loaded, timeline, job.known
        self._playhead = min(job.frame, timeline.frames - 1)
        self._same, self._same_but_title = shared.same, shared.same_but_title
        self._drawn = dict(self._same)
        self._begin_second: Callable[[], SecondProcess[DrawnFrames]] | None = None
        self._second: SecondProcess[DrawnFrames] | None = None

    def send_all(self, send: Send) -> None:
        """Draw and send all frames, that of the playhead first.

        Raises RequestError for a scene that fails. No other thread may run when it is called.
        """
        sender = FrameSender(self._known, send, 0)
        if self._same_but_title:
            self._draw_title(sender)
        elif self._playhead in self._same:
            self._deliver(sender, {self._playhead: self._same[self._playhead]})
        wanted = [frame for frame in range(self._timeline.frames) if frame not in self._drawn]
        beat = self._timeline.beat_at(self._playhead).frames
        plan = [SharedFrames(blocks) for blocks in passes(self._playhead, beat, wanted)]
        if len(wanted) >= _WORTH_A_PROCESS:
            self._begin_second = partial(self._second_process, plan, send)
        if self._playhead in self._drawn:
            self._share_work()
        self._drawn |= self._draw(plan, sender)
        if self._second:
            self._second.wait_sent()

    def drawings(self) -> Sequence[Drawing]:
        """The drawings of all frames, once they have been sent; all their items are known then."""
        if self._second:
            drawn = self._second.result()
            self._drawn |= drawn.drawings(self._given_items)
            self._given_items.add(drawn.found)
        return [self._drawn[frame] for frame in range(self._timeline.frames)]

    def _share_work(self) -> None:
        """Let the second process take part from now on, if it is worth it."""
        if self._begin_second and self._second is None:
            self._second = self._begin_second()

    def _second_process(
        self, plan: Sequence[SharedFrames], send: Send
    ) -> SecondProcess[DrawnFrames]:
        def draw(send: Send) -> DrawnFrames:
            own_plan = [frames.for_another() for frames in plan]
            drawings = self._draw(own_plan, FrameSender(self._known, send, 1))
            return DrawnFrames.of(drawings, self._given_items)

        return SecondProcess(draw, send)

    def _draw_title(self, sender: FrameSender) -> None:
        """Draw the frame of the playhead, and put the new title into the frames of before."""
        known = self._same_but_title
        seen = self._playhead if self._playhead in known else min(known)
        plan = [
            SharedFrames([FrameRange(at, at + 1)]) for at in dict.fromkeys((self._playhead, seen))
        ]
        self._drawn |= self._draw(plan, sender)
        change = TitleChange.between(known[seen], self._drawn[seen])
        if change is None:
            return
        missing = {at: each for at, each in known.items() if at not in self._drawn}
        retitled = change.applied_to_all(missing)
        sender.send_retitled(retitled, (seen, change.place))
        self._drawn |= {frame: each.drawing for frame, each in retitled.items()}

    def _draw(self, plan: Sequence[SharedFrames], sender: FrameSender) -> Mapping[int, Drawing]:
        """Draw and send what this process takes of the plan."""
        drawn: dict[int, Drawing] = {}
        for frames in plan:
            drawn |= self._draw_pass(frames, sender)
            frames.close()
        return drawn

    def _draw_pass(self, frames: SharedFrames, sender: FrameSender) -> Mapping[int, Drawing]:
        drawn: dict[int, Drawing] = {}
        block: dict[int, Drawing] = {}

        def on_frame(frame: int, drawing: Drawing) -> None:
            block[frame] = drawn[frame] = drawing
            if frames.ends_block(frame):
                self._deliver(sender, block)
                block.clear()

        known = self._given_items
        perform(self._loaded, self._timeline, on_frame, frames=frames, known=known)
        return drawn

    def _deliver(self, sender: FrameSender, drawings: Mapping[int, Drawing]) -> None:
        """Send drawings; after that of the playhead those that are the same as before.

        The frame of the playhead is on its way, so from then on the others may be shared.
        """
        if self._playhead not in drawings:
            sender.send(drawings)
            return
        drawing, beat = drawings[self._playhead], self._timeline.beat_at(self._playhead).index
        sender.send_first(self._playhead, drawing, drawn_items(drawing, self._loaded.source, beat))
        same = {frame: self._same[frame] for frame in self._same if frame != self._playhead}
        if same:
            sender.send(same)
        self._share_work()
