"""A clip of pictures that hands one beat to a scene, from the file to the published video."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.program import Run

BOARD = """\
clip: mixed
title: Half and half
alt: Two bars, and a circle that is drawn beside them.
facts:
  a: {value: 1, source: counted}
  b: {value: 2, source: counted}
beats:
  - id: bars
    step: Bars
    duration: 9
    caption: Pictures draw the bars.
    picture: {odds: {bars: {values: {a: a, b: b}, digits: 0}}}
  - id: circle
    step: Circle
    scene: true
    duration: 9
    caption: A scene draws the circle.
  - id: after
    duration: 12
    picture: {odds: {mark: [b]}}
wisdom: Each does what it does best.
"""
SCENE = """\
from manim import *

from storyreel.design.tokens import Color
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene


class Mixed(StoryScene):
    @beat()
    def circle(self):
        ring = Circle(color=Color.GOLD_LINE).shift(4 * RIGHT)
        self.play(Create(ring))
        self.show({"odds": {"bars": {"values": {"a": "b", "b": "a"}}}})
        self.wait(2)
        self.play(FadeOut(ring))
"""


@pytest.mark.slow
def test_a_shared_clip_is_published_alike_by_any_number_of_workers(
    run: Run, tmp_path: Path
) -> None:
    for name, text in {"storyboards/mixed.yaml": BOARD, "scenes/mixed/scene.py": SCENE}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    checked = run("check", "mixed", "--json", "--project", tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    videos = set()
    for workers in (1, 2, 3):
        media = tmp_path / f"media {workers}"
        places = ("--project", tmp_path, "--out", media, "--store", tmp_path / f"store {workers}")
        done = run("mixed", "--quality", "smoke", "--workers", workers, "--json", *places)
        assert done.returncode == 0, done.stdout + done.stderr
        (clip,) = json.loads(done.stdout)["clips"]
        assert not clip["findings"]
        (video,) = (media / "mixed").glob("*.mp4")
        videos.add(video.read_bytes())
    assert len(videos) == 1
