"""What `list` knows: current or not, and why not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.output.inventory import (
    file_digest,
    published_scenes,
    published_variants,
    read_report,
)
from storyreel.output.origin import Origin, SceneOrigin
from storyreel.output.publish import Place

NOW = Origin(storyboard="a", scene="b", engine="c")


def publish(
    media: Path,
    variant: str,
    origin: Origin | SceneOrigin = NOW,
    suffix: str = ".mp4",
    clip: str = "hour29",
) -> Place:
    place = Place.of(media, clip, variant, suffix)
    place.folder.mkdir(parents=True, exist_ok=True)
    place.video.write_bytes(variant.encode())
    report = {
        "video_sha256": file_digest(place.video),
        "origin": origin.as_data(),
        "file": {"fps": 30},
    }
    place.report.write_text(json.dumps(report))
    return place


def test_current_clips_in_the_ladders_order(tmp_path: Path) -> None:
    publish(tmp_path, "4k")
    publish(tmp_path, "smoke")
    publish(tmp_path, "1080p", suffix=".mov")
    found = published_variants(tmp_path, "hour29", NOW)
    assert [(each.quality, each.current) for each in found] == [
        ("smoke", True),
        ("1080p", True),
        ("4k", True),
    ]
    assert found[1].place.video.suffix == ".mov"
    assert found[0].file["fps"] == 30
    assert found[0].modified > 0
    assert published_variants(tmp_path, "hour30", NOW) == []


def test_variants_are_told_apart_and_the_usual_one_comes_first(tmp_path: Path) -> None:
    names = ["4k-60fps-hevc", "4k", "smoke-cairo", "4k-hevc"]
    for name in names:
        publish(tmp_path, name)
    publish(tmp_path, "4k-prores", suffix=".mov")
    for name in ("4k-draft", "4k-30fps", "4k-hevc-60fps", "5k"):
        publish(tmp_path, name)  # no names of ours
    found = published_variants(tmp_path, "hour29", NOW)
    assert [each.variant.name for each in found] == [
        "smoke-cairo",
        "4k",
        "4k-hevc",
        "4k-prores",
        "4k-60fps-hevc",
    ]
    assert {each.quality for each in found[1:]} == {"4k"}
    assert all(each.current for each in found)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.at(tmp_path / "project")


@pytest.fixture
def talk(project: Project) -> Path:
    path = project.root / "talks" / "talk.py"
    path.parent.mkdir(parents=True)
    path.write_text("class Talk: ...")
    return path


def test_scenes_are_found_by_their_reports(project: Project, talk: Path) -> None:
    publish(project.media, "4k", SceneOrigin.of(talk, project.root), clip="Talk")
    publish(project.media, "smoke-cairo", SceneOrigin.of(talk, project.root), clip="Talk")
    publish(project.media, "4k")
    publish(project.media, "4k", clip="hour31")  # its storyboard has been removed
    (project.media / "parts.png").write_bytes(b"")
    scenes = published_scenes(project, {"hour29"})
    assert list(scenes) == ["Talk"]
    assert [(each.variant.name, each.current) for each in scenes["Talk"]] == [
        ("smoke-cairo", True),
        ("4k", True),
    ]
    assert scenes["Talk"][0].report["origin"]["file"] == "talks/talk.py"


def test_what_has_changed_in_a_scene_is_named(project: Project, talk: Path) -> None:
    origin = SceneOrigin.of(talk, project.root)
    place = publish(project.media, "4k", origin, clip="Talk")

    def why_not() -> tuple[str, ...]:
        return published_scenes(project, ())["Talk"][0].why_not

    talk.write_text("class Talk: pass")
    assert why_not() == ("the scene has changed",)
    talk.unlink()
    assert why_not() == ("talks/talk.py is not there any more",)
    publish(project.media, "4k", replace(origin, file="…/talk.py", engine="x"), clip="Talk")
    assert why_not() == ("the engine has changed",)
    place.video.write_bytes(b"another")
    assert why_not() == ("the report is of another file",)


def test_the_name_of_a_folder_that_is_not_the_projects_is_not_written(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "private" / "talk.py"
    path.parent.mkdir()
    path.write_text("class Talk: ...")
    origin = SceneOrigin.of(path, project.root)
    assert origin.file == "…/talk.py" and origin.elsewhere
    assert origin.changes(project.root) == ()


@pytest.mark.parametrize(
    ("before", "why_not"),
    [
        (Origin("x", "b", "c"), ("the storyboard has changed",)),
        (Origin("a", "x", "c"), ("the scene has changed",)),
        (Origin("x", "b", "x"), ("the storyboard has changed", "the engine has changed")),
    ],
)
def test_what_has_changed_is_named(
    tmp_path: Path, before: Origin, why_not: tuple[str, ...]
) -> None:
    publish(tmp_path, "4k", before)
    assert published_variants(tmp_path, "hour29", NOW)[0].why_not == why_not


def test_storyboard_with_mistakes_is_no_longer_what_was_rendered(tmp_path: Path) -> None:
    publish(tmp_path, "4k")
    assert published_variants(tmp_path, "hour29", None)[0].why_not == (
        "the storyboard has mistakes",
    )


def test_video_that_the_report_has_not_seen(tmp_path: Path) -> None:
    publish(tmp_path, "4k").video.write_bytes(b"another")
    assert published_variants(tmp_path, "hour29", NOW)[0].why_not == (
        "the report is of another file",
    )


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff"])
def test_report_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    place = publish(tmp_path, "4k")
    place.report.unlink()
    if content is not None:
        place.report.write_bytes(content)
    assert read_report(place.report) == {}
    (found,) = published_variants(tmp_path, "hour29", NOW)
    assert found.why_not == ("has no report",)
    assert found.file == {}


def test_failed_clip_is_listed_beside_the_published_one(tmp_path: Path) -> None:
    place = publish(tmp_path, "4k")
    place.failed_video.write_bytes(b"bad")
    place.failed_report.write_text("{}")
    good, bad = published_variants(tmp_path, "hour29", NOW)
    assert good.current
    assert bad.why_not == ("failed inspection",)
    assert bad.place.video == place.failed_video
