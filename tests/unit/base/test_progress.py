"""Progress: a few plain lines without a terminal; beat, rate and time left on one."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from storyreel.base import progress
from storyreel.base.progress import BarDisplay, ProgressBar, ProgressLines


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What a terminal of 120 columns receives."""
    monkeypatch.setenv("TERM", "xterm")
    return StringIO()


def display_on(terminal: StringIO) -> BarDisplay:
    return BarDisplay(Console(file=terminal, force_terminal=True, width=120, highlight=False))


def test_lines_are_printed_every_ten_seconds(clock: Clock) -> None:
    stream = StringIO()
    lines = ProgressLines(stream)
    lines.begin("hour29-4k", 900)
    for frame in range(900):
        clock.now = (frame + 1) * 0.05
        lines.advance(1, "preflight")
    lines.end()
    printed = stream.getvalue().splitlines()
    assert printed[0] == "hour29-4k: 900 frames"
    assert printed[1] == "hour29-4k: 200/900 frames, preflight, 20 frames/s, 35 s left"
    assert len(printed) == 5


def test_lines_for_a_clip_of_unknown_length(clock: Clock) -> None:
    stream = StringIO()
    lines = ProgressLines(stream)
    lines.begin("Opening-4k", None)
    clock.now = 10.0
    lines.advance(200, "first")
    assert stream.getvalue() == "Opening-4k\nOpening-4k: 200 frames, first, 20 frames/s\n"


def test_a_bar_for_a_clip_of_unknown_length(terminal: StringIO) -> None:
    bar = ProgressBar(display_on(terminal))
    bar.begin("Opening-4k", None)
    bar.advance(200, "first")
    bar.end()
    assert "200/?" in terminal.getvalue()


def test_a_bar_shows_beat_rate_and_lines(terminal: StringIO) -> None:
    bar = ProgressBar(display_on(terminal))
    bar.begin("hour29-4k", 900)
    bar.advance(450, "seed_lock")
    bar.doing("joining")
    bar.advance(10, "closing")
    bar.say("a line [with brackets]")
    bar.end()
    bar.end()
    for words in ("hour29-4k", "460/900", "closing", "frames/s", "a line [with brackets]"):
        assert words in terminal.getvalue()


def test_bars_of_several_clips_share_a_display(terminal: StringIO) -> None:
    display = display_on(terminal)
    first, second = ProgressBar(display), ProgressBar(display)
    first.begin("hour25-smoke", 450)
    second.begin("hour26-smoke", 450)
    first.advance(450, "closing")
    first.end()
    second.advance(45, "ask")
    second.end()
    assert "450/450" in terminal.getvalue()
    assert "45/450" in terminal.getvalue()
