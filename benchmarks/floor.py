"""Measure the floor of a render, and how close the whole command comes to it, in processor time.

    python benchmarks/floor.py                    1080p, 4K and 8K
    python benchmarks/floor.py --sizes 4k

The floor is what the work needs at least with the libraries that do it: Skia plays recorded
pictures of what changed, the result is converted as a render does, the encoder is fed from memory,
and the clip is decoded whole, once. Paths, outlines and shadows are made before, and not counted;
neither are Python, the performance, the checks, nor the processes. The target is a whole command
that takes at most 1.4 times as long. The table in `benchmarks/README.md` is replaced.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import skia
from measuring import (
    CLIP,
    Segment,
    bands_of,
    changed,
    measured,
    ours,
    publish,
    row,
    segments_of,
    table,
)

from storyreel.base.presets import LADDER
from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.paints import Paint, Shadow
from storyreel.drawing.path import Path as Outline
from storyreel.encode.encoder import Encoder
from storyreel.encode.planes import Planes
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.paint.coverage import Coverages
from storyreel.paint.gradient_fills import GradientFills
from storyreel.paint.level_gradients import LevelGradients
from storyreel.paint.raster import Raster
from storyreel.paint.shadows import Shadows

SIZES = ("1080p", "4k", "8k")
TARGET = 1.4
SAME = 0.05
"""The mean difference of two pictures, of 255, up to which they are the same."""

STAGES = ("paint", "convert", "encode", "decode")


@dataclass(slots=True)
class Spent:
    """Processor seconds of this process by stage."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        begin = time.process_time()
        yield
        self.seconds[stage] += time.process_time() - begin


class LeftToSkia:
    """Fills nothing itself: Skia does, as the record holds no pixels."""

    def fill(self, item: PathItem, paint: Paint, tile: PixelRect) -> bool:
        return False


class SkiaFills(LeftToSkia, GradientFills):
    """Leaves every gradient to Skia."""


class SkiaLevels(LeftToSkia, LevelGradients):
    """Leaves every level gradient to Skia."""


class SkiaScans(LeftToSkia, Coverages):
    """Leaves every path to Skia, which scans it."""


class SkiaShadows(Shadows):
    """Leaves every shadow to Skia, on the canvas that records."""

    def record_on(self, canvas: skia.Canvas) -> None:
        """Draw on another canvas from now on; the images of the last one are given up."""
        self._canvas = canvas
        self._recorded: list[object] = []

    def draw(self, item: PathItem, shadow: Shadow, tile: PixelRect) -> None:
        part = self._shadow_bounds(item.path, shadow, shadow.reach).intersection(tile)
        if part.width > 0 and part.height > 0:
            self._draw_image(item.path, shadow, part)

    def _tile(
        self, path: Outline, shadow: Shadow, part: PixelRect
    ) -> tuple[skia.Image, npt.NDArray[np.uint8]]:
        """The image, whose memory the record needs."""
        found = super()._tile(path, shadow, part)
        self._recorded.append(found)
        return found


