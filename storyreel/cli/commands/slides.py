"""`slides`: clips in PowerPoint and HTML decks, and in handouts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.cli import rendering, values
from storyreel.cli.clips import ALL, clip_names, load_clips
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import (
    common_options,
    file_path,
    path,
    whole_number,
    workers_option,
)
from storyreel.output.inventory import published_scenes
from storyreel.slides import page
from storyreel.slides.clip import SlideClip
from storyreel.slides.compatibility import safe_quality
from storyreel.slides.deck import new_deck
from storyreel.slides.deliver import deliver, require_target, size_warning, size_words
from storyreel.slides.existing import OpenSlide, covered_by, new_issues, open_slide, put_into
from storyreel.slides.lint import lint_deck, require_valid
from storyreel.slides.timing import Start
from storyreel.storyboard.load import Loaded

if TYPE_CHECKING:
    from storyreel.slides.sources import RenderContext, SlideSource

EXAMPLES: tuple[Example, ...] = (
    ("hour29 hour30 -o lesson.pptx", "one slide per clip"),
    ("all -o lesson.pptx --on-click", ""),
    ("hour29 --into my-own.pptx --slide 7", "a clip on a slide of your own"),
    ("all --html lesson --pdf lesson.pdf", "a deck for browsers, and a handout"),
    ("Opening -o lesson.pptx", "a plain Manim scene that has been rendered"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips",
        nargs="+",
        metavar="CLIP",
        help="clips in the order of the lesson, or `all`; plain scenes by class name",
    )
    parser.add_argument("-o", "--output", type=file_path, metavar="FILE", help="write this .pptx")
    parser.add_argument(
        "--into",
        type=file_path,
        metavar="FILE",
        help="add the one clip to this .pptx, in place unless -o names another file",
    )
    parser.add_argument(
        "--slide",
        type=whole_number,
        metavar="N",
        help="with --into: the slide, counted from 1",
    )
    parser.add_argument("--html", type=path, metavar="DIR", help="write a deck for browsers")
    parser.add_argument("--pdf", type=file_path, metavar="FILE", help="write a handout")
    parser.add_argument(
        "--on-click",
        action="store_true",
        help="in a .pptx: play on a click instead of when the slide appears",
    )
    parser.add_argument(
        "--quality",
        default="1080p",
        metavar="Q",
        help="the video's quality, up to 4k; rendered if missing (default: 1080p)",
    )
    workers_option(parser)
    parser.add_argument(
        "--allow-failed", action="store_true", help="accept clips that failed inspection"
    )
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Check the whole request, then obtain the clips, then write one file after the other."""
    quality = safe_quality(quality_named(options.quality))
    workers = values.workers(options.workers)
    _require_purpose(options)
    _require_targets(options)
    opened = _opened(options)
    named = _NamedClips.of(project, options.clips)

    # Manim, which a mistake above need not wait for.
    from storyreel.slides import handout, obtain_video
    from storyreel.slides.sources import RenderContext

    (progress,) = rendering.progress_listeners(options.quiet, 1)
    wanted = obtain_video.VideoRequest(quality, workers, options.allow_failed)
    sources = named.sources(RenderContext(wanted, project, progress))
    if options.pdf:
        for source in sources:
            source.require_printable()
    done = Delivered(console, project)
    if options.output or options.into or options.html:
        clips = [source.clip() for source in sources]
        if opened is not None:
            _deliver_into(done, options, opened, clips[0])
        elif options.output:
            _deliver_deck(done, options, clips)
        if options.html:
            size = page.write_page(options.html, clips)
            done.add("html", options.html / page.INDEX, size, len(clips), None)
        done.clips = [_data(clip) for clip in clips]
    if options.pdf:
        size = handout.write_handout(options.pdf, [source.handout() for source in sources])
        done.add("pdf", options.pdf, size, len(sources), None)
    return Reply(
        {"files": done.files, "clips": done.clips, "warnings": done.warnings, "problems": []}
    )


