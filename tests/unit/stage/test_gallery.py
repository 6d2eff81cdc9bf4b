"""The gallery takes the general parts, then those of each clip; a sample that fails is located."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.stage.gallery import gallery_drawings

GALLERY = '''\
"""Parts of a demonstration."""
from storyreel.parts.gallery.sample import sample
from storyreel.parts.shapes import Plate

@sample(Plate, 200, 100)
def plate(room):
    return {built}
'''


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose only clip has no gallery yet."""
    project = Project.at(tmp_path)
    project.storyboards.mkdir()
    (project.storyboards / "play-demo.yaml").write_text("clip: play\n")
    (project.scenes / "play").mkdir(parents=True)
    return project


def test_the_gallery_of_a_clip_follows_the_general_parts(project: Project) -> None:
    general = len(list(gallery_drawings(project)))
    (project.scenes / "play" / "gallery.py").write_text(GALLERY.format(built="Plate(room)"))
    *_, last = drawings = list(gallery_drawings(project))
    assert len(drawings) == general + 1
    assert (last.subject.name, last.sample.name) == ("play", "Plate")
    assert last.subject.summary == "Parts of a demonstration."


def test_a_sample_that_fails_is_located(project: Project) -> None:
    (project.scenes / "play" / "gallery.py").write_text(GALLERY.format(built="Plate(wide)"))
    with pytest.raises(RequestError, match=r"^scenes/play/gallery\.py:7: the gallery of play fail"):
        list(gallery_drawings(project))


def test_a_gallery_that_cannot_be_loaded_is_located(project: Project) -> None:
    (project.scenes / "play" / "gallery.py").write_text("import nothing_of_that_name\n")
    with pytest.raises(RequestError, match=r"^scenes/play/gallery\.py:1: the gallery of play fail"):
        list(gallery_drawings(project))
