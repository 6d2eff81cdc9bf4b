"""Sights: how mobjects are seen, directly or through the panel that they are part of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from manim import Mobject

from storyreel.drawing.drawing import Clip, Clips
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import Box
from storyreel.parts.clips import ShapeClip
from storyreel.parts.fills import fill_style_of
from storyreel.parts.marks import ClipBox
from storyreel.parts.panel import LENS, Lens, middle_of
from storyreel.stage.outline import outline
from storyreel.stage.view import View


class Sight(NamedTuple):
    """The view of a mobject's own coordinates, and the window of its panel, which clips it.

    `part` is what of the drawing can be seen in it, None where that is nothing.
    """

    view: View
    part: Box | None
    clips: Clips = ()


class Sights:
    """What a camera sees at one moment, each panel examined once.

    An unchanged panel gives the same Sight object at the next moment, as far as that is known.
    """

    def __init__(self, view: View, visible: Box) -> None:
        """`visible` is what of the drawing can be seen at any quality."""
        self._direct = _direct(view, visible)
        self._through: dict[int, Sight] = {}

    def of_all(self, mobjects: Iterable[Mobject]) -> list[Sight]:
        """How each mobject is seen."""
        direct = self._direct
        return [
            direct if (lens := mobject.__dict__.get(LENS)) is None else self._of(lens)
            for mobject in mobjects
        ]

    def _of(self, lens: Lens) -> Sight:
        known = self._through.get(id(lens))  # which a mobject holds
        if known is None:
            known = self._through[id(lens)] = self._through_panel(lens)
        return known

    def _through_panel(self, lens: Lens) -> Sight:
        window = lens.window
        shape = window.points.tobytes(), window.tolerance_for_point_equality
        rule = fill_style_of(window).rule
        return _sight(self._direct, lens.center, lens.zoom, (*shape, rule))


@lru_cache(maxsize=4)
def _direct(view: View, visible: Box) -> Sight:
    return Sight(view, visible)


@lru_cache(maxsize=256)
def box_clip(box: ClipBox, view: View) -> Clip:
    """A clip by a rectangle in scene units; equal ones have the same path."""
    left, bottom, right, top = box
    (x0, y0), (x1, y1) = view.place(np.array([(left, bottom), (right, top)])).tolist()
    return Clip(Path.rectangle(Box(x0, y0, x1, y1)))


def shape_clip(clip: ShapeClip, view: View) -> Clip:
    """A clip by a shape as it is now; equal ones have the same path."""
    shape = clip.shape
    outlined = shape.points.tobytes(), shape.tolerance_for_point_equality
    return Clip(_path((*outlined, fill_style_of(shape).rule), view), clip.inside)


_Shape = tuple[bytes, float, FillRule]
"""Points (n, 3), the tolerance for equal points, and the fill rule of a VMobject."""


@lru_cache(maxsize=64)
def _sight(direct: Sight, center: tuple[float, float], zoom: float, window: _Shape) -> Sight:
    """The sight through a panel that is itself seen directly."""
    (x, y), (right, up), view = center, middle_of(_points(window)), direct.view
    inner = View(x - (right - view.x) / zoom, y - (up - view.y) / zoom, view.scale * zoom)
    path = _path(window, view)
    return Sight(inner, direct.part and path.box.intersection(direct.part), (Clip(path),))


@lru_cache(maxsize=64)
def _path(shape: _Shape, view: View) -> Path:
    """The path of a shape; a point if it has no curve."""
    *_, tolerance, rule = shape
    return outline(_points(shape), tolerance, view, rule) or Path.rectangle(Box(0, 0, 0, 0))


def _points(shape: _Shape) -> np.ndarray:
    return np.frombuffer(shape[0]).reshape(-1, 3)
