"""Jobs about one frame: the things drawn in it, and the frame as the renderer paints it."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from storyreel.base.errors import StoryreelError, problems_as_data
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.paint.raster import paint_drawing
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.timeline import compile_timeline
from storyreel.studio.clips import open_clip
from storyreel.studio.live import LiveJob, Send
from storyreel.studio.messages import Message
from storyreel.studio.outline import drawn_items

PAINTED = 1920, 1080


def describe_frame(job: LiveJob, send: Send) -> None:
    """Send the things drawn in a frame as the message `items`."""
    drawing = _drawing(job, send)
    if drawing is not None:
        send(Message("items", {"frame": job.frame, "items": drawn_items(drawing)}))
    send(Message("done"))


def paint_frame(job: LiveJob, send: Send) -> None:
    """Send a frame as the renderer paints it: the message `painted`, a PNG file."""
    drawing = _drawing(job, send)
    if drawing is not None:
        file = io.BytesIO()
        Image.fromarray(paint_drawing(drawing, *PAINTED)).convert("RGB").save(file, "PNG")
        send(Message("painted", {"frame": job.frame}, file.getvalue()))
    send(Message("done"))


def _drawing(job: LiveJob, send: Send) -> Drawing | None:
    """The drawing of the job's frame; None, with the problems sent, for a clip with mistakes."""
    try:
        loaded = open_clip(Project.at(Path(job.project)), job.clip)
        timeline = compile_timeline(loaded.storyboard, Fps(job.rate))
        frame = min(job.frame, timeline.frames - 1)
        (drawing,) = draw_frames(loaded, timeline, [frame])
    except StoryreelError as error:
        send(Message("problems", problems_as_data(error.problems)))
        return None
    return drawing
