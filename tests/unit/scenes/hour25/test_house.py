"""The house: its ground plan, the states of its things, and light where work is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from manim import Mobject, VGroup

from scenes.hour25.parts.case import Front, Shelves, Shutter
from scenes.hour25.parts.chair import Chair
from scenes.hour25.parts.errands import Errands
from scenes.hour25.parts.house import House, Names
from scenes.hour25.parts.model import MARGIN, Model, Seat
from scenes.hour25.parts.page import Page
from scenes.hour25.parts.plan import FLOOR, SHELVES, SHOP, Plan, working
from scenes.hour25.parts.sleep import Sleep
from scenes.hour25.parts.window import Window
from storyreel.design.layout import Frame, x_at
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from tests.unit.drawn_texts import drawn_texts

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
NAMES = ("First", "Second", "Third")
MODELS = ("model 1", "model 2", "model 3")
APPS = ("First app", "Second app", "Third app")
PLANS = [SHOP, *map(working, range(SHELVES)), SHOP.toward(working(2), 0.4)]
LIT = (1.0, 1.0, 1.0)
SHELF = Frame(-3.0, -1.0, 3.0, 1.5)


@pytest.fixture
def house() -> House:
    return House(Names(MODELS, "trained", "apps", NAMES, APPS, "you"))


def whole(house: House) -> VGroup:
    return VGroup(house.back, house.chair, house.case)


@pytest.mark.parametrize("plan", PLANS)
def test_shelves_are_below_each_other_inside_the_case(plan: Plan) -> None:
    shelves = [plan.shelf(index) for index in range(SHELVES)]
    for upper, lower in pairwise(shelves):
        assert upper.bottom - lower.top == pytest.approx(px(14))
    for shelf in shelves:
        assert plan.case.left < shelf.left < shelf.right < plan.case.right
        assert FLOOR < shelf.bottom < shelf.top < plan.case.top


@pytest.mark.parametrize("index", range(SHELVES))
def test_the_shelf_at_work_is_the_highest_and_the_case_the_widest(index: int) -> None:
    plan = working(index)
    heights = [plan.shelf(at).height for at in range(SHELVES)]
    assert max(heights) == heights[index] > 4 * min(heights)
    assert plan.case.width > 1.9 * SHOP.case.width


def test_the_chair_and_its_room_are_always_beside_the_case() -> None:
    for plan in PLANS:
        assert plan.case.right + px(100) < plan.chair < x_at(1770)


def test_plans_interpolate_to_their_ends() -> None:
    assert SHOP.toward(working(1), 0.0) == SHOP
    assert SHOP.toward(working(1), 1.0) == working(1)


def test_a_state_does_not_depend_on_the_one_before(house: House, draw: Draw) -> None:
    first, start = draw(whole(house)), house.state
    house.take(replace(start, plan=working(2), stored=1.0, opened=1.0, lamp=0.0, home=1.0))
    assert draw(whole(house)) != first
    house.take(start)
    assert draw(whole(house)) == first


def test_what_is_in_the_case_is_hidden_until_the_shutter_is_up(house: House, draw: Draw) -> None:
    assert not set(NAMES) & drawn_texts(draw(whole(house)))
    house.take(replace(house.state, stored=1.0, opened=1.0))
    assert set(NAMES) <= drawn_texts(draw(whole(house)))


def test_the_shutter_uncovers_the_shelves_from_below(box: Box) -> None:
    shutter = Shutter(SHOP)
    closed = box(shutter)
    shutter.lift(0.5)
    half = box(shutter)
    assert half.top == pytest.approx(closed.top)
    assert half.height == pytest.approx(closed.height / 2, abs=px(4))
    shutter.lift(1.0)
    assert not shutter.family_members_with_points()


def test_names_are_in_the_shop_alone(draw: Draw) -> None:
    shelves = Shelves(SHOP, NAMES)
    shelves.shine(LIT)
    assert drawn_texts(draw(shelves)) == set(NAMES)
    shelves.fit(working(1))
    assert drawn_texts(draw(shelves)) == set()


def test_a_name_is_seen_in_the_light_alone(draw: Draw) -> None:
    shelves = Shelves(SHOP, NAMES)
    shelves.shine((0.0, 1.0, 0.5))
    assert drawn_texts(draw(shelves)) == {"Second"}


def test_the_app_at_work_replaces_the_sign(draw: Draw) -> None:
    front = Front(SHOP, "apps", APPS)
    front.shine(LIT)
    assert drawn_texts(draw(front)) == {"apps"}
    front.fit(working(2))
    assert drawn_texts(draw(front)) == {"Third app"}
    front.fit(working(2).toward(working(0), 0.5))
    assert drawn_texts(draw(front)) == set()


def test_a_light_goes_on_when_you_are_home(draw: Draw) -> None:
    window = Window(Frame(-0.5, -0.7, 0.5, 0.7))
    dark = draw(window)
    window.light_home(1.0)
    assert draw(window) != dark
    window.light_home(0.0)
    assert draw(window) == dark


def test_night_falls_where_people_come_and_in_the_window(house: House, draw: Draw) -> None:
    by_day = draw(VGroup(house.walls)), draw(VGroup(house.window))
    house.take(replace(house.state, day=0.0))
    by_night = draw(VGroup(house.walls)), draw(VGroup(house.window))
    assert all(day != night for day, night in zip(by_day, by_night, strict=True))
    house.take(replace(house.state, day=1.0))
    assert (draw(VGroup(house.walls)), draw(VGroup(house.window))) == by_day


def test_each_text_goes_to_an_app_and_an_answer_comes_back(draw: Draw) -> None:
    phones, openings = ((-3.0, 0.0), (-4.0, 0.0)), ((0.0, 1.0), (0.0, -1.0))
    errands = Errands(phones, openings)
    assert not draw(errands).items
    errands.put(0.2, 0.0)
    assert len(draw(errands).items) == 2, "a card and the writing on it"
    errands.put(1.0, 0.0)
    assert not draw(errands).items
    errands.put(1.0, 0.2)
    assert len(draw(errands).items) == 2, "a card and the check on it"
    errands.put(1.0, 1.0)
    assert not draw(errands).items
    assert [errands.share(at, 1.0) for at in range(2)] == [1.0, 1.0]


def test_a_page_grows_out_of_the_phone_and_its_button_goes_down(draw: Draw, box: Box) -> None:
    page = Page("Send", (-5.0, 0.0))
    small = box(page)
    page.show_part(1.0)
    assert box(page).width > 100 * small.width
    assert drawn_texts(draw(page)) == {"Send"}
    still = draw(page)
    page.press(0.5)
    assert draw(page) != still
    page.press(1.0)
    assert draw(page) == still


def test_the_letters_of_sleep_come_one_after_another(draw: Draw) -> None:
    part = Sleep("z")
    seen = []
    for share in (0.0, 0.4, 1.0):
        part.rise(share)
        seen.append(len(draw(part).items))
    assert seen[0] == 0 < seen[1] < seen[2] == 3


def test_each_shelf_has_its_opening_on_the_side_of_the_strangers() -> None:
    front = Front(SHOP, "apps", APPS)
    for index in range(SHELVES):
        x, y = front.opening(index)
        assert x == pytest.approx(SHOP.case.left, abs=px(10))
        assert SHOP.shelf(index).bottom < y < SHOP.shelf(index).top


def test_models_are_put_away_one_after_the_other(house: House) -> None:
    motion = house.put_away(1.0)
    motion.begin()
    motion.interpolate(0.5)
    xs = [model.seat.x for model in house.models]
    assert xs == sorted(xs)
    assert xs[0] < xs[-1]
    motion.finish()
    assert [model.seat.x for model in house.models] == [house.parked(k) for k in range(SHELVES)]


def test_the_light_of_a_model_stays_in_its_shelf(box: Box) -> None:
    for x in (SHELF.left + MARGIN, 0.0, SHELF.right - MARGIN):
        lit = box(Model("model", SHELF, Seat(x, 1.0, SHELF.width)))
        assert lit.left >= SHELF.left - px(1)
        assert lit.bottom >= SHELF.bottom - px(1)


def test_a_model_has_its_letter_where_there_is_room(draw: Draw) -> None:
    low = Frame(-3.0, 0.0, 3.0, px(22))
    assert drawn_texts(draw(Model("model", SHELF, Seat(0.0)))) == {"model"}
    assert drawn_texts(draw(Model("model", low, Seat(0.0)))) == set()


def test_the_chair_says_whose_it_is_when_its_back_is_seen(draw: Draw, box: Box) -> None:
    chair = Chair((0.0, 0.0), "you")
    side = box(chair)
    assert drawn_texts(draw(chair)) == set()
    chair.place((0.0, 0.0), 1.0, 1.0)
    assert drawn_texts(draw(chair)) == {"you"}
    assert box(chair).top == pytest.approx(side.top, abs=px(6))
