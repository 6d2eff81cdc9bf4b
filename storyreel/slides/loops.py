"""Small loops for mail and chat, and single pictures of a clip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from PIL import Image
from PIL.ExifTags import Base
from PIL.PngImagePlugin import PngInfo

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import FrameRange
from storyreel.slides.deliver import MADE_BY, deliver, deliver_all
from storyreel.slides.footage import Footage
from storyreel.storyboard.timeline import Timeline

MAX_WIDTH = 960
"""Pixels; mail programs show no more."""

MIN_WIDTH = 160
LOOP_RATE = 10
"""Frames a second: GIF counts in hundredths, and movements of words can be followed at ten."""

_PALETTE_SAMPLES = 24
_EXIF = Image.Exif()
_EXIF[Base.Software] = MADE_BY
_GIF = {"optimize": False, "disposal": 1, "comment": MADE_BY.encode()}
_WEBP = {"quality": 80, "method": 4, "exif": _EXIF.tobytes()}
_PNG = PngInfo()
_PNG.add_text("Software", MADE_BY)


@dataclass(frozen=True, slots=True)
class LoopFrame:
    """One frame of a clip, and how long a loop shows it."""

    frame: int
    milliseconds: int


def select_frames(
    timeline: Timeline, beat: str | None, start: Fraction | None, stop: Fraction | None
) -> FrameRange:
    """The frames of a beat, or from one time in seconds to another, or of the whole clip.

    Raises RequestError for an unknown beat and for times outside the clip.
    """
    if beat is None:
        begin = Fraction(0) if start is None else start
        return _between(timeline, begin, timeline.duration if stop is None else stop)
    if start is not None or stop is not None:
        raise RequestError(
            Problem("--beat cannot be combined with --from or --to.", "Use one of them.")
        )
    for timed in timeline.beats:
        if timed.id == beat:
            return timed.frames
    names = ", ".join(timed.id for timed in timeline.beats)
    raise RequestError(Problem(f"The clip has no beat '{beat}'.", f"Choose one of {names}."))


def _between(timeline: Timeline, start: Fraction, stop: Fraction) -> FrameRange:
    first, last = timeline.fps.nearest_frame(start), timeline.fps.nearest_frame(stop)
    if not 0 <= first < last <= timeline.frames:
        raise RequestError(
            Problem(
                f"{float(start):g} to {float(stop):g} s is not a part of the clip, which lasts "
                f"{float(timeline.duration):.3f} s.",
                "Give two times within the clip, the earlier one first.",
            )
        )
    return FrameRange(first, last)


def frames_at_loop_rate(timeline: Timeline, frames: FrameRange) -> list[int]:
    """LOOP_RATE frames a second of a stretch."""
    count = max(1, len(frames) * LOOP_RATE // timeline.fps.rate)
    return [frames.start + n * timeline.fps.rate // LOOP_RATE for n in range(count)]


def loop_frames(footage: Footage, frames: Sequence[int]) -> list[LoopFrame]:
    """The frames of a loop; equal ones in a row become one that is shown for longer."""
    step = 1000 // LOOP_RATE
    return [LoopFrame(run[0], step * len(run)) for run in footage.runs(frames)]


def write_gif(path: Path, footage: Footage, frames: Sequence[int], width: int) -> int:
    """Write an endless GIF with one palette; returns its size in bytes."""
    shown = loop_frames(footage, frames)
    numbers = [one.frame for one in shown]
    palette = _common_palette(footage, numbers, width)
    pictures = (
        picture.quantize(palette=palette, dither=Image.Dither.NONE)
        for picture in footage.pictures(numbers, width)
    )
    return deliver(path, partial(_save_loop, "GIF", shown, pictures, _GIF))


def write_webp(path: Path, footage: Footage, frames: Sequence[int], width: int) -> int:
    """Write an endless WebP; returns its size in bytes."""
    shown = loop_frames(footage, frames)
    pictures = footage.pictures([one.frame for one in shown], width)
    return deliver(path, partial(_save_loop, "WEBP", shown, pictures, _WEBP))


def beat_pictures(timeline: Timeline, footage: Footage) -> dict[str, int]:
    """File name to frame: the frame of each beat that shows most, and of the last beat the end."""
    last = timeline.beats[-1]
    return {
        f"{beat.index + 1}-{file_name(beat.id)}.png": timeline.frames - 1
        if beat is last
        else footage.key_frame(range(beat.frames.start, beat.frames.stop))
        for beat in timeline.beats
    }


def write_pictures(files: Mapping[Path, int], footage: Footage, width: int) -> int:
    """Write a PNG of each frame, all different, or none of them; returns their size in bytes."""
    ordered = sorted(files, key=files.__getitem__)
    pictures = footage.pictures([files[path] for path in ordered], width)

    def save_next(draft: Path) -> None:
        next(pictures).save(draft, "PNG", pnginfo=_PNG)

    return deliver_all(dict.fromkeys(ordered, save_next))


def _save_loop(
    form: str,
    shown: Sequence[LoopFrame],
    pictures: Iterator[Image.Image],
    options: Mapping[str, object],
    draft: Path,
) -> None:
    next(pictures).save(
        draft,
        form,
        save_all=True,
        append_images=pictures,
        duration=[one.milliseconds for one in shown],
        loop=0,
        **options,
    )


def _common_palette(footage: Footage, frames: Sequence[int], width: int) -> Image.Image:
    """The colours of frames from all over the loop: a common palette does not flicker."""
    samples = frames[:: max(1, len(frames) // _PALETTE_SAMPLES)]
    across, down = width // 2, footage.height(width // 2)
    sheet = Image.new("RGB", (across, down * len(samples)))
    for number, picture in enumerate(footage.pictures(samples, across)):
        sheet.paste(picture, (0, number * down))
    return sheet.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def file_name(beat: str) -> str:
    """The name of a beat or section as a part of a file name."""
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in beat)
