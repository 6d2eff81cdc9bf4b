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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from compare import HERE, machine

from storyreel.base.presets import LADDER
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.damage import PixelRect, damage, to_pixels
from storyreel.drawing.drawing import Drawing
from storyreel.encode.encoder import Encoder
from storyreel.encode.h264 import Band, plan_bands, whole_picture
from storyreel.encode.planes import Planes
from storyreel.encode.settings import EncoderSettings, Splicing, encoder_settings
from storyreel.paint.raster import Raster
from storyreel.stage.perform import perform
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import load_storyboard
from storyreel.storyboard.timeline import compile_timeline

CLIP = "hour29"
EVERY = {"smoke": 1, "1080p": 2, "4k": 4, "8k": 6}
"""Every how many segments one is measured."""

ROUNDS = {"smoke": 2, "1080p": 2, "4k": 2, "8k": 1}

MARK = "<!-- ablation: written by ablation.py -->"
END = "<!-- end of ablation -->"

Segment = tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A way of painting and encoding; the defaults are what `render` does."""

    splicing: Splicing = Splicing.BANDS
    hints: bool = True
    cached_tiles: int = 64


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
        rows.append(row(size, settings, segments, chosen.rounds or ROUNDS[size]))
        print(rows[-1], flush=True)
    write(rows)


def segments_of(clip: str, rate: int) -> Iterator[Segment]:
    """The drawings of a clip, by segments."""
    project = Project.at(HERE.parent)
    loaded = load_storyboard(find_clip(project, clip).storyboard, project)
    timeline = compile_timeline(loaded.storyboard, Fps(rate))
    drawings: list[Drawing] = []
    perform(loaded, timeline, lambda _, drawing: drawings.append(drawing))
    for frames in timeline.segments():
        yield tuple(drawings[frames.start : frames.stop])


def row(size: str, settings: EncoderSettings, segments: Sequence[Segment], rounds: int) -> str:
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
    return f"| {' | '.join(cells)} |"


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
    bands = bands_of(segment, settings, variant)
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


def bands_of(segment: Segment, settings: EncoderSettings, variant: Variant) -> tuple[Band, ...]:
    width, height = settings.width, settings.height
    if settings.splicing != Splicing.BANDS:
        return whole_picture(height)
    changes: list[PixelRect] = []
    for before, after in pairwise(segment):
        boxes = damage(before, after)
        everything = (PixelRect(0, 0, width, height),)
        changes += everything if boxes is None else to_pixels(boxes, width, height)
    return plan_bands(changes, height)


def write(rows: Sequence[str]) -> None:
    """Put the table into the README, between its marks."""
    path = HERE / "README.md"
    head, _, rest = path.read_text("utf-8").partition(MARK)
    tail = rest.partition(END)[2]
    names = ["size", "segments × rounds", "a segment", *(each.name for each in SHORTCUTS)]
    table = [f"| {' | '.join(names)} |", "|---" * len(names) + "|", *rows]
    about = machine()
    path.write_text(
        "\n".join([f"{head}{MARK}", "", about, "", *table, "", f"{END}{tail}"]), "utf-8"
    )


if __name__ == "__main__":
    main()
