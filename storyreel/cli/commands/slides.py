"""`slides`: clips in PowerPoint and HTML decks, and in handouts."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.cli import rendering, values
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import (
    common_options,
    file_path,
    path,
    whole_number,
    workers_option,
)
from storyreel.cli.slide_clips import NamedClips
from storyreel.cli.slide_requests import require_consistent, require_targets
from storyreel.slides import page
from storyreel.slides.beat_clips import beat_clips
from storyreel.slides.clip import SlideClip
from storyreel.slides.compatibility import safe_quality
from storyreel.slides.deck import new_deck
from storyreel.slides.deliver import deliver, size_warning, size_words
from storyreel.slides.existing import (
    ExistingDeck,
    Showing,
    open_deck,
    put_after,
    put_on_slide,
    require_room,
    require_slide,
)
from storyreel.slides.legibility import shown_clips, too_small
from storyreel.slides.lesson import Lesson, bare_lesson, full_lesson
from storyreel.slides.lint import lint_deck, lint_slides, require_valid
from storyreel.slides.opc import Package
from storyreel.slides.own_deck import open_own_deck, update_deck
from storyreel.slides.placement import read_place
from storyreel.slides.poster import FIRST, LAST, Poster
from storyreel.slides.timing import Start

if TYPE_CHECKING:
    from storyreel.slides.sources import SlideSource

EXAMPLES: tuple[Example, ...] = (
    ("hour29 hour30 -o lesson.pptx", "a lesson: title, agenda, clips, insights, sources"),
    ("hour29 hour30 -o lesson.pptx --steps", "the clips stop at each beat"),
    ("hour29 hour30 --into my-own.pptx --after 7", "clips on new slides of a deck of yours"),
    ("hour29 --into my-own.pptx --slide 7", "a clip on a slide of a deck of yours"),
    ("all --html lesson --pdf lesson.pdf", "a deck for browsers, and a handout"),
    ("Opening talk.mp4 -o lesson.pptx --bare", "a plain scene and any video, nothing else"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips",
        nargs="+",
        metavar="CLIP",
        help="clips in the order of the lesson, or `all`; plain scenes by class name; .mp4 files",
    )
    _add_outputs(parser.add_argument_group("what to write"))
    _add_contents(parser.add_argument_group("what is on the slides"))
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


def _add_outputs(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "-o",
        "--output",
        type=file_path,
        metavar="FILE",
        help="write a lesson to this .pptx; if it exists, make our slides again and keep yours",
    )
    group.add_argument(
        "--into",
        type=file_path,
        metavar="FILE",
        help="add the clips to this .pptx, in place unless -o names another file; a clip that it "
        "has already is replaced where it is",
    )
    group.add_argument(
        "--after",
        type=whole_number,
        metavar="N",
        help="with --into: on new slides after slide N; 0 is the beginning",
    )
    group.add_argument(
        "--slide", type=whole_number, metavar="N", help="with --into: one clip on slide N"
    )
    group.add_argument("--html", type=path, metavar="DIR", help="write a deck for browsers")
    group.add_argument(
        "--one-file", action="store_true", help="with --html FILE: everything in one .html file"
    )
    group.add_argument(
        "--vector",
        action="store_true",
        help="with --html: drawings instead of videos, which are smaller and sharp at any size",
    )
    group.add_argument("--pdf", type=file_path, metavar="FILE", help="write a handout")
    group.add_argument(
        "--paper", choices=("a4", "letter"), help="with --pdf: the size of the paper (default: a4)"
    )


def _add_contents(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--bare", action="store_true", help="the clips alone, without slides of text"
    )
    group.add_argument(
        "--title",
        metavar="TEXT",
        help="the title of the lesson (default: that of its only clip, or the file's name)",
    )
    group.add_argument("--steps", action="store_true", help="stop after each beat until you go on")
    group.add_argument(
        "--on-click",
        action="store_true",
        help="in a .pptx: play on a click instead of when the slide appears",
    )
    group.add_argument(
        "--place",
        metavar="PLACE",
        help="in a .pptx: left, right, full, or X,Y,W in percent of the slide "
        "(default: in a new lesson full, in a deck of yours where it covers nothing)",
    )
    group.add_argument(
        "--cover", action="store_true", help="with --slide: the clip may cover what is there"
    )
    group.add_argument(
        "--poster",
        default="first",
        metavar="FRAME",
        help="what shows before the clip plays, and in print: first, last, or seconds "
        "(default: first)",
    )


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Check the whole request, then obtain the clips, then write one file after the other."""
    quality = safe_quality(quality_named(options.quality))
    workers = values.workers(options.workers)
    require_consistent(options)
    showing, poster = _showing(options), _poster(options)
    require_targets(options)
    named = NamedClips.of(project, options.clips)
    base = _opened(options, named, showing)

    # Manim, which a mistake above need not wait for.
    from storyreel.cli.slide_sources import named_sources
    from storyreel.slides import handout, obtain_video
    from storyreel.slides.sources import RenderContext

    (progress,) = rendering.progress_listeners(options.quiet, 1)
    wanted = obtain_video.VideoRequest(quality, workers, options.allow_failed, poster)
    sources = named_sources(named, RenderContext(wanted, project, progress))
    if options.pdf:
        for source in sources:
            source.require_printable()
    done = Delivered(console, project)
    if options.output or options.into or options.html:
        clips = [source.clip() for source in sources]
        with tempfile.TemporaryDirectory() as folder:
            parts = [_parts(clip, poster, options, Path(folder)) for clip in clips]
            delivery = _Delivery(done, options, showing, sources, clips, parts)
            if options.output or options.into:
                delivery.powerpoint(base)
            if options.html:
                delivery.browser()
        done.clips = [_data(clip) for clip in clips]
    if options.pdf:
        paper = handout.Paper[(options.paper or "a4").upper()]
        size = handout.write_handout(options.pdf, [each.handout() for each in sources], paper)
        done.add("pdf", options.pdf, size, len(sources), None)
    return Reply(
        {"files": done.files, "clips": done.clips, "warnings": done.warnings, "problems": []}
    )


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


