"""Plain Manim scenes on our clock: which frames there are, and what updaters are told."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from textwrap import indent
from typing import Any

import manim
import numpy as np
import pytest

from storyreel.base.errors import RequestError
from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.paint.raster import paint_drawing
from storyreel.stage.plain_scene import PlayedScene, perform_scene, perform_scene_by_cairo
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.scene_file import SceneFile

FPS = Fps(10)
STAGE = PlainStage(FPS)


@dataclass
class Run:
    """What became of a scene."""

    performed: PlayedScene
    drawings: list[Drawing] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    said: list[Any] = field(default_factory=list)
    """What the scene has put into its list `said`."""

    @property
    def changes(self) -> list[int]:
        """The frames that show another drawing object than the frame before."""
        pairs = enumerate(zip(self.drawings, self.drawings[1:], strict=False), 1)
        return [frame for frame, (one, other) in pairs if one is not other]

    def left(self, frame: int) -> float:
        """The left edge of the last shape, in scene units."""
        item = self.drawings[frame].items[-1]
        assert isinstance(item, PathItem)
        return item.path.box.left / (4320 * 1024 / 8)


Perform = Callable[..., Run]


def scene_file(folder: Path, body: str, base: str = "Scene", head: str = "") -> SceneFile:
    path = folder / "theirs.py"
    text = f"from manim import *\n{head}\nsaid = []\n\n\nclass Theirs({base}):\n"
    path.write_text(text + "    def construct(self):\n" + indent(body, " " * 8), encoding="utf-8")
    return SceneFile(path, "some/theirs.py", "Theirs")


@pytest.fixture
def perform(tmp_path: Path) -> Perform:
    def run(body: str, fps: int = FPS.rate, **more: str) -> Run:
        drawings: list[Drawing] = []
        sections: list[str] = []
        said: list[Any] = []
        file = scene_file(tmp_path, body + "\nimport builtins; builtins.said = said\n", **more)

        def on_frame(frame: int, drawing: Drawing, section: Any) -> None:
            assert frame == len(drawings)
            drawings.append(drawing)
            sections.append(section.name)

        performed = perform_scene(file, PlainStage(Fps(fps)), on_frame)
        said = vars(__import__("builtins")).pop("said")
        return Run(performed, drawings, sections, said)

    return run


@pytest.mark.parametrize(
    ("body", "frames"),
    [
        ("self.wait(1)", 10),
        ("self.wait(0.25); self.wait(0.25); self.wait(0.25); self.wait(0.25)", 10),
        ("for _ in range(3): self.play(Create(Square()), run_time=1/3)", 10),
        ("self.play(Create(Square()), run_time=0.7)", 7),
        ("self.wait(0.0001); self.play(FadeIn(Dot()), run_time=0.0001)", 2),
        ("self.pause(0.5); self.play(Wait(0.3))", 8),
        ("self.play(Add(Dot()), FadeIn(Square()), run_time=1)", 10),
        ("self.play(Add(Dot(), run_time=0.2))", 2),
        ("self.wait(0.31)", 4),
    ],
)
def test_frames_are_counted_on_an_exact_clock(perform: Perform, body: str, frames: int) -> None:
    """Every frame whose time is before the scene's end."""
    found = perform(body)
    assert len(found.drawings) == found.performed.frames == frames


def test_a_wait_in_which_nothing_can_change_is_one_held_drawing(perform: Perform) -> None:
    found = perform("self.play(FadeIn(Square()), run_time=0.5)\nself.wait(2)")
    assert found.changes == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("rate", [10, 30])
