"""The video that slides get: one that plays, is up to date and has passed inspection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from storyreel.base.errors import InspectionError, RequestError
from storyreel.base.presets import LADDER
from storyreel.base.progress import SilentProgress
from storyreel.base.project import Project
from storyreel.base.provenance import file_digest
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import encoder_settings
from storyreel.output.clip_provenance import clip_provenance, scene_provenance
from storyreel.output.names import OutputPaths
from storyreel.output.report_file import read_report
from storyreel.slides import obtain_video
from storyreel.slides.compatibility import safe_quality
from storyreel.slides.obtain_video import (
    VideoRequest,
    newest_quality,
    published_scene,
    storyboard_clip,
)
from storyreel.storyboard.load import Loaded
from tests.published import publish_files, write_report

SETTINGS = encoder_settings("h264", LADDER["smoke"])


@dataclass
class Outcome:
    """What a render gives back, as far as slides look at it."""

    video: Path
    passed: bool

    @property
    def report(self) -> Any:
        return self

    def as_data(self) -> dict[str, Any]:
        finding = {"rule": "freeze", "severity": "fail", "message": "It is static."}
        return {"findings": [finding]}


@cache
def content() -> bytes:
    """A video of two frames at the size of the smoke test."""
    drawings = (Drawing((), (64250, 64250, 64250, 65535)),) * 2
    settings = encoder_settings("h264", LADDER["smoke"])
    with TemporaryDirectory() as folder:
        path = Path(folder, "clip.mp4")
        render_segment(SegmentJob("clip", drawings, settings, path))
        return path.read_bytes()


@pytest.fixture
def shelf(project: Project, tmp_path: Path) -> Project:
    return Project.at(project.root, tmp_path / "media", tmp_path / "store")


def put(shelf: Project, loaded: Loaded, name: str = "hour29-smoke", **changes: Any) -> Path:
    """A published clip; `changes` replace values of its report."""
    paths = OutputPaths(shelf.media / "hour29", name)
    finding = {"rule": "freeze", "severity": "fail", "message": "It is static."}
    made_of = clip_provenance(loaded, shelf, SETTINGS, "skia")
    file = {"codec": "h264", "level": 31, "fps": 15}
    report = {"findings": [finding], "file": file, **changes}
    publish_files(paths, made_of, video=content(), **report)
    return paths.video


def wanted(allow_failed: bool = False) -> VideoRequest:
    return VideoRequest(LADDER["smoke"], 1, allow_failed)


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch, shelf: Project) -> list[str]:
    """What was asked to be rendered; the render passes where its name does not say otherwise."""
    asked: list[str] = []

    def render(request: Any, project: Project, progress: Any) -> Outcome:
        asked.append(request.quality.name)
        assert request.settings.codec == "h264"
        video = shelf.media / "hour29" / "hour29-smoke.mp4"
        video.parent.mkdir(parents=True, exist_ok=True)
        video.write_bytes(content())
        return Outcome(video, passed=True)

    monkeypatch.setattr(obtain_video, "render", render)
    return asked


def test_a_current_copy_is_taken_as_it_is(
    shelf: Project, hour29: Loaded, renders: list[str]
) -> None:
    video = put(shelf, hour29)
    clip = storyboard_clip(hour29, wanted(), shelf, SilentProgress())
    assert clip.video == video
    assert (clip.width, clip.height, clip.timeline.fps.rate) == (426, 240, 15)
    assert renders == []


@pytest.mark.parametrize("changes", [{"provenance": {}}, {"video_sha256": "0"}])
def test_a_copy_that_is_out_of_date_is_rendered_again(
    shelf: Project, hour29: Loaded, renders: list[str], changes: dict[str, Any]
) -> None:
    put(shelf, hour29, **changes)
    storyboard_clip(hour29, wanted(), shelf, SilentProgress())
    assert renders == ["smoke"]


def test_a_missing_copy_is_rendered(shelf: Project, hour29: Loaded, renders: list[str]) -> None:
    assert storyboard_clip(hour29, wanted(), shelf, SilentProgress()).timeline.frames == 450
    assert renders == ["smoke"]


def test_a_poster_outside_the_clip_is_refused_before_a_render(
    shelf: Project, hour29: Loaded, renders: list[str]
) -> None:
    late = replace(wanted(), poster=Fraction(30))
    with pytest.raises(RequestError, match=r"--poster 30 is outside the clip, which lasts 30 s"):
        storyboard_clip(hour29, late, shelf, SilentProgress())
    assert renders == []


def test_other_variants_are_neither_shown_nor_replaced(
    shelf: Project, hour29: Loaded, renders: list[str]
) -> None:
    others = [put(shelf, hour29, f"hour29-smoke-{name}") for name in ("hevc", "60fps", "cairo")]
    assert (
        storyboard_clip(hour29, wanted(), shelf, SilentProgress()).video.name == "hour29-smoke.mp4"
    )
    assert renders == ["smoke"]
    assert all(video.read_bytes() == content() for video in others)


def test_a_clip_that_failed_is_refused_unless_it_is_allowed(
    shelf: Project, hour29: Loaded, renders: list[str]
) -> None:
    failed = put(shelf, hour29, "hour29-smoke.failed")
    with pytest.raises(InspectionError, match=r"freeze: It is static.*--allow-failed"):
        storyboard_clip(hour29, wanted(), shelf, SilentProgress())
    assert (
        storyboard_clip(hour29, wanted(allow_failed=True), shelf, SilentProgress()).video == failed
    )
    assert renders == []


def test_a_failure_of_before_a_change_does_not_count(
    shelf: Project, hour29: Loaded, renders: list[str]
) -> None:
    put(shelf, hour29, "hour29-smoke.failed", provenance={})
    storyboard_clip(hour29, wanted(), shelf, SilentProgress())
    assert renders == ["smoke"]


def test_a_render_that_fails_is_refused(
    shelf: Project, hour29: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = Outcome(shelf.media / "hour29" / "hour29-smoke.failed.mp4", passed=False)
    outcome.video.parent.mkdir(parents=True)
    outcome.video.write_bytes(content())
    monkeypatch.setattr(obtain_video, "render", lambda *_: outcome)
    with pytest.raises(InspectionError, match="failed inspection"):
        storyboard_clip(hour29, wanted(), shelf, SilentProgress())
    allowed = storyboard_clip(hour29, wanted(allow_failed=True), shelf, SilentProgress())
    assert allowed.video == outcome.video


SCENE = """
from manim import Scene, Square
class Opening(Scene):
    def construct(self):
        self.add(Square())
