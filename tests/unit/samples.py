"""The parts of a package that a gallery must show, and checks of a sample."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import isclass, isfunction
from types import ModuleType

from manim import VMobject

from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import quantise
from storyreel.parts.gallery.sample import Part, Sample

SHADOW = px(80)
"""How far the soft shadow of a part may reach beyond its room."""


def public_parts(modules: Iterable[ModuleType]) -> Iterator[Part]:
    """Every public class that is drawn, and every public function that builds one.

    Functions that only place a part of another package do not count.
    """
    modules = list(modules)
    names = {module.__name__ for module in modules}
    for module in modules:
        for name, value in vars(module).items():
            if name.startswith("_") or getattr(value, "__module__", "") != module.__name__:
                continue
            built = value
            if isfunction(value):
                built = vars(module).get(value.__annotations__.get("return", ""))
            if not (isclass(built) and issubclass(built, VMobject)):
                continue
            if built.__module__ in names or built.__module__.startswith("manim."):
                yield value


def name_of(part: Part) -> str:
    return f"{part.__module__.rpartition('.')[2]}.{part.__name__}"


def missing(parts: Iterable[Part], samples: Iterable[Sample]) -> list[str]:
    """The names of the parts that no sample shows."""
    shown = {name_of(sample.part) for sample in samples}
    return sorted({name_of(part) for part in parts} - shown)


def outside(sample: Sample, drawing: Drawing) -> list[str]:
    """The texts or roles of the items that a sample draws outside its room."""
    room = sample.room.inset(-SHADOW)
    left, bottom, right, top = (
        int(quantise(edge)) for edge in (room.left, room.bottom, room.right, room.top)
    )
    return [
        (item.tag.text or item.tag.role) if item.tag else "untagged"
        for item in drawing.items
        if item.box.left < left
        or item.box.bottom < bottom
        or item.box.right > right
        or item.box.top > top
    ]
