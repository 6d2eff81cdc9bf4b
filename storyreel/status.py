"""What stands in `media/`, and whether rendering it again would make something else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.origin import Origin
from storyreel.publish import Place
from storyreel.quality import LADDER

SUFFIXES = (".mp4", ".mov")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One quality of a clip as it stands in its folder.

    `why_not` says in words what keeps it from being current; nothing to say means current.
    """

    quality: str
    place: Place
    report: dict[str, Any]
    why_not: tuple[str, ...]

    @property
    def current(self) -> bool:
        return not self.why_not

    @property
    def file(self) -> dict[str, Any]:
        """What the report says of the file."""
        facts = self.report.get("file")
        return facts if isinstance(facts, dict) else {}

    @property
    def modified(self) -> float:
        """When the video was put in its place, as a POSIX time; 0 where there is none."""
        return self.place.video.stat().st_mtime if self.place.video.is_file() else 0.0


def rendered(media: Path, clip: str, origin: Origin | None) -> list[Rendered]:
    """Every quality of the clip that has been published or has failed, in the ladder's order.

    `origin` is what would be rendered now, None where the storyboard has mistakes.
    """
    found = []
    for quality in LADDER:
        for suffix in SUFFIXES:
            place = Place.of(media, clip, quality, suffix)
            if place.video.is_file():
                report = read_report(place.report)
                found.append(Rendered(quality, place, report, _why_not(place, report, origin)))
            if place.failed_video.is_file():
                failed = Place(place.folder, f"{place.name}.failed", suffix)
                report = read_report(place.failed_report)
                found.append(Rendered(quality, failed, report, ("failed inspection",)))
    return found


def read_report(path: Path) -> dict[str, Any]:
    """A report's content; nothing where there is none that can be read."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def file_digest(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal characters."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _why_not(place: Place, report: dict[str, Any], origin: Origin | None) -> tuple[str, ...]:
    if not report:
        return ("has no report",)
    if report.get("video_sha256") != file_digest(place.video):
        return ("the report is of another file",)
    if origin is None:
        return ("the storyboard has mistakes",)
    changed = origin.changes_since(report.get("origin"))
    return tuple(f"the {name} has changed" for name in changed)