def test_updaters_with_dt_get_all_the_time_and_none_twice(perform: Perform, rate: int) -> None:
    """One unit a second, through plays of odd lengths: the square is where its time says."""
    found = perform(
        "square = Square().set_x(-5)\n"
        "self.wait(0.5)\n"
        "square.add_updater(lambda m, dt: m.shift(dt * RIGHT))\n"
        "self.add(square)\n"
        "self.wait(0.25); self.play(Create(Dot()), run_time=0.35); self.wait(1.4)",
        fps=rate,
    )
    assert len(found.drawings) == 2.5 * rate
    squares = [
        next(
            item.path.box.left
            for item in drawing.items
            if isinstance(item, PathItem) and item.path.box.width > 1e6
        )
        for drawing in found.drawings[rate // 2 :]
    ]
    units = np.array(squares) / (4320 * 1024 / 8) - squares[0] / (4320 * 1024 / 8)
    assert units == pytest.approx(np.arange(2 * rate) / rate, abs=1e-4)


def test_each_frame_is_a_step_of_one_frame(perform: Perform) -> None:
    found = perform(
        "dot = Dot()\ndot.add_updater(lambda m, dt: said.append(dt))\n"
        "self.add(dot)\nself.wait(0.5)\nself.add_updater(lambda dt: said.append(('scene', dt)))\n"
        "self.wait(0.2)"
    )
    steps = [round(dt, 6) for dt in found.said if not isinstance(dt, tuple) and dt > 0]
    assert steps == [0.1] * 7
    steps = [round(dt[1], 6) for dt in found.said if isinstance(dt, tuple) and dt[1] > 0]
    assert steps == [0.1] * 2


def test_updaters_are_called_as_often_as_by_manim_where_none_minds_time(perform: Perform) -> None:
    found = perform(
        "dot = Dot()\ndot.add_updater(lambda m: said.append(1))\nself.add(dot)\nsaid.clear()\n"
        "self.play(FadeIn(Square()), run_time=0.5)\nself.wait(1)"
    )
    assert len(found.said) == 5 + 1  # and once when the play has ended


def test_always_update_mobjects_makes_waits_run(perform: Perform) -> None:
    found = perform(
        "self.always_update_mobjects = True\ndot = Dot()\n"
        "dot.add_updater(lambda m: m.shift(0.1 * RIGHT))\nself.add(dot)\nself.wait(1)"
    )
    assert found.changes == list(range(1, 10))


def test_a_wait_ends_after_the_frame_in_which_its_condition_holds(perform: Perform) -> None:
    found = perform(
        "self.wait_until(lambda: self.time > 0.35, max_time=3)\n"
        "said.append(self.time)\nself.wait(0.25, stop_condition=lambda: False)\n"
        "said.append(self.time)"
    )
    assert found.said == [0.5, 0.75]
    assert len(found.drawings) == 8


def test_sections_are_told_with_their_frames_and_skipped_ones_take_no_time(
    perform: Perform,
) -> None:
    found = perform(
        "self.wait(0.25)\n"
        "self.next_section('two')\nself.next_section('three')\nself.wait(0.3)\n"
        "self.next_section('skipped', skip_animations=True)\n"
        "dot = Dot()\nself.play(dot.animate.shift(RIGHT), run_time=5)\n"
        "self.next_section('four')\nself.add_subcaption('here')\nself.wait(0.25)\n"
        "said.append(float(dot.get_x()))"
    )
    sections = [(section.name, section.start) for section in found.performed.sections]
    assert sections == [("Theirs", 0), ("three", 3), ("four", 6)]
    assert found.sections == ["Theirs"] * 3 + ["three"] * 3 + ["four"] * 2
    assert found.said == [1.0]
    assert found.performed.subcaptions[0].start == Fraction("0.55")


def test_subcaptions_stand_at_exact_times(perform: Perform) -> None:
    found = perform(
        "self.wait(0.35)\nself.add_subcaption('one', duration=0.5, offset=0.1)\n"
        "self.play(Create(Dot()), run_time=0.45, subcaption='two', subcaption_offset=0.05)"
    )
    said = [(s.text, s.start, s.stop) for s in found.performed.subcaptions]
    assert said == [
        ("one", Fraction("0.45"), Fraction("0.95")),
        ("two", Fraction("0.4"), Fraction("0.85")),
    ]
    assert found.performed.sound is None


def test_scenes_may_have_their_own_play_and_init(perform: Perform, tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text(
        "from manim import *\n\n\n"
        "class Own(Scene):\n"
        "    def __init__(self):\n"
        "        super().__init__(camera_class=MovingCamera)\n\n"
        "    def setup(self):\n"
        "        self.camera.background_color = 'white'\n\n"
        "    def play(self, *args, **kwargs):\n"
        "        super().play(*args, **{'run_time': 0.2} | kwargs)\n\n"
        "    def construct(self):\n"
        "        self.play(self.camera.frame.animate.scale(0.5), Create(Square()))\n\n"
        "    def tear_down(self):\n"
        "        self.wait(0.1)\n"
    )
    drawings: list[Drawing] = []
    performed = perform_scene(
        SceneFile(path, "own.py", "Own"),
        STAGE,
        lambda _, drawing, __: drawings.append(drawing),
    )
    assert performed.frames == 2 + 2
    assert drawings[0].background == (65535,) * 4


def test_chance_is_the_same_in_every_run(perform: Perform) -> None:
    body = (
        "import random\nself.add(Dot(random.random() * RIGHT + np.random.rand() * UP))\n"
        "self.wait(0.1)"
    )
    assert perform(body).drawings == perform(body).drawings


def test_text_leaves_nothing_behind_and_does_not_depend_on_the_folder(
    perform: Perform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, temporary = tmp_path / "here", tmp_path / "temporary"
    here.mkdir()
    temporary.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    before = dict(manim.config)
    found = perform("self.add(Text('words'))\nself.wait(0.1)")
    assert len(found.drawings[0].items) == 5
    assert not list(here.iterdir())
    assert not list(temporary.iterdir())
    assert dict(manim.config) == before


REFUSED = {
    "a cloud of points": ("self.add(PointCloudDot())\nself.wait(1)", "PointCloudDot", 9),
    "caught by the scene": (
        "self.add(PointCloudDot())\ntry:\n    self.wait(1)\nexcept Exception: pass",
        "PointCloudDot",
        10,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_drawn_is_refused_with_its_line_and_the_way_out(
    perform: Perform, case: str
) -> None:
    body, name, line = REFUSED[case]
    with pytest.raises(RequestError) as caught:
        perform(body)
    (problem,) = caught.value.problems
    assert name in problem.what
    assert "--renderer cairo" in problem.remedy
    assert str(problem.where) == f"some/theirs.py:{line}"


@pytest.mark.parametrize("base", ["ThreeDScene", "ZoomedScene"])
def test_cameras_are_refused_before_anything_is_played(perform: Perform, base: str) -> None:
    with pytest.raises(RequestError, match=r"Camera .*--renderer cairo"):
        perform("raise AssertionError('it was performed')", base=base)


SETTINGS = {
    "config.renderer = 'opengl'": "OPENGL",
    "config.pixel_width = int('1080')\nconfig.pixel_height = int('1920')": "1080 by 1920",
}


@pytest.mark.parametrize("line", SETTINGS)
def test_settings_that_no_clip_can_have_are_refused(perform: Perform, line: str) -> None:
    with pytest.raises(RequestError, match=SETTINGS[line]):
        perform("self.wait(1)", head=line)


def test_other_settings_of_the_file_hold(perform: Perform) -> None:
    head = "config.background_color = '#ff0000'\nconfig.frame_rate = 7\nconfig.pixel_width = 1280\n"
    head += "config.pixel_height = 720"
    found = perform("said.append(config.frame_rate)\nself.wait(1)", head=head)
    assert found.drawings[0].background == (65535, 0, 0, 65535)
    assert found.said == [10]
    assert manim.config.background_color.to_hex() == "#000000"


def test_manims_folder_is_where_it_is_told_and_goes_with_the_scene(tmp_path: Path) -> None:
    """A run that is killed leaves it where the next one tidies up."""
    seen: list[str] = []
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    perform_scene(
        scene_file(tmp_path, "self.wait(0.3)"),
        PlainStage(FPS, scratch=scratch),
        lambda *_: seen.append(manim.config.media_dir),
    )
    assert {Path(folder).parent for folder in seen} == {scratch}
    assert not list(scratch.iterdir())


FAILS = {
    "self.add(Line(LEFT, RIGHT, stroke_width=[0, 1]))\nself.wait(1)": ("Line cannot be painted", 9),
    "self.add(Square(stroke_width=float('inf')))\nself.wait(1)": ("Square cannot be drawn", 9),
    "self.add(Square().set_z_index('top'), Dot())\nself.wait(1)": ("TypeError", 8),
    "self.camera.frame_width = 'wide'; self.add(Dot())\nself.wait(1)": ("cannot be painted", 9),
    "x = 1 / 0": ("ZeroDivisionError: division by zero", 8),
    "self.wait(-1)": ("<= 0 seconds", 8),
    "raise SystemExit(1)": ("it ends the program: 1", 8),
    "self.add(Square())": ("plays nothing", None),
    "self.wait(1)\nyield": ("Take `yield` out of construct", None),
    "self.play(Square().shift)": ("TypeError", 8),
    "from manim.mobject.opengl.opengl_geometry import OpenGLSquare\nself.add(OpenGLSquare())": (
        "OpenGL can't be drawn",
        9,
    ),
}


@pytest.mark.parametrize("body", FAILS)
def test_mistakes_of_the_scene_are_told_with_their_line(perform: Perform, body: str) -> None:
    words, line = FAILS[body]
    with pytest.raises(RequestError) as caught:
        perform(body)
    (problem,) = caught.value.problems
    assert words in str(problem)
    assert problem.where is not None
    assert (problem.where.path, problem.where.line) == ("some/theirs.py", line)


class Outside(Exception):  # noqa: N818 - no error
    """Not the scene's mistake."""


@pytest.mark.parametrize("caught_by_scene", [False, True])
def test_what_the_audience_raises_comes_out_as_it_is(tmp_path: Path, caught_by_scene: bool) -> None:
    body = (
        "try:\n    self.wait(1)\nexcept Exception:\n    pass" if caught_by_scene else "self.wait(1)"
    )

    def on_frame(*_: object) -> None:
        raise Outside

    with pytest.raises(Outside):
        perform_scene(scene_file(tmp_path, body), STAGE, on_frame)


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


@pytest.mark.parametrize("call", ["import sys; sys.exit()", "import os; os._exit(0)"])
def test_a_scene_that_exits_fails(perform: Perform, call: str) -> None:
    with pytest.raises(RequestError, match=r"theirs\.py:\d+: Theirs fails: it ends the"):
        perform(f"self.wait(1)\n{call}")


def test_a_scene_that_forks_is_performed_once(tmp_path: Path) -> None:
    log = tmp_path / "frames"

    def on_frame(frame: int, drawing: Drawing, section: Any) -> None:
        with log.open("a") as file:
            file.write(f"{frame}\n")

    body = "self.wait(0.5)\nimport os\nos.fork()\nself.play(FadeIn(Dot()), run_time=0.5)"
    perform_scene(scene_file(tmp_path, body), STAGE, on_frame)
    assert log.read_text().split() == [str(frame) for frame in range(10)]


ENDLESS = {
    "a long wait": ("self.wait(99)", 0, "1:39 or longer"),
    "no end": ("while True: self.play(FadeIn(Dot()), run_time=0.5)", 20, "2 or longer"),
    "a condition": ("self.wait_until(lambda: False, max_time=1e9)", 22, "2 or longer"),
    "caught": (
        "try:\n    self.wait(99)\nexcept Exception:\n    self.wait(1)",
        10,
        "1:39 or longer",
    ),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_a_scene_without_end_is_stopped_at_the_limit(tmp_path: Path, case: str) -> None:
    body, most, words = ENDLESS[case]
    frames: list[int] = []
    stage = PlainStage(FPS, longest=Fraction(2))
    with pytest.raises(RequestError) as caught:
        perform_scene(scene_file(tmp_path, body), stage, lambda frame, *_: frames.append(frame))
    (problem,) = caught.value.problems
    assert words in problem.what
    assert "0:00:02 is allowed" in problem.what
    assert "--longest" in problem.remedy
    assert problem.where is not None
    assert problem.where.line is not None
    assert len(frames) <= most


def test_a_scene_may_last_just_as_long_as_the_limit(tmp_path: Path) -> None:
    stage = PlainStage(FPS, longest=Fraction(2))
    played = perform_scene(scene_file(tmp_path, "self.wait(2)"), stage, lambda *_: None)
    assert played.frames == 20


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
