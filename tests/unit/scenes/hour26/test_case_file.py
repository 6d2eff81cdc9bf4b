"""The cases on their way from the shelf of the app to the window of the model."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from manim import DL, UR, Mobject

from scenes.hour26.parts.case_card import CardState, CaseCard
from scenes.hour26.parts.case_file import OTHERS, WINDOW, CaseFile
from scenes.hour26.parts.prop import Similarity
from storyreel.design.easing import steady
from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing

WORDS = ("one", "two", "three")
BED = Similarity(1, -3 + 0j)


def test_cases_enter_the_model_one_after_another() -> None:
    case = CaseFile(WORDS, WORDS)
    case.added.cut(0.0, OTHERS)
    case.boarded.cut(0.0, 1.0)
    case.entered.go(0.0, OTHERS + 1, OTHERS + 1, steady)
    columns = []
    for time in range(OTHERS + 1):
        case.act(float(time), BED)
        columns.append(sorted(float(other.get_center()[0]) for other in case.others))
    inside = [sum(x == pytest.approx(WINDOW.real) for x in each) for each in columns]
    assert inside == list(range(OTHERS + 1))


@pytest.mark.parametrize("small", [0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0])
def test_the_pictures_of_a_card_that_shrinks_do_not_meet(small: float) -> None:
    card = CaseCard(Frame.of(464, 516, 906, 814), WORDS, WORDS)
    card.take(CardState(0j, small))
    boxes = sorted(
        (
            Frame(*picture.get_corner(DL)[:2], *picture.get_corner(UR)[:2])
            for picture in card.pictures
        ),
        key=lambda box: box.left,
    )
    for one, other in combinations(boxes, 2):
        beside = one.right <= other.left
        assert beside or one.bottom >= other.top or other.bottom >= one.top


def test_the_pictures_of_a_card_stay_while_its_words_are_seen(
    texts: Callable[[Mobject], list[str]],
) -> None:
    card = CaseCard(Frame.of(464, 516, 906, 814), WORDS, WORDS)
    card.take(CardState(0j))
    before = [picture.get_center() for picture in card.pictures]
    moved = 0
    for step in range(1, 101):
        card.take(CardState(0j, step / 100))
        there = [picture.get_center() for picture in card.pictures]
        if set(WORDS) & set(texts(card)):
            assert np.allclose(there, before)
        else:
            moved += not np.allclose(there, before)
    assert moved > 70


def test_an_invisible_card_takes_its_state_when_it_is_seen(
    draw: Callable[..., Drawing],
) -> None:
    hidden, direct = (CaseCard(Frame.of(464, 516, 906, 814), WORDS, WORDS) for _ in range(2))
    for small in (0.0, 0.4, 0.8):
        hidden.take(CardState(1j * small, small, opacity=0.0))
    for card in (hidden, direct):
        card.take(CardState(1j, 0.6))
    assert draw(hidden) == draw(direct)
