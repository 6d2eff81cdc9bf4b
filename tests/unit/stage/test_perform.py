"""A performance: what it promises to its caller, and how it ends when the scene fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from manim import config

from storyreel.base.errors import MachineError, Problem, RequestError
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.stage.cairo_reference import CairoReference
from storyreel.stage.perform import perform
from storyreel.stage.stills import draw_frames

FAILING = "shape = Square()\nself.play(FadeIn(shape))\nvalue = {}['missing']"


def test_every_frame_comes_once_in_order(stage: Any) -> None:
    loaded = stage.load(opening="self.play(FadeIn(Square()))")
    frames: list[int] = []
    perform(loaded, stage.timeline(loaded), lambda frame, _: frames.append(frame))
    assert frames == list(range(450))


def test_a_scene_gets_the_data_of_its_storyboard(stage: Any) -> None:
    stage.perform(15, 1, opening="assert self.data.word == 'seed'")


def test_repeated_performances_are_equal(stage: Any) -> None:
    body = "import random\nself.play(FadeIn(Square().shift(RIGHT * random.random())))"
    body += "\nself.add(Dot(RIGHT * np.random.rand()))"
    assert stage.perform(15, 31, opening=body) == stage.perform(15, 31, opening=body)


def test_a_scene_that_fails_is_named_with_its_line_and_beat(stage: Any) -> None:
    with pytest.raises(RequestError) as caught:
        stage.perform(work=FAILING)
    lines = (stage.project.scenes / "play/scene.py").read_text().splitlines()
    line = next(i for i, text in enumerate(lines, 1) if "missing" in text)
    assert str(caught.value) == (
        f"scenes/play/scene.py:{line}: the scene fails in beat 'work': KeyError: 'missing'. "
        "Fix the scene."
    )


def test_a_scene_that_needs_too_much_memory_is_no_mistake_in_its_words(stage: Any) -> None:
    with pytest.raises(MachineError, match=r"scene.py:\d+: the scene in beat 'work' fails: memory"):
        stage.perform(work="raise MemoryError")


@pytest.mark.parametrize("call", ["import sys; sys.exit()", "import os; os._exit(0)"])
def test_a_scene_that_exits_fails(stage: Any, call: str) -> None:
    with pytest.raises(RequestError, match=r"scene\.py:\d+: the scene fails .*: SystemExit"):
        stage.perform(work=call)


def test_a_scene_that_forks_is_performed_once(stage: Any, tmp_path: Path) -> None:
    log = tmp_path / "frames"
    loaded = stage.load(opening="import os\nos.fork()")

    def on_frame(frame: int, _: Drawing) -> None:
        with log.open("a") as file:
            file.write(f"{frame}\n")

    perform(loaded, stage.timeline(loaded), on_frame)
    assert log.read_text().split() == [str(frame) for frame in range(450)]


def test_a_part_of_the_clip_that_fails_is_named_with_its_line(stage: Any) -> None:
    part = stage.project.scenes / "play/parts/road.py"
    part.parent.mkdir()
    part.write_text("def cross():\n    return 1 / 0\n")
    with pytest.raises(RequestError, match=r"scenes/play/parts/road\.py:2: .* in beat 'work'"):
        stage.perform(work="from .parts.road import cross\ncross()")


def test_the_line_is_the_scenes_own_however_deep_it_fails(stage: Any) -> None:
    with pytest.raises(RequestError, match=r"scenes/play/scene\.py:11: .*: ValueError: ") as caught:
        stage.perform(opening="self.wait(0.5)\nself.play(FadeIn(Square()), run_time=-1)")
    assert "Traceback" not in str(caught.value)


def test_a_scene_that_cannot_be_imported_is_named(stage: Any) -> None:
    loaded = stage.load()
    scene = stage.project.scenes / "play/scene.py"
    scene.write_text("import nothing_of_that_name\n" + scene.read_text())
    with pytest.raises(RequestError, match=r"scenes/play/scene\.py:1: the scene fails: ModuleNot"):
        perform(loaded, stage.timeline(loaded), lambda frame, drawing: None)


def test_what_cannot_be_drawn_is_refused_by_name_at_its_beat(stage: Any) -> None:
    with pytest.raises(RequestError, match=r"play-demo\.yaml:12:5: .*PointCloudDot"):
        stage.perform(work="self.add(PointCloudDot())")


@pytest.mark.parametrize(
    "error", [RuntimeError("a worker died"), MachineError(Problem("the disk is full."))]
)
def test_what_the_taker_of_frames_raises_comes_out_as_it_is(stage: Any, error: Exception) -> None:
    loaded = stage.load()
    frames: list[int] = []

    def take(frame: int, drawing: Drawing) -> None:
        frames.append(frame)
        if frame == 3:
            raise error

    with pytest.raises(type(error)) as caught:
        perform(loaded, stage.timeline(loaded), take)
    assert caught.value is error
    assert frames == [0, 1, 2, 3], "and nothing more is performed"


@pytest.mark.parametrize("body", ["config.frame_width = 3", FAILING])
def test_manims_configuration_is_as_before(stage: Any, body: str) -> None:
    before = dict(config)
    try:
        stage.perform(15, 20, opening=body)
    except RequestError:
        assert body == FAILING
    assert dict(config) == before


def test_nothing_is_written_and_the_folder_is_not_left(
    stage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    stage.perform(15, 20, opening="self.play(Create(Square()))")
    assert Path.cwd() == here and not list(here.iterdir())
    written = [path for path in stage.project.root.rglob("*") if "__pycache__" not in path.parts]
    assert sorted(path.name for path in written if path.is_file()) == [
        "data.py",
        "play-demo.yaml",
        "scene.py",
    ]
    assert not stage.project.media.exists()


def test_the_reference_shows_a_drawing_when_it_is_first_sent(stage: Any) -> None:
    body = "self.add(square := Square(color=RED, fill_opacity=1))\nself.wait(1)\nself.clear()"
    loaded = stage.load(opening=body)
    reference = CairoReference(128, 72)
    centers: list[tuple[int, ...]] = []
    perform(
        loaded,
        stage.timeline(loaded),
        lambda frame, _: centers.append(tuple(int(v) for v in reference.pixels[36, 64])),
        reference,
    )
    assert len(set(centers[:15])) == 1 and len(set(centers[15:30])) == 1
    assert centers[0][0] > 200 > centers[0][1]
    assert centers[15] != centers[0]


def test_stills_are_the_frames_of_the_performance(
    stage: Any, own: Callable[[Drawing], list[PathItem]]
) -> None:
    loaded = stage.load(opening="self.play(FadeIn(Square()))", work=FAILING)
    timeline = stage.timeline(loaded)
    late, early, again = draw_frames(loaded, timeline, [20, 3, 20])
    assert late == again != early
    assert len(own(early)) == 1
