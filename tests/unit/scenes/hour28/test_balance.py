"""Gains and price."""

from __future__ import annotations

from scenes.hour28.parts.balance import Gains, Price
from storyreel.design.layout import Frame
from storyreel.parts.text import Line

FRAME = Frame.of(96, 430, 1200, 808)


def words(part: Gains | Price) -> list[str]:
    return [leaf.text for leaf in part.get_family() if isinstance(leaf, Line)]


def test_gains_say_what_they_are_given_and_stay_on_their_plate() -> None:
    gains = Gains(FRAME, "Less", (("103", "tokens"), ("-55 %", "part"), ("-33 %", "whole")))
    assert words(gains) == ["Less", "103", "tokens", "-55 %", "part", "-33 %", "whole"]
    assert gains.plate not in gains.get_family()
    assert gains.get_left()[0] > FRAME.left and gains.get_right()[0] < FRAME.right


def test_a_price_leaves_room_for_a_picture() -> None:
    price = Price(FRAME, "More", "50257", "untrained")
    assert words(price) == ["More", "50257", "untrained"]
    assert FRAME.bottom < price.room.bottom < price.room.top < FRAME.top
    assert price.room.height > 0.5
