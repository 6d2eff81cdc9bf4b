"""The gallery shows every general part, each alone in its room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest
from manim import VGroup, VMobject

from storyreel import parts
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from storyreel.parts.gallery.sample import Sample, Subject, played, sample
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.stage.gallery import general_subjects
from tests.unit.samples import missing, name_of, outside, public_parts

SUBJECTS = general_subjects()
SAMPLES = [shown for subject in SUBJECTS for shown in subject.samples]


@sample(Plate, 200, 100)
def plate_in_its_room(room: Frame) -> VMobject:
    return VGroup(Plate(room))


@sample(Plate, 200, 100)
def plate_beside_its_room(room: Frame) -> VMobject:
    return Plate(Frame(room.left + px(81), room.bottom, room.right + px(81), room.top))


def part_modules() -> Iterator[ModuleType]:
    for found in iter_modules(parts.__path__, "storyreel.parts."):
        if not found.ispkg:
            yield import_module(found.name)


def test_every_part_is_shown_once() -> None:
    assert missing(public_parts(part_modules()), SAMPLES) == []
    names = [name_of(shown.part) for shown in SAMPLES]
    assert len(names) == len(set(names))


def test_a_part_without_a_sample_is_named() -> None:
    gone = next(shown for shown in SAMPLES if shown.name == "Padlock")
    rest = [shown for shown in SAMPLES if shown is not gone]
    assert missing(public_parts(part_modules()), rest) == ["padlock.Padlock"]


def test_subjects_are_described() -> None:
    for subject in SUBJECTS:
        assert subject.summary.endswith(".") and subject.samples


@pytest.mark.parametrize("shown", SAMPLES, ids=lambda shown: name_of(shown.part))
def test_a_sample_is_visible_and_stays_in_its_room(
    shown: Sample, draw: Callable[..., Drawing]
) -> None:
    assert shown.summary.endswith((".", "!")) and "\n" not in shown.summary
    drawing = draw(shown.draw(shown.room))
    assert drawing.items
    assert outside(shown, drawing) == []


def test_a_sample_outside_its_room_is_found(draw: Callable[..., Drawing]) -> None:
    planted, near = plate_beside_its_room, plate_in_its_room
    assert outside(planted, draw(planted.draw(planted.room))) == ["graphic"]
    assert outside(near, draw(near.draw(near.room))) == []


def test_a_sample_is_built_in_a_room_centred_at_the_origin() -> None:
    plate = plate_in_its_room
    assert plate.room == Frame(-px(100), -px(50), px(100), px(50))
    assert plate.name == "Plate"
    assert plate.summary.startswith("A rectangle with round")


def test_samples_keep_the_order_of_their_module() -> None:
    module = ModuleType("planted", "Two plates.")
    vars(module).update(second=plate_beside_its_room, first=plate_in_its_room, other=3)
    assert Subject.of(module, "plates") == Subject(
        "plates", "Two plates.", (plate_beside_its_room, plate_in_its_room)
    )


def test_motions_are_played_one_after_the_other() -> None:
    seen: list[tuple[str, float]] = []

    def motion(name: str) -> Motion:
        return Motion(VMobject(), lambda progress: seen.append((name, progress)), 1.0, float)

    played(motion("a"), motion("b"), share=0.5)
    assert seen == [("a", 0.0), ("a", 0.5), ("b", 0.0), ("b", 0.5)]
