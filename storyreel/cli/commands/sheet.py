"""`sheet`: a contact sheet, one full frame, all kinds or all parts, without rendering video."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from storyreel.base.counted import counted
from storyreel.base.errors import Problem, RequestError, problems_as_data
from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.cli import values
from storyreel.cli.clips import load_clip, load_clip_draft
from storyreel.cli.console import Console, Reply
from storyreel.cli.folder import require_project
from storyreel.cli.registry import Example
from storyreel.cli.scene_files import require_other_name
from storyreel.cli.shared_options import common_options, quality_options, storyboard_option
from storyreel.cli.sources import clip_or_scene_options, scene_of
from storyreel.drawing.drawing import Drawing
from storyreel.inspection.report import finding_data, summary_text
from storyreel.inspection.run import judge_drawings, share_of_slide
from storyreel.paint.raster import paint_drawing
from storyreel.render import contact_sheet
from storyreel.render.markup import finding_shots, marked
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline

if TYPE_CHECKING:
    from storyreel.render.sources.manim_scene import ManimSceneSource

PICTURE, NARROWEST, WIDEST = 640, 64, 7680
"""The width of one picture of a contact sheet, in pixels: the default and the limits."""

EXAMPLES: tuple[Example, ...] = (
    ("hour29", "start, middle and end of each beat"),
    ("hour29 --beat closing --every 0.1", ""),
    ("hour29 --at 12.4 --quality 4k", "one full frame"),
    ("hour29 --findings", "with safe area, text sizes and findings"),
    ("--scene lecture.py:Opening", "a plain Manim scene, by section"),
    ("--kinds", "everything that pictures may show, with its YAML"),
    ("--parts", "everything that scenes are built from"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    clip_or_scene_options(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--kinds", action="store_true", help="instead of a clip: every kind of thing, with its YAML"
    )
    which.add_argument(
        "--parts", action="store_true", help="instead of a clip: one sample of every part"
    )
    which.add_argument("--at", metavar="SECONDS", help="the full frame at this time")
    which.add_argument("--every", metavar="SECONDS", help="a frame at this interval")
    which.add_argument("--frames", metavar="A,B,C", help="the frames with these numbers")
    parser.add_argument("--beat", metavar="NAME", help="this beat only")
    parser.add_argument(
        "--size",
        type=_picture_width,
        metavar="PIXELS",
        help=f"width of each picture (default: {PICTURE}; with --at, the quality's)",
    )
    parser.add_argument(
        "--findings",
        action="store_true",
        help="mark the safe area, the size of each text in per cent, and all findings",
    )
    quality_options(parser, default="1080p")
    storyboard_option(parser)
    common_options(parser)


def _picture_width(text: str) -> int:
    number = values.whole(text)
    if number is None or not NARROWEST <= number <= WIDEST:
        raise argparse.ArgumentTypeError(f"{text} is not between {NARROWEST} and {WIDEST}")
    return number


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write the sheet or the frame into the clip's folder, the gallery beside them all."""
    _require_use_of_beat(options)
    if options.kinds or options.parts:
        if options.clip or options.scene:
            what = "A sheet shows either a clip or a gallery (--kinds, --parts)."
            raise RequestError(Problem(what, "Give one of them."))
        from storyreel.cli.gallery_sheets import kinds_reply, parts_reply

        return (kinds_reply if options.kinds else parts_reply)(project, console)
    return _clip_sheet(options, project, console)


def require_request(options: argparse.Namespace, project: Project) -> None:
    """Raise RequestError for a mistake in the options, which no save of a file corrects."""
    _require_use_of_beat(options)
    values.quality(options.quality, options.fps)
    if options.at is not None:
        values.seconds("--at", options.at)
    if options.every is not None:
        values.seconds("--every", options.every)
    if options.frames is not None:
        values.numbers("--frames", options.frames)
    if options.scene is None and scene_of(options, project) is None:
        require_project(project)
        find_clip(project, options.clip)


