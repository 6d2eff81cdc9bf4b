"""Samples of what every clip shares."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.parts.furniture.furniture import Caption, WisdomBox
from storyreel.parts.furniture.rail import Rail
from storyreel.parts.gallery.sample import played, sample
from storyreel.storyboard.model import Wisdom


@sample(Rail, 1760, 150)
def rail(room: Frame) -> VMobject:
    steps = Rail(("Collect", "Clean", "Train", "Measure", "Release"))
    played(steps.go_to(2))
    return _centred(steps)


@sample(Caption, 1500, 180)
def caption(room: Frame) -> VMobject:
    return _centred(Caption("One plain sentence under the stage."))


@sample(WisdomBox, 1780, 260)
def wisdom(room: Frame) -> VMobject:
    words = "The sentence that stays when all has been shown."
    return _centred(WisdomBox(Wisdom(label="Wisdom", text=words)))


def _centred(part: VGroup) -> VMobject:
    """Furniture has a place of its own in the frame; here it stands in the middle."""
    return part.center()
