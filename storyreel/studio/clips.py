"""Opens a clip of the project by its id."""

from __future__ import annotations

from storyreel.base.project import Project
from storyreel.design.fonts import missing_characters
from storyreel.pictures.clips import Draft
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import Loaded, load_storyboard


def open_clip(project: Project, name: str) -> Loaded:
    """The clip with this id, checked completely; raises RequestError with every mistake."""
    from storyreel.pictures.load import load_clip  # noqa: PLC0415 - see `open_draft`

    return load_clip(find_clip(project, name).storyboard, project, missing_characters)


def open_draft(project: Project, name: str) -> Draft:
    """The clip with this id, or what there is of it; raises RequestError if it cannot be drawn."""
    clip = find_clip(project, name)
    if clip.performed:
        return Draft(load_storyboard(clip.storyboard, project, missing_characters))
    # Pictures take a fifth of a second to import; the first frame of other clips comes sooner.
    from storyreel.pictures.draft import load_draft  # noqa: PLC0415

    return load_draft(clip.storyboard, project, missing_characters)
