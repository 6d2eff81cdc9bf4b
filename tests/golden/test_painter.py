"""The guard of `PAINTER`: stored segments may be reused only while painting stays what it was.

Digests of a few segments that use everything a drawing can hold stand in `painter.json`. Where
they come out otherwise and PAINTER is the same, stored segments would be taken for what would be
painted now.
"""

from __future__ import annotations

import json
import platform
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path as FilePath
from typing import Any

import numpy as np
import pytest

from storyreel.base.presets import LADDER, Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import (
    QUANTA_PER_UNIT,
    Box,
    Cap,
    Drawing,
    ImageItem,
    Item,
    Join,
    Paint,
    Path,
    PathItem,
    Pixels,
    Shadow,
    Stroke,
)
from storyreel.encode.encoder import encoder_build, has_encoder
from storyreel.encode.h264 import banded_encoder
from storyreel.encode.segment import PAINTER_VERSION, SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings, Splicing, encoder_settings
from storyreel.paint import shadows, skia_conversion

RECORD = FilePath(__file__).with_name("painter.json")
REMEDY = "stored segments would be wrong: raise PAINTER_VERSION, then --update-golden"
SIZES = (LADDER["smoke"], Quality("odd", 322, 182, Fps(30), 100))
TALL = Quality("tall", 320, 1280, Fps(30), 100)
"""Has rows enough for bands."""

CODECS = ("h264", "hevc", "av1", "prores")

NAVY, GOLD, PINE = ((6682, 13878, 23901), (51657, 41634, 10023), (13878, 28784, 20303))
CURVES = ((-5, 0), (-4, 3), (-1, 3), (0, 0), (1, -3), (4, -3), (5, 0), (4, -1), (0, -2), (-5, 0))


