"""Clips that need no rendering, because rendering would only make them again."""

from __future__ import annotations

from typing import Any

from storyreel.base.provenance import Provenance
from storyreel.output.inventory import file_changes
from storyreel.output.names import OutputPaths
from storyreel.output.report_file import read_report
from storyreel.output.staging import recover_outputs


def up_to_date_report(
    paths: OutputPaths, provenance: Provenance, strict: bool
) -> dict[str, Any] | None:
    """The report of a published clip that rendering would only make again; otherwise None.

    With `strict`, a clip with findings is not up to date.
    """
    recover_outputs(paths.folder)
    report = read_report(paths.report)
    if provenance.changes_since(report.get("provenance")) or not report.get("passed"):
        return None
    if strict and report.get("findings"):
        return None
    return None if file_changes(paths, report) else report
