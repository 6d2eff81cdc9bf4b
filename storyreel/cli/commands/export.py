"""`export`: a small loop of a clip, single pictures, or the clip as drawings for web pages."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyreel.base.counted import counted
from storyreel.base.disk import explained_write_errors, require_writable
from storyreel.base.errors import Problem, RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import FrameRange
from storyreel.cli import rendering, values
from storyreel.cli.clips import clip_names, load_clip
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import (
    common_options,
    file_path,
    path,
    quality_options,
    whole_number,
)
from storyreel.cli.web_export import write_web
from storyreel.output.inventory import published_scenes
from storyreel.slides.deliver import (
    require_folder,
    require_own,
    require_target,
    size_words,
)
from storyreel.slides.footage import DrawnFootage, Footage
from storyreel.slides.loops import (
    LOOP_RATE,
    MAX_WIDTH,
    MIN_WIDTH,
    beat_pictures,
    file_name,
    frames_at_loop_rate,
    select_frames,
    write_gif,
    write_pictures,
    write_webp,
)
from storyreel.slides.video_file import VideoFile, video_file
from storyreel.storyboard.timeline import Timeline, compile_timeline
from storyreel.workers.capacity import AUTO

DEFAULT_WIDTH, DEFAULT_QUALITY = 640, "1080p"

EXAMPLES: tuple[Example, ...] = (
    ("hour29 --gif", "media/hour29/hour29.gif"),
    ("hour29 --webp --beat seed_lock -o lock.webp", ""),
    ("hour29 --frames pictures", "one picture per beat"),
    ("hour29 --frames pictures --from 12 --to 14 --quality 4k", ""),
    ("hour29 --web site", "the clip as drawings, in a page and as an element for other pages"),
    ("Opening --gif", "a plain Manim scene that has been rendered"),
    ("talk.mp4 --gif --from 3 --to 8", "any video"),
)


class _VideoIsWritten(argparse.Action):
    """Says where the video is that `render` writes."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *_: object
    ) -> None:
        what = "`export` writes no .mp4: `render` does."
        remedy = "`render.py CLIP` writes the video media/CLIP/CLIP-1080p.mp4."
        raise RequestError(Problem(what, remedy))


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clip",
        metavar="CLIP|FILE",
        help="a clip by id (hour29) or full name, a rendered scene, or the path of a video file",
    )
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--gif", action="store_true", help="write a GIF, which plays everywhere")
    kind.add_argument("--webp", action="store_true", help="write a WebP: smaller, and finer")
    kind.add_argument("--frames", type=path, metavar="DIR", help="write PNG pictures to a folder")
    kind.add_argument("--mp4", action=_VideoIsWritten, nargs=0, help=argparse.SUPPRESS)
    kind.add_argument(
        "--web", type=path, metavar="DIR", help="write a page that draws the clip, to a folder"
    )
    parser.add_argument(
        "-o", "--output", type=file_path, metavar="FILE", help="the file of the loop"
    )
    parser.add_argument("--beat", metavar="NAME", help="this beat only")
    parser.add_argument("--from", dest="start", metavar="SECONDS", help="start here")
    parser.add_argument("--to", dest="stop", metavar="SECONDS", help="end here")
    parser.add_argument(
        "--size",
        type=whole_number,
        metavar="PIXELS",
        help=f"width of the loop, at most 960 (default: {DEFAULT_WIDTH})",
    )
    quality_options(parser, default=DEFAULT_QUALITY)
    parser.set_defaults(quality=None)  # of a plain scene, the newest video
    common_options(parser)


@dataclass(frozen=True)
class _ExportedClip:
    """A clip to be exported; `footage` provides the frames that it is asked for."""

    name: str
    timeline: Timeline
    footage: Callable[[Sequence[int]], Footage]
    picture_width: int
    folder: Path
    """Where loops go by default."""


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write the loop, or the pictures, and say how large they are."""
    if options.gif or options.webp:
        return _export_footage(options, project, console)
    if options.output or options.size:
        raise RequestError(
            Problem("-o and --size are for loops.", "Pictures and pages go to a folder.")
        )
    if options.web is None:
        return _export_footage(options, project, console)
    if options.quality or options.beat or options.start or options.stop:
        what = "--web exports whole clips, which browsers draw at any size."
        raise RequestError(Problem(what, "Leave out --quality, --beat, --from and --to."))
    return write_web(options, project, console)


def _export_footage(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write a loop or pictures of a storyboard's drawings, a plain scene's video or a file."""
    known = clip_names(project)
    video = video_file(options.clip)
    if video is not None:
        clip = _video(options, video)
    elif options.clip not in known and options.clip in published_scenes(project, known):
        clip = _scene(options, project)
    else:
        clip = _storyboard(options, project)
    frames = select_frames(
        clip.timeline, options.beat, _time("--from", options.start), _time("--to", options.stop)
    )
    if options.frames is None:
        return _loop(options, clip, frames, project, console)
    whole = len(frames) == clip.timeline.frames and options.stop is None
    return _pictures(options.frames, clip, None if whole else frames, console)


