"""Panels: pictures in the picture, each seen through a camera of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from manim import Mobject, VMobject

from storyreel.design.easing import glide
from storyreel.design.tokens import Seconds
from storyreel.parts.marks import mark_of
from storyreel.parts.members import members_of
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.shape import ShapeGroup

Place: TypeAlias = tuple[float, float]

LENS = "storyreel_lens"


@dataclass(frozen=True, slots=True)
class Lens:
    """How a mobject is seen in a window: what is at `center` comes to the window's middle."""

    window: VMobject
    center: Place
    zoom: float

    @property
    def middle(self) -> Place:
        """The middle of the window, in scene units of the stage."""
        return middle_of(self.window.points)


class Panel(ShapeGroup):
    """A group that a camera shows in a window, which cuts it off.

    The contents keep their own coordinates, so they are built and moved as on an empty stage. Line
    widths, shadows and gradients grow with the zoom. The window is a shape on the stage and is not
    part of the panel: it may be drawn, move and change its shape, and its middle is where the
    camera looks. Panels do not contain panels.
    """

    def __init__(self, window: VMobject, *contents: VMobject) -> None:
        self.window = window
        self.center_shown: Place = (0.0, 0.0)
        self.zoom = 1.0
        super().__init__(*contents)

    def add(self, *contents: Any) -> Panel:
        """Add contents, as they are now with their submobjects."""
        super().add(*contents)
        return self.look_at(self.center_shown, self.zoom)

    def look_at(self, center: Place, zoom: float = 1.0) -> Panel:
        """Show what is at `center`, in the contents' coordinates, in the middle of the window.

        Raises ValueError for a zoom that is not positive, and for contents of another panel.
        """
        if zoom <= 0:
            raise ValueError(f"A panel cannot be zoomed by {zoom:g}.")
        self.center_shown, self.zoom = center, zoom
        lens = Lens(self.window, center, zoom)
        for member in members_of([self]):
            known = lens_of(member)
            if known is not None and known.window is not self.window:
                raise ValueError(f"{type(member).__name__} is part of another panel.")
            setattr(member, LENS, lens)
        return self


class CameraMove(Motion):
    """Moves a panel's camera, so that its zoom changes at an even rate and its edges go straight.

    The zoom is interpolated geometrically, and the place in proportion to its reciprocal.
    """

    def __init__(
        self,
        panel: Panel,
        center: Place,
        zoom: float,
        run_time: float = Seconds.SLOW,
        ease: Ease = glide,
    ) -> None:
        super().__init__(panel, run_time=run_time, ease=ease)
        self._panel, self._center, self._zoom = panel, np.array(center), zoom

    def remember(self) -> None:
        self._from = np.array(self._panel.center_shown), self._panel.zoom

    def change(self, progress: float) -> None:
        start, zoom = self._from
        now = zoom ** (1 - progress) * self._zoom**progress
        share = progress
        if zoom != self._zoom:
            share = (1 / zoom - 1 / now) / (1 / zoom - 1 / self._zoom)
        x, y = (start + (self._center - start) * share).tolist()
        self._panel.look_at((x, y), now)


def middle_of(points: Any) -> Place:
    """The middle of the bounds of (n, 3) points."""
    x, y, _ = ((points.min(axis=0) + points.max(axis=0)) / 2).tolist()
    return x, y


def lens_of(mobject: Mobject) -> Lens | None:
    """The lens of the panel that a mobject is part of, or None."""
    lens: Lens | None = mark_of(mobject, LENS)
    return lens
