"""Jobs about what a storyboard may contain: its schema, and the gallery of kinds."""

from __future__ import annotations

from pathlib import Path

from storyreel.base.errors import StoryreelError
from storyreel.base.project import Project
from storyreel.pictures.gallery import exhibits
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.schema import picture_schema
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.schema import schema_for
from storyreel.studio.job import Job
from storyreel.studio.messages import PageMessage, Send
from storyreel.web.still import LINES, svg_still

_WIDTH = LINES * 16 // 9


def describe_schema(job: Job, send: Send) -> None:
    """Send the JSON Schema of the clip's storyboard as the message `schema`.

    A clip whose modules are wrong gets none; its mistakes are sent where it is drawn.
    """
    project = Project.at(Path(job.project))
    try:
        clip = find_clip(project, job.clip)
        schema = schema_for(clip, project) if clip.performed else picture_schema()
        send(PageMessage("schema", {"clip": job.clip, "schema": schema}))
    except StoryreelError:
        pass
    send(PageMessage("done"))


def show_gallery(job: Job, send: Send) -> None:
    """Send every kind as a message `exhibit`: name, summary, YAML, and an SVG picture."""
    for kind in exhibits(Project.at(Path(job.project)).assets):
        placed = KINDS[kind.name].placed
        told = {"name": kind.name, "summary": kind.summary, "yaml": kind.yaml, "placed": placed}
        send(PageMessage("exhibit", told, svg_still(kind.drawing, _WIDTH, kind.summary).encode()))
    send(PageMessage("done"))