def _storyboard(options: argparse.Namespace, project: Project) -> _ExportedClip:
    if options.fps and options.frames is None:
        what = f"--fps is for pictures; a loop has {LOOP_RATE} frames a second."
        raise RequestError(Problem(what, "Leave --fps out."))
    quality = values.quality(options.quality or DEFAULT_QUALITY, options.fps)
    loaded = load_clip(project, options.clip)
    timeline = compile_timeline(loaded.storyboard, quality.fps)

    def footage(frames: Sequence[int]) -> Footage:
        # Manim, which a mistake in the request need not wait for.
        from storyreel.stage.stills import draw_frames

        return DrawnFootage(dict(zip(frames, draw_frames(loaded, timeline, frames), strict=True)))

    name = loaded.storyboard.clip
    return _ExportedClip(name, timeline, footage, quality.width, project.media / name)


def _video(options: argparse.Namespace, video: VideoFile) -> _ExportedClip:
    """A video by its path."""
    if options.quality or options.fps:
        what = "--quality and --fps are for clips that are rendered."
        raise RequestError(Problem(what, "Leave them out for a video file."))
    width, _ = video.footage.size
    footage = video.footage
    return _ExportedClip(video.name, video.timeline, lambda _: footage, width, video.path.parent)


def _scene(options: argparse.Namespace, project: Project) -> _ExportedClip:
    """A plain scene, from the video that was published."""
    # Manim, which a mistake in the request need not wait for.
    from storyreel.slides.obtain_video import VideoRequest, newest_quality, published_scene

    if options.quality or options.fps:
        quality = values.quality(options.quality or DEFAULT_QUALITY, options.fps)
    else:
        quality = newest_quality(options.clip, project)
    wanted = VideoRequest(quality, AUTO, allow_failed=False)
    (progress,) = rendering.progress_listeners(options.quiet, 1)
    scene = published_scene(options.clip, wanted, project, progress)
    width, _ = scene.footage.size
    folder = project.media / scene.name
    return _ExportedClip(scene.name, scene.timeline, lambda _: scene.footage, width, folder)


def _loop(
    options: argparse.Namespace,
    clip: _ExportedClip,
    frames: FrameRange,
    project: Project,
    console: Console,
) -> Reply:
    """Write a part of the clip as a loop."""
    width = _loop_width(options)
    suffix, write = (".gif", write_gif) if options.gif else (".webp", write_webp)
    part = f"-{file_name(options.beat)}" if options.beat else ""
    target: Path = options.output or clip.folder / f"{clip.name}{part}{suffix}"
    if options.output:
        require_target("-o", target, suffix)
        require_own("-o", target)
    else:
        require_writable(clip.folder, explained_write_errors)
    shown = frames_at_loop_rate(clip.timeline, frames)
    size = write(target, clip.footage(shown), shown, width)
    seconds = float(clip.timeline.fps.seconds(len(frames)))
    console.say(
        f"{project.shown(target.absolute())}: {width} pixels wide, {seconds:.1f} s, "
        f"{size_words(size)}"
    )
    return Reply(
        {
            "clip": clip.name,
            "path": str(target.absolute()),
            "bytes": size,
            "width": width,
            "duration_s": seconds,
        }
    )


def _loop_width(options: argparse.Namespace) -> int:
    """The width that was asked for, or the default; raises RequestError for one out of range."""
    width: int = DEFAULT_WIDTH if options.size is None else options.size
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        what = f"--size {width} is not a width for a loop."
        remedy = f"Use {MIN_WIDTH} to {MAX_WIDTH} pixels; for more, send the video."
        raise RequestError(Problem(what, remedy))
    return width


def _pictures(
    folder: Path, clip: _ExportedClip, frames: FrameRange | None, console: Console
) -> Reply:
    """Write one picture of each beat, or every frame of a range."""
    require_folder("--frames", folder)
    if folder.exists() and not folder.is_dir():
        raise RequestError(Problem(f"--frames {folder} is a file.", "Name a folder."))
    if frames is None:
        footage = clip.footage(range(clip.timeline.frames))
        named = beat_pictures(clip.timeline, footage)
    else:
        footage = clip.footage(list(frames))
        named = {f"{frame:05}.png": frame for frame in frames}
    paths = {folder / f"{clip.name}-{name}": frame for name, frame in named.items()}
    for target in paths:
        require_own("--frames", target)
    width, height = clip.picture_width, footage.height(clip.picture_width)
    size = write_pictures(paths, footage, width)
    count = counted(len(paths), "picture")
    console.say(f"{folder}: {count}, {width}x{height}, {size_words(size)}")
    shown = [str(path.absolute()) for path in paths]
    return Reply({"clip": clip.name, "paths": shown, "bytes": size})


def _time(option: str, text: str | None) -> Fraction | None:
    return None if text is None else values.seconds(option, text)
