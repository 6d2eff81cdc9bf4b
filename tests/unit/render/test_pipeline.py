"""The pipeline's promises: preflight before work, inspection before publishing, nothing lost."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from storyreel.base.errors import MachineError
from storyreel.base.presets import LADDER, Quality
from storyreel.base.progress import SilentProgress
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.inspection.findings import Finding, Severity
from storyreel.inspection.probe import FileFacts
from storyreel.inspection.run import Inspection
from storyreel.output import publish
from storyreel.render import filming, pipeline
from storyreel.render.pipeline import POSTER_HEIGHT, Request, render_clip
from storyreel.storyboard.timeline import TimedBeat, Timeline

ROOT = Path(__file__).parents[3]
FAULT = Finding("text-size", Severity.FAIL, "'x' is too small.", "Enlarge it.")
DOUBT = Finding("text-size", Severity.WARN, "'x' is small.", "Enlarge it.")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.at(tmp_path)


@pytest.fixture
def request_(tiny: Quality, tiny_settings: EncoderSettings) -> Request:
    loaded: Any = SimpleNamespace(
        clip=SimpleNamespace(id="hour29"),
        storyboard=SimpleNamespace(),
        source=SimpleNamespace(digest="d" * 64),
    )
    provenance = Provenance("hour29.yaml", {"storyboard": "d" * 64})
    return Request(loaded, tiny, tiny_settings, "skia", 1, force=False, provenance=provenance)


@pytest.fixture
def findings() -> list[Finding]:
    """What the inspection will find; tests add to it."""
    return []


@pytest.fixture(autouse=True)
def stand_ins(
    monkeypatch: pytest.MonkeyPatch,
    tiny: Quality,
    moving_drawings: tuple[Drawing, ...],
    findings: list[Finding],
) -> None:
    """A stage that shows twenty drawings, and an inspection that finds what it is told to."""
    beat = TimedBeat("only", 0, FrameRange(0, 20), None, "Words.", None, {})
    timeline = Timeline(tiny.fps, (beat,))

    def perform(
        loaded: Any, timeline: Timeline, on_frame: Callable[..., None], *_: Any, **__: Any
    ) -> None:
        for frame, drawing in enumerate(moving_drawings):
            on_frame(frame, drawing)

    def inspect(*_: Any) -> Inspection:
        return Inspection(FileFacts(sha256="e" * 64), tuple(findings))

    monkeypatch.setattr(filming, "perform", perform)
    monkeypatch.setattr(pipeline, "compile_timeline", lambda storyboard, fps: timeline)
    monkeypatch.setattr(pipeline, "inspect_clip", inspect)
    monkeypatch.setattr(pipeline, "judge_drawings", lambda *_: ())


def names(project: Project) -> set[str]:
    return {path.name for path in (project.media / "hour29").iterdir()}


def test_clip_that_passes_is_published(
    request_: Request, project: Project, moving_drawings: tuple[Drawing, ...]
) -> None:
    outcome = render_clip(request_, project, SilentProgress())
    kinds = (".mp4", ".png", ".vtt", ".report.json")
    assert names(project) == {f"hour29-tiny{kind}" for kind in kinds}
    assert outcome.video.name == "hour29-tiny.mp4"
    report = json.loads(outcome.place.report.read_text())
    assert report["drawing_digest"] == drawing_digest(moving_drawings)
    assert report["segments_total"] == 1
    assert report["seconds"].keys() >= {"stage", "paint", "encode", "join", "inspect", "wall"}
    with Image.open(outcome.place.poster) as poster:
        assert poster.size == (128, 72)


def test_clip_with_a_warning_is_published(
    request_: Request, project: Project, findings: list[Finding]
) -> None:
    findings.append(DOUBT)
    assert render_clip(request_, project, SilentProgress()).report.passed
    assert "hour29-tiny.mp4" in names(project)


def test_clip_with_a_warning_is_not_published_by_a_strict_render(
    request_: Request, project: Project, findings: list[Finding]
) -> None:
    strict = replace(request_, strict=True)
    findings.append(DOUBT)
    outcome = render_clip(strict, project, SilentProgress())
    assert not outcome.report.passed
    assert names(project) == {"hour29-tiny.failed.mp4", "hour29-tiny.failed.report.json"}
    findings.clear()
    assert render_clip(strict, project, SilentProgress()).report.passed
    assert "hour29-tiny.mp4" in names(project)


def test_manim_is_imported_when_a_clip_is_performed_or_when_it_is_called_for() -> None:
    """So workers get ready meanwhile, and forks find it there."""
    program = """
