"""The order in which clips are rendered side by side: the one that takes longest begins first."""

from __future__ import annotations

import math
from collections.abc import Sequence

from storyreel.base.project import Project
from storyreel.output.report_file import read_report
from storyreel.render.request import Request


def longest_first(requests: Sequence[Request], project: Project) -> list[Request]:
    """The requests, ordered by how long each clip took when it was rendered before.

    Then no core waits long for the last clip. Clips of which that is not known come first.
    """
    return sorted(requests, key=lambda request: _last_seconds(request, project), reverse=True)


def _last_seconds(request: Request, project: Project) -> float:
    """The seconds in the clip's report; infinite where it has none, or segments were reused."""
    report = read_report(request.place(project).report)
    seconds = report.get("seconds")
    wall = seconds.get("wall") if isinstance(seconds, dict) else None
    if not isinstance(wall, int | float) or report.get("segments_reused"):
        return math.inf
    return wall