"""


@pytest.fixture
def own_project(tmp_path: Path) -> Project:
    """A project with one plain scene."""
    (tmp_path / "talk.py").write_text(SCENE)
    return Project.at(tmp_path, tmp_path / "media", tmp_path / "store")


def publish_scene(project: Project, file: Path, quality: str = "smoke") -> Path:
    """A published scene, rendered from a file."""
    paths = OutputPaths.of(project.media, "Opening", quality)
    report: dict[str, Any] = {
        "file": {"codec": "h264", "fps": 15, "width": 426, "height": 240},
        "sections": [{"name": "Opening", "start": 0, "frames": 2}],
    }
    made_of = scene_provenance(file, project, SETTINGS, "skia")
    publish_files(paths, made_of, video=content(), **report)
    paths.captions.write_text("WEBVTT\n")
    write_report(
        paths.report, read_report(paths.report) | {"captions_sha256": file_digest(paths.captions)}
    )
    return paths.video


@pytest.fixture
def scene_renders(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of the scenes that are rendered; each render publishes a video."""
    rendered: list[Path] = []

    def render(request: Any, project: Project, progress: Any) -> Outcome:
        rendered.append(request.source.path)
        return Outcome(publish_scene(project, request.source.path), passed=True)

    monkeypatch.setattr(obtain_video, "render", render)
    return rendered


def test_a_published_scene_is_taken_as_it_is(
    own_project: Project, scene_renders: list[Path]
) -> None:
    video = publish_scene(own_project, own_project.root / "talk.py")
    scene = published_scene("Opening", wanted(), own_project, SilentProgress())
    assert (scene.place.video, scene.words.title) == (video, "Opening")
    assert scene_renders == []


def test_a_scene_that_has_changed_is_rendered_again(
    own_project: Project, scene_renders: list[Path]
) -> None:
    file = own_project.root / "talk.py"
    video = publish_scene(own_project, file)
    path = video.with_suffix(".report.json")
    report = read_report(path)
    report["provenance"]["scene"] = "0" * 64
    write_report(path, report)
    published_scene("Opening", wanted(), own_project, SilentProgress())
    assert scene_renders == [file]


def test_a_scene_is_rendered_at_another_quality(
    own_project: Project, scene_renders: list[Path]
) -> None:
    file = own_project.root / "talk.py"
    publish_scene(own_project, file, "480p")
    published_scene("Opening", wanted(), own_project, SilentProgress())
    assert scene_renders == [file]


def test_a_scene_outside_the_project_is_taken_as_it_was_published(
    own_project: Project, scene_renders: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("elsewhere") / "talk.py"
    file.write_text(SCENE)
    video = publish_scene(own_project, file)
    scene = published_scene("Opening", wanted(), own_project, SilentProgress())
    assert scene.place.video == video
    video.write_bytes(b"another file")
    with pytest.raises(RequestError, match=r"out of date.*not in the project.*--scene"):
        published_scene("Opening", wanted(), own_project, SilentProgress())
    publish_scene(own_project, file)
    request = VideoRequest(LADDER["480p"], 1, allow_failed=False)
    with pytest.raises(RequestError, match=r"480p\.mp4 does not exist.*--quality smoke"):
        published_scene("Opening", request, own_project, SilentProgress())
    assert scene_renders == []


def test_the_newest_quality_of_a_scene_that_is_up_to_date(own_project: Project) -> None:
    file = own_project.root / "talk.py"
    publish_scene(own_project, file)
    newer = publish_scene(own_project, file, "480p")
    newer.write_bytes(b"another file")
    assert newest_quality("Opening", own_project) == LADDER["smoke"]


def test_qualities_that_slide_programs_play() -> None:
    assert safe_quality(LADDER["4k"]) is LADDER["4k"]
    with pytest.raises(RequestError, match="larger than slide programs can play"):
        safe_quality(LADDER["8k"])
