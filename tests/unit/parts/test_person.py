"""People: poses are functions of their numbers, feet stay on the floor, light warms the face."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import Mock

import pytest
from manim import Mobject, VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from storyreel.parts import curves, person
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.person import Person

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
STANDING = Pose(1.0, -2.0)
POSES = {
    "standing": STANDING,
    "walking": STANDING.but(walking=1.0, phase=0.3),
    "in the middle of a step": STANDING.but(walking=1.0, phase=0.5),
    "sitting": STANDING.but(sitting=1.0, reaching=1.0),
    "rising": STANDING.but(sitting=0.5),
    "turning": STANDING.but(facing=0.0),
    "served": STANDING.but(lit=1.0, mood=1.0),
    "let down": STANDING.but(mood=-1.0, raised=0.2),
}


@pytest.mark.parametrize("pose", POSES.values(), ids=POSES)
def test_a_pose_does_not_depend_on_the_one_before(pose: Pose, draw: Draw) -> None:
    fresh = draw(Person(Appearance(), pose))
    used = Person(Appearance(), STANDING.but(facing=-1.0, sitting=1.0)).take(pose)
    assert draw(used) == fresh


@pytest.mark.parametrize("pose", POSES.values(), ids=POSES)
@pytest.mark.parametrize("look", [Appearance(phone=False), Appearance("bun", "coat", scale=0.8)])
def test_feet_are_on_the_floor(look: Appearance, pose: Pose, box: Box) -> None:
    person = Person(look, pose.but(sitting=pose.sitting))
    soles = VGroup(*(part for part in person if part.get_fill_color().to_hex() == "#12233F"))
    assert len(soles) == 2
    assert box(soles).bottom == pytest.approx(pose.floor, abs=px(3))


def test_shapes_that_move_together_are_moved_in_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Person(Appearance("beanie", glasses=True), STANDING)
    turned, placed = Mock(wraps=curves.turned), Mock(wraps=curves.placed)
    monkeypatch.setattr(person, "turned", turned)
    monkeypatch.setattr(person, "placed", placed)
    drawn.take(POSES["let down"])
    assert turned.call_count == 4, "two shoes, the head and the phone"
    assert placed.call_count == 8, "these, trunk, hand and light, and then all of them"


def test_poses_interpolate_to_their_ends() -> None:
    sitting = STANDING.but(x=3.0, sitting=1.0)
    assert STANDING.toward(sitting, 0.0) == STANDING
    assert STANDING.toward(sitting, 1.0) == sitting
    assert STANDING.toward(sitting, 0.25).x == pytest.approx(1.5)


@pytest.mark.parametrize(("way", "facing"), [(-2.0, -1.0), (2.0, 1.0)])
def test_a_walk_ends_standing_and_facing_forward(way: float, facing: float) -> None:
    person = Person(Appearance(), STANDING)
    motion = person.walk_to(STANDING.x + way, 1.0)
    motion.begin()
    motion.interpolate(0.5)
    assert person.pose.walking == 1.0
    motion.finish()
    assert person.pose.x == pytest.approx(STANDING.x + way)
    assert (person.pose.walking, person.pose.facing) == (0.0, facing)


def test_twice_the_way_takes_twice_the_steps() -> None:
    turns = []
    for way in (1.0, 2.0):
        person = Person(Appearance(), STANDING)
        person.walk_to(STANDING.x + way, 1.0).interpolate(1.0)
        turns.append(person.pose.phase)
    assert turns[1] == pytest.approx(2 * turns[0])


def test_the_light_of_the_phone_warms_the_face(draw: Draw) -> None:
    def warmest(lit: float) -> float:
        items = draw(Person(Appearance(), STANDING.but(lit=lit))).items
        colors = [item.fill.colors[0] for item in items if hasattr(item, "fill") and item.fill]
        return max((red - blue) / 65535 for red, _, blue, alpha in colors if alpha == 65535)

    assert warmest(0.0) < 0.0 < warmest(0.5) < warmest(1.0)


def test_a_message_leaves_from_the_phone_in_the_hand(box: Box) -> None:
    curly = Appearance("curly")
    right, left = (Person(curly, STANDING.but(facing=way)) for way in (1.0, -1.0))
    assert right.phone[0] - STANDING.x == pytest.approx(STANDING.x - left.phone[0])
    assert right.phone[1] < right.top[1] == pytest.approx(box(right).top, abs=px(12))


def test_a_person_without_a_phone_has_fewer_shapes(draw: Draw) -> None:
    assert len(draw(Person(Appearance(phone=False), STANDING)).items) < len(
        draw(Person(Appearance(), STANDING)).items
    )


def test_every_shape_is_near_the_person(draw: Draw) -> None:
    far = STANDING.but(x=5.0)
    for look in (Appearance(), Appearance(phone=False)):
        boxes = [item.box for item in draw(Person(look, far)).items]
        assert min(box.left for box in boxes) > 0, "not left at the origin"
