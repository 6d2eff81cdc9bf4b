"""Outlines, against the calls that Manim's own camera makes to Cairo."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest
from manim import (
    UR,
    Annulus,
    Camera,
    Circle,
    Cutout,
    DashedVMobject,
    Line,
    RoundedRectangle,
    Square,
    Star,
    VMobject,
)

from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.stage.outline import outline
from storyreel.stage.view import View

VIEW = View(0, 0, 1)


def path_of(points: Any, tolerance: float = 1e-6, view: View = VIEW) -> Path | None:
    return outline(points, tolerance, view)


class Recorder:
    """What Manim's camera asks Cairo to do."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *args: self.calls.append((name, *args))


def as_manim_draws(mobject: VMobject) -> list[tuple[Any, ...]]:
    recorder = Recorder()
    Camera().set_cairo_context_path(cast(Any, recorder), mobject)
    return [call for call in recorder.calls if call[0] not in ("new_path", "new_sub_path")]


def as_we_draw(path: Path | None) -> list[tuple[Any, ...]]:
    if path is None:
        return []
    calls: list[tuple[Any, ...]] = []
    points = path.points / QUANTA_PER_UNIT
    stops = [*path.starts[1:], len(points)]
    for start, stop, closed in zip(path.starts, stops, path.closed, strict=True):
        calls.append(("move_to", *points[start]))
        calls += [
            ("curve_to", *points[first : first + 3].ravel()) for first in range(start + 1, stop, 3)
        ]
        calls += [("close_path",)] * closed
    return calls


def ragged(seed: int) -> VMobject:
    """Curves that mostly meet, some only almost, with sub-paths that mostly close."""
    rng = np.random.default_rng(seed)
    points = []
    at = np.zeros(3)
    for _ in range(rng.integers(1, 30)):
        curve = np.vstack([at, at + rng.normal(0, 1, (3, 3)) * (1, 1, 0)])
        points.append(curve)
        at = curve[3] + rng.choice([0.0, 1e-7, 5e-6, 3e-5, 1.0], p=[0.6, 0.1, 0.1, 0.1, 0.1])
        if rng.random() < 0.2:
            points[-1][3] = at = points[0][0] + rng.choice([0.0, 1e-6, 1e-4])
    mobject = VMobject()
    mobject.points = np.vstack([*points, rng.normal(0, 1, (rng.integers(0, 4), 3))])
    return mobject.shift(rng.normal(0, 3, 3))


MOBJECTS = [
    Square(),
    Circle(),
    Line(),
    Star(),
    Annulus(),
    RoundedRectangle(),
    Cutout(Square(), Circle(0.5)),
    DashedVMobject(Circle()),
    VMobject(),
    VMobject().start_new_path(UR),
    VMobject().start_new_path(UR).add_line_to(2 * UR).start_new_path(3 * UR),
    *[ragged(seed) for seed in range(60)],
]


@pytest.mark.parametrize("mobject", MOBJECTS, ids=lambda mobject: type(mobject).__name__)
def test_it_is_what_manims_camera_draws(mobject: VMobject) -> None:
    for part in mobject.family_members_with_points():
        assert isinstance(part, VMobject)
        ours = as_we_draw(path_of(part.points, part.tolerance_for_point_equality))
        manims = as_manim_draws(part)
        assert [call[0] for call in ours] == [call[0] for call in manims]
        for our, their in zip(ours, manims, strict=True):
            # Closed ends are made to meet exactly, which moves them by Manim's tolerance.
            assert our[1:] == pytest.approx(their[1:], abs=2e-4)


def test_points_that_are_not_finite_draw_nothing() -> None:
    for value in (np.nan, np.inf, -np.inf):
        points = Square().points.copy()
        points[5, 1] = value
        assert path_of(points) is None


def test_a_closed_sub_path_ends_exactly_where_it_began() -> None:
    points = Circle().points.copy()
    points[-1] += 5e-7
    path = path_of(points)
    assert path is not None
    assert path.closed == (True,)
    assert (path.points[0] == path.points[-1]).all()


def test_the_view_is_the_centre_and_the_scale() -> None:
    path = path_of(Line((1, 1, 0), (2, 1, 0)).points, view=View(1, 2, 0.5))
    assert path is not None
    assert (path.points[[0, -1]] / QUANTA_PER_UNIT).tolist() == [[0, -0.5], [0.5, -0.5]]


def test_the_box_of_a_path_is_that_of_its_points() -> None:
    path = path_of(Annulus().points, view=View(1, 2, 0.5))
    assert path is not None
    assert path.box == Path(path.points, path.starts, path.closed).box


@pytest.mark.parametrize(("dx", "dy"), [(1, 0), (-1, 0), (0, 1), (0, -1)])
def test_a_path_that_does_not_touch_the_window_is_left_out(dx: int, dy: int) -> None:
    points = Square().points
    box = cast(Path, path_of(points)).box
    beside = box.moved(dx * box.width, dy * box.height)
    assert outline(points, 1e-6, VIEW, window=beside) is not None
    assert outline(points, 1e-6, VIEW, window=beside.moved(dx, dy)) is None