@dataclass(frozen=True)
class _Delivery:
    """Writes decks of clips, each of which comes in one or more parts."""

    done: Delivered
    options: argparse.Namespace
    showing: Showing
    sources: Sequence[SlideSource]
    clips: Sequence[SlideClip]
    parts: Sequence[Sequence[SlideClip]]

    def powerpoint(self, base: ExistingDeck | Package | None) -> None:
        """Write the .pptx: into a deck of somebody, into one of ours, or a new one."""
        target = self.options.output or self.options.into
        if isinstance(base, ExistingDeck):
            package = self._insert(base, target)
        elif base is not None:
            package = self._update(base, target)
        else:
            package = new_deck(self._lesson(self.parts), self.showing)
            require_valid(target, lint_deck(package))
        size = deliver(target, package.write)
        self.done.add("pptx", target, size, len(self.clips), _smaller(self.clips, size))
        self._say_places(package, base.replaced if isinstance(base, ExistingDeck) else ())

    def browser(self) -> None:
        """Write a deck for browsers, in which clips stop at beats by themselves."""
        target, steps = self.options.html, self.options.steps
        clips: Sequence[SlideClip] = self.clips
        if self.options.vector:
            pairs = zip(self.sources, clips, strict=True)
            clips = [replace(clip, drawn=source.drawn()) for source, clip in pairs]
        lesson = self._lesson([(clip,) for clip in clips])
        if self.options.one_file:
            size = page.write_one_file(target, lesson, steps=steps)
        else:
            size = page.write_page(target, lesson, steps=steps)
            target /= page.INDEX
        self.done.add("html", target, size, len(self.clips), None)

    def _insert(self, deck: ExistingDeck, target: Path) -> Package:
        shown = [part for each in self.parts for part in each]
        if self.options.after is not None:
            put_after(deck, self.options.after, shown, self.showing)
        else:
            put_on_slide(deck, self.options.slide, shown[0], self.showing)
        require_valid(target, deck.new_issues(shown))
        for warning in deck.warnings:
            self.done.warn(warning)
        return deck.package

    def _update(self, package: Package, target: Path) -> Package:
        before = lint_slides(package, package.slides)
        changes = update_deck(package, self._lesson(self.parts), self.showing)
        found = lint_slides(package, package.slides)
        require_valid(target, [issue for issue in found if issue not in before])
        for number in changes.kept:
            self.done.console.say(f"  slide {number}: your words were kept")
        for warning in changes.warnings:
            self.done.warn(warning)
        return package

    def _lesson(self, parts: Sequence[Sequence[SlideClip]]) -> Lesson:
        if self.options.bare:
            return bare_lesson(parts)
        target = self.options.output or self.options.html
        return full_lesson(self.options.title or _lesson_title(target, parts), parts)

    def _say_places(self, package: Package, replaced: Sequence[int]) -> None:
        """Say on which slides the clips are, and warn of those that are too small to read.

        The place of clips that were `replaced` on their slides is that of the deck's owner.
        """
        for source, clip, parts in zip(self.sources, self.clips, self.parts, strict=True):
            places = shown_clips(package, parts)
            numbers = sorted({each.slide for each in places})
            if self.options.into:
                self.done.console.say(f"  {clip.words.name}: {_slides(numbers)}")
            if places and not all(each.fills for each in places):
                smallest = source.smallest_text()
                least = min(places, key=lambda each: each.box.height)
                problem = too_small(least, smallest)
                if problem and least.slide in replaced:
                    self.done.warn(f"{problem} Make the clip larger there.")
                elif problem:
                    self.done.warn(f"{problem} Use --place full, or make the clip larger there.")


