"""Progress: few plain lines where there is no terminal, beat, rate and time left where there is."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from storyreel.base import progress
from storyreel.base.progress import Bar, Bars, Lines


def test_lines_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    stream = StringIO()
    lines = Lines(stream)
    lines.begin("hour29-4k", 900)
    for frame in range(900):
        now = (frame + 1) * 0.05
        lines.advance(1, "preflight")
    lines.end()
    told = stream.getvalue().splitlines()
    assert told[0] == "hour29-4k: 900 frames"
    assert told[1] == "hour29-4k: 200/900 frames, preflight, 20 frames/s, 35 s left"
    assert len(told) == 5


def test_lines_of_a_clip_whose_length_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    stream = StringIO()
    lines = Lines(stream)
    lines.begin("Opening-4k", None)
    now = 10.0
    lines.advance(200, "first")
    assert stream.getvalue() == "Opening-4k\nOpening-4k: 200 frames, first, 20 frames/s\n"
    stream = StringIO()
    bar = Bar(Bars(Console(file=stream, force_terminal=True, width=120)))
    bar.begin("Opening-4k", None)
    bar.advance(200, "first")
    bar.end()
    assert "200/?" in stream.getvalue()


def test_bar_tells_beat_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = StringIO()
    bar = Bar(Bars(Console(file=stream, force_terminal=True, width=120, highlight=False)))
    bar.begin("hour29-4k", 900)
    bar.advance(450, "seed_lock")
    bar.doing("joining")
    bar.advance(10, "closing")
    bar.say("a line [with brackets]")
    bar.end()
    bar.end()
    told = stream.getvalue()
    assert "hour29-4k" in told
    assert "460/900" in told
    assert "closing" in told
    assert "frames/s" in told
    assert "a line [with brackets]" in told


def test_bars_stand_below_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = StringIO()
    bars = Bars(Console(file=stream, force_terminal=True, width=120, highlight=False))
    first, second = Bar(bars), Bar(bars)
    first.begin("hour25-smoke", 450)
    second.begin("hour26-smoke", 450)
    first.advance(450, "closing")
    first.end()
    second.advance(45, "ask")
    second.end()
    assert "450/450" in stream.getvalue()
    assert "45/450" in stream.getvalue()