def quanta(*units: float) -> tuple[int, ...]:
    """Eighths of a unit or coarser, so that nothing is rounded."""
    return tuple(int(unit * 8) * QUANTA_PER_UNIT // 8 for unit in units)


def shown(step: int) -> Drawing:
    """A frame with everything: curves, all joins and caps, gradients, shadows, clips, images."""
    left, bottom, right, top = quanta(-6 + step / 8, -3, -2 + step / 8, 1)
    card = Path.rectangle(Box(left, bottom, right, top))
    points = np.array([quanta(x, y + step / 4) for x, y in CURVES], np.int32)
    curve = Path(points, (0,), (False,))
    loop = Path(points, (0,), (True,))
    clip = Path.rectangle(Box(*quanta(-3, -2, 3, 2)))
    fade = 65535 - 4000 * step
    levels = np.arange(6 * 5 * 4, dtype=np.uint16) * 37 % 256
    pixels = Pixels(levels.astype(np.uint8).reshape(6, 5, 4))
    corner, across, down = quanta(2, 3), quanta(5, 3.5), quanta(1.5, 1)
    items: list[Item] = [
        PathItem(
            Path.rectangle(Box(*quanta(-8, -4.5, 8, 4.5))),
            fill=Paint(((*NAVY, 65535), (*PINE, 65535)), quanta(0, 4), quanta(0, -4)),
        ),
        PathItem(
            card,
            fill=Paint(((*GOLD, fade),)),
            shadow=Shadow(*quanta(0.125, -0.125, 0.25), (0, 0, 0, fade // 3)),
        ),
        PathItem(loop, fill=Paint(((*PINE, 30000),)), clip=clip),
        ImageItem(pixels, (corner, across, down), smooth=True),
        ImageItem(pixels, (quanta(5, -1), quanta(7, -1), quanta(5, -3)), smooth=False),
    ]
    ink = Paint(((*GOLD, 65535), (*NAVY, 20000), (*PINE, 65535)), quanta(-5, 0), quanta(5, 1))
    for number, (join, cap) in enumerate(zip(Join, Cap, strict=True)):
        shift = np.array(quanta(0, number - 1), np.int32)
        path = replace(curve, points=curve.points + shift)
        wide = Stroke(Paint(((*NAVY, 65535),)), *quanta(0.375), join, cap)
        items.append(PathItem(path, stroke=Stroke(ink, *quanta(0.125), join, cap)))
        items.append(PathItem(path, back_stroke=wide, fill=Paint(((*GOLD, 9000),)), clip=clip))
    return Drawing(tuple(items))


def in_a_band(step: int) -> Drawing:
    """A card that slides across a soft ground, in a few rows of the frame."""
    everything = Path.rectangle(Box(*quanta(-8, -4.5, 8, 4.5)))
    ground = Paint(((*NAVY, 65535), (*PINE, 65535)), quanta(0, 4), quanta(0, -4))
    left, bottom, right, top = quanta(-1 + step / 8, -1, step / 8, 0)
    card = Path.rectangle(Box(left, bottom, right, top))
    return Drawing(
        (PathItem(everything, fill=ground), PathItem(card, fill=Paint(((*GOLD, 65535),))))
    )


def digests(folder: FilePath) -> dict[str, str]:
    """Of a segment that moves, holds and moves again, by size and codec."""
    steps = [0, 1, 2, 2, 2, 2, 3, 4, 5, 5]
    samples = [(quality, settings, shown) for quality in SIZES for settings in settings_at(quality)]
    samples.append((TALL, encoder_settings("h264", TALL), in_a_band))
    found = {}
    for quality, settings, draw in samples:
        name = f"{quality.name} {settings.codec} {settings.digest()[:12]}"
        target, drawings = folder / f"{name}{settings.suffix}", tuple(map(draw, steps))
        found[name] = render_segment(SegmentJob(name, drawings, settings, target)).sha256
    return found


def settings_at(quality: Quality) -> list[EncoderSettings]:
    offered = [encoder_settings(codec, quality) for codec in CODECS]
    h264 = offered[0]
    every = [*offered, replace(h264, splicing=Splicing.NONE)]
    return [settings for settings in every if has_encoder(settings.encoder)]


def maker() -> dict[str, Any]:
    """On what digests depend beside our code: with another, they say nothing about it."""
    features = np._core._multiarray_umath.__cpu_features__
    return {
        "machine": platform.machine(),
        "processor": {name: features.get(name, False) for name in ("AVX2", "AVX512F")},
        "skia": version("skia-python"),
        "encoders": {
            name: encoder_build(name) for name in ("libx264", "libx265", "libsvtav1", "prores_ks")
        },
    }


def verdict(record: dict[str, Any], found: dict[str, str], painter: int) -> str:
    """What is wrong with PAINTER; nothing where it says what it has to."""
    before = record["digests"]
    if found.keys() != before.keys():
        return "other settings than recorded, which need no other PAINTER: --update-golden"
    differ = [name for name, digest in found.items() if before[name] != digest]
    if differ and record["painter"] == painter:
        return f"{', '.join(differ)} came out otherwise: {REMEDY}"
    if record["painter"] != painter and not differ:
        return f"nothing came out otherwise: leave PAINTER at {record['painter']}"
    if record["painter"] != painter:
        return "PAINTER was raised: --update-golden, and the record is that of the new painter"
    return ""


def test_painting_is_what_painter_says(tmp_path: FilePath, request: pytest.FixtureRequest) -> None:
    record = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else None
    found = digests(tmp_path)
    same_maker = record and record["maker"] == maker()
    told = verdict(record, found, PAINTER_VERSION) if same_maker else ""
    if request.config.getoption("--update-golden") and REMEDY not in told:
        content = {"painter": PAINTER_VERSION, "maker": maker(), "digests": found}
        RECORD.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
        return
    assert record, f"{RECORD.name} is missing: --update-golden"
    if not same_maker:
        pytest.skip("recorded with another processor or other builds of Skia and the encoders")
    assert not told


def test_a_changed_painter_is_noticed(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a wider shadow, joins that are cut off earlier, bands that may change anywhere."""
    record = {"painter": 1, "digests": digests(tmp_path)}
    assert not verdict(record, digests(tmp_path), 1), "painting twice gives the same"
    assert "leave PAINTER at 1" in verdict(record, record["digests"], 2)
    with monkeypatch.context() as patch:
        patch.setattr(skia_conversion, "MITER_LIMIT", 1.5)
        assert REMEDY in verdict(record, digests(tmp_path), 1)
        assert "--update-golden" in verdict(record, digests(tmp_path), 2)
    with monkeypatch.context() as patch:
        patch.setattr(banded_encoder, "hint_changes", lambda frame, rects: None)
        assert "tall h264" in verdict(record, digests(tmp_path), 1)
    mask_scale = shadows.mask_scale
    monkeypatch.setattr(shadows, "mask_scale", lambda sigma: 2 * mask_scale(sigma))
    assert REMEDY in verdict(record, digests(tmp_path), 1)
