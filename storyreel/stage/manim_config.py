"""The only place that touches Manim's global configuration."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from manim import tempconfig

from storyreel.film.drawing import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.timebase import Fps


@contextmanager
def manim_settings(width: int, height: int, fps: Fps) -> Iterator[None]:
    """Within the block Manim draws for this size and rate, says little and writes nothing.

    The frame is 16:9 whatever the pixels are, so that no layout depends on the quality. Everything
    is as before when the block is left, by whatever way.
    """
    logger = logging.getLogger("manim")
    level = logger.level
    settings = {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": fps.rate,
        "frame_width": FRAME_WIDTH,
        "frame_height": float(FRAME_HEIGHT),
        "renderer": "cairo",
        "verbosity": "ERROR",
        "progress_bar": "none",
        "dry_run": True,
        "log_to_file": False,
        "notify_outdated_version": False,
        "preview": False,
        "enable_gui": False,
    }
    try:
        with tempconfig(settings):
            yield
    finally:
        logger.setLevel(level)
