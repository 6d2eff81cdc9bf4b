"""What stands already: only what could not come out otherwise is left as it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storyreel.base.project import Project
from storyreel.encode.settings import EncoderSettings, Splicing
from storyreel.output import up_to_date as module
from storyreel.output.inventory import file_digest
from storyreel.output.publish import Place
from storyreel.output.up_to_date import inputs_digest, up_to_date_report

DIGEST = "d" * 64
REPORT = {"made_of": DIGEST, "passed": True, "findings": []}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("scenes/data", "assets"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "scenes" / "hour29.py").write_text("one = 1")
    (tmp_path / "assets" / "logo.png").write_bytes(b"picture")
    return Project.at(tmp_path)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "package"
    (package / "paint").mkdir(parents=True)
    (package / "paint" / "raster.py").write_text("two = 2")
    monkeypatch.setattr(module, "_PACKAGE", package)
    return package


@pytest.fixture
def digest(project: Project, tiny_settings: EncoderSettings) -> Callable[..., str]:
    def digest(
        settings: EncoderSettings = tiny_settings, renderer: str = "skia", board: str = "b"
    ) -> str:
        loaded: Any = SimpleNamespace(source=SimpleNamespace(digest=board))
        return inputs_digest(loaded, settings, renderer, project)

    return digest


def test_the_same_gives_the_same(digest: Callable[..., str], package: Path) -> None:
    assert digest() == digest()


@pytest.mark.parametrize(
    "change",
    [
        lambda root, package: (root / "scenes" / "hour29.py").write_text("one = 2"),
        lambda root, package: (root / "scenes" / "data" / "hour29.py").write_text(""),
        lambda root, package: (root / "assets" / "logo.png").write_bytes(b"another"),
        lambda root, package: (root / "assets" / "logo.png").rename(root / "assets" / "mark.png"),
        lambda root, package: (package / "paint" / "raster.py").write_text("two = 3"),
        lambda root, package: (package / "paint" / "raster.py").unlink(),
    ],
    ids=["scene", "data", "asset", "name", "source", "gone"],
)
def test_another_file_gives_another_digest(
    digest: Callable[..., str],
    project: Project,
    package: Path,
    change: Callable[[Path, Path], object],
) -> None:
    before = digest()
    change(project.root, package)
    assert digest() != before


def test_whatever_else_is_asked_for_gives_another_digest(
    digest: Callable[..., str],
    package: Path,
    tiny_settings: EncoderSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = {
        digest(),
        digest(board="c"),
        digest(renderer="cairo"),
        digest(settings=replace(tiny_settings, splicing=Splicing.NONE)),
    }
    monkeypatch.setattr(module, "versions", lambda: {"manim": "1"})
    found.add(digest())
    monkeypatch.setattr(module, "verify_fonts", lambda: {"sans": "1"})
    found.add(digest())
    monkeypatch.setattr(module, "encoder_build", lambda name: "another")
    found.add(digest())
    assert len(found) == 7


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
    report = up_to_date_report(place, DIGEST, strict=True)
    assert report is not None
    assert report["made_of"] == DIGEST


@pytest.mark.parametrize(
    "spoil",
    [
        lambda place: publish(place, made_of="e" * 64),
        lambda place: publish(place, passed=False),
        lambda place: publish(place, made_of=None),
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
    assert up_to_date_report(place, DIGEST, strict=False) is None


def test_findings_stand_unless_strictness_is_asked_for(place: Place) -> None:
    publish(place, findings=[{"rule": "text-size"}])
    assert up_to_date_report(place, DIGEST, strict=False)
    assert up_to_date_report(place, DIGEST, strict=True) is None
