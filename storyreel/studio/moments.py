"""Jobs about one frame: the things drawn in it, and the frame as the renderer paints it."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from storyreel.base.errors import StoryreelError
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.paint.raster import paint_drawing
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.timeline import compile_timeline
from storyreel.studio.clips import open_clip
from storyreel.studio.drawn_clip import DrawnClip
from storyreel.studio.job import Job
from storyreel.studio.messages import PageMessage, Send
from storyreel.studio.mistakes import mistakes_data
from storyreel.studio.outline import drawn_items


def describe_frame(job: Job, send: Send, before: DrawnClip | None) -> None:
    """Send the things drawn in a frame as the message `items`."""
    drawing = _drawing(job, send, before)
    if drawing is not None:
        send(PageMessage("items", {"frame": job.frame, "items": drawn_items(drawing)}))
    send(PageMessage("done"))


def paint_frame(job: Job, send: Send, before: DrawnClip | None) -> None:
    """Send a frame as the renderer paints it at the job's quality: `painted`, a PNG file."""
    drawing = _drawing(job, send, before)
    if drawing is not None:
        quality, file = quality_named(job.quality), io.BytesIO()
        pixels = paint_drawing(drawing, quality.width, quality.height)
        Image.fromarray(pixels).convert("RGB").save(file, "PNG", compress_level=1)
        told = {"frame": job.frame, "quality": quality.name}
        send(PageMessage("painted", told, file.getvalue()))
    send(PageMessage("done"))


def _drawing(job: Job, send: Send, before: DrawnClip | None) -> Drawing | None:
    """The drawing of the job's frame; None, with the problems sent, for a clip with mistakes.

    A clip that was drawn `before`, and has not changed, is not drawn again.
    """
    project = Project.at(Path(job.project))
    if before is not None and before.is_current():
        return before.drawings[min(job.frame, len(before.drawings) - 1)]
    try:
        loaded = open_clip(project, job.clip)
        timeline = compile_timeline(loaded.storyboard, Fps(job.rate))
        frame = min(job.frame, timeline.frames - 1)
        (drawing,) = draw_frames(loaded, timeline, [frame])
    except StoryreelError as error:
        send(PageMessage("problems", mistakes_data(error.problems, project)))
        return None
    return drawing
