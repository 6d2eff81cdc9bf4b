"""The clips of this project, for tests that run over all of them."""

from __future__ import annotations

from pathlib import Path

from storyreel.base.project import Project
from storyreel.storyboard.catalog import all_clips

PROJECT = Project.at(Path(__file__).parents[1])
CLIP_IDS = [files.id for files in all_clips(PROJECT)]

SCENE_IDS = [clip for clip in CLIP_IDS if (PROJECT.scenes / clip / "scene.py").is_file()]
"""The clips that a scene performs."""

SMOKE_IDS = ["stage1", "hour29"]
"""The clips that the default suite renders; it inspects the drawings of the others."""