@dataclass(frozen=True)
class _NamedClips:
    """The clips that the command names, in order: loaded storyboards, or names of scenes."""

    names: Sequence[str]
    boards: Mapping[str, Loaded]

    @classmethod
    def of(cls, project: Project, names: Sequence[str]) -> _NamedClips:
        """Raises RequestError for unknown names and for mistakes in storyboards."""
        known = clip_names(project) | {ALL}
        scenes = published_scenes(project, known) if set(names) - known else {}
        written = [name for name in names if name not in scenes]
        loaded = load_clips(project, written) if written else []
        boards = {name: board for board in loaded for name in (board.clip.id, board.clip.stem)}
        ordered: list[str] = []
        for name in names:
            ordered += [board.clip.id for board in loaded] if name == ALL else [name]
        ids = (boards[name].clip.id if name in boards else name for name in ordered)
        return cls(list(dict.fromkeys(ids)), boards)

    def sources(self, context: RenderContext) -> list[SlideSource]:
        # Manim, which mistakes in the names need not wait for.
        from storyreel.slides.sources import SceneSlideSource, StoryboardSlideSource

        return [
            StoryboardSlideSource(self.boards[name], context)
            if name in self.boards
            else SceneSlideSource(name, context)
            for name in self.names
        ]


@dataclass
class Delivered:
    """The files that were written; reports each as it is added."""

    console: Console
    project: Project
    files: list[dict[str, Any]] = field(default_factory=list)
    clips: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, kind: str, path: Path, size: int, clips: int, remedy: str | None) -> None:
        """Report a file; `remedy` says how to make it smaller if it is too large."""
        shown = self.project.shown(path.absolute())
        count = "1 clip" if clips == 1 else f"{clips} clips"
        self.console.say(f"{shown}: {count}, {size_words(size)}")
        self.files.append({"kind": kind, "path": str(path.absolute()), "bytes": size})
        warning = size_warning(path, size, remedy) if remedy else None
        if warning:
            self.warn(warning)

    def warn(self, words: str) -> None:
        """Report something that the owner of the file should know."""
        print(f"Warning: {words}", file=sys.stderr)
        self.warnings.append(words)


def _require_purpose(options: argparse.Namespace) -> None:
    """Raise RequestError for options that name no output or contradict each other."""
    problems = []
    if not (options.output or options.into or options.html or options.pdf):
        problems.append(
            Problem(
                "No output was requested.", "Add -o FILE, --into FILE, --html DIR or --pdf FILE."
            )
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
    package = new_deck(clips, _start(options))
    require_valid(options.output, lint_deck(package))
    size = deliver(options.output, package.write)
    done.add("pptx", options.output, size, len(clips), _smaller(clips, size))


def _deliver_into(
    done: Delivered, options: argparse.Namespace, slide: OpenSlide, clip: SlideClip
) -> None:
    target = options.output or options.into
    covered = covered_by(slide, clip)
    package = put_into(slide, clip, _start(options))
    require_valid(target, new_issues(slide, package))
    size = deliver(target, package.write)
    done.add("pptx", target, size, 1, _smaller([clip], size))
    if covered:
        done.warn(
            f"On slide {options.slide} the clip covers {', '.join(covered)}. "
            "Move it there, or use a slide with an empty placeholder."
        )


def _start(options: argparse.Namespace) -> Start:
    return Start.ON_CLICK if options.on_click else Start.WITH_SLIDE


def _smaller(clips: Sequence[SlideClip], size: int) -> str:
    """How to make a deck of that size smaller."""
    of_clips = sum(clip.video.stat().st_size for clip in clips)
    if of_clips < size / 2:
        return f"{size_words(size - of_clips)} of it were there before: compress its pictures."
    ways = ["Add --quality 720p"] if clips[0].height > 720 else []
    ways += ["split it into two decks"] if len(clips) > 1 else []
    words = ", or ".join(ways) or "Put the clip into a separate deck"
    return f"{words[0].upper()}{words[1:]}."


def _data(clip: SlideClip) -> dict[str, Any]:
    return {
        "clip": clip.words.name,
        "title": clip.words.title,
        "video": str(clip.video),
        "width": clip.width,
        "height": clip.height,
        "fps": clip.timeline.fps.rate,
        "duration_s": float(clip.timeline.duration),
    }
