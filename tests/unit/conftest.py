"""Random drawings for property tests."""

from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import numpy as np
import pytest

from storyreel.drawing.drawing import Clip, Drawing, ImageItem, Item, PathItem, Pixels, Sampling
from storyreel.drawing.paints import Cap, Join, Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box, quantise

_IMAGES = [
    Pixels(np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8))
    for seed, shape in enumerate([(7, 9, 4), (60, 80, 4)])
]


def _rgba(rng: np.random.Generator) -> Rgba:
    red, green, blue = (int(value) for value in rng.integers(0, 65536, 3))
    return red, green, blue, int(rng.choice([65535, 30000, 9000]))


def _place(rng: np.random.Generator, spread: float = 6) -> tuple[int, int]:
    x, y = rng.uniform(-spread, spread, 2) * QUANTA_PER_UNIT
    return int(x), int(y)


def _paint(rng: np.random.Generator) -> Paint:
    if rng.random() < 0.7:
        return Paint((_rgba(rng),))
    colors = tuple(_rgba(rng) for _ in range(rng.integers(2, 4)))
    offsets = (0, 20_000, 60_000)[: len(colors)] if rng.random() < 0.3 else ()
    if rng.random() < 0.5:
        return Paint.radial(colors, _place(rng), (_place(rng), _place(rng)), offsets)
    return Paint(colors, _place(rng), _place(rng), offsets=offsets)


def _path(rng: np.random.Generator) -> Path:
    kind = rng.integers(0, 3)
    if kind == 0:
        left, bottom = _place(rng, 8)
        width, height = (int(v * QUANTA_PER_UNIT) for v in rng.uniform(0.01, 6, 2))
        return Path.rectangle(Box(left, bottom, left + width, bottom + height))
    parts, closed = [], []
    for _ in range(rng.integers(1, 4)):
        anchors = rng.normal(0, rng.choice([0.2, 1, 4]), (rng.integers(2, 7), 2))
        closed.append(bool(rng.integers(0, 2)))
        if closed[-1]:
            anchors[-1] = anchors[0]
        bend = 0.0 if kind == 1 else 1.0
        steps = np.diff(anchors, axis=0)
        curves = np.stack(
            [
                anchors[:-1] + steps / 3 + bend * rng.normal(0, 0.5, steps.shape),
                anchors[:-1] + steps * 2 / 3 + bend * rng.normal(0, 0.5, steps.shape),
                anchors[1:],
            ],
            axis=1,
        )
        parts.append(np.vstack([anchors[:1], curves.reshape(-1, 2)]))
    starts = np.cumsum([0, *(len(part) for part in parts[:-1])])
    points = np.vstack(parts) + rng.uniform((-7, -4), (7, 4))
    rule = FillRule(int(rng.random() < 0.2))
    return Path(quantise(points), tuple(starts.tolist()), tuple(closed), rule)


def _clips(rng: np.random.Generator) -> tuple[Clip, ...]:
    return tuple(Clip(_path(rng), bool(rng.random() < 0.6)) for _ in range(rng.integers(1, 3)))


def _stroke(rng: np.random.Generator) -> Stroke:
    width = int(rng.choice([0.005, 0.02, 0.1, 0.4]) * QUANTA_PER_UNIT)
    return Stroke(_paint(rng), width, Join(int(rng.integers(0, 3))), Cap(int(rng.integers(0, 3))))


def _shadow(rng: np.random.Generator) -> Shadow:
    sigma = int(rng.choice([0.01, 0.1, 0.5]) * QUANTA_PER_UNIT)
    return Shadow(*_place(rng, 0.2), sigma, _rgba(rng))


def random_item(rng: np.random.Generator) -> Item:
    """A random item of any kind, in or near the frame."""
    clips = _clips(rng) if rng.random() < 0.2 else ()
    if rng.random() < 0.1:
        x, y = _place(rng)
        (across_x, across_y), (down_x, down_y) = _place(rng, 2), _place(rng, 2)
        corners = (x, y), (x + across_x, y + across_y), (x + down_x, y + down_y)
        sampling = Sampling(int(rng.integers(0, 3)))
        return ImageItem(_IMAGES[rng.integers(0, 2)], corners, sampling, clips)
    return PathItem(
        _path(rng),
        fill=_paint(rng) if rng.random() < 0.7 else None,
        stroke=_stroke(rng) if rng.random() < 0.5 else None,
        back_stroke=_stroke(rng) if rng.random() < 0.2 else None,
        shadow=_shadow(rng) if rng.random() < 0.3 else None,
        clips=clips,
    )


def _random_story(seed: int, steps: int) -> list[Drawing]:
    rng = np.random.default_rng(seed)
    items = [random_item(rng) for _ in range(rng.integers(3, 25))]
    drawings = []
    for _ in range(steps):
        drawings.append(Drawing(tuple(items)))
        place = int(rng.integers(0, len(items)))
        change = rng.integers(0, 4)
        if change == 0:
            items[place] = random_item(rng)
        elif change == 1:
            items.insert(place, random_item(rng))
        elif change == 2 and len(items) > 2:
            items.pop(place)
        else:
            items.append(items.pop(place))
    return drawings


def _busy_story(seed: int, steps: int) -> list[Drawing]:
    """Each step changes one item or the background; some drawings return."""
    rng = np.random.default_rng(seed)
    items = [random_item(rng) for _ in range(rng.integers(3, 12))]
    background = _rgba(rng)[:3]
    drawings: list[Drawing] = []
    place = int(rng.integers(0, len(items)))
    for _ in range(steps):
        drawings.append(Drawing(tuple(items), (*background, 65535)))
        change = rng.integers(0, 8)
        if rng.random() < 0.4:
            place = int(rng.integers(0, len(items)))
        item = items[min(place, len(items) - 1)]
        if change == 0:
            items.insert(place, random_item(rng))
        elif change == 1 and len(items) > 2:
            items.remove(item)
        elif change == 2:
            items.sort(key=lambda one: one is item)
        elif change == 3 and rng.random() < 0.3:
            background = _rgba(rng)[:3]
        elif change == 4:
            again = drawings[rng.integers(0, len(drawings))]
            items, background = list(again.items), again.background[:3]
        elif change == 5:
            items[items.index(item)] = replace(item, clips=_clips(rng))
        elif change == 6 and isinstance(item, PathItem):
            items[items.index(item)] = replace(item, shadow=_shadow(rng))
        else:
            items[items.index(item)] = random_item(rng)
    return drawings


@pytest.fixture(scope="session")
def busy_stories() -> st.SearchStrategy[list[Drawing]]:
    """Sequences of twelve drawings, most of which change the same item."""
    return st.builds(_busy_story, st.integers(0, 2**32 - 1), st.just(12))


@pytest.fixture(scope="session")
def stories() -> st.SearchStrategy[list[Drawing]]:
    """Sequences of four drawings; each changes, adds, removes or reorders an item."""
    seeds = st.integers(0, 2**32 - 1)
    return st.builds(_random_story, seeds, st.just(4))
