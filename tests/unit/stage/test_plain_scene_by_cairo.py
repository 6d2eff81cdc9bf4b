"""Plain scenes painted by Manim's own camera."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.base.presets import Quality
from storyreel.drawing.drawing import Drawing
from storyreel.paint.raster import paint_drawing
from storyreel.stage.plain_scene import perform_scene, perform_scene_by_cairo
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.scene_file import SceneFile
from tests.unit.stage.plain_scenes import FPS, STAGE, scene_file


def pictures_of(file: SceneFile, size: tuple[int, int] = (160, 90)) -> list[np.ndarray[Any, Any]]:
    pictures: list[np.ndarray[Any, Any]] = []
    perform_scene_by_cairo(file, STAGE, size, lambda _, pixels, __: pictures.append(pixels.copy()))
    return pictures


@pytest.mark.parametrize(
    ("body", "base"),
    [
        ("self.add(PointCloudDot(color=RED))\nself.wait(0.3)", "Scene"),
        (
            "self.set_camera_orientation(phi=1, theta=0.5)\n"
            "self.play(Create(Cube()), run_time=0.3)",
            "ThreeDScene",
        ),
        ("self.move_camera(phi=1, run_time=0.3, added_anims=[Create(Circle())])", "ThreeDScene"),
    ],
)
def test_manims_own_camera_paints_what_cannot_be_drawn(
    tmp_path: Path, body: str, base: str
) -> None:
    pictures = pictures_of(scene_file(tmp_path, body, base))
    assert len(pictures) == 3
    assert pictures[0].shape == (90, 160, 4)
    assert pictures[-1].std() > 1


def test_a_scene_by_cairo_sees_the_same_part_of_the_world_at_every_size(tmp_path: Path) -> None:
    """The frame is 8 units high in pictures that are not quite 16:9, too."""
    file = scene_file(
        tmp_path,
        "self.add(Rectangle(height=4, width=4, fill_opacity=1, "
        "stroke_width=0, color=WHITE))\nself.wait(0.1)",
    )
    for size in ((426, 240), (854, 480)):
        (picture,) = pictures_of(file, size)
        white = (picture[..., 0] > 128).sum(axis=0)
        assert white.max() == size[1] // 2


def test_what_moves_unknown_to_manim_is_painted_by_cairo_where_it_is(tmp_path: Path) -> None:
    body = (
        "dot = Dot(radius=1).shift(4 * LEFT)\nself.add(dot)\n"
        "self.add_updater(lambda dt: dot.shift(20 * dt * RIGHT))\nself.wait(0.5)"
    )
    pictures = pictures_of(scene_file(tmp_path, body))
    assert pictures[0][45, 35, 0] > 200
    assert (pictures[-1][45, 35, 0], pictures[-1][45, 125, 0]) == (0, 255)


def test_a_still_wait_by_cairo_is_painted_once_over(tmp_path: Path) -> None:
    """Manim paints what stands still over a picture of itself: glass would be thicker then."""
    body = "self.add(Square(8, fill_opacity=0.5, color=WHITE))\nself.wait(0.2)"
    picture, _ = pictures_of(scene_file(tmp_path, body))
    assert picture[45, 80, 0] == pytest.approx(128, abs=1)


@pytest.mark.parametrize(
    ("aspect", "base"),
    [
        (Fraction(9, 16), "Scene"),
        (Fraction(9, 16), "MovingCameraScene"),
        (Fraction(1), "Scene"),
        (Fraction(21, 9), "Scene"),
    ],
)
def test_pictures_of_other_shapes_show_what_manim_shows(
    tmp_path: Path, aspect: Fraction, base: str
) -> None:
    """A dot in the upper right corner of the frame, which is 9 units wide, is painted there."""
    width, height = (round(1080 * side) for side in (aspect, 1))
    head = f"config.pixel_width, config.pixel_height = {width}, {height}\n"
    head += "config.frame_width, config.frame_height = 9, 9 * 9 / 16"
    body = (
        "x, y = self.camera.frame_width / 2, self.camera.frame_height / 2\n"
        "self.add(Dot([x - 0.1, y - 0.1, 0], radius=0.1))\nself.wait(0.1)"
    )
    file = scene_file(tmp_path, body, base, head)
    drawn: list[Drawing] = []
    stage = PlainStage(FPS, aspect)
    perform_scene(file, stage, lambda _, drawing, __: drawn.append(drawing))
    size = Quality("tiny", 160, 90, FPS, 0).shaped(aspect)
    ours = paint_drawing(drawn[0], size.width, size.height)
    theirs: list[np.ndarray[Any, Any]] = []
    perform_scene_by_cairo(
        file, stage, (size.width, size.height), lambda _, pixels, __: theirs.append(pixels.copy())
    )
    assert theirs[0].shape == (size.height, size.width, 4)
    assert np.abs(ours.astype(int) - theirs[0]).max() < 40
    lit = np.argwhere(ours[..., 0] > 128)
    assert lit[:, 0].max() < size.height / 4
    assert lit[:, 1].min() > size.width * 3 / 4
