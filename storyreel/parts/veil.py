"""A veil: sets the opacity of a group relative to its original opacity."""

from __future__ import annotations

from manim import Mobject, VMobject

from storyreel.parts.tone import opacities


class Veil:
    """Scales the opacity of a mobject and its submobjects, relative to that at creation."""

    def __init__(self, mobject: Mobject, opacity: float = 1.0) -> None:
        self._leaves = [
            (leaf, opacities(leaf.fill_rgbas), opacities(leaf.stroke_rgbas))
            for leaf in mobject.family_members_with_points()
            if isinstance(leaf, VMobject)
        ]
        self.set(opacity)

    def set(self, opacity: float) -> None:
        """Set the opacity, from 0 (invisible) to 1 (original)."""
        for leaf, fill, stroke in self._leaves:
            leaf.fill_rgbas[:, 3] = fill * opacity
            leaf.stroke_rgbas[:, 3] = stroke * opacity
