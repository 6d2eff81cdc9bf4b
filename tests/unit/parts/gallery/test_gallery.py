"""The gallery shows every part, each alone in its room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from inspect import isclass, isfunction
from pkgutil import walk_packages
from typing import Any

import pytest
from manim import VGroup, VMobject

from storyreel import parts
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing, quantise
from storyreel.parts.basics.motion import Motion
from storyreel.parts.basics.shapes import Plate
from storyreel.parts.gallery import subjects
from storyreel.parts.gallery import tokens as a_room
from storyreel.parts.gallery.sample import Sample, played, sample, samples_of

NOT_SHOWN = {
    "runs.bench.heading": "a Line, placed",
    "runs.bench.count_of": "a Counter, placed",
    "runs.bench.badge": "a Badge, placed",
    "suites.terminal.last_line": "a Line, placed",
}
"""Public names that make something for the stage and are no parts of their own, with the reason."""

SAMPLES = [sample for subject in subjects() for sample in subject.samples]
SHADOW = px(80)


def full_name(part: Any) -> str:
    return f"{part.__module__}.{part.__qualname__}".removeprefix("storyreel.parts.")


def public_parts() -> Iterator[Any]:
    """Every public class that is drawn, and every public function that makes one."""
    for found in walk_packages(parts.__path__, "storyreel.parts."):
        if found.name.startswith("storyreel.parts.gallery"):
            continue
        module = import_module(found.name)
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", "") != found.name:
                continue
            annotated = value.__annotations__.get("return", "") if isfunction(value) else ""
            made = vars(module).get(annotated) if annotated else value
            if isclass(made) and issubclass(made, VMobject):
                yield value


def missing(wanted: Iterable[Any], samples: Iterable[Sample]) -> list[str]:
    """The names of parts that no sample shows."""
    shown = {full_name(sample.part) for sample in samples}
    return sorted({full_name(part) for part in wanted} - shown - NOT_SHOWN.keys())


def test_every_part_is_shown_once() -> None:
    assert missing(public_parts(), SAMPLES) == []
    names = [full_name(sample.part) for sample in SAMPLES]
    assert len(names) == len(set(names)) > 90


def test_a_part_without_a_sample_is_named() -> None:
    gone = SAMPLES[3]
    assert missing(public_parts(), (s for s in SAMPLES if s is not gone)) == [full_name(gone.part)]


def test_what_is_left_out_exists() -> None:
    assert NOT_SHOWN.keys() <= {full_name(part) for part in public_parts()}


def test_a_part_hangs_with_its_subject() -> None:
    for subject in subjects():
        assert subject.says.endswith(".")
        for shown in subject.samples:
            assert shown.part.__module__.startswith(f"storyreel.parts.{subject.name}.")


@pytest.mark.parametrize("shown", SAMPLES, ids=lambda shown: full_name(shown.part))
def test_a_sample_is_seen_and_stays_in_its_room(
    shown: Sample, draw: Callable[..., Drawing]
) -> None:
    assert shown.says.endswith((".", "!")) and "\n" not in shown.says
    room = shown.room.inset(-SHADOW)
    items = draw(shown.draw(shown.room)).items
    assert items
    edges = [int(quantise(edge)) for edge in (room.left, room.bottom, room.right, room.top)]
    for item in items:
        box = item.box
        assert box.left >= edges[0] and box.bottom >= edges[1], item.tag
        assert box.right <= edges[2] and box.top <= edges[3], item.tag


def test_a_sample_is_built_in_a_room_about_the_middle() -> None:
    @sample(Plate, 200, 100)
    def plate(room: Frame) -> VMobject:
        return VGroup(Plate(room))

    assert plate.room == Frame(-px(100), -px(50), px(100), px(50))
    assert plate.name == "Plate"
    assert plate.says.startswith("A rectangle with round corners")
    assert plate.draw(plate.room)[0].frame == plate.room


def test_samples_come_in_the_order_of_their_module() -> None:
    assert [shown.name for shown in samples_of(a_room)][:2] == ["TokenStrip", "Tile"]


def test_motions_are_played_one_after_the_other() -> None:
    seen: list[tuple[str, float]] = []
    motions = (
        Motion(VMobject(), lambda progress, name=name: seen.append((name, progress)), 1.0, float)
        for name in "ab"
    )
    played(*motions, share=0.5)
    assert seen == [("a", 0.0), ("a", 0.5), ("b", 0.0), ("b", 0.5)]
