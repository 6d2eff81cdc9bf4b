"""Clips that need no rendering, because rendering could only make them again."""

from __future__ import annotations

from typing import Any

from storyreel.base.provenance import Provenance, file_digest
from storyreel.output.inventory import read_report
from storyreel.output.publish import Place


def up_to_date_report(place: Place, provenance: Provenance, strict: bool) -> dict[str, Any] | None:
    """The report of a published clip that rendering could only make again; else None.

    With `strict`, a clip with findings is not up to date.
    """
    report = read_report(place.report)
    if provenance.changes_since(report.get("provenance")) or not report.get("passed"):
        return None
    if strict and report.get("findings"):
        return None
    if not all(path.is_file() for path in (place.video, place.poster, place.captions)):
        return None
    return report if report.get("video_sha256") == file_digest(place.video) else None
