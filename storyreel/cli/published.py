"""Which of a clip's rendered qualities a command is about."""

from __future__ import annotations

from storyreel.errors import Problem, RequestError
from storyreel.origin import origin_of
from storyreel.paths import Project
from storyreel.quality import quality_named
from storyreel.status import Rendered, rendered
from storyreel.storyboard.load import Loaded


def chosen(loaded: Loaded, project: Project, quality: str | None) -> Rendered:
    """The rendered clip of that quality, or the one that was made last."""
    origin = origin_of(loaded.clip, loaded.source.digest)
    found = [
        each
        for each in rendered(project.media, loaded.clip.id, origin)
        if quality in (None, each.quality)
    ]
    if not found:
        at = f" at {quality_named(quality).name}" if quality else ""
        remedy = f"Render it: render.py {loaded.clip.id}"
        raise RequestError(
            Problem(
                f"{loaded.clip.id} is not rendered{at}.",
                f"{remedy} --quality {quality}" if quality else remedy,
            )
        )
    return max(found, key=lambda each: each.modified)
