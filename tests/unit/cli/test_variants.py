"""Which of several rendered variants a command takes."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.cli.variants import chosen

LOADED: Any = SimpleNamespace(
    clip=SimpleNamespace(id="hour29"), source=SimpleNamespace(digest="d" * 64)
)


@pytest.fixture
def shelf(tmp_path: Path) -> Project:
    """Variants, each made after the one before it."""
    project = Project.at(tmp_path)
    folder = project.media / "hour29"
    folder.mkdir(parents=True)
    for made, name in enumerate(("4k", "4k-60fps", "4k-60fps-hevc", "8k-hevc", "smoke.failed")):
        video = folder / f"hour29-{name}.mp4"
        video.write_bytes(b"")
        os.utime(video, (1000 + made, 1000 + made))
    return project


def take(shelf: Project, **named: Any) -> str:
    options = argparse.Namespace(**{"quality": None, "fps": None, "codec": None, **named})
    return chosen(LOADED, shelf, options).paths.video.name


@pytest.mark.parametrize(
    ("named", "taken"),
    [
        ({}, "smoke.failed"),
        ({"quality": "4k"}, "4k"),
        ({"quality": "4k", "fps": 30}, "4k"),
        ({"quality": "4k", "fps": 60}, "4k-60fps"),
        ({"quality": "4k", "fps": 60, "codec": "hevc"}, "4k-60fps-hevc"),
        ({"quality": "4k", "codec": "hevc"}, "4k-60fps-hevc"),
        ({"codec": "h264"}, "smoke.failed"),
        ({"codec": "hevc"}, "8k-hevc"),
        ({"quality": "8k"}, "8k-hevc"),
    ],
)
def test_options_name_it_as_they_do_for_a_render(
    shelf: Project, named: dict[str, Any], taken: str
) -> None:
    assert take(shelf, **named) == f"hour29-{taken}.mp4"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (
            {"quality": "1080p"},
            r"rendered with --quality 1080p\. .*hour29 --quality 1080p$",
        ),
        ({"quality": "8k", "fps": 60}, r"render\.py hour29 --quality 8k --fps 60$"),
        ({"codec": "av1"}, r"render\.py hour29 --codec av1$"),
        ({"quality": "5k"}, "--quality 5k does not exist"),
        ({"fps": 31}, "--fps 31 is not supported"),
        ({"codec": "hvec"}, r"Did you mean hevc\?"),
    ],
)
def test_what_is_not_there_or_wrong_is_told(
    shelf: Project, named: dict[str, Any], told: str
) -> None:
    with pytest.raises(RequestError, match=told):
        take(shelf, **named)
