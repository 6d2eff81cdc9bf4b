"""Renders one clip and prints its progress as lines of JSON, for the studio.

Run as `python -m storyreel.studio.render_process ROOT CLIP QUALITY`. The lines are `{"total": N}`,
`{"done": N, "beat": ID}`, `{"doing": WHAT}`, and at the end `{"video": PATH, …}` or
`{"problems": […]}`.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from storyreel.base.errors import StoryreelError
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.report import finding_data
from storyreel.output.names import DEFAULT_CODEC, DEFAULT_RENDERER
from storyreel.render.pipeline import render
from storyreel.render.request import Request
from storyreel.render.sources.storyboard import StoryboardSource
from storyreel.studio.clips import open_clip
from storyreel.studio.mistakes import mistakes_data
from storyreel.workers.capacity import AUTO


class _Lines:
    """A progress listener that prints each step at once."""

    def __init__(self) -> None:
        self._done = 0

    def begin(self, name: str, frames: int | None) -> None:
        _tell(total=frames)

    def advance(self, frames: int, beat: str) -> None:
        self._done += frames
        _tell(done=self._done, beat=beat)

    def doing(self, what: str) -> None:
        _tell(doing=what)

    def say(self, line: str) -> None:
        _tell(doing=line)

    def end(self) -> None:
        pass


def main(root: str, clip: str, quality_name: str) -> None:
    """Render and publish; a clip that is up to date is not made again."""
    project = Project.at(Path(root))
    try:
        _tell(**_published(project, clip, quality_name))
    except StoryreelError as error:
        _tell(problems=mistakes_data(error.problems, project))


def _published(project: Project, clip: str, quality_name: str) -> dict[str, Any]:
    quality = quality_named(quality_name)
    settings = encoder_settings(DEFAULT_CODEC, quality)
    source = StoryboardSource(open_clip(project, clip))
    provenance = source.provenance(settings, DEFAULT_RENDERER, project)
    request = Request(source, quality, settings, DEFAULT_RENDERER, AUTO, provenance)
    if request.up_to_date(project) is not None:
        video = request.place(project).video
        return {"video": str(video), "passed": True, "seconds": 0.0, "findings": []}
    made = render(request, project, _Lines())
    return {
        "video": str(made.video),
        "passed": made.report.passed,
        "seconds": round(made.report.seconds["wall"], 1),
        "findings": [finding_data(finding) for finding in made.report.findings],
    }


def _tell(**data: Any) -> None:
    print(json.dumps(data), flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # tidy up, as on Ctrl-C
    with suppress(KeyboardInterrupt):  # everything is tidy: what was published before stays
        main(*sys.argv[1:])
