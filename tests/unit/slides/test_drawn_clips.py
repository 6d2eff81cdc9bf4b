"""Plain scenes as browsers draw them."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.timebase import Fps
from storyreel.render.sources.manim_scene import ManimSceneSource
from storyreel.slides.drawn_clips import drawn_scene
from storyreel.web.page import WebClip, page_files

SCENE = """\
from manim import *

config.pixel_width, config.pixel_height = 600, 800


class OpeningTalk(Scene):
    def construct(self):
        self.next_section("intro")
        self.add_subcaption("A square appears.", duration=1)
        self.play(FadeIn(Square(fill_opacity=1)), run_time=1)
        self.next_section("rest")
        self.wait(1)


class Alone(Scene):
    def construct(self):
        self.wait(0.2)


class Broken(Scene):
    def construct(self):
        self.wait(1 / 0)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.py"
    path.write_text(SCENE)
    return path


def drawn(file: Path, name: str) -> WebClip:
    return drawn_scene(ManimSceneSource(file, "talk.py", name), Fps(10), print)


def test_a_scene_has_its_sections_captions_and_shape(file: Path) -> None:
    clip = drawn(file, "OpeningTalk")
    assert clip.words["title"] == "Opening Talk"
    assert clip.words["alt"] == "Animation: Opening Talk. A square appears."
    assert clip.words["aspect"] == [3, 4]
    assert clip.words["frames"] == len(clip.drawings) == 20
    assert [(beat["title"], beat["start"], beat["stop"]) for beat in clip.words["beats"]] == [
        ("intro", 0, 1),
        ("rest", 1, 2),
    ]
    assert clip.words["captions"] == [{"start": 0, "stop": 1, "text": "A square appears."}]
    files = page_files(clip)
    assert 'viewBox="0 0 810 1080"' in files["OpeningTalk.svg"]
    assert "--ratio: 0.75;" in files["OpeningTalk.html"]


def test_a_scene_without_sections_is_one_beat_with_its_title(file: Path) -> None:
    assert [beat["title"] for beat in drawn(file, "Alone").words["beats"]] == ["Alone"]


def test_a_scene_that_fails_is_located(file: Path) -> None:
    with pytest.raises(RequestError, match=r"talk\.py:\d+") as raised:
        drawn(file, "Broken")
    assert "division by zero" in str(raised.value)
