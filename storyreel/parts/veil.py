"""A veil over a group of mobjects: their opacity, without forgetting what it was."""

from __future__ import annotations

from manim import Mobject, VMobject


class Veil:
    """Scales the opacity of all that a mobject contains, relative to when the veil was made."""

    def __init__(self, mobject: Mobject, opacity: float = 1.0) -> None:
        self._leaves = [
            (leaf, leaf.fill_rgbas[:, 3].copy(), leaf.stroke_rgbas[:, 3].copy())
            for leaf in mobject.family_members_with_points()
            if isinstance(leaf, VMobject)
        ]
        self.set(opacity)

    def set(self, opacity: float) -> None:
        """Show at `opacity`, from 0 (not drawn at all) to 1 (as it was)."""
        for leaf, fill, stroke in self._leaves:
            leaf.fill_rgbas[:, 3] = fill * opacity
            leaf.stroke_rgbas[:, 3] = stroke * opacity
