"""A clip is up to date only if rendering could make nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.provenance import Provenance
from storyreel.output.names import OutputPaths
from storyreel.output.up_to_date import up_to_date_report
from tests.published import publish_files

NOW = Provenance("hour29.yaml", {"storyboard": "a", "engine": "b"})


@pytest.fixture
def place(tmp_path: Path) -> OutputPaths:
    paths = OutputPaths.of(tmp_path, "hour29", "smoke")
    publish_files(paths, NOW)
    return paths


def publish(place: OutputPaths, **changes: Any) -> None:
    publish_files(place, NOW, **changes)


def test_a_clip_that_is_whole_and_the_same_stands(place: OutputPaths) -> None:
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
        lambda place: place.poster.write_bytes(b"other content"),
        lambda place: place.captions.write_bytes(b"other content"),
        lambda place: place.report.write_text(place.report.read_text().replace("30", "31")),
        lambda place: place.captions.unlink(),
        lambda place: place.report.unlink(),
        lambda place: place.report.write_text("{"),
        lambda place: place.report.write_text("[]"),
        lambda place: shutil.rmtree(place.folder),
    ],
)
def test_anything_else_is_made_again(
    place: OutputPaths, spoil: Callable[[OutputPaths], object]
) -> None:
    spoil(place)
    assert up_to_date_report(place, NOW, strict=False) is None


def test_findings_stand_unless_strictness_is_asked_for(place: OutputPaths) -> None:
    publish(place, findings=[{"rule": "text-size"}])
    assert up_to_date_report(place, NOW, strict=False)
    assert up_to_date_report(place, NOW, strict=True) is None
