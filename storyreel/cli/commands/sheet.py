"""`sheet`: a clip at a glance, one full frame, or all parts, drawn straight from the drawings."""

from __future__ import annotations

import argparse

from PIL import Image

from storyreel import sheet
from storyreel.cli import values
from storyreel.cli.clips import load_clip
from storyreel.cli.options import PICTURE
from storyreel.cli.reply import Reply, Voice
from storyreel.design.fonts import FontId, load_font
from storyreel.film.raster import paint_drawing
from storyreel.paths import Project
from storyreel.timeline import Timeline, compile_timeline

TITLE_FONT = FontId("sans", "semibold")


def run(options: argparse.Namespace, project: Project, voice: Voice) -> Reply:
    """Write the sheet or the frame into the clip's folder, the sheet of parts beside them all."""
    if options.parts:
        return _parts(project, voice)
    quality = values.quality(options.quality, options.fps)
    loaded = load_clip(project, options.clip, options.storyboard)
    timeline = compile_timeline(loaded.storyboard, quality.fps)
    shots = _shots(options, timeline)

    # Manim, which a mistake above need not wait for.
    from storyreel.stage.stills import draw_frames  # noqa: PLC0415

    clip = loaded.storyboard.clip
    one_frame = options.at is not None
    width = options.size or (quality.width if one_frame else PICTURE)
    height = round(width * quality.height / quality.width)
    pictures = [
        Image.fromarray(paint_drawing(drawing, width, height)).convert("RGB")
        for drawing in draw_frames(loaded, timeline, [shot.frame for shot in shots])
    ]
    if one_frame:
        picture = pictures[0]
        size = f"{width}px" if options.size else quality.name
        name = f"{clip}-{size}-{float(shots[0].seconds):.3f}s.png"
    else:
        title = f"{loaded.storyboard.title} · {clip} · {float(timeline.duration):.3f} s"
        columns = sheet.BEAT_COLUMNS if shots[0].moment else sheet.OTHER_COLUMNS
        font = load_font(TITLE_FONT).data
        picture = sheet.contact_sheet(shots, pictures, title, font, columns)
        name = f"{clip}-sheet.png"
    target = sheet.save(picture, project.media / clip / name)
    frames = "1 frame" if len(shots) == 1 else f"{len(shots)} frames"
    voice.say(f"{project.shown(target)}: {frames}, {picture.width}x{picture.height}")
    return Reply(
        {
            "clip": clip,
            "path": str(target),
            "width": picture.width,
            "height": picture.height,
            "frames": [shot.frame for shot in shots],
        }
    )


def _parts(project: Project, voice: Voice) -> Reply:
    # Manim, which a mistake need not wait for.
    from storyreel.parts_sheet import parts_sheet  # noqa: PLC0415
    from storyreel.stage.gallery import exhibits  # noqa: PLC0415

    shown = tuple(exhibits())
    picture = parts_sheet(shown, "What scenes are made of")
    target = sheet.save(picture, project.media / "parts-sheet.png")
    size = f"{picture.width}x{picture.height}"
    voice.say(f"{project.shown(target)}: {len(shown)} parts, {size}")
    names = [exhibit.sample.name for exhibit in shown]
    return Reply(
        {
            "path": str(target),
            "width": picture.width,
            "height": picture.height,
            "parts": names,
        }
    )


def _shots(options: argparse.Namespace, timeline: Timeline) -> tuple[sheet.Shot, ...]:
    if options.at is not None:
        return (sheet.shot_at(timeline, values.seconds("--at", options.at)),)
    if options.frames is not None:
        return sheet.shots_of(timeline, values.numbers("--frames", options.frames))
    if options.every is not None:
        step = values.seconds("--every", options.every)
        return sheet.shots_every(timeline, step, options.beat)
    return sheet.beat_shots(timeline, options.beat)