def _clip_sheet(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write the sheet of a clip, or one frame of it."""
    clip = _sheet_clip(options, project)
    for problem in clip.unfinished:
        console.say(f"unfinished: {problem}")
    quality = clip.quality
    marks = _marks(options, clip)
    shots = _shots(options, clip.timeline)
    if marks and options.at is None and options.frames is None and options.every is None:
        shots = (*shots, *marks.shots(options.beat))
    frames = [shot.frame for shot in shots]
    width = options.size or (PICTURE if options.at is None else quality.width)
    size = width, round(width * quality.height / quality.width)
    contact_sheet.require_possible(len(shots), size)
    pictures = [_picture(drawing, size) for drawing in clip.draw(frames)]
    if marks:
        pictures = marks.on(pictures, frames)
    if options.at is None:
        picture, name = _sheet(clip, shots, pictures), f"{clip.name}-sheet"
    else:
        shown = f"{width}px" if options.size else quality.name
        picture, name = pictures[0], f"{clip.name}-{shown}-{float(shots[0].seconds):.3f}s"
    file = f"{name}-findings.png" if marks else f"{name}.png"
    target = contact_sheet.save(picture, project.media / clip.name / file)
    count = counted(len(shots), "frame")
    console.say(f"{project.shown(target)}: {count}, {picture.width}x{picture.height}")
    if marks:
        console.say(summary_text(marks.findings, clip.shown))
    return Reply(
        {
            "clip": clip.name,
            "path": str(target),
            "width": picture.width,
            "height": picture.height,
            "frames": frames,
            **({"unfinished": problems_as_data(clip.unfinished)} if clip.unfinished else {}),
            **({"findings": list(map(finding_data, marks.findings))} if marks else {}),
        }
    )


def _require_use_of_beat(options: argparse.Namespace) -> None:
    """Raise RequestError for `--beat` beside an option that names its frames itself."""
    others = {
        "--parts": options.parts,
        "--kinds": options.kinds,
        "--at": options.at,
        "--frames": options.frames,
    }
    for option, value in others.items():
        if options.beat is not None and value:
            what = f"{option} shows the same with and without --beat."
            raise RequestError(Problem(what, "Give one of the two."))


@dataclass(frozen=True)
class _SheetClip:
    """A clip of which pictures are shown; `draw` returns the drawings of frames, in their order.

    `board` is None for a plain scene.
    """

    name: str
    title: str
    shown: str
    quality: Quality
    timeline: Timeline
    draw: Callable[[Sequence[int]], Sequence[Drawing]]
    board: Loaded | None = None
    unfinished: tuple[Problem, ...] = ()
    """What keeps a draft from being rendered."""


def _sheet_clip(options: argparse.Namespace, project: Project) -> _SheetClip:
    """The clip or scene that the options name."""
    quality = values.quality(options.quality, options.fps)
    scene = scene_of(options, project)
    if scene is None:
        return _storyboard(options, project, quality)
    return _scene(scene, project, scene.shaped(quality, options.fps))


def _storyboard(options: argparse.Namespace, project: Project, quality: Quality) -> _SheetClip:
    loaded, unfinished = _drawable(options, project)
    timeline = compile_timeline(loaded.storyboard, quality.fps)

    # Manim, which a mistake above need not wait for.
    from storyreel.stage.stills import draw_frames

    draw = partial(draw_frames, loaded, timeline)
    title, name = loaded.storyboard.title, loaded.storyboard.clip
    return _SheetClip(name, title, loaded.source.shown, quality, timeline, draw, loaded, unfinished)


def _drawable(options: argparse.Namespace, project: Project) -> tuple[Loaded, tuple[Problem, ...]]:
    """A clip, or the draft of one with what it lacks."""
    try:
        return load_clip(project, options.clip, options.storyboard), ()
    except RequestError:
        if options.storyboard is not None:
            raise
        draft = load_clip_draft(project, options.clip)
        return draft.loaded, draft.unfinished


def _scene(scene: ManimSceneSource, project: Project, quality: Quality) -> _SheetClip:
    require_other_name(scene.name, project)
    from storyreel.render.stills import draw_source_frames, performed_timeline

    fps = quality.fps
    draw, timeline = partial(draw_source_frames, scene, fps), performed_timeline(scene, fps)
    return _SheetClip(scene.name, Path(scene.shown).name, scene.shown, quality, timeline, draw)


def _marks(options: argparse.Namespace, clip: _SheetClip) -> Marks | None:
    """What `--findings` draws on the pictures; None without that option."""
    if clip.board is None and (options.findings or options.storyboard):
        what = "--findings and --storyboard are for clips with a storyboard."
        raise RequestError(Problem(what, "Leave them out for a plain scene."))
    return Marks(clip.board, clip.timeline) if options.findings and clip.board else None


def _sheet(
    clip: _SheetClip, shots: Sequence[contact_sheet.Shot], pictures: Sequence[Image.Image]
) -> Image.Image:
    title = f"{clip.title} · {clip.name} · {float(clip.timeline.duration):.3f} s"
    columns = contact_sheet.BEAT_COLUMNS if shots[0].moment else contact_sheet.OTHER_COLUMNS
    return contact_sheet.contact_sheet(shots, pictures, title, columns)


def _picture(drawing: Drawing, size: tuple[int, int]) -> Image.Image:
    return Image.fromarray(paint_drawing(drawing, *size)).convert("RGB")


class Marks:
    """What is found in a clip's drawings, and how it is drawn on pictures of them."""

    def __init__(self, loaded: Loaded, timeline: Timeline) -> None:
        from storyreel.stage.stills import draw_frames

        board = loaded.storyboard
        self._timeline = timeline
        self._placement = share_of_slide(board)
        self._drawings = draw_frames(loaded, timeline, range(timeline.frames))
        self.findings = judge_drawings(timeline, board, self._drawings, loaded.source)

    def shots(self, beat: str | None) -> tuple[contact_sheet.Shot, ...]:
        """The frames in which something was found, in the whole clip or in one beat."""
        found = finding_shots(self._timeline, self.findings)
        return tuple(shot for shot in found if beat in (None, shot.beat))

    def on(self, pictures: Sequence[Image.Image], frames: Sequence[int]) -> list[Image.Image]:
        """The pictures of these frames, with marks."""
        return [
            marked(picture, self._drawings[frame], frame, self.findings, self._placement)
            for picture, frame in zip(pictures, frames, strict=True)
        ]


def _shots(options: argparse.Namespace, timeline: Timeline) -> tuple[contact_sheet.Shot, ...]:
    if options.at is not None:
        return (contact_sheet.shot_at(timeline, values.seconds("--at", options.at)),)
    if options.frames is not None:
        return contact_sheet.shots_of(timeline, values.numbers("--frames", options.frames))
    if options.every is not None:
        step = values.seconds("--every", options.every)
        return contact_sheet.shots_every(timeline, step, options.beat)
    return contact_sheet.beat_shots(timeline, options.beat)
