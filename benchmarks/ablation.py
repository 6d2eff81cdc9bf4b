"""Measure what each shortcut saves: hour29's segments painted and encoded with all and without one.

    python benchmarks/ablation.py                 smoke, 1080p, 4K and 8K
    python benchmarks/ablation.py --sizes 4k --rounds 5

The drawings are made once; then every segment is rendered in each variant, in turn, in one process.
A saving is the median, over segments and rounds, of the processor time that the variant without
the shortcut takes more, as a share of its own time. The table in `benchmarks/README.md` is
replaced.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import CLIP, Segment, bands_of, publish, row, segments_of, table

from storyreel.base.presets import LADDER
from storyreel.drawing.damage import damage
from storyreel.encode.encoder import Encoder
from storyreel.encode.planes import Planes
from storyreel.encode.settings import EncoderSettings, Splicing, encoder_settings
from storyreel.paint.raster import MAX_TILES, Raster

EVERY = {"smoke": 1, "1080p": 2, "4k": 4, "8k": 6}
"""Every how many segments one is measured."""

ROUNDS = {"smoke": 2, "1080p": 2, "4k": 2, "8k": 1}


@dataclass(frozen=True, slots=True)
class Variant:
    """A way of painting and encoding; the defaults are what `render` does."""

    splicing: Splicing = Splicing.BANDS
    hints: bool = True
    cached_tiles: int = MAX_TILES


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What is measured, by two variants that differ in it alone."""

    name: str
    with_it: Variant
    without: Variant
    same_bytes: bool = True
    """Whether both variants must give the same file."""


ALL = Variant()
COPIES = Variant(splicing=Splicing.COPIES)
SHORTCUTS = (
    Shortcut("copied holds", COPIES, Variant(splicing=Splicing.NONE), same_bytes=False),
    Shortcut("bands", ALL, COPIES, same_bytes=False),
    Shortcut("hints", COPIES, Variant(splicing=Splicing.COPIES, hints=False), same_bytes=False),
    Shortcut("tile cache", ALL, Variant(cached_tiles=0)),
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", nargs="+", choices=EVERY, default=list(EVERY))
    options.add_argument("--rounds", type=int, help="of each size, instead of its default")
    chosen = options.parse_args()
    rows = []
    for size in chosen.sizes:
        settings = encoder_settings("h264", LADDER[size])
        segments = list(segments_of(CLIP, settings.rate))[:: EVERY[size]]
        rows.append(saved(size, settings, segments, chosen.rounds or ROUNDS[size]))
        print(rows[-1], flush=True)
    columns = ("size", "segments × rounds", "a segment", *(each.name for each in SHORTCUTS))
    publish("ablation", table(columns, rows))


def saved(size: str, settings: EncoderSettings, segments: Sequence[Segment], rounds: int) -> str:
    """A row of the table: the time of a segment with all shortcuts, and what each saves."""
    variants = list(dict.fromkeys(v for s in SHORTCUTS for v in (s.with_it, s.without)))
    taken: defaultdict[Variant, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for segment in segments:
            made = {variant: timed(segment, settings, variant) for variant in variants}
            for variant, (seconds, _) in made.items():
                taken[variant].append(seconds)
            for shortcut in SHORTCUTS:
                files = made[shortcut.with_it][1], made[shortcut.without][1]
                if shortcut.same_bytes and files[0] != files[1]:
                    raise SystemExit(f"{shortcut.name} changes the file at {size}")
    cells = [size, f"{len(segments)} × {rounds}", f"{statistics.median(taken[ALL]):.2f} s"]
    for shortcut in SHORTCUTS:
        pairs = zip(taken[shortcut.with_it], taken[shortcut.without], strict=True)
        cells.append(f"{statistics.median(1 - less / more for less, more in pairs):.0%}")
    return row(*cells)


def timed(segment: Segment, settings: EncoderSettings, variant: Variant) -> tuple[float, bytes]:
    """The processor seconds that a segment takes, and its file."""
    damage.cache_clear()
    with tempfile.TemporaryDirectory(prefix="storyreel-ablation-") as folder:
        target = Path(folder) / f"segment{settings.suffix}"
        start = time.process_time()
        render(segment, settings.spliced_at_most(variant.splicing), variant, target)
        seconds = time.process_time() - start
        return seconds, target.read_bytes()


def render(segment: Segment, settings: EncoderSettings, variant: Variant, target: Path) -> None:
    """Paint and encode a segment, as `SegmentRenderer` does, in one of the variants."""
    width, height = settings.width, settings.height
    bands = bands_of(segment, settings)
    raster = Raster(width, height, variant.cached_tiles)
    slices = [band.pixels(height) for band in bands]
    planes = Planes(width, height, settings.pix_fmt, slices if len(slices) > 1 else None)
    with Encoder(settings, target, bands) as encoder:
        for drawing in segment:
            rects = raster.paint(drawing)
            if encoder.frames and not rects:
                encoder.hold()
            else:
                planes.update(raster.pixels, rects)
                encoder.write(planes.frames, planes.changed if variant.hints else None)


if __name__ == "__main__":
    main()
