"""What `list` knows: current or not, and why not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.output import inventory
from storyreel.output.inventory import (
    published_scenes,
    published_variants,
)
from storyreel.output.names import OutputPaths
from storyreel.output.report_file import read_report
from tests.published import publish_files, write_report

NOW: Any = SimpleNamespace(inputs="what would be rendered now")
MADE_OF = Provenance("hour29.yaml", {"storyboard": "a", "scene": "b", "engine": "c"})


@pytest.fixture(autouse=True)
def rendered_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventory, "clip_provenance", lambda *_: MADE_OF)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.at(tmp_path, media=tmp_path)


def publish(
    media: Path, variant: str, suffix: str = ".mp4", clip: str = "hour29", **inputs: str
) -> OutputPaths:
    paths = OutputPaths.of(media, clip, variant, suffix)
    publish_files(paths, Provenance(MADE_OF.source, {**MADE_OF.inputs, **inputs}))
    return paths


def test_current_clips_in_the_ladders_order(project: Project) -> None:
    publish(project.media, "4k")
    publish(project.media, "smoke")
    publish(project.media, "1080p", suffix=".mov")
    found = published_variants(project, "hour29", NOW)
    assert [(each.quality, each.current) for each in found] == [
        ("smoke", True),
        ("1080p", True),
        ("4k", True),
    ]
    assert found[1].paths.video.suffix == ".mov"
    assert found[0].file["fps"] == 30
    assert found[0].modified > 0
    assert published_variants(project, "hour30", NOW) == []


def test_variants_are_told_apart_and_the_usual_one_comes_first(project: Project) -> None:
    names = ["4k-60fps-hevc", "4k", "smoke-cairo", "4k-hevc"]
    for name in names:
        publish(project.media, name)
    publish(project.media, "4k-prores", suffix=".mov")
    for name in ("4k-draft", "4k-30fps", "4k-hevc-60fps", "5k"):
        publish(project.media, name)  # no names of ours
    found = published_variants(project, "hour29", NOW)
    assert [each.variant.name for each in found] == [
        "smoke-cairo",
        "4k",
        "4k-hevc",
        "4k-prores",
        "4k-60fps-hevc",
    ]
    assert {each.quality for each in found[1:]} == {"4k"}
    assert all(each.current for each in found)


def test_only_clips_without_a_storyboard_are_scenes(project: Project) -> None:
    publish(project.media, "4k")
    publish(project.media, "4k", clip="hour31")  # its storyboard has been removed
    (project.media / "parts.png").write_bytes(b"")
    assert published_scenes(project, {"hour29"}) == {}


@pytest.mark.parametrize(
    ("before", "why_not"),
    [
        ({"storyboard": "x"}, ("the storyboard has changed",)),
        ({"scene": "x"}, ("the scene has changed",)),
        (
            {"storyboard": "x", "engine": "x"},
            ("the storyboard has changed", "the engine has changed"),
        ),
    ],
)
def test_what_has_changed_is_named(
    project: Project, before: dict[str, str], why_not: tuple[str, ...]
) -> None:
    publish(project.media, "4k", **before)
    assert published_variants(project, "hour29", NOW)[0].why_not == why_not


def test_report_of_an_earlier_version_has_no_provenance(project: Project) -> None:
    place = publish(project.media, "4k")
    report = read_report(place.report)
    report["origin"] = report.pop("provenance")
    write_report(place.report, report)
    assert published_variants(project, "hour29", NOW)[0].why_not == (
        "its report has no provenance",
    )


def test_storyboard_with_mistakes_is_no_longer_what_was_rendered(project: Project) -> None:
    publish(project.media, "4k")
    assert published_variants(project, "hour29", None)[0].why_not == (
        "the storyboard has mistakes",
    )


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("video", "the video was changed"),
        ("poster", "the poster was changed"),
        ("captions", "the captions were changed"),
    ],
)
def test_file_that_was_changed_is_named(project: Project, file: str, words: str) -> None:
    place = publish(project.media, "4k")
    getattr(place, file).write_bytes(b"another")
    assert published_variants(project, "hour29", NOW)[0].why_not == (words,)


@pytest.mark.parametrize(
    ("file", "words"),
    [("poster", "the poster was removed"), ("captions", "the captions were removed")],
)
def test_file_that_was_removed_is_named(project: Project, file: str, words: str) -> None:
    place = publish(project.media, "4k")
    getattr(place, file).unlink()
    assert published_variants(project, "hour29", NOW)[0].why_not == (words,)


def test_report_that_was_changed_is_told(project: Project) -> None:
    """Near miss: the same report with other white space."""
    place = publish(project.media, "4k")
    report = read_report(place.report)
    place.report.write_text(json.dumps(report, indent=4))
    assert published_variants(project, "hour29", NOW)[0].current
    place.report.write_text(json.dumps(report | {"passed": False}))
    assert published_variants(project, "hour29", NOW)[0].why_not == ("the report was changed",)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff", b"[" * 200_000])
def test_report_that_cannot_be_read(project: Project, content: bytes | None) -> None:
    place = publish(project.media, "4k")
    place.report.unlink()
    if content is not None:
        place.report.write_bytes(content)
    assert read_report(place.report) == {}
    (found,) = published_variants(project, "hour29", NOW)
    assert found.why_not == ("has no report",)
    assert found.file == {}


@pytest.mark.parametrize("file", ["video", "poster", "captions", "report"])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(project: Project, file: str) -> None:
    place = publish(project.media, "4k")
    path: Path = getattr(place, file)
    path.unlink()
    os.mkfifo(path)
    (found,) = published_variants(project, "hour29", NOW)
    assert not found.current


def test_failed_clip_is_listed_beside_the_published_one(project: Project) -> None:
    place = publish(project.media, "4k")
    place.failed.video.write_bytes(b"bad")
    place.failed.report.write_text("{}")
    good, bad = published_variants(project, "hour29", NOW)
    assert good.current
    assert bad.why_not == ("failed inspection",)
    assert bad.paths.video == place.failed.video
