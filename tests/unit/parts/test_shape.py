"""Shapes and groups: the attributes that Manim gives its own, each with arrays of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import VGroup, VMobject

from storyreel.parts.shape import Shape, ShapeGroup


def attributes(mobject: VMobject) -> dict[str, Any]:
    """What is known of a mobject, arrays as lists, apart from its name."""
    known = {name: value for name, value in vars(mobject).items() if name != "name"}
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in known.items()
    }


@pytest.mark.parametrize(
    ("shape", "manims"),
    [
        (
            Shape("#204060", "#FFFFFF", 0.02),
            VMobject(
                fill_color="#204060", fill_opacity=1.0, stroke_color="#FFFFFF", stroke_width=2.0
            ),
        ),
        (
            Shape(),
            VMobject(fill_color="#FFFFFF", fill_opacity=0.0, stroke_width=0.0),
        ),
    ],
)
def test_a_shape_has_what_manims_initialiser_gives(shape: Shape, manims: VMobject) -> None:
    assert attributes(shape) == attributes(manims)


def test_a_group_has_what_manims_initialiser_gives() -> None:
    part = Shape("#204060")
    assert attributes(ShapeGroup(part)).keys() == attributes(VGroup(part)).keys()
    assert ShapeGroup(part).submobjects == [part]


def test_shapes_share_nothing_that_changes() -> None:
    first, second = Shape("#204060"), Shape("#204060")
    first.set_fill("#FFFFFF", 0.5).set_stroke("#000000", 3.0, 0.5)
    first.set_stroke("#FF0000", background=True)
    first.add(Shape())
    first.add_updater(lambda mobject: mobject)
    assert attributes(second) == attributes(Shape("#204060"))


def test_messages_name_a_shape_by_its_class() -> None:
    class Sail(Shape):
        pass

    assert str(Sail()) == "Sail"
