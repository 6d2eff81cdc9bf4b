"""Fixtures that show what mobjects look like, for tests of parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from manim import Mobject, MovingCamera, VMobject

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.parts.motion import Motion
from storyreel.stage.extraction import Extractor

Draw: TypeAlias = Callable[..., Drawing]


@pytest.fixture(scope="session")
def draw() -> Draw:
    """The drawing of mobjects, extracted without an earlier one."""
    camera = MovingCamera()
    return lambda *mobjects: Extractor().drawing(mobjects, camera)


@pytest.fixture(scope="session")
def assert_pure(draw: Draw) -> Callable[..., None]:
    """`assert_pure(make)`: a motion shows the same at a share of its time, however it got there.

    It begins at 0, ends at 1 and passes between; only a `fleeting` one ends as it began.
    """

    def shown(make: Callable[[], Motion], moment: float) -> Drawing:
        motion = make()
        motion.begin()
        motion.interpolate(moment)
        return draw(motion.mobject)

    def check(make: Callable[[], Motion], fleeting: bool = False) -> None:
        direct = {moment: shown(make, moment) for moment in (0.0, 0.37, 0.73, 1.0)}
        motion = make()
        motion.begin()
        for moment, expected in direct.items():
            for passed in (1.0, 0.4, 0.6 * moment, moment):
                motion.interpolate(passed)
            assert draw(motion.mobject) == expected, moment
        motion = make()
        motion.begin()
        begin, middle, end = draw(motion.mobject), direct[0.37], direct[1.0]
        assert begin == direct[0.0]
        assert len({begin.key, middle.key, end.key}) == (2 if fleeting else 3)
        assert (begin == end) == fleeting
        motion.finish()
        assert draw(motion.mobject) == end

    return check


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