def _slides(numbers: Sequence[int]) -> str:
    """`slide 4`, or `slides 4, 5 and 6`."""
    if len(numbers) == 1:
        return f"slide {numbers[0]}"
    *before, last = map(str, numbers)
    return f"slides {', '.join(before)} and {last}"


def _lesson_title(target: Path, parts: Sequence[Sequence[SlideClip]]) -> str:
    """The title of the only clip, or the name of the file in words."""
    if len(parts) == 1:
        return parts[0][0].words.clip_title
    words = target.stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _parts(
    clip: SlideClip, poster: Poster, options: argparse.Namespace, folder: Path
) -> Sequence[SlideClip]:
    """A clip for a .pptx: whole, or beat by beat."""
    in_steps = options.steps and (options.output or options.into)
    return beat_clips(clip, poster, folder) if in_steps else (clip,)


def _showing(options: argparse.Namespace) -> Showing:
    start = Start.ON_CLICK if options.on_click else Start.WITH_SLIDE
    place = None if options.place is None else read_place(options.place)
    return Showing(start, place, options.cover)


def _poster(options: argparse.Namespace) -> Poster:
    named = {"first": FIRST, "last": LAST}
    if options.poster in named:
        return named[options.poster]
    if options.steps:
        raise RequestError(
            Problem(f"--poster {options.poster} is for whole clips.", "Use first or last.")
        )
    return values.seconds("--poster", options.poster)


def _opened(
    options: argparse.Namespace, named: NamedClips, showing: Showing
) -> ExistingDeck | Package | None:
    """The deck that is changed, before time is spent on clips; None for a new one."""
    if options.into is None:
        existing = options.output is not None and options.output.exists()
        return open_own_deck(options.output) if existing else None
    deck = open_deck(options.into)
    if options.slide is not None:
        require_room(deck, options.slide, named.identity(named.names[0]), showing)
    elif options.after:
        require_slide(deck, options.after)
    return deck


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
