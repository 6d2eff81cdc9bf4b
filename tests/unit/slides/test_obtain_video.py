"""The video that slides get: one that plays, is up to date and has passed inspection."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from storyreel.base.errors import InspectionError, RequestError
from storyreel.base.presets import LADDER
from storyreel.base.progress import SilentProgress
from storyreel.base.project import Project
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import encoder_settings
from storyreel.output.clip_provenance import clip_provenance
from storyreel.slides import obtain_video
from storyreel.slides.compatibility import safe_quality
from storyreel.slides.obtain_video import VideoRequest, storyboard_clip
from storyreel.storyboard.load import Loaded

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
    """A video with a report that vouches for it, as far as `changes` leave it so."""
    folder = shelf.media / "hour29"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.mp4").write_bytes(content())
    report = {
        "video_sha256": hashlib.sha256(content()).hexdigest(),
        "provenance": clip_provenance(loaded, shelf, SETTINGS, "skia").as_data(),
        "file": {"codec": "h264", "level": 31, "fps": 15},
        "findings": [{"rule": "freeze", "severity": "fail", "message": "It is static."}],
    }
    (folder / f"{name}.report.json").write_text(json.dumps(report | changes))
    return folder / f"{name}.mp4"


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
def test_a_copy_that_is_not_current_is_made_anew(
    shelf: Project, hour29: Loaded, renders: list[str], changes: dict[str, Any]
) -> None:
    put(shelf, hour29, **changes)
    storyboard_clip(hour29, wanted(), shelf, SilentProgress())
    assert renders == ["smoke"]


def test_a_copy_that_is_missing_is_made(shelf: Project, hour29: Loaded, renders: list[str]) -> None:
    assert storyboard_clip(hour29, wanted(), shelf, SilentProgress()).timeline.frames == 450
    assert renders == ["smoke"]


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


def test_qualities_that_slide_programs_play() -> None:
    assert safe_quality(LADDER["4k"]) is LADDER["4k"]
    with pytest.raises(RequestError, match="larger than slide programs can play"):
        safe_quality(LADDER["8k"])