import sys
import storyreel.render.pipeline
from storyreel.stage.perform import import_manim
before = "manim" in sys.modules
import_manim()
print(before, "manim" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False True\n"


def test_without_workers_the_file_is_the_same(
    request_: Request, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_workers = render_clip(request_, project, SilentProgress()).video.read_bytes()
    monkeypatch.setattr(pipeline, "LocalPool", pytest.fail)
    outcome = render_clip(replace(request_, workers="here", force=True), project, SilentProgress())
    assert outcome.video.read_bytes() == by_workers
    assert outcome.report.workers == 1


def test_variants_stand_beside_each_other(
    request_: Request, project: Project, tiny: Quality
) -> None:
    render_clip(request_, project, SilentProgress())
    assert replace(request_, renderer="cairo").place(project).name == "hour29-tiny-cairo"
    hevc = encoder_settings("hevc", tiny)
    outcome = render_clip(replace(request_, settings=hevc), project, SilentProgress())
    assert outcome.video.name == "hour29-tiny-hevc.mp4"
    assert names(project) >= {"hour29-tiny.mp4", "hour29-tiny-hevc.mp4"}


def test_clip_that_fails_is_kept_aside_and_the_old_one_stays(
    request_: Request, project: Project, findings: list[Finding]
) -> None:
    old = render_clip(request_, project, SilentProgress()).video.stat()
    findings.append(FAULT)
    outcome = render_clip(request_, project, SilentProgress())
    assert not outcome.report.passed
    assert outcome.video.name == "hour29-tiny.failed.mp4"
    assert outcome.video.exists()
    assert outcome.place.video.stat().st_ino == old.st_ino
    failed = json.loads(outcome.place.failed_report.read_text())
    assert failed["findings"][0]["message"] == FAULT.message
    findings.clear()
    render_clip(request_, project, SilentProgress())
    assert not outcome.place.failed_video.exists()


def test_unable_machine_is_told_before_anything_is_made(
    request_: Request, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish.shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    monkeypatch.setattr(filming, "perform", lambda *_: pytest.fail("the performance began"))
    with pytest.raises(MachineError, match="the disk has 1 MiB free"):
        render_clip(request_, project, SilentProgress())
    assert not project.media.exists()


def test_too_little_memory_is_told_before_anything_is_made(
    request_: Request, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.Machine, "here", lambda: pipeline.Machine(2, 50))
    with pytest.raises(MachineError, match="50 MB are free"):
        render_clip(replace(request_, workers="auto"), project, SilentProgress())
    assert not project.media.exists()


def test_disk_that_runs_full_keeps_the_old_clip(
    request_: Request, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = render_clip(request_, project, SilentProgress()).video.stat().st_ino

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pipeline, "_write_poster", full)
    with pytest.raises(MachineError, match=r"ran full\. The published clip was not touched"):
        render_clip(request_, project, SilentProgress())
    assert (project.media / "hour29" / "hour29-tiny.mp4").stat().st_ino == old
    assert "clip.mp4" not in {path.name for path in project.media.rglob("*")}


def test_interruption_leaves_the_old_clip_alone(
    request_: Request, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    render_clip(request_, project, SilentProgress())
    before = {path.name: path.stat().st_ino for path in (project.media / "hour29").iterdir()}

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    for stage in ("join_segments", "inspect_clip", "paint_drawing"):
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, stage, interrupt)
            with pytest.raises(KeyboardInterrupt):
                render_clip(request_, project, SilentProgress())
        after = {path.name: path.stat().st_ino for path in (project.media / "hour29").iterdir()}
        assert after == before


def test_nothing_changed_is_published_from_the_store(request_: Request, project: Project) -> None:
    first = render_clip(request_, project, SilentProgress())
    bytes_before = first.video.read_bytes()
    first.video.unlink()
    second = render_clip(request_, project, SilentProgress())
    assert (first.report.segments_reused, second.report.segments_reused) == (0, 1)
    assert "encode" not in second.report.seconds
    assert second.video.read_bytes() == bytes_before
    forced = render_clip(replace(request_, force=True), project, SilentProgress())
    assert forced.report.segments_reused == 0
    assert forced.video.read_bytes() == bytes_before


def test_a_store_that_cannot_be_used_is_told_and_done_without(
    request_: Request, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    project = Project.at(tmp_path, store=tmp_path / "file" / "store")
    told: list[str] = []

    class Noting(SilentProgress):
        def say(self, line: str) -> None:
            told.append(line)

    outcome = render_clip(request_, project, Noting())
    assert outcome.report.passed
    assert names(project) >= {"hour29-tiny.mp4"}
    assert any("file/store: can't be used (Not a directory)" in line for line in told)


def test_watcher_is_told_every_frame_and_the_end(
    request_: Request, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []

    class Noting(SilentProgress):
        def begin(self, name: str, frames: int) -> None:
            told.append((name, frames))

        def advance(self, frames: int, beat: str) -> None:
            told.append((frames, beat))

        def end(self) -> None:
            told.append("end")

    render_clip(request_, project, Noting())
    assert told == [("hour29-tiny", 20), (20, "only"), "end"]
    monkeypatch.setattr(pipeline, "join_segments", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        render_clip(request_, project, Noting())
    assert told[-1] == "end"


def test_posters_stay_below_25_megapixels() -> None:
    most = max(LADDER.values(), key=lambda quality: quality.width)
    height = min(most.height, POSTER_HEIGHT)
    assert most.width * height // most.height * height < 25_000_000
