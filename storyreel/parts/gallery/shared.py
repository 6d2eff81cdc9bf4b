"""The parts of every clip."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.parts.caption import Caption
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.rail import Rail
from storyreel.parts.wisdom_box import WisdomBox
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
    words = "The sentence that stays when the clip has ended."
    return _centred(WisdomBox(Wisdom(label="Wisdom", text=words)))


def _centred(part: VGroup) -> VMobject:
    """Shared parts have a fixed place in the frame; a sample shows them in the middle."""
    return part.center()
