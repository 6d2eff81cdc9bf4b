"""Whether the words of a clip can be read at its size on a slide."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.inspection.rules.drawing import MIN_CAP
from storyreel.slides.clip import SlideClip, SmallestText
from storyreel.slides.existing import Showing, open_deck
from storyreel.slides.legibility import ShownClip, shown_clips, too_small
from storyreel.slides.placement import PlaceShares
from storyreel.slides.storyboard_clip import smallest_text
from storyreel.storyboard.load import Loaded
from tests.unit.slides.decks import put


def shown(own: Path, clip: SlideClip, width: float) -> ShownClip:
    """The clip on a slide in 4:3, with that share of its width in percent."""
    put(own, 4, clip, Showing(place=PlaceShares(0, 0, width)))
    (found,) = shown_clips(open_deck(own).package, [clip])
    return found


@pytest.mark.parametrize(("width", "small"), [(100, False), (79, True)])
def test_capitals_below_three_percent_of_the_slide_are_too_small(
    own: Path, clip: SlideClip, width: float, small: bool
) -> None:
    """At the full width, a clip in 16:9 has three quarters of the height of a slide in 4:3."""
    place = shown(own, clip, width)
    problem = too_small(place, SmallestText("A word", 0.04))
    assert (problem is not None) is small
    if problem:
        assert "On slide 4 the capitals of 'A word' in hour29 are 2.4%" in problem


@pytest.mark.parametrize(("width", "small"), [(51, False), (49, True)])
def test_a_clip_of_unknown_words_has_half_of_the_width(
    own: Path, clip: SlideClip, width: float, small: bool
) -> None:
    assert (too_small(shown(own, clip, width), None) is not None) is small


@pytest.mark.slow
def test_the_smallest_text_of_a_clip(hour29: Loaded) -> None:
    smallest = smallest_text(hour29)
    assert smallest is not None
    assert smallest.words
    assert smallest.cap_height == pytest.approx(MIN_CAP, rel=1e-4)  # of the line of steps
