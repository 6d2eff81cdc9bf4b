"""A picture clip as a function of time."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.timebase import Fps
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing, Item, drawing_digest
from storyreel.drawing.paints import Rgba
from storyreel.pictures import drawing_items
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.drawing_items import item_of
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.forms import Number, Rect, Words
from storyreel.pictures.kinds.bars import BarsState
from storyreel.pictures.kinds.kind import Kind
from storyreel.render.sources.storyboard import StoryboardSource
from tests.unit.garbage import leave_alone_what_there_is
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import texts

MOVING = """
layout: a b
picture:
  a: {bars: {values: {one: 1, two: 2}, digits: 0}}
  b: {tokens: {pieces: [the, cat, sat]}}
then:
  - {at: 4, layout: b a, a: {bars: {values: {one: 2, two: 1}}}, b: {tokens: {pieces: [cat, the]}}}
"""


def test_frames_can_be_passed_over(load: Loads) -> None:
    performance = load(MOVING).performance
    everything = dict(performance.drawings(Fps(30), range(300)))
    few = dict(performance.drawings(Fps(30), range(0, 300, 7)))
    assert all(everything[frame] == drawing for frame, drawing in few.items())


def test_a_frame_is_the_same_at_every_rate(load: Loads) -> None:
    performance = load(MOVING).performance
    slow = [drawing for _, drawing in performance.drawings(Fps(15), range(100))]
    fast = [drawing for _, drawing in performance.drawings(Fps(30), range(0, 200, 2))]
    assert drawing_digest(slow) == drawing_digest(fast)


def test_a_held_frame_is_the_same_drawing(load: Loads) -> None:
    performance = load(MOVING).performance
    held = [drawing for _, drawing in performance.drawings(Fps(30), range(200, 400))]
    assert all(drawing is held[0] for drawing in held)


def test_a_token_that_is_in_both_pictures_travels(load: Loads) -> None:
    performance = load(MOVING).performance

    def place(now: float) -> float | None:
        for element in performance.picture(now):
            if element.key == "b/tile/cat#1" and isinstance(element.form, Rect):
                return element.form.frame.left
        return None

    places = [place(4 + step / 10) for step in range(9)]
    assert None not in places
    assert places == sorted((p for p in places if p is not None), reverse=True)
    assert places[0] != places[-1]


REPLACED = """
layout: a c
picture: {a: {figure: {value: 5, note: earlier}}, c: {text: {words: Stays.}}}
then:
  - {at: 4, layout: LAYOUT, b: {figure: {value: 7, note: later}, OWN}}
"""


def seen_when(clip: PictureClip, name: str) -> list[float]:
    """The hundredths of a second after 4 in which anything of a thing is visible."""
    times = [4 + step / 100 for step in range(80)]
    return [
        now
        for now in times
        for element in clip.performance.picture(now)
        if element.owner == name
        and any(paint and paint[3] > 0 for paint in (element.look.fill, element.look.stroke))
    ]


@pytest.mark.parametrize("own", ["at: 4.0, over: 0.4", "at: 4.1", "over: 0.5"])
def test_a_thing_enters_when_what_was_in_its_place_has_left(load: Loads, own: str) -> None:
    clip = load(REPLACED.replace("LAYOUT", "b c").replace("OWN", own))
    assert max(seen_when(clip, "a")) < min(seen_when(clip, "b"))


def test_a_thing_enters_at_once_where_nothing_leaves(load: Loads) -> None:
    free = REPLACED.replace("layout: a c", "layout: a c .").replace("LAYOUT", ". c b")
    clip = load(free.replace("OWN", "at: 4.0"))
    assert min(seen_when(clip, "b")) < max(seen_when(clip, "a"))


def stop_of(clip: PictureClip, name: str) -> float:
    """When the first change of a thing is over."""
    (track,) = (track for track in clip.performance.score.tracks if track.name == name)
    return track.passages[0].stop


def test_a_thing_that_has_to_wait_still_takes_its_time(load: Loads) -> None:
    clip = load(REPLACED.replace("LAYOUT", "b c").replace("OWN", "at: 4.0, over: 0.4"))
    (first, *_), (gone, *_) = seen_when(clip, "b"), reversed(seen_when(clip, "a"))
    assert stop_of(clip, "b") - first == pytest.approx(0.4, abs=0.02)
    assert first > gone


def test_a_thing_that_has_to_wait_is_there_before_it_changes_again(load: Loads) -> None:
    beat = REPLACED.replace("LAYOUT", "b c").replace("OWN", "at: 4.0, over: 0.1")
    clip = load(f"{beat.rstrip()}\n  - {{at: 4.1, b: {{figure: {{value: 8}}}}}}")
    (track,) = (track for track in clip.performance.score.tracks if track.name == "b")
    entering = track.passages[0]
    assert entering.stop == pytest.approx(4.1)
    assert entering.picture(4.1) == entering.after.picture
    assert entering.picture(4.08) not in ((), entering.after.picture)


def place_of(clip: PictureClip, key: str, now: float) -> float:
    """The height of words or a number at a time."""
    (form,) = (e.form for e in clip.performance.picture(now) if e.key == key)
    assert isinstance(form, (Words, Number))
    return form.at[1]


MOVED = """
layout: LAYOUT
picture: {a: {figure: {value: 5, note: earlier}}, c: {figure: {value: 7, note: NOTE}}}
then:
  - {at: 4, layout: LATER, c: {figure: {note: later}, over: 0.6}}
