"""The second process that draws: its messages are passed on, and it ends with its page."""

from __future__ import annotations

import threading

import pytest

from storyreel.base.errors import RequestError
from storyreel.drawing.drawing import Drawing
from storyreel.studio.messages import PageMessage, Send
from storyreel.studio.second_process import SecondProcess

WHITE = Drawing(())


def draw(send: Send) -> dict[int, Drawing]:
    send(PageMessage("drawn", {"frame": 7}))
    return {7: WHITE}


def test_messages_are_passed_on_and_drawings_kept() -> None:
    messages: list[PageMessage] = []
    second = SecondProcess(draw, messages.append)
    assert {frame: each.key for frame, each in second.result().items()} == {7: WHITE.key}
    assert [(each.kind, each.data) for each in messages] == [("drawn", {"frame": 7})]


def test_it_ends_quietly_when_the_page_has_moved_on(monkeypatch: pytest.MonkeyPatch) -> None:
    failed: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)

    def gone(message: PageMessage) -> None:
        raise BrokenPipeError

    with pytest.raises(RequestError):
        SecondProcess(draw, gone).result()
    assert failed == []
