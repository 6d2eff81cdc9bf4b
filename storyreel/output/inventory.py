"""What stands in `media/`, and whether rendering it again would make something else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from storyreel.base.project import Project
from storyreel.output.names import VARIANTS, Variant
from storyreel.output.origin import Origin, SceneOrigin
from storyreel.output.publish import Place

SUFFIXES = (".mp4", ".mov")


@dataclass(frozen=True, slots=True)
class PublishedVariant:
    """One variant of a clip as it stands in its folder.

    `why_not` says in words what keeps it from being current; nothing to say means current.
    """

    variant: Variant
    place: Place
    report: dict[str, Any]
    why_not: tuple[str, ...]

    @property
    def quality(self) -> str:
        return self.variant.quality

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


def published_variants(media: Path, clip: str, origin: Origin | None) -> list[PublishedVariant]:
    """Every variant of the clip that has been published or has failed, in the ladder's order.

    `origin` is what would be rendered now, None where the storyboard has mistakes.
    """

    def changes(recorded: Any) -> tuple[str, ...]:
        if origin is None:
            return ("the storyboard has mistakes",)
        return tuple(f"the {name} has changed" for name in origin.changes_since(recorded))

    return [
        each if each.why_not else replace(each, why_not=changes(each.report.get("origin")))
        for each in _variants(media, clip)
    ]


def published_scenes(project: Project, clips: Collection[str]) -> dict[str, list[PublishedVariant]]:
    """The same for plain scenes, by the names of their classes; `clips` are none.

    A scene whose file is not in the project can't be looked at and counts as unchanged.
    """
    found: dict[str, list[PublishedVariant]] = {}
    for folder in sorted(project.media.glob("*")):
        for each in _variants(project.media, folder.name) if folder.name not in clips else ():
            recorded = SceneOrigin.recorded(each.report.get("origin"))
            if recorded:
                why_not = each.why_not or recorded.changes(project.root)
                found.setdefault(folder.name, []).append(replace(each, why_not=why_not))
    return found


def _variants(media: Path, clip: str) -> Iterator[PublishedVariant]:
    """All that stand in the clip's folder, with what keeps them from being trusted at all."""
    folder = media / clip
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    stems = {name.partition(".")[0] for name in there}
    begun = [variant for variant in VARIANTS.values() if f"{clip}-{variant.name}" in stems]
    for variant, suffix in product(begun, SUFFIXES):
        place = Place.of(media, clip, variant.name, suffix)
        if place.video.name in there:
            report = read_report(place.report)
            yield PublishedVariant(variant, place, report, _distrust(place, report))
        if place.failed_video.name in there:
            failed = Place(place.folder, f"{place.name}.failed", suffix)
            yield PublishedVariant(
                variant, failed, read_report(place.failed_report), ("failed inspection",)
            )


def _distrust(place: Place, report: dict[str, Any]) -> tuple[str, ...]:
    if not report:
        return ("has no report",)
    if report.get("video_sha256") != file_digest(place.video):
        return ("the report is of another file",)
    return ()


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
