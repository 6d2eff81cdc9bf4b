"""`--scene`: a plain Manim scene becomes a published clip."""

from __future__ import annotations

import json
import wave
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import av
import numpy as np
import pytest

from storyreel.inspection.run import inspect_file

Run = Callable[..., CompletedProcess[str]]

SCENES = """\
from pathlib import Path

from manim import *


class Talk(Scene):
    def construct(self):
        words = Text("Hello")
        self.play(Write(words), run_time=1, subcaption="Hello is written.")
        self.next_section("rest")
        self.add_sound(f"{Path(__file__).parent}/beep.wav", time_offset=0.5)
        dot = Dot().add_updater(lambda m, dt: m.shift(dt * RIGHT))
        self.add(dot)
        self.wait(2.5)


class Solid(ThreeDScene):
    def construct(self):
        print("this is the scene speaking")
        self.set_camera_orientation(phi=1, theta=0.5)
        self.play(Create(Cube()), run_time=0.4)
        self.wait(0.6)


class Hour29(Scene):
    pass
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scene") / "their folder" / "scenes.py"
    path.parent.mkdir()
    path.write_text(SCENES, encoding="utf-8")
    with wave.open(str(path.with_name("beep.wav")), "wb") as sound:
        sound.setparams((1, 2, 24_000, 0, "NONE", ""))
        tone = 16_000 * np.sin(np.arange(2400) / 4)
        sound.writeframes(tone.astype(np.int16).tobytes())
    return path


def loudest(video: Path) -> tuple[float, float]:
    """From when to when a video has sound, in seconds."""
    with av.open(str(video)) as container:
        samples = np.concatenate([each.to_ndarray()[0] for each in container.decode(audio=0)])
    loud = np.flatnonzero(np.abs(samples) > 0.1) / 48_000
    return float(loud[0]), float(loud[-1])


def test_a_scene_is_published_with_poster_captions_and_report_by_any_number_of_workers(
    run: Run, file: Path, tmp_path: Path
) -> None:
    made = []
    for workers in (1, 2):
        media = tmp_path / str(workers)
        places = ("--out", media, "--store", tmp_path / f"store of {workers}")
        options = ("--quality", "smoke", "--workers", workers, "--json", *places)
        done = run("--scene", f"{file}:Talk", *options)
        assert done.returncode == 0, done.stderr
        made.append((media / "Talk" / "Talk-smoke.mp4").read_bytes())
    assert made[0] == made[1]
    (clip,) = json.loads(done.stdout)["clips"]
    assert (clip["clip"], clip["frames"], clip["duration_s"]) == ("Talk", 53, 53 / 15)
    sections = [
        {"name": "Talk", "start": 0, "frames": 15},
        {"name": "rest", "start": 15, "frames": 38},
    ]
    folder = media / "Talk"
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    assert names == {f"Talk-smoke.{ending}" for ending in ("mp4", "png", "vtt", "report.json")}
    report = json.loads((folder / "Talk-smoke.report.json").read_bytes())
    assert clip["sections"] == report["sections"] == sections
    captions = (folder / "Talk-smoke.vtt").read_text("utf-8")
    assert captions == "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello is written.\n"
    assert report["file"]["streams"] == ["video", "audio"]
    assert "beep.wav" in report["scene_files"]
    assert loudest(folder / "Talk-smoke.mp4") == pytest.approx((1.5, 1.6), abs=0.002)
    found = inspect_file(folder / "Talk-smoke.mp4").findings
    # It begins on an empty stage, as plain scenes do; this inspection does not know that.
    assert {finding.rule for finding in found} <= {"blank"}
    assert {path.name for path in file.parent.iterdir()} <= {"scenes.py", "beep.wav", "__pycache__"}
    inspected = run("inspect", "Talk", "--out", media, "--json")
    assert inspected.returncode == 0, inspected.stderr
    assert {each["severity"] for each in json.loads(inspected.stdout)["findings"]} <= {"warn"}


def test_what_cannot_be_drawn_is_refused_and_cairo_is_the_way_out(
    run: Run, file: Path, tmp_path: Path
) -> None:
    command = ("--scene", f"{file}:Solid", "--quality", "smoke", "--out", tmp_path / "media")
    refused = run(*command)
    assert refused.returncode == 2
    assert "ThreeDCamera" in refused.stderr
    assert "--renderer cairo" in refused.stderr
    assert "speaking" not in refused.stdout + refused.stderr
    assert not list((tmp_path / "media").iterdir()), "it leaves no folder"
    done = run(*command, "--renderer", "cairo", "--json")
    assert done.returncode == 0, done.stderr
    (clip,) = json.loads(done.stdout)["clips"]
    assert (clip["renderer"], clip["frames"]) == ("cairo", 15)
    assert {(found["rule"], found["severity"]) for found in clip["findings"]} <= {("blank", "warn")}
    assert clip["fidelity"]["sampled_frames"] == 3
    assert Path(clip["path"]).name == "Solid-smoke-cairo.mp4"
    (listed,) = json.loads(run("list", "--json", "--out", tmp_path / "media").stdout)["scenes"]
    assert (listed["scene"], listed["file"]) == ("Solid", "…/scenes.py")
    assert [each["current"] for each in listed["rendered"]] == [None]


WRONG = {
    "{file}:Tolk": "Did you mean 'Talk'?",
    "{file}": "scenes.py:Talk,Solid,Hour29.",
    "nowhere.py:X": "nowhere.py does not exist",
    "{file}:Hour29": "hour29 is a clip of this project",
}


@pytest.mark.parametrize("scene", WRONG)
def test_wrong_requests_end_with_2_and_publish_nothing(
    run: Run, file: Path, tmp_path: Path, scene: str
) -> None:
    media = tmp_path / "media"
    done = run("--scene", scene.format(file=file), "--out", media)
    assert done.returncode == 2
    assert WRONG[scene] in done.stderr
    assert not media.exists()


def still(path: Path, name: str, extra: str = "") -> Path:
    """A file with a scene of two frames."""
    lines = ["from manim import *", "import os", f"class {name}(Scene):"]
    lines += ["    def construct(self):", f"        self.add(Square(fill_opacity=1)); {extra}"]
    path.write_text("\n".join([*lines, "        self.wait(0.1)"]) + "\n")
    return path


def test_scenes_of_several_files_are_rendered_and_none_is_published_over_another(
    run: Run, tmp_path: Path
) -> None:
    one, other = still(tmp_path / "one.py", "Same"), still(tmp_path / "other.py", "Other")
    places = ("--quality", "smoke", "--workers", 1, "--out", tmp_path / "media")
    printing = "print('a'); os.write(1, b'b'); os.system('echo c')"
    still(other, "Other", printing)
    done = run("--scene", one, "--scene", f"{other}:Other", *places, "--json")
    assert done.returncode == 0, done.stderr
    assert [clip["clip"] for clip in json.loads(done.stdout)["clips"]] == ["Same", "Other"]
    still(other, "Same", "self.add(Circle())")
    refused = run("--scene", other, *places)
    assert refused.returncode == 2
    assert "Same has been rendered from another file, …/one.py" in refused.stderr
    moved = tmp_path / "lessons" / "one.py"
    moved.parent.mkdir()
    one.rename(moved)
    assert run("--scene", moved, *places).returncode == 0


def test_a_scene_goes_alone(run: Run, file: Path) -> None:
    done = run("hour29", "--scene", f"{file}:Talk")
    assert (done.returncode, "alone" in done.stderr) == (2, True)


def test_an_unchanged_scene_is_skipped_until_a_file_that_it_reads_changes(
    run: Run, tmp_path: Path
) -> None:
    file, data = tmp_path / "lesson.py", tmp_path / "radius.txt"
    lines = ["from pathlib import Path", "from manim import *", "class Ring(Scene):"]
    lines += ["    def construct(self):"]
    lines += ["        text = (Path(__file__).parent / 'radius.txt').read_text()"]
    lines += ["        self.add(Circle(radius=float(text)))", "        self.wait(0.2)"]
    file.write_text("\n".join(lines) + "\n")
    data.write_text("2")
    command = ("--scene", f"{file}:Ring", "--quality", "smoke", "--out", tmp_path / "media")
    drawn = []
    for radius in ("2", "2", "1"):
        data.write_text(radius)
        done = run(*command, "--json", "--workers", 1)
        assert done.returncode == 0, done.stderr
        (clip,) = json.loads(done.stdout)["clips"]
        drawn.append((clip["drawing_digest"], clip["seconds"]["wall"] == 0))
    assert set(clip["scene_files"]) == {"radius.txt"}
    assert [skipped for _, skipped in drawn] == [False, True, False]
    assert drawn[0][0] == drawn[1][0] != drawn[2][0]
