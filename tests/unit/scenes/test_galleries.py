"""The gallery of each clip that has one shows every part of the clip, each alone in its room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from storyreel.drawing.drawing import Drawing
from storyreel.parts.gallery.sample import Sample
from storyreel.stage.gallery import clip_subject
from storyreel.storyboard.catalog import ClipFiles, all_clips
from storyreel.storyboard.clip_package import load_clip_module
from tests.clips import PROJECT
from tests.unit.samples import missing, name_of, outside, public_parts

CLIPS = [clip for clip in all_clips(PROJECT) if clip.gallery.is_file()]


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
