"""Plain scenes that cannot be drawn, fail or do not end, and their errors."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import pytest

from storyreel.base.errors import MachineError, RequestError
from storyreel.stage.plain_scene import perform_scene
from storyreel.stage.plain_stage import PlainStage
from tests.unit.stage.plain_scenes import FPS, STAGE, Perform, scene_file

REFUSED = {
    "a cloud of points": ("self.add(PointCloudDot())\nself.wait(1)", "PointCloudDot", 9),
    "caught by the scene": (
        "self.add(PointCloudDot())\ntry:\n    self.wait(1)\nexcept Exception: pass",
        "PointCloudDot",
        10,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_drawn_is_refused_with_its_line_and_a_remedy(
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


def test_a_scene_without_memory_is_a_state_of_the_machine(perform: Perform) -> None:
    told = r"theirs.py:\d+: \w+ fails: memory ran out \(Unable to allocate .*less memory"
    with pytest.raises(MachineError, match=told):
        perform("np.zeros(1 << 45)")


SETTINGS = {
    "config.renderer = 'opengl'": "OPENGL",
    "config.pixel_width = int('1080')\nconfig.pixel_height = int('1920')": "1080 by 1920",
}


@pytest.mark.parametrize("line", SETTINGS)
def test_settings_that_no_clip_can_have_are_refused(perform: Perform, line: str) -> None:
    with pytest.raises(RequestError, match=SETTINGS[line]):
        perform("self.wait(1)", head=line)


FAILS = {
    "self.add(Line(LEFT, RIGHT, stroke_width=[0, 1]))\nself.wait(1)": ("Line cannot be painted", 9),
    "self.add(Square(stroke_width=float('inf')))\nself.wait(1)": ("Square cannot be drawn", 9),
    "self.add(Square().set_z_index('top'), Dot())\nself.wait(1)": ("TypeError", 8),
    "self.camera.frame_width = 'wide'; self.add(Dot())\nself.wait(1)": ("cannot be painted", 9),
    "x = 1 / 0": ("ZeroDivisionError: division by zero", 8),
    "self.wait(-1)": ("<= 0 seconds", 8),
    "raise GeneratorExit('enough')": ("GeneratorExit: enough", 8),
    "raise SystemExit(1)": ("it ends the program: 1", 8),
    "class Odd(Exception):\n    def __str__(self): return 1 / 0\nraise Odd": (
        "fails: Odd: its __str__ raises ZeroDivisionError. Fix the scene.",
        10,
    ),
    "class Odd(NameError):\n    __str__ = None\nraise Odd('x', name='y')": (
        "fails: Odd: its __str__ raises TypeError. Fix the scene.",
        10,
    ),
    "class Odd:\n    __str__ = None\nraise SystemExit(Odd())": (
        "it ends the program: its __str__ raises TypeError. Leave construct with `return`.",
        10,
    ),
    "self.wait(1)\nimport sys; sys.stdout.close()": ("this stream, which cannot be closed", 9),
    "self.wait(1)\nimport sys\nwith sys.stderr: pass": ("which cannot be closed", 10),
    "self.add(Square())": ("plays nothing", None),
    "self.wait(1)\nyield": ("Take `yield` out of construct", None),
    "self.play(Square().shift)": ("TypeError", 8),
    "from manim.mobject.opengl.opengl_geometry import OpenGLSquare\nself.add(OpenGLSquare())": (
        "OpenGL can't be drawn",
        9,
    ),
}


def test_a_drawing_that_is_cut_off_is_an_error_in_the_scene(
    perform: Perform, tmp_path: Path
) -> None:
    drawing = tmp_path / "cut.svg"
    drawing.write_text("<svg")
    with pytest.raises(RequestError, match=r"theirs\.py:8: .*such as an SVG, is not XML: unclosed"):
        perform(f"SVGMobject({str(drawing)!r})")


@pytest.mark.parametrize("body", FAILS)
def test_mistakes_of_the_scene_are_reported_with_their_line(perform: Perform, body: str) -> None:
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


@pytest.mark.parametrize("call", ["import sys; sys.exit()", "import os; os._exit(0)"])
def test_a_scene_that_exits_fails(perform: Perform, call: str) -> None:
    with pytest.raises(RequestError, match=r"theirs\.py:\d+: Theirs fails: it ends the"):
        perform(f"self.wait(1)\n{call}")


def test_streams_that_a_scene_replaces_are_put_back(
    perform: Perform, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sys.stdout, sys.stderr
    perform("self.wait(1)\nimport io, sys\nsys.stdout = io.StringIO()\nsys.stderr = None")
    assert (sys.stdout, sys.stderr) == before
    print("heard")
    assert capsys.readouterr().out == "heard\n"


def test_a_scene_may_close_streams_of_its_own(perform: Perform) -> None:
    perform("self.wait(1)\nimport io, os, sys\nio.StringIO().close()\nos.fdopen(os.dup(1)).close()")


ENDLESS = {
    "a long wait": ("self.wait(99)", 0, "1:39 or longer"),
    "no end": ("while True: self.play(FadeIn(Dot()), run_time=0.5)", 20, " s or longer"),
    "a condition": ("self.wait_until(lambda: False, max_time=1e9)", 22, " s or longer"),
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
    assert "2 s is allowed" in problem.what
    assert "--longest" in problem.remedy
    assert problem.where is not None
    assert problem.where.line is not None
    assert len(frames) <= most
