"""`export`: a small loop of a clip, or single pictures."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.base.timebase import FrameRange
from storyreel.cli import values
from storyreel.cli.clips import load_clip
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import clip_argument, common_options, path, quality_options
from storyreel.slides.deliver import require_folder, require_target, size_words
from storyreel.slides.footage import DrawnFootage
from storyreel.slides.loops import (
    MAX_WIDTH,
    MIN_WIDTH,
    beat_pictures,
    frames_at_loop_rate,
    select_frames,
    write_gif,
    write_pictures,
    write_webp,
)
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline

DEFAULT_WIDTH = 640


EXAMPLES: tuple[Example, ...] = (
    ("hour29 --gif", "media/hour29/hour29.gif"),
    ("hour29 --webp --beat seed_lock -o lock.webp", ""),
    ("hour29 --frames pictures", "one picture per beat"),
    ("hour29 --frames pictures --from 12 --to 14 --quality 4k", ""),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    clip_argument(parser)
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--gif", action="store_true", help="write a GIF, which plays everywhere")
    kind.add_argument("--webp", action="store_true", help="write a WebP: smaller, and finer")
    kind.add_argument("--frames", type=path, metavar="DIR", help="write PNG pictures to a folder")
    parser.add_argument("-o", "--output", type=path, metavar="FILE", help="the file of the loop")
    parser.add_argument("--beat", metavar="NAME", help="this beat only")
    parser.add_argument("--from", dest="start", metavar="SECONDS", help="start here")
    parser.add_argument("--to", dest="stop", metavar="SECONDS", help="end here")
    parser.add_argument(
        "--size",
        type=int,
        metavar="PIXELS",
        help=f"width of the loop, at most 960 (default: {DEFAULT_WIDTH})",
    )
    quality_options(parser, default="1080p")
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write the loop, or the pictures, and say how large they are."""
    quality = values.quality(options.quality, options.fps)
    loaded = load_clip(project, options.clip)
    timeline = compile_timeline(loaded.storyboard, quality.fps)
    frames = select_frames(
        timeline, options.beat, _time("--from", options.start), _time("--to", options.stop)
    )
    if options.frames is not None:
        if options.output or options.size:
            raise RequestError(
                Problem("-o and --size are for loops.", "Pictures take --frames and --quality.")
            )
        whole = len(frames) == timeline.frames and options.stop is None
        return _pictures(
            options.frames, loaded, timeline, quality, None if whole else frames, console
        )
    return _loop(options, loaded, timeline, frames, project, console)


def _loop(
    options: argparse.Namespace,
    loaded: Loaded,
    timeline: Timeline,
    frames: FrameRange,
    project: Project,
    console: Console,
) -> Reply:
    # Manim, which a mistake above need not wait for.
    from storyreel.stage.stills import draw_frames

    width = DEFAULT_WIDTH if options.size is None else options.size
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        raise RequestError(
            Problem(
                f"--size {width} is not a width for a loop.",
                f"Use {MIN_WIDTH} to {MAX_WIDTH} pixels; for more, send the video.",
            )
        )
    suffix, write = (".gif", write_gif) if options.gif else (".webp", write_webp)
    clip = loaded.storyboard.clip
    part = f"-{options.beat}" if options.beat else ""
    target: Path = options.output or project.media / clip / f"{clip}{part}{suffix}"
    require_target("-o", target, suffix)
    shown = frames_at_loop_rate(timeline, frames)
    footage = DrawnFootage(dict(zip(shown, draw_frames(loaded, timeline, shown), strict=True)))
    size = write(target, footage, shown, width)
    seconds = float(timeline.fps.seconds(len(frames)))
    console.say(
        f"{project.shown(target.absolute())}: {width} pixels wide, {seconds:.1f} s, "
        f"{size_words(size)}"
    )
    return Reply(
        {
            "clip": clip,
            "path": str(target.absolute()),
            "bytes": size,
            "width": width,
            "duration_s": seconds,
        }
    )


def _pictures(
    folder: Path,
    loaded: Loaded,
    timeline: Timeline,
    quality: Quality,
    frames: FrameRange | None,
    console: Console,
) -> Reply:
    """One picture of each beat, or every frame of a range."""
    # Manim, which a mistake above need not wait for.
    from storyreel.stage.stills import draw_frames

    require_folder("--frames", folder)
    if folder.exists() and not folder.is_dir():
        raise RequestError(Problem(f"--frames {folder} is a file.", "Name a folder."))
    clip = loaded.storyboard.clip
    wanted = range(timeline.frames) if frames is None else list(frames)
    drawings = draw_frames(loaded, timeline, wanted)
    footage = DrawnFootage(dict(zip(wanted, drawings, strict=True)))
    if frames is None:
        named = beat_pictures(timeline, footage)
    else:
        named = {f"{frame:05}.png": frame for frame in frames}
    paths = {folder / f"{clip}-{name}": frame for name, frame in named.items()}
    size = write_pictures(paths, footage, quality.width)
    count = "1 picture" if len(paths) == 1 else f"{len(paths)} pictures"
    console.say(f"{folder}: {count}, {quality.width}x{quality.height}, {size_words(size)}")
    shown = [str(path.absolute()) for path in paths]
    return Reply({"clip": clip, "paths": shown, "bytes": size})


def _time(option: str, text: str | None) -> Fraction | None:
    return None if text is None else values.seconds(option, text)
