"""The pipeline's promises: checks before work, inspection before publishing, nothing lost."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storyreel.base.errors import MachineError
from storyreel.base.presets import LADDER, Quality
from storyreel.base.progress import SilentProgress
from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Finding, Rule, Severity, Violation
from storyreel.inspection.rule_sets import VIDEO_RULES
from storyreel.paint.raster import paint_drawing
from storyreel.render import pipeline
from storyreel.render.pipeline import poster_size, render
from storyreel.render.request import Request
from storyreel.workers.capacity import Machine
from tests.unit.render.drawn_source import DrawnSource, request_for

FAULT = Finding("text-size", Severity.FAIL, "'x' is too small.", "Enlarge it.")
DOUBT = Finding("text-size", Severity.WARN, "'x' is small.", "Enlarge it.")


class Listener(SilentProgress):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.lines: list[str] = []

    def begin(self, name: str, frames: int | None) -> None:
        self.events.append((name, frames))

    def advance(self, frames: int, beat: str) -> None:
        self.events.append((frames, beat))

    def say(self, line: str) -> None:
        self.lines.append(line)

    def end(self) -> None:
        self.events.append("end")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.at(tmp_path)


@pytest.fixture
def source(moving_drawings: tuple[Drawing, ...]) -> DrawnSource:
    return DrawnSource(moving_drawings, (0, 20))


@pytest.fixture
def asked(source: DrawnSource, project: Project, tiny: Quality) -> Request:
    return request_for(source, project, tiny)


def finding(asked: Request, *findings: Finding) -> Request:
    """The same request for a clip in whose drawings something is found."""
    assert isinstance(asked.source, DrawnSource)
    return replace(asked, source=replace(asked.source, findings=findings))


def names(project: Project) -> set[str]:
    return {path.name for path in (project.media / "hour29").iterdir()}


def test_a_clip_that_passes_is_published(
    asked: Request, project: Project, moving_drawings: tuple[Drawing, ...]
) -> None:
    outcome = render(asked, project, SilentProgress())
    assert names(project) == {
        f"hour29-tiny{kind}" for kind in (".mp4", ".png", ".vtt", ".report.json")
    }
    assert outcome.video.name == "hour29-tiny.mp4"
    report = json.loads(outcome.place.report.read_text())
    assert report["drawing_digest"] == drawing_digest(moving_drawings)
    assert report["segments_total"] == 1
    assert report["seconds"].keys() >= {"stage", "paint", "encode", "join", "inspect", "wall"}
    assert report["sections"] == [{"name": "beat0", "start": 0, "frames": 20}]
    assert report["fidelity"]["sampled_frames"] == 3
    assert outcome.place.captions.read_text() == "WEBVTT\n"


def test_the_poster_is_the_last_frame(
    asked: Request, project: Project, moving_drawings: tuple[Drawing, ...]
) -> None:
    outcome = render(asked, project, SilentProgress())
    with Image.open(outcome.place.poster) as poster:
        assert np.array_equal(
            np.asarray(poster), paint_drawing(moving_drawings[-1], 128, 72)[..., :3]
        )


def test_the_file_is_judged_by_the_rules_of_its_source(
    asked: Request, source: DrawnSource, project: Project
) -> None:
    def violated(case: FileCase) -> Iterator[Violation]:
        assert case.expected and case.expected.timeline.frames == len(case.facts.packets) == 20
        assert case.motion and case.motion.held[-9:] == (True,) * 9
        yield Violation("The file is blue.", 3)

    rule = Rule("blue", Severity.FAIL, "not blue", "a test", "Paint it.", violated)
    judged = replace(source, file_rules=(*VIDEO_RULES, rule))
    report = render(replace(asked, source=judged), project, SilentProgress()).report
    assert "blue" in {found.rule for found in report.findings}
    assert not report.passed


def test_a_clip_with_a_warning_is_published(asked: Request, project: Project) -> None:
    assert render(finding(asked, DOUBT), project, SilentProgress()).report.passed
    assert "hour29-tiny.mp4" in names(project)


def test_a_strict_render_does_not_publish_a_clip_with_a_warning(
    asked: Request, project: Project
) -> None:
    strict = replace(asked, strict=True)
    assert not render(finding(strict, DOUBT), project, SilentProgress()).report.passed
    assert names(project) == {"hour29-tiny.failed.mp4", "hour29-tiny.failed.report.json"}
    assert render(strict, project, SilentProgress()).report.passed
    assert "hour29-tiny.mp4" in names(project)


def test_what_the_source_notices_is_reported(
    asked: Request, source: DrawnSource, project: Project
) -> None:
    listener = Listener()
    noticing = replace(source, notices=("Audio is dropped.",))
    render(replace(asked, source=noticing), project, listener)
    assert "Audio is dropped." in listener.lines


def test_an_up_to_date_clip_is_recognised_until_anything_differs(
    asked: Request, source: DrawnSource, project: Project, tiny: Quality
) -> None:
    assert asked.up_to_date(project) is None, "it was never rendered"
    outcome = render(asked, project, SilentProgress())
    report = asked.up_to_date(project)
    assert report is not None and report["video_sha256"] == outcome.report.facts.sha256
    assert replace(asked, force=True).up_to_date(project) is None
    changed = replace(asked, provenance=Provenance("hour29.yaml", {"storyboard": "e" * 64}))
    assert changed.up_to_date(project) is None
    other = encoder_settings("hevc", tiny)
    assert request_for(source, project, tiny, other).up_to_date(project) is None
    moved_on = replace(source, files_have_changed=True)
    assert replace(asked, source=moved_on).up_to_date(project) is None
    outcome.place.poster.unlink()
    assert asked.up_to_date(project) is None


@pytest.mark.parametrize("length_is_known", [True, False])
def test_without_workers_the_file_is_the_same(
    asked: Request, source: DrawnSource, project: Project, length_is_known: bool
) -> None:
    by_worker = render(asked, project, SilentProgress()).video.read_bytes()
    alone = replace(source, length_is_known=length_is_known)
    inline = replace(asked, source=alone, workers="inline", force=True)
    listener = Listener()
    outcome = render(inline, project, listener)
    assert outcome.video.read_bytes() == by_worker
    assert outcome.report.workers == 1
    assert listener.lines[0].startswith("hour29-tiny: no workers, ")
    assert listener.events[0] == ("hour29-tiny", 20 if length_is_known else None)


def test_variants_are_published_beside_each_other(
    asked: Request, source: DrawnSource, project: Project, tiny: Quality
) -> None:
    render(asked, project, SilentProgress())
    assert replace(asked, renderer="cairo").place(project).name == "hour29-tiny-cairo"
    hevc = request_for(source, project, tiny, encoder_settings("hevc", tiny))
    assert render(hevc, project, SilentProgress()).video.name == "hour29-tiny-hevc.mp4"
    assert names(project) >= {"hour29-tiny.mp4", "hour29-tiny-hevc.mp4"}


def test_pictures_of_the_reference_renderer_become_a_clip_like_any_other(
    asked: Request, source: DrawnSource, project: Project, moving_drawings: Sequence[Drawing]
) -> None:
    by_cairo = replace(asked, renderer="cairo", source=replace(source, file_rules=VIDEO_RULES))
    outcome = render(by_cairo, project, SilentProgress())
    assert outcome.report.passed, outcome.report.findings
    assert outcome.report.drawing_digest == drawing_digest(moving_drawings)
    assert names(project) == {
        f"hour29-tiny-cairo{kind}" for kind in (".mp4", ".png", ".vtt", ".report.json")
    }


def test_a_clip_that_fails_is_kept_aside_and_the_old_one_stays(
    asked: Request, project: Project
) -> None:
    old = render(asked, project, SilentProgress()).video.stat()
    outcome = render(finding(asked, FAULT), project, SilentProgress())
    assert not outcome.report.passed
    assert outcome.video.name == "hour29-tiny.failed.mp4"
    assert outcome.video.exists()
    assert outcome.place.video.stat().st_ino == old.st_ino
    failed = json.loads(outcome.place.failed.report.read_text())
    assert failed["findings"][0]["message"] == FAULT.message
    render(asked, project, SilentProgress())
    assert not outcome.place.failed.video.exists()


def never(frame: int) -> None:
    raise AssertionError("the performance began")


def test_a_full_disk_is_reported_before_any_work(
    asked: Request, source: DrawnSource, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    for length_is_known in (True, False):
        idle = replace(source, before_frame=never, length_is_known=length_is_known)
        with pytest.raises(MachineError, match="1 MiB"):
            render(replace(asked, source=idle), project, SilentProgress())
    assert not project.media.exists()


def test_too_little_memory_is_reported_before_any_work(
    asked: Request, source: DrawnSource, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Machine, "current", lambda: Machine(2, 50))
    idle = replace(asked, source=replace(source, before_frame=never), workers="auto")
    with pytest.raises(MachineError, match="50 MB"):
        render(idle, project, SilentProgress())
    assert not project.media.exists()


def test_a_disk_that_runs_full_keeps_the_old_clip(
    asked: Request, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = render(asked, project, SilentProgress()).video.stat().st_ino

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(MachineError, match="full"):
        render(asked, project, SilentProgress())
    assert (project.media / "hour29" / "hour29-tiny.mp4").stat().st_ino == old
    assert "clip.mp4" not in {path.name for path in project.media.rglob("*")}


@pytest.mark.parametrize("stage", ["join_segments", "inspect_segments", "poster_size"])
def test_an_interruption_leaves_the_old_clip_alone(
    asked: Request, project: Project, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def files() -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in (project.media / "hour29").iterdir()}

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    render(asked, project, SilentProgress())
    before = files()
    monkeypatch.setattr(pipeline, stage, interrupt)
    with pytest.raises(KeyboardInterrupt):
        render(asked, project, SilentProgress())
    assert files() == before


def test_an_unchanged_clip_is_published_from_the_store(asked: Request, project: Project) -> None:
    first = render(asked, project, SilentProgress())
    bytes_before = first.video.read_bytes()
    first.video.unlink()
    second = render(asked, project, SilentProgress())
    assert (first.report.segments_reused, second.report.segments_reused) == (0, 1)
    assert "encode" not in second.report.seconds
    assert second.video.read_bytes() == bytes_before
    forced = render(replace(asked, force=True), project, SilentProgress())
    assert forced.report.segments_reused == 0
    assert forced.video.read_bytes() == bytes_before


def test_a_store_that_cannot_be_used_is_reported_and_done_without(
    asked: Request, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    project = Project.at(tmp_path, store=tmp_path / "file" / "store")
    listener = Listener()
    assert render(asked, project, listener).report.passed
    assert names(project) >= {"hour29-tiny.mp4"}
    assert any("file/store: can't be used (Not a directory)" in line for line in listener.lines)


def test_the_listener_hears_of_every_frame_and_of_the_end(
    asked: Request, source: DrawnSource, project: Project
) -> None:
    listener = Listener()
    render(asked, project, listener)
    assert listener.events == [("hour29-tiny", 20), (20, "beat0"), "end"]

    def failing(frame: int) -> None:
        raise ZeroDivisionError

    failed = replace(asked, source=replace(source, before_frame=failing))
    with pytest.raises(ZeroDivisionError):
        render(failed, project, listener)
    assert listener.events[-1] == "end"


@pytest.mark.parametrize("quality", LADDER)
def test_posters_stay_below_25_megapixels(quality: str) -> None:
    width, height = poster_size(LADDER[quality])
    assert width * height < 25_000_000
    assert width / height == pytest.approx(16 / 9, abs=0.01)
