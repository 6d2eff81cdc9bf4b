"""The published clips in `media/`, and whether rendering one again would change it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.base.project import Project
from storyreel.base.provenance import UNKNOWN, file_digest, scene_inputs
from storyreel.encode.settings import EncoderSettings
from storyreel.output.clip_provenance import (
    ELSEWHERE,
    SCENE_PIPELINE,
    clip_provenance,
    scene_provenance,
    unseen_scene_provenance,
)
from storyreel.output.names import OutputPaths, Variant, all_variants
from storyreel.output.report_file import is_intact, read_report
from storyreel.output.scene_files import FILES_CHANGED, scene_files_changed, scene_place
from storyreel.output.staging import recover_outputs

if TYPE_CHECKING:
    from storyreel.storyboard.load import Loaded

SUFFIXES = (".mp4", ".mov")


@dataclass(frozen=True, slots=True)
class PublishedVariant:
    """One variant of a clip in its folder.

    `why_not` has a clause for each reason why it is not current; none means current.
    """

    variant: Variant
    paths: OutputPaths
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
        """The facts about the video in the report."""
        facts = self.report.get("file")
        return facts if isinstance(facts, dict) else {}

    @property
    def settings(self) -> EncoderSettings:
        """The encoder settings that `render` uses for it, in the shape of the video."""
        width, height = self.file.get("width"), self.file.get("height")
        if isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0:
            return self.variant.settings_of_shape(width, height)
        return self.variant.settings

    @property
    def provenance(self) -> dict[str, Any]:
        """The provenance in the report; empty if it has none."""
        recorded = self.report.get("provenance")
        return recorded if isinstance(recorded, dict) and "source" in recorded else {}

    @property
    def source(self) -> str:
        """The storyboard or the scene file, as the report names it."""
        return str(self.provenance.get("source", ""))

    @property
    def elsewhere(self) -> bool:
        """Whether it was made from a file outside the project."""
        return self.source.startswith(ELSEWHERE)

    @property
    def modified(self) -> float:
        """When the video was made, as a POSIX time; 0 if it no longer exists."""
        return self.paths.video.stat().st_mtime if self.paths.video.is_file() else 0.0


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
        now = clip_provenance(loaded, project, variant.settings, variant.renderer)
        return now.changes_since(found.provenance)

    return [
        found if found.why_not else replace(found, why_not=changes(found))
        for found in _variants(project.media, clip)
    ]


def published_scenes(project: Project, clips: Collection[str]) -> dict[str, list[PublishedVariant]]:
    """The same for plain scenes, by the names of their classes, which differ from all `clips`.

    A scene file outside the project is not read and counts as unchanged.
    """
    found: dict[str, list[PublishedVariant]] = {}
    for folder in sorted(project.media.glob("*")):
        for each in _variants(project.media, folder.name) if folder.name not in clips else ():
            if each.provenance and "storyboard" not in each.provenance:
                why_not = each.why_not or _scene_changes(each, project)
                found.setdefault(folder.name, []).append(replace(each, why_not=why_not))
    return found


def other_scene_file(project: Project, name: str, file: Path) -> str | None:
    """The file, as its report names it, whose scene of this name has been published.

    None if it was this file, before it was moved perhaps, or one that no longer exists.
    """
    scene = scene_inputs((file,), file.parent, *SCENE_PIPELINE)
    for each in _variants(project.media, name):
        place = each.report.get("scene_place")
        moved = each.provenance.get("scene") == scene["scene"]
        gone = not each.elsewhere and not (project.root / each.source).is_file()
        if place and place != scene_place(file) and not moved and not gone:
            return each.source
    return None


def _scene_changes(found: PublishedVariant, project: Project) -> tuple[str, ...]:
    variant = found.variant
    if found.elsewhere:
        now = unseen_scene_provenance(found.provenance, found.settings, variant.renderer)
        return now.changes_since(found.provenance)
    file = project.root / found.source
    if not file.is_file():
        return (f"{found.source} no longer exists",)
    now = scene_provenance(file, project, found.settings, variant.renderer)
    changes = now.changes_since(found.provenance)
    return (*changes, FILES_CHANGED) if scene_files_changed(found.report, file.parent) else changes


def _variants(media: Path, clip: str) -> Iterator[PublishedVariant]:
    """All variants in the clip's folder; `why_not` covers the files, not what they are made of."""
    folder = media / clip
    recover_outputs(folder)
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    stems = {name.partition(".")[0] for name in names}
    known = [variant for name, variant in all_variants().items() if f"{clip}-{name}" in stems]
    for variant, suffix in product(known, SUFFIXES):
        paths = OutputPaths.of(media, clip, variant.name, suffix)
        if paths.video.name in names:
            report = read_report(paths.report)
            yield PublishedVariant(variant, paths, report, file_changes(paths, report))
        if paths.failed.video.name in names:
            report = read_report(paths.failed.report)
            yield PublishedVariant(variant, paths.failed, report, ("failed inspection",))


def file_changes(paths: OutputPaths, report: dict[str, Any]) -> tuple[str, ...]:
    """What keeps published files from being those that their report describes."""
    if not report:
        return ("has no report",)
    if "provenance" not in report:
        return (UNKNOWN,)
    if not is_intact(report):
        return ("the report was changed",)
    files = (
        ("video", "the video was", paths.video),
        ("poster", "the poster was", paths.poster),
        ("captions", "the captions were", paths.captions),
    )
    return tuple(
        f"{words} {'changed' if path.exists() else 'removed'}"
        for name, words, path in files
        if report.get(f"{name}_sha256") != file_digest(path)
    )
