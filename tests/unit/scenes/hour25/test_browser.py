"""The browser, its messages, and a message that snaps into tokens."""

from __future__ import annotations

from collections.abc import Callable

from manim import Mobject

from scenes.hour25.parts.browser import Browser, Form, Message, packet_frame
from scenes.hour25.parts.outside import Outside
from scenes.hour25.parts.snapping import Snapping
from scenes.hour25.parts.strip import Token
from storyreel.design.layout import Frame, Grid

ROOM = Frame(-2.0, -0.4, 2.0, 0.4)
Texts = Callable[[Mobject], list[str]]


def test_the_browser_shows_its_address_only(texts: Texts) -> None:
    browser = Browser(Grid.STAGE, "localhost:8000")
    assert texts(browser) == ["localhost:8000"]
    assert browser.page.bottom > browser.bar.top


def test_a_bubble_has_its_text_and_a_packet_has_none(texts: Texts) -> None:
    message = Message("Hello", ROOM)
    assert texts(message) == ["Hello"]
    message.stand(Form(ROOM, 0.5))
    assert texts(message) == []
    message.emerge((1.0, 1.0))
    assert texts(message) == []
    assert message.form == Form(packet_frame((1.0, 1.0)), 1.0)


def test_a_message_that_sinks_is_gone() -> None:
    motion = Message("Hello", ROOM).sink((0.0, 0.0))
    motion.interpolate(1.0)
    assert motion.remover


def test_the_text_stays_in_the_page_when_the_packet_leaves(texts: Texts) -> None:
    outside = Outside(Grid.STAGE, "localhost", "Hello")
    assert sorted(texts(outside)) == ["Hello", "localhost"]
    for motion in outside.send():
        motion.begin()
        motion.finish()
    packet, motions = outside.fold(1.0)
    for motion in motions:
        motion.begin()
        motion.finish()
    assert sorted(texts(outside)) == ["Hello", "localhost"]
    assert texts(packet) == []


def test_a_message_snaps_into_its_tokens(texts: Texts) -> None:
    snapping = Snapping("Every you", [Token("Every", 6109), Token(" you", 345)], (0.0, 0.0))
    assert texts(snapping.strip) == ["Every", " you"]
    left, right = snapping.strip.tiles
    assert right.look.frame.left - left.look.frame.right < 1e-9
    for motion in snapping.part():
        motion.begin()
        motion.finish()
    assert right.look.frame.left > left.look.frame.right