class Playback(Raster):
    """Records the items of a drawing inside its damage, and plays the record onto the pixels."""

    def __init__(self, width: int, height: int, spent: Spent) -> None:
        super().__init__(width, height, cached_tiles=0)
        self._fills = SkiaFills(self._canvas, self.pixels, self._paths)
        self._coverages = SkiaScans(self._canvas, self.pixels, self._paths)
        self._level_gradients = SkiaLevels(self.pixels, self._paths, self._coverages)
        self._shadows: SkiaShadows = SkiaShadows(self._canvas, self.pixels, self._paths)
        self.spent = spent

    def play(self, drawing: Drawing, rects: Sequence[PixelRect]) -> None:
        """Show a drawing, which differs from the last one inside the rectangles alone."""
        target, region = self._canvas, skia.Region()
        for rect in rects:
            region.op(skia.IRect.MakeLTRB(*rect), skia.Region.Op.kUnion_Op)
        recorder = skia.PictureRecorder()
        self._canvas = recorder.beginRecording(skia.Rect.MakeWH(self.width, self.height))
        self._shadows.record_on(self._canvas)
        self._canvas.clipRegion(region)
        changed = reduce(PixelRect.union, rects)
        self._paint_tiles(drawing, {changed: (changed,)})
        picture, self._canvas = recorder.finishRecordingAsPicture(), target
        with self.spent.on("paint"):
            target.drawPicture(picture)

    def _flood(self, paint: Paint, tile: PixelRect) -> None:
        """Record the paint: the record holds no pixels."""
        self._canvas.drawPaint(self._paths.paint(paint))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", nargs="+", choices=tuple(LADDER), default=list(SIZES))
    options.add_argument("--runs", type=int, default=1, help="commands; the fastest counts")
    chosen = options.parse_args()
    rows = []
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory(prefix="storyreel-floor-") as folder:
            spent = floor(encoder_settings("h264", LADDER[size]), Path(folder))
        whole = min(command(size) for _ in range(chosen.runs))
        parts, least = spent.seconds, sum(spent.seconds.values())
        cells = [f"{parts[stage]:.2f}" for stage in STAGES]
        met = "yes" if whole <= TARGET * least else "no"
        rows.append(row(size, *cells, f"{least:.1f}", f"{whole:.1f}", f"{whole / least:.2f}", met))
        print(rows[-1], flush=True)
    columns = ("size", *STAGES, "floor, s", "command, s", "ratio", f"at most {TARGET}")
    publish("floor", table(columns, rows))


def floor(settings: EncoderSettings, folder: Path) -> Spent:
    """What each stage needs at least for the clip, segment after segment."""
    spent = Spent()
    playback = Playback(settings.width, settings.height, spent)
    planes = Planes(settings.width, settings.height, settings.pix_fmt)
    shown: Drawing | None = None
    for number, segment in enumerate(segments_of(CLIP, settings.rate)):
        target = folder / f"{number}{settings.suffix}"
        film(segment, shown, settings, target, playback, planes)
        shown = segment[-1]
        require_picture(playback, shown)
        decode(target, spent)
    return spent


def film(
    segment: Segment,
    shown: Drawing | None,
    settings: EncoderSettings,
    target: Path,
    playback: Playback,
    planes: Planes,
) -> None:
    spent = playback.spent
    bands = bands_of(segment, settings)
    planes.cut([band.pixels(settings.height) for band in bands])
    with spent.on("encode"):
        encoder = Encoder(settings, target, bands)
    with encoder:
        for drawing in segment:
            rects = changed(shown, drawing, settings)
            if rects:
                playback.play(drawing, rects)
            if encoder.frames and not rects:
                with spent.on("encode"):
                    encoder.hold()
            else:
                with spent.on("convert"):
                    planes.update(playback.pixels, rects)
                with spent.on("encode"):
                    encoder.write(planes.frames, planes.changed)
            shown = drawing


def require_picture(playback: Playback, drawing: Drawing) -> None:
    """Stop unless the pixels show a drawing as it is painted, with gradients left to Skia."""
    raster = Raster(playback.width, playback.height)
    raster._fills = SkiaFills(raster._canvas, raster.pixels, raster._paths)
    raster._coverages = SkiaScans(raster._canvas, raster.pixels, raster._paths)
    raster._level_gradients = SkiaLevels(raster.pixels, raster._paths, raster._coverages)
    raster.paint(drawing)
    error = float(np.abs(playback.pixels.astype(np.int16) - raster.pixels).mean())
    if error > SAME:
        raise SystemExit(f"the played pictures differ from the painted ones by {error:.2f} of 255")


def decode(video: Path, spent: Spent) -> None:
    """Decode a file whole, with one thread."""
    with spent.on("decode"), av.open(str(video)) as container:
        container.streams.video[0].codec_context.thread_count = 1
        for _ in container.decode(video=0):
            pass


def command(size: str) -> float:
    """Processor seconds of the whole command, all processes together."""
    with tempfile.TemporaryDirectory(prefix="storyreel-floor-") as folder:
        return measured(ours(CLIP, size, folder), folder).cpu


if __name__ == "__main__":
    main()