"""


def moved(load: Loads, layout: str, later: str, note: str = "later") -> PictureClip:
    places = {"LAYOUT": f'"{layout}"', "LATER": f'"{later}"', "NOTE": note}
    beat = MOVED
    for name, text in places.items():
        beat = beat.replace(name, text)
    return load(beat)


def when_moving(clip: PictureClip, key: str) -> list[float]:
    """The hundredths of a second after 4 in which words or a number are on their way."""
    ends = place_of(clip, key, 3.9), place_of(clip, key, 6.0)
    times = [4 + step / 100 for step in range(100)]
    return [now for now in times if place_of(clip, key, now) not in ends]


@pytest.mark.parametrize(("layout", "later"), [(r"a\nc", r"c\nc"), (r".\na\nc", r"c\n.\n.")])
def test_a_thing_moves_when_what_was_in_its_way_has_left(
    load: Loads, layout: str, later: str
) -> None:
    clip = moved(load, layout, later)
    assert max(seen_when(clip, "a")) < min(when_moving(clip, "c/number"))


def test_a_thing_moves_at_once_where_nothing_is_in_its_way(load: Loads) -> None:
    clip = moved(load, r"a .\na c", r". c\n. .")
    assert min(when_moving(clip, "c/number")) < max(seen_when(clip, "a"))


def test_a_thing_enters_when_what_was_in_its_place_has_moved_on(load: Loads) -> None:
    clip = load(
        'layout: "a"\npicture: {a: {figure: {value: 5}}}\nthen:\n'
        r'  - {at: 4, layout: "a\nb", a: {over: 0.5}, b: {text: {words: Now.}, at: 4.0, over: 0.5}}'
    )
    way = [place_of(clip, "a/number", now) for now in (3.9, min(seen_when(clip, "b")), 6.0)]
    assert (way[1] - way[0]) / (way[2] - way[0]) > 0.6


def test_words_that_turn_into_others_go_with_what_they_belong_to(load: Loads) -> None:
    clip = moved(load, r".\nc\na", r"c\n.\na", note="before")
    apart = [
        place_of(clip, "c/number", now) - place_of(clip, "c/note", now)
        for now in (4 + step / 50 for step in range(40))
    ]
    assert apart == pytest.approx([apart[0]] * len(apart), abs=px(24))
    assert place_of(clip, "c/number", 5.0) - place_of(clip, "c/number", 3.9) > px(100)


def test_words_above_a_thing_that_moves_go_with_it(load: Loads) -> None:
    clip = load(
        'layout: ".\\n.\\na"\npicture: {a: {figure: {value: 5}, label: earlier}}\nthen:\n'
        r'  - {at: 4, layout: "a\n.\n.", a: {figure: {value: 5}, label: later, over: 0.6}}'
    )
    apart = [
        place_of(clip, "a/label above", now) - place_of(clip, "a/number", now)
        for now in (4 + step / 50 for step in range(40))
    ]
    assert apart == pytest.approx([apart[0]] * len(apart), abs=px(24))


def test_a_bar_does_not_shrink_while_its_chart_leaves(load: Loads) -> None:
    clip = load(
        "layout: a b\npicture: {a: {bars: {values: {one: 1, two: 2}}}, b: {figure: {value: 3}}}\n"
        "then: [{at: 4, layout: . b}]"
    )
    for step in range(4):
        (bar,) = (e for e in clip.performance.picture(4 + step / 25) if e.key == "a/bar/two")
        (whole,) = (e for e in clip.performance.picture(3.9) if e.key == "a/bar/two")
        assert bar.form == whole.form


def test_a_bar_that_its_chart_no_longer_has_shrinks(load: Loads) -> None:
    clip = load(
        "layout: a\npicture: {a: {bars: {values: {one: 1, two: 2}, top: 2}}}\n"
        "then: [{at: 4, a: {bars: {values: {one: 1}}, over: 1.0}}]"
    )
    (bar,) = (e for e in clip.performance.picture(4.1) if e.key == "a/bar/two")
    (whole,) = (e for e in clip.performance.picture(3.9) if e.key == "a/bar/two")
    assert isinstance(bar.form, Rect) and isinstance(whole.form, Rect)
    assert bar.form.frame.height < whole.form.frame.height


def test_words_above_a_thing_change_before_its_number_has(load: Loads) -> None:
    clip = load(
        "picture: {a: {figure: {value: 0}, label: untrained}}\n"
        "then: [{at: 4, a: {figure: {value: 90}, label: trained, over: 1.0}}]"
    )

    turned = counted = 0.0
    for step in range(31):
        picture = clip.performance.picture(4 + step / 30)
        (number,) = (e.form for e in picture if e.key == "a/number")
        assert isinstance(number, Number)
        counted = number.value
        if not turned and texts(picture).get("a/label above") == "trained":
            turned = counted
    assert 0 < turned < 30
    assert counted == 90


def test_the_clip_begins_with_its_title_and_ends_with_its_wisdom(load: Loads) -> None:
    performance = load(MOVING).performance
    roles = {element.role for element in performance.picture(0.0)}
    assert {"background", "title", "rail"} <= roles
    assert "wisdom" in {element.role for element in performance.picture(29.9)}


def test_the_order_of_elements_at_rest_is_that_of_a_change(load: Loads) -> None:
    beat = (
        "picture: {map: {points: {x: [0, 1], y: [0, 1], places: {a: [0.5, 0.5]}, "
        "lines: {fence: [[0, 0], [1, 1]]}}}}"
    )
    performance = load(beat).performance
    during, at_rest = (
        [element.key for element in performance.picture(now) if element.key.startswith("map/")]
        for now in (0.79, 3.0)
    )
    assert {*during} == {"map/line/fence", "map/plate/a", "map/name/a", "map/place/a"}
    assert during == at_rest


def test_the_first_picture_is_there_from_the_first_frame(load: Loads) -> None:
    performance = load(
        "picture: {a: {figure: {value: 3}}, b: {figure: {value: 3}, at: 1}}"
    ).performance
    owners = {element.owner for element in performance.picture(0.0)}
    assert "a" in owners
    assert "b" not in owners
    assert "b" in {element.owner for element in performance.picture(1.5)}


def test_labels_show_facts(load: Loads) -> None:
    performance = load("picture: {a: {figure: {value: 2}, label: 'of {guess:.1f}'}}").performance
    texts = [getattr(element.form, "text", "") for element in performance.picture(3.0)]
    assert "of 4.6" in texts


def test_a_thing_of_another_kind_comes_after_the_first_has_gone(load: Loads) -> None:
    then = "then:\n  - {at: 4, a: {dots: {count: 3}}}\n"
    performance = load(f"picture:\n  a: {{tokens: {{pieces: [the, cat]}}}}\n{then}").performance
    seen = [
        {e.key.split("/")[1] for e in performance.picture(4 + step / 20) if e.owner == "a"}
        for step in range(1, 16)
    ]
    assert seen[0] == {"tile", "word"} and seen[-1] == {"dot"}
    assert not any("dot" in keys and "tile" in keys for keys in seen)


def test_only_a_performance_computes_what_becomes_what(
    load: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: `list` and `check` read clips of pictures, and draw no change."""
    computed: list[str] = []

    def counted(state: Kind, earlier: object, before: Picture, after: Picture) -> Any:
        computed.append(type(state).__name__)
        return before, after

    monkeypatch.setattr(BarsState, "change_from", counted)
    performance = load(MOVING).performance
    assert computed == []
    dict(performance.drawings(Fps(30), range(140)))
    assert computed == ["BarsState"]


