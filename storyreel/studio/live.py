"""Draws a clip for the browser: the frame under the playhead first, then its beat, then the rest.

It runs in a process of its own, forked for a single job: from the warm one, or from the one that
has drawn the clip before. What has been drawn is judged in another fork.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from storyreel.base.errors import Problem, StoryreelError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.stage.given_items import GivenItems
from storyreel.storyboard.timeline import compile_timeline
from storyreel.studio.clip_drawing import ClipDrawing
from storyreel.studio.clips import open_draft
from storyreel.studio.drawn_clip import DrawnClip, SharedDrawings
from storyreel.studio.job import Job
from storyreel.studio.messages import PageMessage, Send
from storyreel.studio.mistakes import mistakes_data
from storyreel.studio.outline import clip_outline


def draw_live(job: Job, send: Send, before: DrawnClip | None) -> DrawnClip | None:
    """Send the clip's words, and its frames in the order of their urgency.

    Drawings that the clip shares with its version `before` are not made again. `complete` follows
    the last frame, and `ready` when the next version can be drawn from this one. Mistakes are sent
    as `problems` and end the job; then None is returned.
    """
    begun = time.perf_counter()
    project = Project.at(Path(job.project))
    send = _one_at_a_time(send)
    try:
        draft = open_draft(project, job.clip)
        loaded = draft.loaded
        timeline = compile_timeline(loaded.storyboard, Fps(job.rate))
        send(PageMessage("clip", clip_outline(loaded, timeline)))
        shared = before.shared_with(loaded, timeline) if before else SharedDrawings()
        known = before.known if before else GivenItems()
        drawing = ClipDrawing(loaded, timeline, job, shared, known)
        drawing.send_all(send)
        send(PageMessage("complete", {"seconds": round(time.perf_counter() - begun, 3)}))
        drawings, kept = drawing.drawings(), known.for_next(after_part=bool(shared))
        drawn = DrawnClip(loaded, timeline, drawings, draft.unfinished, kept)
        send(PageMessage("ready"))
        return drawn
    except StoryreelError as error:
        send(PageMessage("problems", mistakes_data(error.problems, project)))
    except RecursionError:
        problem = Problem("the scene calls itself without end.", "Fix the scene.")
        send(PageMessage("problems", mistakes_data([problem], project)))
    send(PageMessage("done"))
    return None


def judge_live(clip: DrawnClip, send: Send) -> None:
    """Send what a drawn clip lacks, and what inspection finds; this ends its job."""
    missing = [_unfinished(problem) for problem in clip.unfinished]
    send(PageMessage("findings", [*missing, *_findings(clip)]))
    send(PageMessage("done"))


def _unfinished(problem: Problem) -> dict[str, Any]:
    """What keeps a draft from being published, as a finding."""
    line = problem.where.line if problem.where else None
    return {
        "rule": "unfinished",
        "severity": "fail",
        "message": problem.what,
        "remedy": problem.remedy,
        "line": line,
    }


def _one_at_a_time(send: Send) -> Send:
    """Messages of several threads, one after another."""
    lock = threading.Lock()

    def sending(message: PageMessage) -> None:
        with lock:
            send(message)

    return sending


def _findings(clip: DrawnClip) -> list[dict[str, Any]]:
    # Decoders, which the first picture need not wait for.
    from storyreel.inspection.report import finding_data  # noqa: PLC0415
    from storyreel.inspection.run import judge_drawings  # noqa: PLC0415

    loaded = clip.loaded
    found = judge_drawings(clip.timeline, loaded.storyboard, clip.drawings, loaded.source)
    return [finding_data(each) for each in found]
