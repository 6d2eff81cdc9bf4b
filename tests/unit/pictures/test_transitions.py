"""From picture to picture: what is the same thing moves, what is new enters, the rest leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import CURSOR, Number, Rect, Typed, Words
from storyreel.pictures.transitions import exchange, mix

NAVY = Look(fill=color(Color.NAVY))
GOLD = Look(fill=color(Color.GOLD))


def box(key: str, left: float, look: Look = NAVY) -> Element:
    return Element(key, Rect(Frame(left, 0.0, left + 1.0, 1.0)), look)


def left_of(element: Element) -> float:
    assert isinstance(element.form, Rect)
    return element.form.frame.left


def test_at_both_ends_a_picture_is_itself() -> None:
    before, after = (box("a", 0.0),), (box("a", 2.0),)
    assert mix(before, after, 0.0) is before
    assert mix(before, after, 1.0) is after


def test_the_same_key_moves_and_changes_its_colour() -> None:
    shares = [step / 10 for step in range(1, 10)]
    found = [mix((box("a", 0.0),), (box("a", 2.0, GOLD),), share) for share in shares]
    places = [left_of(picture[0]) for picture in found]
    assert places == sorted(places)
    assert places[0] > 0 and places[-1] < 2
    fills = {picture[0].look.fill for picture in found}
    assert len(fills) == len(shares)


def test_what_does_not_change_is_the_same_object() -> None:
    still = box("still", 0.0)
    assert mix((still, box("a", 0.0)), (still, box("a", 1.0)), 0.5)[0] is still


def test_what_only_another_line_states_is_the_later_object() -> None:
    """A law of cost: nothing is computed for what looks the same."""
    words = Words("so it is", Type.LABEL, (0.3, 0.1), "center")
    still = Element("words", words, NAVY, line=7)
    mixed = mix((still._replace(line=3), box("a", 0.0)), (still, box("a", 1.0)), 0.5)
    assert mixed[0] is still


def test_what_leaves_stays_above_what_was_below_it() -> None:
    """Words on a plate that stays were once hidden by it from the first moment of a change."""
    plate, words, more = box("plate", 0.0), box("words", 0.0), box("more", 0.0)
    mixed = mix((plate, words), (plate, more), 0.3)
    assert [element.key for element in mixed] == ["plate", "words", "more"]
    assert [element.key for element in mix((words, plate), (plate,), 0.2)] == ["words", "plate"]


def test_what_swings_aside_does_so_where_it_looks_the_same() -> None:
    swinging = box("a", 0.0)._replace(arc=(1.0, 0.0), line=7)
    assert mix((swinging,), (swinging,), 0.5)[0] is swinging
    mixed = mix((swinging._replace(line=3),), (swinging,), 0.5)
    assert left_of(mixed[0]) == 1.0


def test_what_is_new_enters_and_what_is_gone_leaves() -> None:
    before, after = (box("old", 0.0),), (box("new", 2.0),)
    early = mix(before, after, 0.1)
    late = mix(before, after, 0.9)
    assert [element.key for element in early] == ["old", "new"]
    assert [element.key for element in late] == ["new"]


def test_several_enter_one_after_another() -> None:
    after = tuple(box(str(place), float(place)) for place in range(6))
    shown = [len(mix((), after, share)) for share in (0.05, 0.3, 0.6, 0.95)]
    assert shown == sorted(shown)
    assert shown[0] < 6
    assert shown[-1] == 6


def test_another_text_gives_way_before_the_new_one_comes() -> None:
    def text(words: str) -> Element:
        return Element("t", Words(words, Type.LABEL, (0.0, 0.0)), NAVY)

    for share in (0.1, 0.3, 0.5, 0.9):
        (shown,) = mix((text("old"),), (text("new"),), share)
        assert isinstance(shown.form, Words)
        assert shown.form.text == ("old" if share < 0.4 else "new")


def test_a_bar_grows_from_its_birth() -> None:
    floor = Rect(Frame(0.0, 0.0, 1.0, 0.01))
    bar = Element("bar", Rect(Frame(0.0, 0.0, 1.0, 2.0)), NAVY, birth=floor)
    heights = []
    for share in (0.1, 0.5, 0.9):
        (shown,) = mix((), (bar,), share)
        assert isinstance(shown.form, Rect)
        heights.append(shown.form.frame.height)
    assert 0.01 < heights[0] < heights[1] < heights[2] < 2.0


def test_in_an_exchange_what_both_have_moves_and_the_rest_takes_turns() -> None:
    before = (box("guide", 0.0), box("bar", 1.0))
    after = (box("guide", 2.0), box("line", 3.0))
    early, late = (exchange(before, after, share) for share in (0.2, 0.7))
    assert {element.key for element in early} == {"guide", "bar"}
    assert {element.key for element in late} == {"guide", "line"}
    assert {element.key for element in exchange(before, after, 1.0)} == {"guide", "line"}


def test_a_number_that_leaves_does_not_count_back() -> None:
    form = Number(12_288, "{:,.0f}", Type.FIGURE, (0.0, 0.0))
    number = Element("number", form, NAVY, birth=replace(form, value=589_824))
    (leaving,) = mix((number,), (), 0.2)
    assert leaving.form == form


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_the_order_follows_the_depth(share: float) -> None:
    high = Element("high", Rect(Frame(0, 0, 1, 1)), NAVY, depth=1)
    picture = mix((high,), (high, box("low", 0.0)), share)
    assert picture[-1] is high


def test_an_element_with_a_span_enters_within_it() -> None:
    late = box("late", 0.0)._replace(span=(0.5, 1.0))
    early = box("early", 2.0)._replace(span=(0.0, 0.5))
    assert [element.key for element in mix((), (late, early), 0.4)] == ["early"]
    assert [element.key for element in mix((), (late, early), 0.6)] == ["late", "early"]


def test_a_typed_line_grows_letter_by_letter() -> None:
    line = Typed(Words("train", Type.CODE, (0.0, 0.0)))
    element = Element("line", line, NAVY)
    shown = []
    for share in (0.2, 0.6, 0.9):
        (found,) = mix((), (element,), share)
        assert isinstance(found.form, Typed)
        shown.append(found.form.words.text)
    assert shown == [f"t{CURSOR}", f"tra{CURSOR}", f"trai{CURSOR}"]
    assert line.words.text == "train"
