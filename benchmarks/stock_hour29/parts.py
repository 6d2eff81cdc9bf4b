"""Plates, cards, pictograms, glass and fingerprints."""

from __future__ import annotations

import zipfile
from importlib.resources import files
from tempfile import TemporaryDirectory

import numpy as np
from manim import DR, UP, CapStyleType, Circle, RoundedRectangle, SVGMobject, VGroup, VMobject

from benchmarks.stock_hour29.measures import (
    CLEAR,
    MIDDLE,
    NAVY,
    PLATE,
    PRINT,
    RADIUS,
    SCORE,
    SEED,
    SLATE,
    WHITE,
    at,
    px,
)
from benchmarks.stock_hour29.text import label, words
from scenes.hour29.ridges import RIDGES


def pictogram(name: str, size: float) -> SVGMobject:
    """A sign of the Lucide set; `size` is the side of its box of 24 units."""
    with (
        zipfile.ZipFile(str(files("lucide") / "lucide.zip")) as signs,
        TemporaryDirectory() as folder,
    ):
        sign = SVGMobject(signs.extract(f"{name}.svg", folder), height=None, width=None)
    sign.set_fill(opacity=0).set_stroke(WHITE, 1.9 / 24 * px(size) * 100)
    for line in sign.family_members_with_points():
        line.set_cap_style(CapStyleType.ROUND)
    return sign.scale(px(size) / 24)


def fingerprint(digest: str, ink: str) -> VMobject:
    """The ridges of a digest as one shape, so that islands in them stay empty."""
    shape = VMobject(fill_color=ink, fill_opacity=1, stroke_width=0)
    for outline in RIDGES[digest]:
        pairs = [point.split(",") for point in outline.split()]
        loop = np.array([(int(x), -int(y), 0) for x, y in pairs]) / 10_000 * px(PRINT)
        slope = (np.roll(loop, -1, axis=0) - np.roll(loop, 1, axis=0)) / 6
        after, slope_after = np.roll(loop, -1, axis=0), np.roll(slope, -1, axis=0)
        curves = np.stack([loop, loop + slope, after - slope_after, after], axis=1)
        shape.append_points(curves.reshape(-1, 3))
    return shape


def glass(radius: float, colors: tuple[str, ...]) -> Circle:
    disc = Circle(px(radius), stroke_width=0).set_fill(colors, 1)
    return disc.set_sheen_direction(DR)


def score_plate(x: float, edge: str, seed: str) -> VGroup:
    """A plate with the seed and the score of a run."""
    plate = RoundedRectangle(corner_radius=px(46), width=px(2 * PLATE), height=px(92))
    plate.set_fill(WHITE, 1).set_stroke(edge, px(600)).move_to(at(x, CLEAR))
    named = words(seed, 50, SLATE, "BOLD").move_to(at(x - 96, CLEAR))
    return VGroup(plate, named, words(SCORE, 58, NAVY, "ULTRABOLD").move_to(at(x + 120.6, CLEAR)))


def seed_card(x: float, seed: str = SEED) -> VGroup:
    sheet = RoundedRectangle(corner_radius=px(18), width=px(300), height=px(150))
    sheet.set_fill(WHITE, 1).set_stroke(NAVY, px(600)).move_to(at(x, MIDDLE - RADIUS - 30))
    text = words(seed, 60, NAVY, "BOLD").move_to(sheet).shift(px(16) * UP)
    return VGroup(sheet, text)


def two_lines(lines: tuple[str, str], fill: str, ink: str) -> VGroup:
    """A card about the middle of the picture."""
    card = RoundedRectangle(corner_radius=px(20), width=px(344), height=px(196))
    card.set_fill(fill, 1).set_stroke(NAVY, px(600))
    return VGroup(card, label(lines[0], 62, ink, 540 - 37), label(lines[1], 62, ink, 540 + 37))
