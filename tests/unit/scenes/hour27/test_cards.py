"""Cards, pen and lamp of hour 27: what each promises, however it was reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour27.parts.band import Band
from scenes.hour27.parts.copy import DraftCopy
from scenes.hour27.parts.desk import Rail
from scenes.hour27.parts.effort import Effort
from scenes.hour27.parts.ink import BAR_LENGTH, bar_lengths
from scenes.hour27.parts.maker import Maker
from scenes.hour27.parts.place import Place, slot, spoken, stacked
from scenes.hour27.parts.planned_lamp import PlannedLamp
from scenes.hour27.parts.redraft import HALF, Redraft
from scenes.hour27.parts.seed import PERIOD, Caret, Role
from scenes.hour27.parts.training_card import TrainingCard
from scenes.hour27.parts.trolley import LampState, Trolley
from scenes.hour27.parts.writer import REST, Writer, over
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Box as Bounds
from storyreel.drawing.drawing import Drawing, PathItem, quantise
from storyreel.parts.motion import Motion

Draw = Callable[..., Drawing]
Texts = Callable[[Mobject], list[str]]
Box = Callable[[Mobject], Frame]
QUESTION = ("Which tea", "wakes you?")
AT = Place(0.5)


def card(tokens: int = 200, at: Place = AT) -> TrainingCard:
    return TrainingCard(QUESTION if tokens else (), tokens, 1, at)


def pen_on(written: TrainingCard) -> Writer:
    pen = Writer("Model")
    pen.hold(over(written))
    return pen


def lamp() -> Trolley:
    made = Trolley((card(),))
    made.hang(LampState(0.0))
    return made


def redraft() -> Redraft:
    return Redraft("reader", "planned", 4.0, -1.0)


def copy() -> DraftCopy:
    return DraftCopy(("Why drink", "tea?"), ("not run",), AT)


MOTIONS: dict[str, Callable[[], Motion]] = {
    "move": lambda: card().move(stacked(2, 1.0), 1.0),
    "tilt": lambda: card().move(Place(0.0, 0.0, 1.0, -3.0), 1.0),
    "open": lambda: Motion(each := card(), each.open, 1.0),
    "unfold": lambda: card(at=spoken()).unfold(AT, 1.0),
    "refuse": lambda: Motion(each := card(0), each.refuse, 1.0),
    "go": lambda: pen_on(card()).go(REST, 1.0),
    "write": lambda: pen_on(paper := card()).write(paper, range(len(paper.lines)), 1.0),
    "press": lambda: pen_on(paper := card(0)).press(paper, Effort(), 1.0),
    "roll": lambda: lamp().roll(1.0, 1.0),
    "switch": lambda: lamp().switch(1.0, 1.0),
    "nod": lambda: lamp().nod(px(34), 1, 1.0),
    "slide": lambda: copy().slide(Place(1.0, scale=1.2), 1.0),
    "reword": lambda: copy().write(1.0),
    "band": lambda: Band(AT, stacked(3, AT.x), "4 of 5").wrap(1.0),
    "planned lamp": lambda: PlannedLamp(0.0, "true?", "planned").draw(1.0),
    "redraft": lambda: redraft().go(1.0),
    "become turn": lambda: redraft().become_turn(1.0),
    "offer": lambda: Maker().offer(),
    "watch": lambda: Maker().watch(),
    "smile": lambda: Maker().smile(),
    "turn": lambda: Maker().turn(),
    "leave": lambda: Maker().leave(1.0),
    "come back": lambda: Maker().come_back(),
    "rail": lambda: Rail().extend(1.0),
    "blink": lambda: Caret(AT).blink(PERIOD),
}
FLEETING = {"nod", "blink"}
"""Motions that end as they began."""


@pytest.mark.parametrize("name", MOTIONS)
def test_a_motion_depends_on_the_share_of_its_time_alone(
    name: str, assert_pure: Callable[..., None]
) -> None:
    assert_pure(MOTIONS[name], fleeting=name in FLEETING)


@pytest.mark.parametrize(("tokens", "bars"), [(0, 0.0), (426, 2.84), (600, 4.0)])
def test_an_answer_is_as_long_as_its_tokens(tokens: int, bars: float) -> None:
    lengths = bar_lengths(tokens)
    assert sum(lengths) == pytest.approx(bars * BAR_LENGTH)
    assert all(length == BAR_LENGTH for length in lengths[:-1])


def test_a_card_shows_only_what_has_been_written(texts: Texts) -> None:
    paper = card()
    for index in range(len(paper.lines)):
        paper.ink(index, 0.0)
    assert texts(paper) == []
    paper.ink(0, 0.5)
    assert texts(paper) == ["Which tea"]
    paper.ink(1, 1.0)
    assert texts(paper) == [*QUESTION]


def test_a_written_line_moves_with_its_card(box: Box) -> None:
    paper = card()
    paper.ink_all(1.0)
    before = box(paper.lines[0])
    paper.put(Place(AT.x + 1.0))
    assert box(paper.lines[0]).left == pytest.approx(before.left + 1.0, abs=1e-3)


def test_the_nib_is_where_the_ink_ends(draw: Draw) -> None:
    paper = card()
    pen = pen_on(paper)
    motion = pen.write(paper, range(1), 1.0)
    motion.begin()
    for share in (0.3, 0.7):
        motion.interpolate(share)
        ink = draw(paper.lines[0]).items[0].box.right
        assert quantise(pen.grip.x) == pytest.approx(ink, abs=2)


def test_a_pen_that_presses_leaves_no_ink(draw: Draw) -> None:
    paper = card(0)
    before = draw(paper)
    effort = Effort()
    pressing = pen_on(paper).press(paper, effort, 1.0)
    pressing.begin()
    pressing.interpolate(0.5)
    assert draw(effort).items, "the pen tries"
    pressing.finish()
    assert not draw(effort).items
    assert draw(paper) == before


def test_a_pen_goes_on_from_where_it_is() -> None:
    pen = pen_on(card())
    pen.go(REST, 1.0).finish()
    assert pen.grip == REST
    back = pen.go(over(card()), 1.0)
    back.begin()
    assert pen.grip == REST


def paper_of(draw: Draw, shown: TrainingCard) -> PathItem:
    item = draw(shown).items[0]
    assert isinstance(item, PathItem)
    return item


def test_a_card_is_lit_below_the_lamp_alone(draw: Draw) -> None:
    near, far = card(at=slot(0)), card(at=slot(3))
    dark = paper_of(draw, near).fill, paper_of(draw, far).fill
    light = Trolley((near, far))
    light.hang(LampState(near.place.x, brightness=1.0))
    assert paper_of(draw, near).fill != dark[0]
    assert paper_of(draw, far).fill == dark[1]
    light.hang(LampState(near.place.x, brightness=0.0))
    assert paper_of(draw, near).fill == dark[0]


def test_a_refused_card_has_a_gold_edge_and_a_cross(draw: Draw) -> None:
    blank = card(0)
    assert len(draw(blank).items) == 1
    blank.refuse(1.0)
    edge = paper_of(draw, blank).stroke
    assert edge is not None
    assert "#{:02X}{:02X}{:02X}".format(*(c // 257 for c in edge.paint.colors[0])) == (
        Color.GOLD_LINE
    )
    assert len(draw(blank).items) == 3


def test_a_bubble_is_shorter_than_its_card_and_has_a_tail(draw: Draw) -> None:
    shown = card()
    shown.open(0.0)
    bubble = paper_of(draw, shown).path.box
    shown.open(1.0)
    whole = paper_of(draw, shown).path.box
    assert whole.bottom < bubble.bottom < whole.top == bubble.top


def test_a_copy_says_that_it_was_not_run_before_it_is_worded(texts: Texts) -> None:
    made = copy()
    made.word(0.0)
    assert texts(made) == ["not run"]
    made.word(0.5)
    assert texts(made) == ["Why drink", "not run"]
    made.word(1.0)
    assert texts(made) == ["Why drink", "tea?", "not run"]


def path_of(draw: Draw, part: Mobject, item: int) -> Bounds:
    shape = draw(part).items[item]
    assert isinstance(shape, PathItem)
    return shape.path.box


def test_a_refused_card_becomes_an_empty_turn(draw: Draw, texts: Texts) -> None:
    draft = redraft()
    draft.put(1.0)
    assert texts(draft) == ["planned"]
    card = path_of(draw, draft, -1)
    draft.open(0.0)
    assert texts(draft) == ["planned", "reader"]
    turn = path_of(draw, draft, -2)
    assert turn.left < card.left < card.right < turn.right
    assert turn.bottom > card.bottom
    assert turn.top < card.top


def test_the_arrow_of_a_draft_ends_beside_it(draw: Draw) -> None:
    draft = redraft()
    draft.put(1.0)
    trail = path_of(draw, draft, 0)
    gap = trail.left - quantise(-1.0 + px(HALF))
    assert 0 < gap < quantise(px(40))
    assert abs(trail.right - quantise(4.0)) < quantise(px(20))


def test_a_pen_at_the_right_edge_stays_in_the_frame(box: Box) -> None:
    paper = card(400, slot(4))
    pen = pen_on(paper)
    motion = pen.write(paper, range(len(paper.lines)), 1.0)
    for share in (0.0, 0.3, 0.6, 1.0):
        motion.interpolate(share)
        assert box(pen).right < x_at(1920)


def test_a_role_is_above_its_turn(box: Box) -> None:
    low = box(Role("user", AT)).bottom
    assert AT.at(0, 0)[1] < low < AT.at(0, -60)[1]


def test_the_maker_is_hidden_below_the_desk_and_leaves_the_picture(draw: Draw) -> None:
    maker = Maker()
    desk = quantise(y_at(892))
    assert all(item.box.bottom >= desk for item in draw(maker).items)
    maker.turn().finish()
    maker.leave(1.0).finish()
    assert maker.pose.facing == -1.0
    assert maker.top[0] < x_at(0)
    maker.come_back().finish()
    maker.smile().finish()
    assert maker.pose.mood > 0
    assert maker.pose.facing == 1.0


def test_places_interpolate_and_know_their_corners() -> None:
    upright, tilted = Place(0.0, 0.0), Place(0.0, 0.0, tilt=90.0)
    (x, y), (tx, ty) = upright.at(0, 0), tilted.at(0, 0)
    assert (tx, ty) == pytest.approx((-y, x))
    assert upright.toward(tilted, 0.5).tilt == 45.0
