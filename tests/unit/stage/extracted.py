"""Mobjects, and what is extracted of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import WHITE, Camera, ImageMobject, Mobject, Square

from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.parts.fills import Stop
from storyreel.stage.extraction import Extractor

U = QUANTA_PER_UNIT
LIGHT = (Stop(0.2, "#FFFFFF"), Stop(1, "#000000", 0.5))


def item_of(mobject: Mobject, camera: Camera | None = None) -> PathItem:
    (item,) = Extractor().drawing([mobject], camera or Camera()).items
    assert isinstance(item, PathItem)
    return item


def paths(drawing: Drawing) -> list[PathItem]:
    return [item for item in drawing.items if isinstance(item, PathItem)]


def card(**style: Any) -> Square:
    return Square(**{"stroke_width": 0, "fill_opacity": 1, "fill_color": WHITE, **style})


def photo(**style: Any) -> ImageMobject:
    rgba = np.random.default_rng(0).integers(0, 256, (4, 8, 4), dtype=np.uint8)
    image = ImageMobject(rgba, **style)
    image.height = 2
    return image


def counted_calls(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[Any]:
    """The first arguments of all calls of a function that a module uses, from now on."""
    function, calls = getattr(module, name), []

    def counting(*arguments: Any) -> Any:
        calls.append(arguments[0])
        return function(*arguments)

    monkeypatch.setattr(module, name, counting)
    return calls