def test_items_are_made_of_new_and_changed_elements_alone(
    load: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: most elements stay as they are, even where a change draws all of them again.

    Of the whole chart, the point alone moves.
    """
    made: list[str] = []

    def counted(element: Element) -> Item | None:
        made.append(element.key)
        return item_of(element)

    monkeypatch.setattr(drawing_items, "item_of", counted)
    performance = load(
        "picture: {a: {curve: {line: 4 * x, x: [0, 4], y: [0, 16], point: 1}}}\n"
        "then:\n  - {at: 4, a: {curve: {point: 3}}}\n"
    ).performance
    moving = performance.drawings(Fps(30), range(120, 150))
    next(moving)
    first = set(made)
    made.clear()
    assert len({drawing for _, drawing in moving}) > 10
    assert len(first) > 10 and set(made) == {"a/point"}


def test_a_held_frame_is_found_without_another_drawing(
    load: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: elements that are all as before are compared, and nothing more."""
    made: list[int] = []

    def counted(items: tuple[Item, ...], background: Rgba) -> Drawing:
        made.append(len(items))
        return Drawing(items, background)

    monkeypatch.setattr(drawing_items, "Drawing", counted)
    dict(load(MOVING).performance.drawings(Fps(30), range(200, 400)))
    assert len(made) == 1


def test_a_performance_keeps_nothing_once_its_performer_has_ended(
    load: Loads, tmp_path: Path
) -> None:
    """A law of memory: clips that are rendered one after another do not add up."""

    def performed(clip: PictureClip) -> Counter[type]:
        with StoryboardSource(clip).performer(Fps(1), 1, tmp_path) as performer:
            performer.draw(lambda segment: None)
            return alive()

    performed(load(MOVING))  # fills the caches that all clips share
    clip = load(MOVING)
    leave_alone_what_there_is()
    assert not alive()
    assert performed(clip)
    gc.collect()
    assert not alive()


def alive() -> Counter[type]:
    """How many parts of pictures, and how many drawings, there are that are not left alone."""
    return Counter(type(each) for each in gc.get_objects() if isinstance(each, (Element, Drawing)))
