"""`slides`: clips in PowerPoint and HTML decks, and in handouts."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
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
from storyreel.cli.slide_delivery import Delivered, Delivery
from storyreel.cli.slide_requests import require_consistent, require_targets
from storyreel.slides.beat_clips import beat_clips
from storyreel.slides.clip import SlideClip
from storyreel.slides.compatibility import safe_quality
from storyreel.slides.existing import (
    ExistingDeck,
    Showing,
    open_deck,
    require_room,
    require_slide,
)
from storyreel.slides.opc import Package
from storyreel.slides.own_deck import open_own_deck
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
        help="write a lesson to this .pptx; if it exists, renew Storyreel's slides and keep yours",
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
        help="with --html: drawings in place of videos: smaller, and sharp at any size",
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
        help="in a .pptx: left, right, full, or X,Y,W in per cent of the slide "
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
    from storyreel.slides import obtain_video
    from storyreel.slides.sources import RenderContext

    (progress,) = rendering.progress_listeners(options.quiet, 1)
    wanted = obtain_video.VideoRequest(quality, workers, options.allow_failed, poster)
    sources = named_sources(named, RenderContext(wanted, project, progress))
    if options.pdf:
        for source in sources:
            source.require_printable()
    done = Delivered(console, project)
    if options.output or options.into or options.html:
        _write_decks(sources, base, showing, poster, options, done)
    if options.pdf:
        _write_handout(sources, options, done)
    return Reply(
        {"files": done.files, "clips": done.clips, "warnings": done.warnings, "problems": []}
    )


def _write_decks(
    sources: Sequence[SlideSource],
    base: ExistingDeck | Package | None,
    showing: Showing,
    poster: Poster,
    options: argparse.Namespace,
    done: Delivered,
) -> None:
    """Write the .pptx, the deck for browsers, or both."""
    clips = [source.clip() for source in sources]
    with tempfile.TemporaryDirectory() as folder:
        parts = [_parts(clip, poster, options, Path(folder)) for clip in clips]
        delivery = Delivery(done, options, showing, sources, clips, parts)
        if options.output or options.into:
            delivery.powerpoint(base)
        if options.html:
            delivery.browser()
    done.clips = [_data(clip) for clip in clips]


def _write_handout(
    sources: Sequence[SlideSource], options: argparse.Namespace, done: Delivered
) -> None:
    from storyreel.slides import handout

    paper = handout.Paper[(options.paper or "a4").upper()]
    size = handout.write_handout(options.pdf, [each.handout() for each in sources], paper)
    done.add("pdf", options.pdf, size, len(sources), None)


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
    at = values.seconds("--poster", options.poster)
    if at < 0:
        what = f"--poster {options.poster} is before the clip."
        raise RequestError(Problem(what, "Give seconds from its start, first, or last."))
    return at


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
