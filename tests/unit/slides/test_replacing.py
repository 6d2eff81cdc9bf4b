"""The same command again: clips are replaced where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from storyreel.base.errors import RequestError
from storyreel.base.timebase import FrameRange
from storyreel.slides.clip import SlideClip
from storyreel.slides.existing import Showing, open_deck, require_room
from storyreel.slides.ooxml import q
from storyreel.storyboard.timeline import Timeline
from tests.unit.slides.decks import (
    COVERING,
    box_of,
    change_part,
    contents,
    put,
    slide_of,
)

MEDIA = MSO_SHAPE_TYPE.MEDIA


def edited(own: Path, number: int, change: Callable[[Any], None]) -> None:
    """What the owner of a deck does with the clip on a slide."""
    deck = Presentation(str(own))
    (movie,) = (each for each in deck.slides[number - 1].shapes if each.shape_type == MEDIA)
    change(movie)
    deck.save(str(own))


def newer(clip: SlideClip) -> SlideClip:
    """The same clip, rendered again and twice as long."""
    video = clip.video.with_name("newer.mp4")
    video.write_bytes(b"a newer video")
    beats = clip.timeline.beats
    longer = replace(beats[-1], frames=FrameRange(beats[-1].frames.start, 900))
    timeline = Timeline(clip.timeline.fps, (*beats[:-1], longer))
    return replace(clip, video=video, timeline=timeline)


def test_a_clip_is_replaced_where_its_owner_has_put_it(own: Path, clip: SlideClip) -> None:
    put(own, 3, clip, COVERING)

    def move(movie: Any) -> None:
        movie.left, movie.top, movie.width, movie.height = 1000, 2000, 1_600_000, 900_000

    edited(own, 3, move)
    deck = put(own, 3, newer(clip))
    assert (deck.replaced, deck.warnings) == ([3], [])
    root = deck.package.xml(slide_of(own, 3))
    (picture,) = root.iter(q("p:pic"))
    assert box_of(picture) == (1000, 2000, 1_600_000, 900_000)
    videos = [content for name, content in contents(own.read_bytes()).items() if "mp4" in name]
    assert videos == [b"a newer video"]
    (call,) = (each for each in root.iter(q("p:cmd")) if each.get("cmd") == "playFrom(0.0)")
    assert call.find(f".//{q('p:cTn')}").get("dur") == "60000"
    assert deck.new_issues([clip]) == ()


def test_the_same_command_again_changes_nothing(own: Path, clip: SlideClip) -> None:
    put(own, 2, clip)
    once = contents(own.read_bytes())
    put(own, 2, clip)
    assert contents(own.read_bytes()) == once


def test_a_clip_is_found_on_another_slide_and_on_copies(own: Path, clip: SlideClip) -> None:
    put(own, 4, clip)
    deck = Presentation(str(own))
    listed = deck.slides.element
    listed.insert(0, listed[3])
    deck.save(str(own))
    changed = put(own, 4, newer(clip))
    assert changed.replaced == [1]
    (warning,) = changed.warnings
    assert "was on slide 1 already" in warning and "slide 4 stays as it was" in warning
    assert (
        sum("videoFile" in each.tag for each in Presentation(str(own)).slides[0].element.iter())
        == 1
    )


def test_another_clip_is_not_replaced(own: Path, clip: SlideClip, other_clip: SlideClip) -> None:
    put(own, 4, clip)
    with pytest.raises(RequestError, match="would cover a video"):
        put(own, 4, other_clip)


def test_a_clip_whose_mark_was_dropped_is_known_by_its_description(
    own: Path, clip: SlideClip
) -> None:
    """Planted: LibreOffice drops the names of shapes."""
    put(own, 4, clip)
    change_part(
        own, slide_of(own, 4),
        lambda root: root.find(f".//{q('p:pic')}//{q('p:cNvPr')}").set("name", ""),
    )  # fmt: skip
    require_room(open_deck(own), 4, clip.identity, Showing())
    assert put(own, 4, newer(clip)).replaced == [4]


def test_a_clip_in_another_shape_stays_within_its_place(own: Path, clip: SlideClip) -> None:
    put(own, 4, clip)
    square = replace(clip, opening=clip.opening[:, :180], still=clip.still[:, :180])
    put(own, 4, square)
    (picture,) = open_deck(own).package.xml(slide_of(own, 4)).iter(q("p:pic"))
    assert box_of(picture) == (2_000_250, 857_250, 5_143_500, 5_143_500)
