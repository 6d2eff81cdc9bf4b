"""Colours, words and measures of hour 29, in pixels of a picture with 1080 lines."""

from __future__ import annotations

import numpy as np

from scenes.hour29.ridges import RIDGES

PEARL, SOFT_GREY, WHITE = "#FAFAFA", "#F0F4F8", "#FFFFFF"
CHARCOAL, NAVY, SLATE, LINE = "#2D3748", "#1A365D", "#5B6B82", "#778CA7"
GOLD, GOLD_LINE = "#C9A227", "#A6831B"
NAVY_RIM, SLATE_RIM = ("#3A629A", NAVY, "#10233F"), ("#A9B8CB", "#7487A1", "#52637C")
SLATE_INK, WHITE_INK = "#5B6F8C", "#F6F9FC"
FACE, SOLID = ("#FFFFFF", "#F9FBFD", "#DDE6F1"), ("#3A6199", "#1F4071", "#11264A")
GLASS = ("#D4DEED", "#BFCFE0", "#A8BDD4")

STEPS = ("Preflight", "Tests", "Seed lock", "Checkpoint hash", "Approved run")
FIRST, OTHER = RIDGES
SCORE, TOOL, SEED, OTHER_SEED = "100%", ("NumPy", "2.4.6"), "seed 123", "seed 124"
TEXT, TOKENS = ("This is", "some text"), ("1212 318", "617 2420")
FREE, LOCKED = (0.451629, 0.969553), 0.682352

FPS = 30


def px(pixels: float) -> float:
    return pixels * 8 / 1080


def at(x: float, y: float) -> np.ndarray:
    """A place, from the upper left corner."""
    return np.array((px(x - 960), px(540 - y), 0.0))


FLOOR, RADIUS, RIM, PRINT, FIELD = 850, 230, 16, 186, 200
MIDDLE, CLEAR = FLOOR - RADIUS, 330
NESTED = RADIUS - 20
GATE, PITCH, HALF, TOP = 1498, 760, 178, 280
SIGN, NAME, SUNK = 358, 462, FLOOR - TOP + 12
PAIR, BEFORE = (400, 960), 2.5 * PITCH
LAST_GATE, REFUSED, APPROVED = 862, 390, 1312
CONTACT, OUTSIDE = LAST_GATE - HALF - RADIUS - 30, -320
PLATE, APART = 232.4, 24
AHEAD = 1766
LARGE, OF_WEIGHT = 1.8, 2.14
WEIGHTS, DOT, HUB, FRONT, GROUP = 752, 4.2, 114, 0.16, 47
PERSON, STRIDE = 1.2, 349
CAPITAL = 0.72
