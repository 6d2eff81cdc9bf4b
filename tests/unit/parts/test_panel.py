"""Panels: contents in their own coordinates, seen through a camera and cut off by a window."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Circle, Dot, Square, VGroup

from storyreel.parts.panel import CameraMove, Panel, lens_of


def window() -> Square:
    return Square(4).shift((3, 1, 0))


def test_contents_keep_their_points() -> None:
    dot = Dot((5, 5, 0))
    Panel(window(), VGroup(dot)).look_at((5, 5), 3)
    assert dot.get_center() == pytest.approx((5, 5, 0))


def test_all_contents_have_the_same_lens_whenever_they_were_added() -> None:
    inner, later = Dot(), Circle()
    panel = Panel(window(), VGroup(inner)).look_at((1, 2), 3)
    panel.add(later)
    for member in (inner, later):
        lens = lens_of(member)
        assert lens is not None
        assert (lens.center, lens.zoom, lens.middle) == ((1, 2), 3, (3, 1))
    assert lens_of(panel.window) is lens_of(Dot()) is None


def test_a_copy_has_a_window_of_its_own() -> None:
    panel = Panel(window(), Dot())
    copy = panel.copy()
    lens = lens_of(copy[0])
    assert lens is not None
    assert lens.window is copy.window is not panel.window


@pytest.mark.parametrize("zoom", [0, -1])
def test_a_zoom_that_is_not_positive_is_refused(zoom: float) -> None:
    with pytest.raises(ValueError, match="cannot be zoomed by"):
        Panel(window(), Dot()).look_at((0, 0), zoom)


def test_contents_of_another_panel_are_refused() -> None:
    panel = Panel(window(), Dot())
    with pytest.raises(ValueError, match="Dot is part of another panel"):
        Panel(window(), panel[0])
    Panel(panel.window, panel[0])


@pytest.mark.parametrize(("center", "zoom"), [((1.0, 0.5), 2.0), ((-1.0, 0.0), 1.0)])
def test_a_camera_move_is_pure(
    center: tuple[float, float], zoom: float, assert_pure: Callable[..., None]
) -> None:
    assert_pure(lambda: CameraMove(Panel(window(), Square(6, fill_opacity=1)), center, zoom))


def test_a_camera_move_zooms_evenly_and_moves_its_edges_straight() -> None:
    panel = Panel(window(), Dot()).look_at((1, 0), 1)
    move = CameraMove(panel, (5, 3), 4, ease=float)
    move.begin()
    edges, zooms = [], []
    for share in np.linspace(0, 1, 5):
        move.interpolate(share)
        (x, y), half = panel.center_shown, 2 / panel.zoom
        edges.append((x - half, x + half, y - half, y + half))
        zooms.append(panel.zoom)
    assert np.diff(np.log(zooms)) == pytest.approx(np.log(4) / 4)
    steps = np.diff(edges, axis=0)
    assert steps / steps[:, :1] == pytest.approx(np.tile(steps[0] / steps[0, 0], (4, 1)))
