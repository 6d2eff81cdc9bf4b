"""What stands in `media/`, and whether rendering it again would make something else."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from storyreel.base.project import Project
from storyreel.base.provenance import file_digest
from storyreel.output.clip_provenance import (
    ELSEWHERE,
    clip_provenance,
    scene_provenance,
    unseen_scene_provenance,
)
from storyreel.output.names import VARIANTS, Variant
from storyreel.output.publish import Place
from storyreel.storyboard.load import Loaded

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
    def provenance(self) -> dict[str, Any]:
        """What the report says that it was made of; empty if it says nothing."""
        recorded = self.report.get("provenance")
        return recorded if isinstance(recorded, dict) and "source" in recorded else {}

    @property
    def source(self) -> str:
        """The file that it was made from, as users know it."""
        return str(self.provenance.get("source", ""))

    @property
    def elsewhere(self) -> bool:
        """Whether it was made from a file outside the project."""
        return self.source.startswith(ELSEWHERE)

    @property
    def modified(self) -> float:
        """When the video was put in its place, as a POSIX time; 0 where there is none."""
        return self.place.video.stat().st_mtime if self.place.video.is_file() else 0.0


def published_variants(
    project: Project, clip: str, loaded: Loaded | None
) -> list[PublishedVariant]:
    """Every variant of the clip that has been published or has failed, in the ladder's order.

    `loaded` is None if the storyboard has mistakes.
    """

    def changes(found: PublishedVariant) -> tuple[str, ...]:
        if loaded is None:
            return ("the storyboard has mistakes",)
        variant = found.variant
        now = clip_provenance(loaded, project, variant.settings, variant.painter)
        return now.changes_since(found.provenance)

    return [
        found if found.why_not else replace(found, why_not=changes(found))
        for found in _variants(project.media, clip)
    ]


def published_scenes(project: Project, clips: Collection[str]) -> dict[str, list[PublishedVariant]]:
    """The same for plain scenes, by the names of their classes; `clips` are none.

    A scene file outside the project is not read and counts as unchanged.
    """
    found: dict[str, list[PublishedVariant]] = {}
    for folder in sorted(project.media.glob("*")):
        for each in _variants(project.media, folder.name) if folder.name not in clips else ():
            if each.provenance and "storyboard" not in each.provenance:
                why_not = each.why_not or _scene_changes(each, project)
                found.setdefault(folder.name, []).append(replace(each, why_not=why_not))
    return found


def _scene_changes(found: PublishedVariant, project: Project) -> tuple[str, ...]:
    variant = found.variant
    if found.elsewhere:
        now = unseen_scene_provenance(found.provenance, variant.settings, variant.painter)
        return now.changes_since(found.provenance)
    file = project.root / found.source
    if not file.is_file():
        return (f"{found.source} no longer exists",)
    now = scene_provenance(file, project, variant.settings, variant.painter)
    return now.changes_since(found.provenance)


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
