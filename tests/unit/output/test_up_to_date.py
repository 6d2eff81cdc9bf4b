"""A clip is up to date only if rendering could make nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.provenance import Provenance, file_digest
from storyreel.output.publish import Place
from storyreel.output.up_to_date import up_to_date_report

NOW = Provenance("hour29.yaml", {"storyboard": "a", "engine": "b"})
REPORT = {"provenance": NOW.as_data(), "passed": True, "findings": []}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place.of(tmp_path, "hour29", "smoke")
    place.folder.mkdir()
    for path in (place.video, place.poster, place.captions):
        path.write_bytes(b"content")
    publish(place)
    return place


def publish(place: Place, **changes: Any) -> None:
    report = {**REPORT, "video_sha256": file_digest(place.video), **changes}
    place.report.write_text(json.dumps(report))


def test_a_clip_that_is_whole_and_the_same_stands(place: Place) -> None:
    report = up_to_date_report(place, NOW, strict=True)
    assert report is not None
    assert report["provenance"] == NOW.as_data()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda place: publish(place, provenance=NOW.as_data() | {"engine": "c"}),
        lambda place: publish(place, passed=False),
        lambda place: publish(place, provenance=None),
        lambda place: place.video.write_bytes(b"other content"),
        lambda place: place.video.unlink(),
        lambda place: place.poster.unlink(),
        lambda place: place.captions.unlink(),
        lambda place: place.report.unlink(),
        lambda place: place.report.write_text("{"),
        lambda place: place.report.write_text("[]"),
        lambda place: shutil.rmtree(place.folder),
    ],
)
def test_anything_else_is_made_again(place: Place, spoil: Callable[[Place], object]) -> None:
    spoil(place)
    assert up_to_date_report(place, NOW, strict=False) is None


def test_findings_stand_unless_strictness_is_asked_for(place: Place) -> None:
    publish(place, findings=[{"rule": "text-size"}])
    assert up_to_date_report(place, NOW, strict=False)
    assert up_to_date_report(place, NOW, strict=True) is None
