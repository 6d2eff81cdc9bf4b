"""What parts look like, for tests that ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from manim import Mobject, MovingCamera, VMobject

from storyreel.design.layout import Frame
from storyreel.film.drawing import Drawing, PathItem
from storyreel.stage.extract import Extractor

Draw: TypeAlias = Callable[..., Drawing]


@pytest.fixture(scope="session")
def draw() -> Draw:
    """The drawing of some mobjects alone, without any memory of an earlier one."""
    camera = MovingCamera()
    return lambda *mobjects: Extractor().drawing(mobjects, camera)


@pytest.fixture(scope="session")
def fills(draw: Draw) -> Callable[[Mobject], list[str]]:
    """The colours (#RRGGBB) of the opaque fills that a mobject shows, from bottom to top."""

    def look(mobject: Mobject) -> list[str]:
        paints = [
            item.fill.colors[0]
            for item in draw(mobject).items
            if isinstance(item, PathItem) and item.fill and item.fill.opaque
        ]
        return [f"#{r // 257:02X}{g // 257:02X}{b // 257:02X}" for r, g, b, _ in paints]

    return look


@pytest.fixture(scope="session")
def texts(draw: Draw) -> Callable[[Mobject], list[str]]:
    """The texts that a mobject shows, from bottom to top."""

    def read(mobject: Mobject) -> list[str]:
        tags = [item.tag for item in draw(mobject).items]
        return [tag.text for tag in tags if tag and tag.text]

    return read


@pytest.fixture(scope="session")
def box() -> Callable[[Mobject], Frame]:
    """The bounds of all points of a mobject, in scene units."""

    def bounds(mobject: Mobject) -> Frame:
        leaves = [m.points for m in mobject.get_family() if isinstance(m, VMobject)]
        lows = [points.min(axis=0) for points in leaves if len(points)]
        highs = [points.max(axis=0) for points in leaves if len(points)]
        return Frame(
            min(float(low[0]) for low in lows),
            min(float(low[1]) for low in lows),
            max(float(high[0]) for high in highs),
            max(float(high[1]) for high in highs),
        )

    return bounds
