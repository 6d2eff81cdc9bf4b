"""Plain Manim scenes on our clock: which frames there are, and what updaters are told."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import manim
import numpy as np
import pytest

from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.stage.plain_scene import perform_scene
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.scene_file import SceneFile
from tests.unit.stage.plain_scenes import FPS, STAGE, Perform, scene_file


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
    units = np.array(squares) / QUANTA_PER_UNIT - squares[0] / QUANTA_PER_UNIT
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


def test_updaters_without_dt_are_called_as_often_as_by_manim(perform: Perform) -> None:
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


def test_sections_have_their_frames_and_skipped_ones_take_no_time(
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


def test_subcaptions_show_at_exact_times(perform: Perform) -> None:
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


def test_random_numbers_are_the_same_in_every_run(perform: Perform) -> None:
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


def test_other_settings_of_the_file_hold(perform: Perform) -> None:
    head = "config.background_color = '#ff0000'\nconfig.frame_rate = 7\nconfig.pixel_width = 1280\n"
    head += "config.pixel_height = 720"
    found = perform("said.append(config.frame_rate)\nself.wait(1)", head=head)
    assert found.drawings[0].background == (65535, 0, 0, 65535)
    assert found.said == [10]
    assert manim.config.background_color.to_hex() == "#000000"


def test_manims_folder_is_in_the_scratch_folder_and_deleted_with_the_scene(tmp_path: Path) -> None:
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


def test_a_scene_that_forks_is_performed_once(tmp_path: Path) -> None:
    log = tmp_path / "frames"

    def on_frame(frame: int, drawing: Drawing, section: Any) -> None:
        with log.open("a") as file:
            file.write(f"{frame}\n")

    body = "self.wait(0.5)\nimport os\nos.fork()\nself.play(FadeIn(Dot()), run_time=0.5)"
    perform_scene(scene_file(tmp_path, body), STAGE, on_frame)
    assert log.read_text().split() == [str(frame) for frame in range(10)]


def test_a_scene_may_last_just_as_long_as_the_limit(tmp_path: Path) -> None:
    stage = PlainStage(FPS, longest=Fraction(2))
    played = perform_scene(scene_file(tmp_path, "self.wait(2)"), stage, lambda *_: None)
    assert played.frames == 20
