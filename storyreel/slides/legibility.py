"""Whether the words of a clip can be read at the size that it has on a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storyreel.inspection.rules.drawing import MIN_CAP
from storyreel.slides.clip import SlideClip, SmallestText
from storyreel.slides.embed import embedded
from storyreel.slides.opc import Package
from storyreel.slides.placement import picture_box
from storyreel.slides.slide_box import SlideBox, slide_size

_ROUNDING = 0.995
"""Sizes are compared with this tolerance, since places are whole units."""

_SMALL = 0.5
"""Share of the slide's width below which a clip of unknown words is probably too small."""


@dataclass(frozen=True, slots=True)
class ShownClip:
    """A clip on a slide, counted from 1, and its place there."""

    clip: SlideClip
    slide: int
    box: SlideBox
    whole: SlideBox

    @property
    def fills(self) -> bool:
        """Whether it is as high as the slide."""
        return self.box.height >= self.whole.height * _ROUNDING


def shown_clips(package: Package, clips: Sequence[SlideClip]) -> list[ShownClip]:
    """Every place where a deck shows these clips, in the order of its slides."""
    whole = slide_size(package)
    return [
        ShownClip(clip, number, picture_box(package, slide, shape), whole)
        for number, slide in enumerate(package.slides, start=1)
        for clip in clips
        for shape in embedded(package, slide, clip.identity)
    ]


def too_small(shown: ShownClip, smallest: SmallestText | None) -> str | None:
    """What is wrong with the size of a clip on a slide; None if its words can be read.

    The rule is that of the inspection of a clip: capitals of at least 3% of the slide's height.
    """
    name = shown.clip.words.name
    if smallest is not None:
        share = smallest.cap_height * shown.box.height / shown.whole.height
        if share >= MIN_CAP * _ROUNDING:
            return None
        return (
            f"On slide {shown.slide} the capitals of '{smallest.words}' in {name} are {share:.1%} "
            f"of the slide's height; at least {MIN_CAP:.0%} can be read from the back of a room."
        )
    if shown.box.width >= shown.whole.width * _SMALL:
        return None
    share = shown.box.width / shown.whole.width
    return (
        f"On slide {shown.slide} {name} is {share:.0%} as wide as the slide, and may be too small."
    )
