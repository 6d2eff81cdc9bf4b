"""Jobs about one frame: the things drawn in it, and the frame as the renderer paints it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from storyreel.base.errors import StoryreelError
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.source import YamlSource
from storyreel.storyboard.timeline import compile_timeline
from storyreel.studio.clips import open_draft
from storyreel.studio.drawn_clip import DrawnClip
from storyreel.studio.job import Job
from storyreel.studio.messages import PageMessage, Send
from storyreel.studio.mistakes import mistakes_data
from storyreel.studio.outline import drawn_items


def describe_frame(job: Job, send: Send, before: DrawnClip | None) -> None:
    """Send the things drawn in a frame as the message `items`."""
    still = _still(job, send, before)
    if still is not None:
        items = drawn_items(still.drawing, still.source, still.beat)
        send(PageMessage("items", {"frame": job.frame, "items": items}))
    send(PageMessage("done"))


def paint_frame(job: Job, send: Send, before: DrawnClip | None) -> None:
    """Send a frame as the renderer paints it at the job's quality: `painted`, a PNG file."""
    from storyreel.paint.raster import paint_drawing  # noqa: PLC0415 - not for the first picture

    still = _still(job, send, before)
    if still is not None:
        quality, file = quality_named(job.quality), io.BytesIO()
        pixels = paint_drawing(still.drawing, quality.width, quality.height)
        Image.fromarray(pixels).convert("RGB").save(file, "PNG", compress_level=1)
        told = {"frame": job.frame, "quality": quality.name}
        send(PageMessage("painted", told, file.getvalue()))
    send(PageMessage("done"))


@dataclass(frozen=True, slots=True)
class _Still:
    """One frame: its drawing, its beat's place, and the storyboard."""

    drawing: Drawing
    beat: int
    source: YamlSource


def _still(job: Job, send: Send, before: DrawnClip | None) -> _Still | None:
    """The job's frame; None, with the problems sent, for a clip with mistakes.

    A clip that was drawn `before`, and has not changed, is not drawn again.
    """
    project = Project.at(Path(job.project))
    if before is not None and before.is_current():
        frame = min(job.frame, len(before.drawings) - 1)
        beat = before.timeline.beat_at(frame).index
        return _Still(before.drawings[frame], beat, before.loaded.source)
    try:
        loaded = open_draft(project, job.clip).loaded
        timeline = compile_timeline(loaded.storyboard, Fps(job.rate))
        frame = min(job.frame, timeline.frames - 1)
        (drawing,) = draw_frames(loaded, timeline, [frame])
    except StoryreelError as error:
        send(PageMessage("problems", mistakes_data(error.problems, project)))
        return None
    return _Still(drawing, timeline.beat_at(frame).index, loaded.source)
