"""One lesson in every form, and what its tests share."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storyreel.storyboard.load import Loaded
from tests.e2e import browser

SMOKE = ("--quality", "smoke")
OFFICE = shutil.which("soffice")
PICTURES = shutil.which("pdftoppm")
needs_office = pytest.mark.skipif(
    not (OFFICE and PICTURES), reason="LibreOffice or pdftoppm is not installed"
)


@dataclass(frozen=True)
class Lesson:
    """One lesson in every form, made by one command."""

    folder: Path
    document: Any

    @property
    def deck(self) -> Path:
        return self.folder / "lesson.pptx"


VIDEOS = "[...document.querySelectorAll('video')]"
CLIP = "document.querySelector('video')"


def assert_plays_alone(tab: browser.Tab, root: str = "file:") -> None:
    """Check that a page has asked for nothing outside `root`, and has complained of nothing."""
    assert [url for url in tab.requests() if not url.startswith((root, "data:"))] == []
    assert tab.complaints() == []


def stops(clip: Loaded) -> tuple[float, float]:
    """The seconds at which its first two beats end."""
    first, second, *_ = (beat.duration for beat in clip.storyboard.beats)
    return first, first + second
