"""`slides`: clips into decks and handouts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.cli import rendering, values
from storyreel.cli.clips import load_clips
from storyreel.cli.reply import Console, Reply
from storyreel.slides import page
from storyreel.slides.clip import SlideClip
from storyreel.slides.compatibility import safe_quality
from storyreel.slides.deck import new_deck
from storyreel.slides.deliver import deliver, require_target, size_warning, size_words
from storyreel.slides.existing import OpenSlide, covered_by, open_slide, put_into
from storyreel.slides.lint import require_sound


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Check the whole request, then see to the clips, then write one file after the other."""
    quality = safe_quality(quality_named(options.quality))
    workers = values.workers(options.workers)
    _require_purpose(options)
    boards = load_clips(project, options.clips)
    _require_targets(options)
    opened = _opened(options)

    # Manim, which a mistake above need not wait for.
    from storyreel.slides import handout, obtain_video  # noqa: PLC0415

    (progress,) = rendering.progress_listeners(options.quiet, 1)
    done = Delivered(console, project)
    if options.output or options.into or options.html:
        order = obtain_video.Order(quality, workers, options.allow_failed)
        clips = [obtain_video.slide_clip(board, order, project, progress) for board in boards]
        if opened is not None:
            _deliver_into(done, options, opened, clips[0])
        elif options.output:
            _deliver_deck(done, options, clips)
        if options.html:
            size = page.write_page(options.html, clips)
            done.add("html", options.html / page.INDEX, size, len(clips), None)
        done.clips = [_data(clip) for clip in clips]
    if options.pdf:
        sheets = [handout.sheet_of(board, options.allow_failed) for board in boards]
        size = handout.write_handout(options.pdf, sheets)
        done.add("pdf", options.pdf, size, len(sheets), None)
    return Reply(
        {"files": done.files, "clips": done.clips, "warnings": done.warnings, "problems": []}
    )


@dataclass
class Delivered:
    """The files that were written, said as they come."""

    console: Console
    project: Project
    files: list[dict[str, Any]] = field(default_factory=list)
    clips: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, kind: str, path: Path, size: int, clips: int, way_out: str | None) -> None:
        """`way_out` says how a file that is too large can be made smaller."""
        shown = self.project.shown(path.absolute())
        count = "1 clip" if clips == 1 else f"{clips} clips"
        self.console.say(f"{shown}: {count}, {size_words(size)}")
        self.files.append({"kind": kind, "path": str(path.absolute()), "bytes": size})
        warning = size_warning(path, size, way_out) if way_out else None
        if warning:
            self.warn(warning)

    def warn(self, words: str) -> None:
        """Something that the file's owner should know, though the file was written."""
        print(f"Warning: {words}", file=sys.stderr)
        self.warnings.append(words)


def _require_purpose(options: argparse.Namespace) -> None:
    """Raise RequestError where nothing is to be made, or options contradict each other."""
    problems = []
    if not (options.output or options.into or options.html or options.pdf):
        problems.append(
            Problem("Nothing is to be made.", "Add -o FILE, --into FILE, --html DIR or --pdf FILE.")
        )
    if (options.into is None) != (options.slide is None):
        problems.append(Problem("--into FILE and --slide N go together.", "Give both."))
    if options.into and (len(options.clips) != 1 or "all" in options.clips):
        problems.append(Problem("--into takes one clip.", "Name that clip alone."))
    if options.on_click and not (options.output or options.into):
        problems.append(Problem("--on-click is for a .pptx.", "Add -o FILE or --into FILE."))
    if problems:
        raise RequestError(*problems)


def _require_targets(options: argparse.Namespace) -> None:
    if options.output:
        suffix = options.into.suffix.lower() if options.into else ".pptx"
        require_target("-o", options.output, suffix)
    elif options.into:
        require_target("--into", options.into, options.into.suffix.lower())
    if options.pdf:
        require_target("--pdf", options.pdf, ".pdf")
    if options.html:
        page.require_own_folder(options.html)


def _opened(options: argparse.Namespace) -> OpenSlide | None:
    """The slide that the clip goes into, before time is spent on the clip."""
    if options.into is None:
        return None
    return open_slide(options.into, options.slide)


def _deliver_deck(done: Delivered, options: argparse.Namespace, clips: Sequence[SlideClip]) -> None:
    package = new_deck(clips, options.on_click)
    require_sound(options.output, package)
    size = deliver(options.output, package.write)
    done.add("pptx", options.output, size, len(clips), _smaller(clips, size))


def _deliver_into(
    done: Delivered, options: argparse.Namespace, slide: OpenSlide, clip: SlideClip
) -> None:
    target = options.output or options.into
    under = covered_by(slide, clip)
    package = put_into(slide, clip, options.on_click)
    require_sound(target, package, [slide.part], slide.faults)
    size = deliver(target, package.write)
    done.add("pptx", target, size, 1, _smaller([clip], size))
    if under:
        done.warn(
            f"On slide {options.slide} the clip lies on {', '.join(under)}. "
            "Move it there, or give it a slide with an empty placeholder."
        )


def _smaller(clips: Sequence[SlideClip], size: int) -> str:
    """What makes a deck of that size smaller, in words."""
    of_clips = sum(clip.video.stat().st_size for clip in clips)
    if of_clips < size / 2:
        return f"{size_words(size - of_clips)} of it were there before: make its pictures smaller."
    ways = ["Add --quality 720p"] if clips[0].height > 720 else []
    ways += ["make two decks of it"] if len(clips) > 1 else []
    words = ", or ".join(ways) or "Put the clip into a deck of its own"
    return f"{words[0].upper()}{words[1:]}."


def _data(clip: SlideClip) -> dict[str, Any]:
    return {
        "clip": clip.id,
        "title": clip.title,
        "video": str(clip.video),
        "width": clip.width,
        "height": clip.height,
        "fps": clip.timeline.fps.rate,
        "duration_s": float(clip.timeline.duration),
    }
