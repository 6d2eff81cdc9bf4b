"""The key of a stored segment: what it shows and how it is made, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from storyreel.drawing.drawing import Clip, Drawing, PathItem, Tag
from storyreel.drawing.paints import Paint, Shadow, Stroke
from storyreel.drawing.quanta import QUANTA_PER_UNIT, quantise
from storyreel.encode.settings import EncoderSettings, Splicing
from storyreel.workers import checked_segment
from storyreel.workers.checked_segment import checked_segment_key

PIXEL_AT_8K = 1024


@pytest.fixture
def key(moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings) -> str:
    return checked_segment_key(moving_drawings, tiny_settings)


def changed(drawings: tuple[Drawing, ...], **changes: Any) -> tuple[Drawing, ...]:
    """The drawings with one item of one of them changed."""
    first, item = drawings[7].items
    other = replace(drawings[7], items=(first, replace(item, **changes)))
    return (*drawings[:7], other, *drawings[8:])


def moved(drawing: Drawing, by: float) -> PathItem:
    """Its second item, moved to the right before it is quantised."""
    item = drawing.items[1]
    assert isinstance(item, PathItem)
    points = quantise(item.path.points / QUANTA_PER_UNIT + (by, 0))
    return replace(item, path=replace(item.path, points=points))


def fainter(item: PathItem) -> Paint:
    """The item's fill, with an opacity one level lower."""
    assert item.fill is not None
    ((red, green, blue, alpha),) = item.fill.colors
    return Paint(((red, green, blue, alpha - 1),))


INK = Paint(((0, 0, 0, 65535),))
CHANGES: dict[str, Callable[[PathItem], dict[str, Any]]] = {
    "colour": lambda item: {"fill": Paint(((0, 0, 1, 65535),))},
    "opacity": lambda item: {"fill": fainter(item)},
    "stroke": lambda item: {"stroke": Stroke(INK, 1)},
    "stroke below": lambda item: {"back_stroke": Stroke(INK, 1)},
    "shadow": lambda item: {"shadow": Shadow(0, 0, 1, (0, 0, 0, 1))},
    "clips": lambda item: {"clips": (Clip(item.path),)},
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_one_item_of_one_drawing_changes_the_key(
    key: str, name: str, moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    item = moving_drawings[7].items[1]
    assert isinstance(item, PathItem)
    changes = CHANGES[name](item)
    assert checked_segment_key(changed(moving_drawings, **changes), tiny_settings) != key


@pytest.mark.parametrize("quanta", [PIXEL_AT_8K, 1])
def test_one_pixel_changes_the_key_and_even_less_does(
    key: str, quanta: int, moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    item = moved(moving_drawings[7], quanta / QUANTA_PER_UNIT)
    drawings = changed(moving_drawings, path=item.path)
    assert checked_segment_key(drawings, tiny_settings) != key


def test_the_last_bit_of_a_number_does_not_change_the_key(
    key: str, moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    for by in (1e-13, -1e-13):
        item = moved(moving_drawings[7], by)
        drawings = changed(moving_drawings, path=item.path)
        assert checked_segment_key(drawings, tiny_settings) == key


def test_what_is_not_drawn_does_not_change_the_key(
    key: str, moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    """Names, owners and storyboard lines are for inspection alone."""
    drawings = changed(moving_drawings, tag=Tag("label", "words", owner="gate", line=40))
    assert checked_segment_key(drawings, tiny_settings) == key


def test_the_number_and_order_of_drawings_change_the_key(
    key: str, moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    swapped = (moving_drawings[1], moving_drawings[0], *moving_drawings[2:])
    for other in (swapped, moving_drawings[:-1], (*moving_drawings, moving_drawings[-1])):
        assert checked_segment_key(other, tiny_settings) != key


@pytest.mark.parametrize("name", [field.name for field in fields(EncoderSettings)])
def test_every_setting_of_the_encoder_changes_the_key(
    key: str, name: str, moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    now = getattr(tiny_settings, name)
    other: Any = {
        str: "libx265" if name == "encoder" else f"{now}2",
        int: 2,
        tuple: now[:-1] if isinstance(now, tuple) else (),
        Splicing: Splicing.COPIES,
    }[type(now)]
    settings = replace(tiny_settings, **{name: other})
    assert checked_segment_key(moving_drawings, settings) != key


@pytest.mark.parametrize("name", ["engine_inputs", "encoder_build"])
def test_other_sources_libraries_or_encoders_change_the_key(
    key: str,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    moving_drawings: tuple[Drawing, ...],
    tiny_settings: EncoderSettings,
) -> None:
    monkeypatch.setattr(checked_segment, name, lambda of: "another")
    assert checked_segment_key(moving_drawings, tiny_settings) != key


def test_equal_drawings_made_anew_have_the_same_key(
    key: str, moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    anew = tuple(
        Drawing(
            tuple(
                replace(item, path=replace(item.path, points=np.array(item.path.points)))
                for item in drawing.items
                if isinstance(item, PathItem)
            ),
            drawing.background,
        )
        for drawing in moving_drawings
    )
    assert checked_segment_key(anew, tiny_settings) == key
