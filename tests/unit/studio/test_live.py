"""A clip that is drawn live: what a draft lacks, and what its first picture does not wait for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storyreel.studio.job import Job
from storyreel.studio.live import draw_live, judge_live
from storyreel.studio.messages import PageMessage

DRAFT = """\
clip: lesson
title: A lesson
beats:
- {id: one, duration: 2, caption: One., picture: {a: {figure: {value: 3}}}}
"""
LATE = {"skia", "av", "manim", "storyreel.pictures.kinds", "storyreel.inspection.run"}


def test_what_a_draft_lacks_is_among_its_findings(tmp_path: Path) -> None:
    (tmp_path / "storyboards").mkdir()
    (tmp_path / "storyboards" / "lesson.yaml").write_text(DRAFT)
    sent: list[PageMessage] = []
    drawn = draw_live(Job(str(tmp_path), "lesson", rate=4), sent.append, None)
    assert drawn is not None
    judge_live(drawn, sent.append)
    (findings,) = [message.data for message in sent if message.kind == "findings"]
    lacks = " ".join(each["message"] for each in findings if each["rule"] == "unfinished")
    assert "wisdom" in lacks and "28 to 32 s are allowed" in lacks


def test_a_second_process_begins_when_the_frame_of_the_playhead_has_been_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "storyboards").mkdir()
    (tmp_path / "storyboards" / "lesson.yaml").write_text(DRAFT)
    sent: list[PageMessage] = []
    before_fork: list[list[str]] = []
    fork = os.fork

    def recorded() -> int:
        before_fork.append([message.kind for message in sent])
        return fork()

    monkeypatch.setattr(os, "fork", recorded)
    drawn = draw_live(Job(str(tmp_path), "lesson", frame=5, rate=8), sent.append, None)
    assert before_fork == [["clip", "frames", "drawn"]]
    assert drawn is not None
    assert len(drawn.drawings) == 32
    frames = [frame for each in sent if each.kind == "drawn" for frame, _ in each.data["keys"]]
    assert sorted(frames) == list(range(32))
    assert [message.kind for message in sent][-2:] == ["complete", "ready"]


def test_the_first_picture_waits_for_no_library_that_it_does_not_need() -> None:
    program = "import sys, storyreel.studio.warm; print(*sys.modules, sep='\\n')"
    run = [sys.executable, "-P", "-c", program]
    imported = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert "storyreel.studio.live" in imported
    assert LATE.isdisjoint(imported)
