"""The shape and frame rate of a file of scenes, read without running it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.presets import LADDER, WIDE
from storyreel.render.sources.manim_scene import ManimSceneSource
from storyreel.stage.scene_format import SceneFormat, scene_format

TALL = Fraction(9, 16)

FORMATS = {
    "": SceneFormat(),
    "config.pixel_width = 1080\nconfig.pixel_height = 1920": SceneFormat(TALL),
    "config.pixel_width, config.pixel_height = 1080, 1920": SceneFormat(TALL),
    "config['pixel_width'] = 1080\nconfig[\"pixel_height\"] = 1920": SceneFormat(TALL),
    "config.frame_size = (1000, 1000)": SceneFormat(Fraction(1)),
    "W = 540\nH = W * 16 // 9\nmanim.config.frame_size = W, H": SceneFormat(TALL),
    "config.pixel_width = config.pixel_height = 720": SceneFormat(Fraction(1)),
    "config.pixel_height = 720\nconfig.pixel_width = 1280": SceneFormat(),
    "config.frame_size = 854, 480": SceneFormat(),
    "config.frame_rate = 60": SceneFormat(WIDE, 60, 1),
    "x = 1\nconfig.frame_rate = 30\nconfig.frame_rate = 25.0": SceneFormat(WIDE, 25, 3),
    "config.pixel_width = read()\nconfig.frame_rate = None": SceneFormat(),
    "other.pixel_width = 10\npixel_width = 10": SceneFormat(),
    "def f():\n    config.pixel_width = 10": SceneFormat(),
    "x = (": SceneFormat(),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("text", FORMATS)
def test_settings_at_the_top_level_are_read(folder: Path, text: str) -> None:
    file = folder / "scenes.py"
    file.write_text(text)
    assert scene_format(file) == FORMATS[text]


def test_the_file_goes_before_the_settings_of_its_user(folder: Path) -> None:
    file = folder / "scenes.py"
    file.write_text("config.frame_rate = 24\n")
    (folder / "manim.cfg").write_text("[CLI]\npixel_width = 1080\npixel_height = 1080\n")
    assert scene_format(file) == SceneFormat(Fraction(1), 24, 1)
    (folder / "manim.cfg").write_text("[CLI]\nframe_rate = 50\npixel_width = wide\n")
    file.write_text("")
    assert scene_format(file) == SceneFormat(WIDE, 50, None)


def source(folder: Path, text: str) -> ManimSceneSource:
    file = folder / "scenes.py"
    file.write_text(text)
    return ManimSceneSource(file, "scenes.py", "One")


@pytest.mark.parametrize(
    ("text", "quality", "size"),
    [
        ("", "480p", (854, 480)),
        ("config.frame_size = 1080, 1920", "smoke", (240, 426)),
        ("config.frame_size = 1080, 1920", "4k", (2160, 3840)),
        ("config.frame_size = 500, 500", "720p", (720, 720)),
        ("config.frame_size = 1080, 1350", "1080p", (1080, 1350)),
    ],
)
def test_a_quality_names_the_shorter_side(
    folder: Path, text: str, quality: str, size: tuple[int, int]
) -> None:
    shaped = source(folder, text).shaped(LADDER[quality], None)
    assert (shaped.width, shaped.height) == size
    assert shaped.lines == LADDER[quality].lines


def test_the_rate_of_the_file_holds_at_every_quality_unless_another_is_asked_for(
    folder: Path,
) -> None:
    scene = source(folder, "config.frame_rate = 60")
    assert {scene.shaped(quality, None).fps.rate for quality in LADDER.values()} == {60}
    assert scene.shaped(LADDER["smoke"].at(24), 24).fps.rate == 24


def test_a_rate_that_is_not_supported_is_refused_with_its_line(folder: Path) -> None:
    scene = source(folder, "\nconfig.frame_rate = 29.97\n")
    with pytest.raises(RequestError, match=r"scenes\.py:2: the frame rate 29\.97 .*--fps"):
        scene.shaped(LADDER["1080p"], None)
    assert scene.shaped(LADDER["1080p"], 30).fps.rate == 30
