"""The only place that touches Manim's global configuration."""

from __future__ import annotations

import logging
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from manim import RendererType, config
from manim._config.utils import ManimConfig

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import Fps
from storyreel.design.tokens import Color
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.stage.settings_files import read_settings_files

_FRAME = {"frame_width": FRAME_WIDTH, "frame_height": float(FRAME_HEIGHT)}


@contextmanager
def manim_settings(width: int, height: int, fps: Fps) -> Iterator[None]:
    """Within the block, Manim draws for this size and rate, logs little and leaves no files.

    The frame is always 16:9, so that no layout depends on the quality. All settings are restored
    at the end of the block.
    """
    # Manim creates the folder when a text of its own needs it: a killed run rarely leaves one.
    folder = Path(tempfile.gettempdir(), f"storyreel-{secrets.token_hex(8)}")
    own = {"media_dir": str(folder), "background_color": Color.PEARL}
    try:
        with _settings(_stage(width, height, fps) | own):
            yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def settings_for_a_file(width: int, height: int, fps: Fps, media: Path) -> Iterator[None]:
    """As `manim_settings`, while a file of scenes is loaded, which may change settings.

    Files that Manim writes, such as outlines of text, go to `media`. Random generators are seeded
    unless the user's configuration seeds them, so that two runs give the same. Settings of the
    user's `manim.cfg` apply; raises RequestError for a wrong one.
    """
    with _settings({}):  # which also restores what the user's files set
        read_settings_files()
        own = {"media_dir": str(media), "seed": 0 if config.seed is None else config.seed}
        with _settings(_stage(width, height, fps) | own):
            yield


@contextmanager
def settings_of_a_file(width: int, height: int, fps: Fps, media: Path) -> Iterator[None]:
    """What the loaded file has set, as its colours, apart from size, rate and where things go.

    Raises RequestError where it asks for another renderer, or for a picture of another shape than
    `width` by `height`.
    """
    if config.renderer is not RendererType.CAIRO:
        what = f"the file asks for the renderer {config.renderer.name}, which is not Cairo."
        raise RequestError(Problem(what, "Take that setting out."))
    asked = config.pixel_width, config.pixel_height
    if abs(asked[0] * height - asked[1] * width) > 0.01 * asked[1] * width:
        what = f"the file asks for a picture of {asked[0]} by {asked[1]} in a computed way."
        remedy = "Set config.pixel_width and config.pixel_height to plain numbers at its top level."
        raise RequestError(Problem(what, remedy))
    with _settings(_stage(width, height, fps) | {"media_dir": str(media)}):
        yield


def _stage(width: int, height: int, fps: Fps) -> dict[str, Any]:
    return {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": fps.rate,
        "renderer": RendererType.CAIRO,
        "verbosity": "ERROR",
        "progress_bar": "none",
        "dry_run": True,
        "log_to_file": False,
        "notify_outdated_version": False,
        "preview": False,
        "enable_gui": False,
    }


@contextmanager
def _settings(settings: dict[str, Any]) -> Iterator[None]:
    """As Manim's `tempconfig`, which sets the renderer again each time: that takes 8 ms."""
    logger = logging.getLogger("manim")
    level, before = logger.level, config.copy()
    try:
        _update(settings)
        yield
    finally:
        _restore(before)
        logger.setLevel(level)


def _update(settings: dict[str, Any]) -> None:
    if settings.get("renderer") is config.renderer:
        settings = {name: value for name, value in settings.items() if name != "renderer"}
    config.update(settings)


def _restore(before: ManimConfig) -> None:
    """Let the configuration be what it was when it was copied."""
    if config.renderer is not before.renderer:
        config.renderer = before.renderer
    vars(config)["_d"].update(vars(before)["_d"])
