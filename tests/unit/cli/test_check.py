"""`check --drawings`: beats that begin between two frames of the coarsest rate are judged at it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel import cli
from storyreel.inspection import run
from storyreel.inspection.findings import Finding, Severity
from storyreel.stage import stills
from storyreel.storyboard.timeline import Timeline

USUAL, COARSEST = 30, 15
BOARD = """
clip: lesson
title: A lesson
alt: A number.
beats:
  - {{id: first, step: First, duration: {first}, caption: Now., picture: {{n: {{figure: {{value: 1}}}}}}}}
  - {{id: last, step: Last, duration: 26, layout: n}}
wisdom: Read it.
"""  # noqa: E501 - one line per beat
HURRIED = Finding("reading-time", Severity.FAIL, "Too short.", "Wait.", "first", 31, text="Now.")
FAINT = Finding("contrast", Severity.WARN, "Too faint.", "Darken it.", "first", 40, text="1")

Check = Callable[..., dict[str, Any]]


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Check:
    """Check a clip with given findings at each rate; the document of its only clip."""
    (tmp_path / "storyboards").mkdir()
    monkeypatch.setattr(stills, "draw_frames", lambda *_: [])

    def check(found: dict[int, tuple[Finding, ...]], first: str) -> dict[str, Any]:
        def judge(timeline: Timeline, *_: object) -> tuple[Finding, ...]:
            return found[timeline.fps.rate]

        monkeypatch.setattr(run, "judge_drawings", judge)
        (tmp_path / "storyboards" / "lesson.yaml").write_text(BOARD.format(first=first), "utf-8")
        cli.main(["check", "--drawings", "--json", "--project", str(tmp_path)])
        (clip,) = json.loads(capsys.readouterr().out)["clips"]
        return dict(clip)

    return check


def rules_and_frames(clip: dict[str, Any]) -> list[tuple[str, int]]:
    return [(finding["rule"], finding["frame"]) for finding in clip["findings"]]


def test_what_only_the_coarsest_rate_shows_is_found_at_its_frame_of_the_usual_rate(
    check: Check,
) -> None:
    """Planted: the first beat ends between two frames of the coarsest rate."""
    clip = check({USUAL: (FAINT,), COARSEST: (HURRIED,)}, first="2.1")
    assert rules_and_frames(clip) == [("reading-time", 62), ("contrast", 40)]
    assert not clip["passed"]


def test_what_both_rates_show_is_reported_once(check: Check) -> None:
    clip = check({USUAL: (FAINT,), COARSEST: (FAINT,)}, first="2.1")
    assert rules_and_frames(clip) == [("contrast", 40)]


def test_a_clip_whose_beats_begin_with_frames_is_drawn_once(check: Check) -> None:
    clip = check({USUAL: (FAINT,)}, first="2.2")
    assert rules_and_frames(clip) == [("contrast", 40)]
