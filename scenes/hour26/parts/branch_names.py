"""The names of the two ways of a forked road, beside the bends."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.text import Line

from .forked_road import Course


class BranchNames(VGroup):
    """One name above the upper bend, one below the lower bend."""

    def __init__(self, names: tuple[str, ...], course: Course) -> None:
        super().__init__()
        places = (
            (course.branch - px(96), course.ends[0] + px(55)),
            (course.branch - px(33), course.ends[1] - px(91)),
        )
        for name, at in zip(names, places, strict=True):
            self.add(Line(name, Type.LABEL_STRONG, at, Color.NAVY, "right"))
