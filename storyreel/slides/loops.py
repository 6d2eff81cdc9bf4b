"""Small loops for mail and chat, and single pictures: painted straight from the drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import groupby
from pathlib import Path

from PIL import Image

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import FrameRange
from storyreel.drawing.drawing import FRAME_HEIGHT, FRAME_WIDTH, Drawing
from storyreel.paint.raster import Raster, paint_drawing
from storyreel.slides.clip import png
from storyreel.slides.deliver import deliver, deliver_all
from storyreel.slides.key_frames import fullest_frame
from storyreel.storyboard.timeline import Timeline

WIDEST = 960
"""Pixels across; mail programs show no more."""

NARROWEST = 160
LOOP_RATE = 10
"""Frames a second: GIF counts in hundredths, and movements of words can be followed at ten."""

_PALETTE_SAMPLES = 24
_WEBP = {"quality": 80, "method": 4}


@dataclass(frozen=True, slots=True)
class Hold:
    """A drawing and how long it is to be seen."""

    drawing: Drawing
    milliseconds: int


def stretch(
    timeline: Timeline, beat: str | None, start: Fraction | None, stop: Fraction | None
) -> FrameRange:
    """The frames of a beat, or from one time to another, or of the whole clip.

    Raises RequestError for a beat or a stretch that the clip does not have.
    """
    if beat is not None:
        if start is not None or stop is not None:
            raise RequestError(
                Problem("--beat and --from or --to say two things.", "Give one of them.")
            )
        for timed in timeline.beats:
            if timed.id == beat:
                return timed.frames
        names = ", ".join(timed.id for timed in timeline.beats)
        raise RequestError(Problem(f"There is no beat {beat}.", f"The beats are {names}."))
    begin = Fraction(0) if start is None else start
    end = timeline.duration if stop is None else stop
    first, last = timeline.fps.nearest_frame(begin), timeline.fps.nearest_frame(end)
    if not 0 <= first < last <= timeline.frames:
        raise RequestError(
            Problem(
                f"From {float(begin):g} to {float(end):g} s is no stretch of the clip, which "
                f"lasts {float(timeline.duration):.3f} s.",
                "Give two times within it, the earlier one first.",
            )
        )
    return FrameRange(first, last)


def loop_frames(timeline: Timeline, frames: FrameRange) -> list[int]:
    """The frames of a stretch that a loop shows, LOOP_RATE a second."""
    count = max(1, len(frames) * LOOP_RATE // timeline.fps.rate)
    return [frames.start + n * timeline.fps.rate // LOOP_RATE for n in range(count)]


def holds(drawings: Sequence[Drawing]) -> list[Hold]:
    """Drawings of a loop, those that stand still only once."""
    step = 1000 // LOOP_RATE
    return [Hold(drawing, step * len(list(same))) for drawing, same in groupby(drawings)]


def write_gif(path: Path, drawings: Sequence[Drawing], width: int) -> int:
    """Write an endless GIF with one palette; returns its size in bytes."""
    shown = holds(drawings)
    step = max(1, len(shown) // _PALETTE_SAMPLES)
    palette = _common_palette([hold.drawing for hold in shown[::step]], width)
    frames = (
        picture.quantize(palette=palette, dither=Image.Dither.NONE)
        for picture in _pictures(shown, width)
    )
    return _write_loop(path, "GIF", frames, shown, optimize=False, disposal=1)


def write_webp(path: Path, drawings: Sequence[Drawing], width: int) -> int:
    """Write an endless WebP; returns its size in bytes."""
    shown = holds(drawings)
    return _write_loop(path, "WEBP", _pictures(shown, width), shown, **_WEBP)


def beat_pictures(timeline: Timeline, drawings: Sequence[Drawing]) -> dict[str, Drawing]:
    """File name to picture: of each beat the frame that tells most."""
    last = timeline.beats[-1]
    found = {}
    for beat in timeline.beats:
        frame = fullest_frame(drawings, range(beat.frames.start, beat.frames.stop))
        frame = timeline.frames - 1 if beat is last else frame
        found[f"{beat.index + 1}-{beat.id}.png"] = drawings[frame]
    return found


def write_pictures(drawings: Mapping[Path, Drawing], width: int, height: int) -> int:
    """Write a PNG of each drawing, or none; returns the bytes of all."""

    def write(drawing: Drawing, draft: Path) -> None:
        draft.write_bytes(png(drawing, width, height))

    return deliver_all({path: partial(write, drawing) for path, drawing in drawings.items()})


def _write_loop(
    path: Path, form: str, frames: Iterator[Image.Image], shown: Sequence[Hold], **options: object
) -> int:
    durations = [hold.milliseconds for hold in shown]
    first = next(frames)

    def write(draft: Path) -> None:
        first.save(
            draft, form, save_all=True, append_images=frames, duration=durations, loop=0, **options
        )

    return deliver(path, write)


def _pictures(shown: Sequence[Hold], width: int) -> Iterator[Image.Image]:
    raster = Raster(width, _height(width))
    for hold in shown:
        raster.paint(hold.drawing)
        yield Image.fromarray(raster.pixels).convert("RGB")


def _common_palette(drawings: Sequence[Drawing], width: int) -> Image.Image:
    """The colours of frames from all over the loop: one palette does not flicker."""
    across, down = width // 2, _height(width // 2)
    sheet = Image.new("RGB", (across, down * len(drawings)))
    for number, drawing in enumerate(drawings):
        picture = Image.fromarray(paint_drawing(drawing, across, down)).convert("RGB")
        sheet.paste(picture, (0, number * down))
    return sheet.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _height(width: int) -> int:
    return round(width * FRAME_HEIGHT / FRAME_WIDTH)
