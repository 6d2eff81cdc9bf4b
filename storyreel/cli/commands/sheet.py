"""`sheet`: a contact sheet, one full frame, or all parts, without rendering video."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from PIL import Image

from storyreel.base.errors import Problem, RequestError
from storyreel.base.project import Project
from storyreel.cli import values
from storyreel.cli.clips import load_clip
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options, quality_options, storyboard_option
from storyreel.design.fonts import FontId, load_font
from storyreel.drawing.drawing import Drawing
from storyreel.inspection.report import finding_data, summary_text
from storyreel.inspection.run import judge_drawings, share_of_slide
from storyreel.paint.raster import paint_drawing
from storyreel.render import contact_sheet
from storyreel.render.markup import finding_shots, marked
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline

TITLE_FONT = FontId("sans", "semibold")


PICTURE, NARROWEST, WIDEST = 640, 64, 7680
"""The width of one picture of a contact sheet, in pixels: the default and the limits."""

EXAMPLES: tuple[Example, ...] = (
    ("hour29", "start, middle and end of each beat"),
    ("hour29 --beat closing --every 0.1", ""),
    ("hour29 --at 12.4 --quality 4k", "one full frame"),
    ("hour29 --findings", "with safe area, text sizes and findings"),
    ("--parts", "everything that scenes are built from"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clip", nargs="?", metavar="CLIP", help="a clip's id or full name")
    which = parser.add_mutually_exclusive_group()
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
    if not text.isdecimal() or not NARROWEST <= int(text) <= WIDEST:
        raise argparse.ArgumentTypeError(f"{text} is not between {NARROWEST} and {WIDEST}")
    return int(text)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write the sheet or the frame into the clip's folder, the sheet of parts beside them all."""
    if options.parts is not (options.clip is None):
        raise RequestError(
            Problem("A sheet shows either a CLIP or --parts.", "Give one of the two.")
        )
    if options.parts:
        return _parts(project, console)
    quality = values.quality(options.quality, options.fps)
    loaded = load_clip(project, options.clip, options.storyboard)
    timeline = compile_timeline(loaded.storyboard, quality.fps)
    shots = _shots(options, timeline)

    # Manim, which a mistake above need not wait for.
    from storyreel.stage.stills import draw_frames

    clip = loaded.storyboard.clip
    marks: Marks | None = None
    if options.findings:
        marks = Marks(loaded, timeline)
        if options.at is None and options.frames is None and options.every is None:
            shots = (*shots, *marks.shots(options.beat))
    one_frame = options.at is not None
    width = options.size or (quality.width if one_frame else PICTURE)
    height = round(width * quality.height / quality.width)
    frames = [shot.frame for shot in shots]
    drawn = marks.drawings(frames) if marks else draw_frames(loaded, timeline, frames)
    pictures = [
        Image.fromarray(paint_drawing(drawing, width, height)).convert("RGB") for drawing in drawn
    ]
    if marks:
        pictures = marks.on(pictures, frames)
    kind = "-findings" if marks else ""
    if one_frame:
        picture = pictures[0]
        size = f"{width}px" if options.size else quality.name
        name = f"{clip}-{size}-{float(shots[0].seconds):.3f}s{kind}.png"
    else:
        title = f"{loaded.storyboard.title} · {clip} · {float(timeline.duration):.3f} s"
        columns = contact_sheet.BEAT_COLUMNS if shots[0].moment else contact_sheet.OTHER_COLUMNS
        font = load_font(TITLE_FONT).data
        picture = contact_sheet.contact_sheet(shots, pictures, title, font, columns)
        name = f"{clip}-sheet{kind}.png"
    target = contact_sheet.save(picture, project.media / clip / name)
    count = "1 frame" if len(shots) == 1 else f"{len(shots)} frames"
    console.say(f"{project.shown(target)}: {count}, {picture.width}x{picture.height}")
    if marks:
        console.say(summary_text(marks.findings, loaded.source.shown))
    return Reply(
        {
            "clip": clip,
            "path": str(target),
            "width": picture.width,
            "height": picture.height,
            "frames": frames,
            **({"findings": [finding_data(found) for found in marks.findings]} if marks else {}),
        }
    )


def _parts(project: Project, console: Console) -> Reply:
    # Manim, which a mistake need not wait for.
    from storyreel.render.parts_sheet import parts_sheet
    from storyreel.stage.gallery import gallery_drawings

    shown = tuple(gallery_drawings(project))
    picture = parts_sheet(shown, "Parts for scenes")
    target = contact_sheet.save(picture, project.media / "parts-sheet.png")
    size = f"{picture.width}x{picture.height}"
    console.say(f"{project.shown(target)}: {len(shown)} parts, {size}")
    names = [exhibit.sample.name for exhibit in shown]
    return Reply(
        {
            "path": str(target),
            "width": picture.width,
            "height": picture.height,
            "parts": names,
        }
    )


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

    def drawings(self, frames: Sequence[int]) -> list[Drawing]:
        return [self._drawings[frame] for frame in frames]

    def on(self, pictures: Sequence[Image.Image], frames: Sequence[int]) -> list[Image.Image]:
        """The pictures of these frames, with marks."""
        font = load_font(TITLE_FONT).data
        return [
            marked(picture, self._drawings[frame], frame, self.findings, self._placement, font)
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
