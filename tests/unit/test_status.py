"""What `list` knows: current or not, and why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storyreel.origin import Origin
from storyreel.publish import Place
from storyreel.status import file_digest, read_report, rendered

NOW = Origin(storyboard="a", scene="b", engine="c")


def publish(media: Path, quality: str, origin: Origin = NOW, suffix: str = ".mp4") -> Place:
    place = Place.of(media, "hour29", quality, suffix)
    place.folder.mkdir(parents=True, exist_ok=True)
    place.video.write_bytes(quality.encode())
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
    found = rendered(tmp_path, "hour29", NOW)
    assert [(each.quality, each.current) for each in found] == [
        ("smoke", True),
        ("1080p", True),
        ("4k", True),
    ]
    assert found[1].place.video.suffix == ".mov"
    assert found[0].file["fps"] == 30
    assert found[0].modified > 0
    assert rendered(tmp_path, "hour30", NOW) == []


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
    assert rendered(tmp_path, "hour29", NOW)[0].why_not == why_not


def test_storyboard_with_mistakes_is_no_longer_what_was_rendered(tmp_path: Path) -> None:
    publish(tmp_path, "4k")
    assert rendered(tmp_path, "hour29", None)[0].why_not == ("the storyboard has mistakes",)


def test_video_that_the_report_has_not_seen(tmp_path: Path) -> None:
    publish(tmp_path, "4k").video.write_bytes(b"another")
    assert rendered(tmp_path, "hour29", NOW)[0].why_not == ("the report is of another file",)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff"])
def test_report_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    place = publish(tmp_path, "4k")
    place.report.unlink()
    if content is not None:
        place.report.write_bytes(content)
    assert read_report(place.report) == {}
    (found,) = rendered(tmp_path, "hour29", NOW)
    assert found.why_not == ("has no report",)
    assert found.file == {}


def test_failed_clip_is_listed_beside_the_published_one(tmp_path: Path) -> None:
    place = publish(tmp_path, "4k")
    place.failed_video.write_bytes(b"bad")
    place.failed_report.write_text("{}")
    good, bad = rendered(tmp_path, "hour29", NOW)
    assert good.current
    assert bad.why_not == ("failed inspection",)
    assert bad.place.video == place.failed_video
