"""Opens a clip of the project by its id."""

from __future__ import annotations

from storyreel.base.project import Project
from storyreel.design.fonts import missing_characters
from storyreel.pictures.draft import Draft, load_draft
from storyreel.pictures.load import load_clip
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import Loaded


def open_clip(project: Project, name: str) -> Loaded:
    """The clip with this id, checked completely; raises RequestError with every mistake."""
    return load_clip(find_clip(project, name).storyboard, project, missing_characters)


def open_draft(project: Project, name: str) -> Draft:
    """The clip with this id, or what there is of it; raises RequestError if it cannot be drawn."""
    return load_draft(find_clip(project, name).storyboard, project, missing_characters)
