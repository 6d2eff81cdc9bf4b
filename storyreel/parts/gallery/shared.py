"""The parts of every clip."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.step_line import StepLine
from storyreel.parts.caption import Caption, WisdomBox
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.steps import Steps


@sample(Steps, 1760, 150)
def steps(room: Frame) -> VMobject:
    line = Steps(StepLine.of(("Collect", "Clean", ("Train", "Tune"), "Measure")))
    played(line.go_to(2))
    return _centred(line)


@sample(Caption, 1500, 180)
def caption(room: Frame) -> VMobject:
    return _centred(Caption("One plain sentence under the stage."))


@sample(WisdomBox, 1780, 260)
def wisdom(room: Frame) -> VMobject:
    words = "The sentence that stays when the clip has ended."
    return _centred(WisdomBox(words))


def _centred(part: VGroup) -> VMobject:
    """Shared parts have a fixed place in the frame; a sample shows them in the middle."""
    return part.center()
