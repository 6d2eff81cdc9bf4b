"""The gallery of each clip that has one shows every part of the clip, each alone in its room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.drawing.drawing import Drawing
from storyreel.parts.gallery.sample import Sample
from storyreel.stage.gallery import clip_subject, gallery_drawings
from storyreel.storyboard.catalog import ClipFiles, all_clips
from storyreel.storyboard.clip_package import load_clip_module
from tests.clips import PROJECT
from tests.unit.samples import missing, name_of, outside, public_parts

CLIPS = [clip for clip in all_clips(PROJECT) if clip.gallery.is_file()]
GALLERY = '''\
"""Parts of a demonstration."""
from storyreel.parts.gallery.sample import sample
from storyreel.parts.shapes import Plate

@sample(Plate, 200, 100)
def plate(room):
    return {built}
'''


def samples(clip: ClipFiles) -> tuple[Sample, ...]:
    subject = clip_subject(clip)
    assert subject is not None and subject.name == clip.id and subject.summary.endswith(".")
    return subject.samples


def part_modules(clip: ClipFiles) -> Iterator[ModuleType]:
    for path in sorted((clip.folder / "parts").glob("[!_]*.py")):
        yield load_clip_module(clip, f"parts.{path.stem}")


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: str(clip.id))
def test_every_part_of_a_clip_is_shown_once(clip: ClipFiles) -> None:
    shown = samples(clip)
    assert missing(public_parts(part_modules(clip)), shown) == []
    names = [name_of(each.part) for each in shown]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: str(clip.id))
def test_samples_are_visible_and_stay_in_their_rooms(
    clip: ClipFiles, draw: Callable[..., Drawing]
) -> None:
    for shown in samples(clip):
        assert shown.summary.endswith((".", "!")) and "\n" not in shown.summary, shown.name
        drawing = draw(shown.draw(shown.room))
        assert drawing.items, shown.name
        assert outside(shown, drawing) == [], shown.name


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
