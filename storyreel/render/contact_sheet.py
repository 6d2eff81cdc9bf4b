"""The contact sheet: chosen frames of a clip on one picture, with time and beat under each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw

from storyreel.base.disk import explained_publish_errors
from storyreel.base.errors import Problem, RequestError
from storyreel.design.tokens import Color
from storyreel.render.sheet_font import LABEL, sheet_font
from storyreel.storyboard.timeline import TimedBeat, Timeline

BEAT_COLUMNS = 3
"""Start, middle and end of a beat side by side."""

OTHER_COLUMNS = 4
MOST_PIXELS = 300_000_000
"""The pictures of one sheet have at most so many pixels together, which take 1 GiB of memory."""

_MARGIN = 0.04
_GAP = 0.03
_LABEL = 0.032
"""Margin, gap and text size, as shares of a picture's width."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame of the sheet and its caption."""

    frame: int
    seconds: Fraction
    beat: str
    moment: str = ""

    @property
    def label(self) -> str:
        words = f"{float(self.seconds):.2f} s  {self.beat}"
        return f"{words} · {self.moment}" if self.moment else words


def beat_shots(timeline: Timeline, beat: str | None = None) -> tuple[Shot, ...]:
    """Start, middle and end of every beat, or of the named one."""
    return tuple(
        Shot(frame, timeline.fps.seconds(frame), timed.id, moment)
        for timed in _beats(timeline, beat)
        for frame, moment in (
            (timed.frames.start, "start"),
            ((timed.frames.start + timed.frames.stop) // 2, "middle"),
            (timed.frames.stop - 1, "end"),
        )
    )


def shots_every(timeline: Timeline, step: Fraction, beat: str | None = None) -> tuple[Shot, ...]:
    """A frame each `step` seconds, over the clip or within one beat; each frame once."""
    if step <= 0:
        raise RequestError(Problem("--every needs a time above 0.", "Give seconds, as 0.1."))
    step = max(step, timeline.fps.seconds(1))
    beats = _beats(timeline, beat)
    first, stop = beats[0].frames.start, beats[-1].frames.stop
    count = ceil(Fraction(stop - first, timeline.fps.rate) / step)
    frames = (first + timeline.fps.nearest_frame(step * number) for number in range(count))
    return shots_of(timeline, dict.fromkeys(frame for frame in frames if frame < stop))


def shots_of(timeline: Timeline, frames: Iterable[int]) -> tuple[Shot, ...]:
    """The frames with these numbers; raises RequestError for one that the clip does not have."""
    wanted = tuple(frames)
    outside = [frame for frame in wanted if not 0 <= frame < timeline.frames]
    if outside:
        raise RequestError(
            Problem(
                f"The clip has no frame {', '.join(map(str, outside))}.",
                f"Its frames at {timeline.fps.rate} a second are 0 to {timeline.frames - 1}.",
            )
        )
    return tuple(
        Shot(frame, timeline.fps.seconds(frame), timeline.beat_at(frame).id) for frame in wanted
    )


def shot_at(timeline: Timeline, seconds: Fraction) -> Shot:
    """The frame that is on screen at a time; the clip's very end shows its last frame."""
    if not 0 <= seconds <= timeline.duration:
        raise RequestError(
            Problem(
                f"--at {float(seconds):g}: the clip lasts {float(timeline.duration):.3f} s.",
                "Give a time within it.",
            )
        )
    frame = min(int(seconds * timeline.fps.rate), timeline.frames - 1)
    return shots_of(timeline, [frame])[0]


def require_possible(count: int, size: tuple[int, int]) -> None:
    """Raise RequestError for more pictures of a size than one sheet can have."""
    width, height = size
    if count * width * height > MOST_PIXELS:
        most = MOST_PIXELS // (width * height)
        what = f"{count} frames of {width}x{height} are too many for one sheet, which has room for"
        remedy = "Choose fewer frames, one beat with --beat, or a smaller --size."
        raise RequestError(Problem(f"{what} {most}.", remedy))


def contact_sheet(
    shots: Sequence[Shot], pictures: Sequence[Image.Image], title: str, columns: int
) -> Image.Image:
    """Lay pictures of one size out in rows under a title, each with its shot's label."""
    width, height = pictures[0].size
    margin, gap, label = (round(width * share) for share in (_MARGIN, _GAP, _LABEL))
    columns = min(columns, len(shots))
    head, row = margin + 2 * label, height + 2 * label
    rows = ceil(len(shots) / columns)
    sheet = Image.new(
        "RGB",
        (
            2 * margin + columns * width + (columns - 1) * gap,
            head + rows * row + (rows - 1) * gap + margin,
        ),
        Color.WHITE,
    )
    pen = ImageDraw.Draw(sheet)
    pen.text(
        (margin, margin * 0.6),
        title,
        fill=Color.NAVY,
        font=sheet_font(LABEL, label * 1.3),
    )
    small = sheet_font(LABEL, label)
    for number, (shot, picture) in enumerate(zip(shots, pictures, strict=True)):
        x = margin + number % columns * (width + gap)
        y = head + number // columns * (row + gap)
        sheet.paste(picture, (x, y))
        pen.rectangle((x, y, x + width - 1, y + height - 1), outline=Color.HAIRLINE)
        pen.text((x, y + height + label * 0.35), shot.label, fill=Color.SLATE, font=small)
    return sheet


def save(picture: Image.Image, target: Path) -> Path:
    """Write a PNG so that a half-written one is never seen; returns `target`.

    Raises MachineError where the folder can't be written.
    """
    compressed = BytesIO()  # takes longest: a run that is killed then leaves no file
    picture.save(compressed, "PNG", optimize=True)
    with explained_publish_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            draft.write_bytes(compressed.getbuffer())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    return target


def _beats(timeline: Timeline, name: str | None) -> tuple[TimedBeat, ...]:
    if name is None:
        return tuple(timeline.beats)
    chosen = tuple(timed for timed in timeline.beats if timed.id == name)
    if not chosen:
        names = ", ".join(timed.id for timed in timeline.beats)
        raise RequestError(Problem(f"The clip has no beat {name}.", f"The beats are {names}."))
    return chosen
