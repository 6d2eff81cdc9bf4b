"""Imports Manim with its own defaults: the user's settings files are for plain scenes alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from importlib import import_module
from os import devnull
from pathlib import Path
from typing import Any

from storyreel.base.gc_tuning import freeze_imports
from storyreel.stage.late_imports import imported_late, made_late
from storyreel.stage.rotation import Rotation

_LATE = (
    "scipy.spatial.transform",  # whose place a class of ours takes
    "networkx",
    "bs4",
    "pygments.formatters.html",
    "pygments.lexers",
    "pygments.styles",
    "pathops",
    "isosurfaces",
    "mapbox_earcut",
    "moderngl",
    "xml.sax.saxutils",
    "srt",
    "pydub",
    "tqdm",
    "watchdog.observers",
)
"""What Manim imports for rotations, graphs, code, boolean operations, implicit curves, subcaptions,
sounds, its own progress bars, and scenes that follow their file: more than half of its import
time."""

_MADE_LATE = ("cloup", "rich", "rich.console", "rich.logging", "rich.theme")
"""What Manim sets its command line and its log up with, at each import: 30 ms."""


def import_manim() -> None:
    """Import Manim, unless that has happened; a broken `manim.cfg` does no harm."""
    with _settings_files_ignored(), imported_late(*_LATE), made_late(*_MADE_LATE):
        import_module("manim")
    vars(import_module("manim.utils.space_ops"))["Rotation"] = Rotation


def import_stage() -> None:
    """Import what every performance needs, which takes a second; otherwise the first one does.

    Workers start meanwhile; processes that are forked before would each import it again.
    """
    import_manim()
    import_module("storyreel.stage.scene")
    import_module("storyreel.stage.house_style")
    import_module("storyreel.stage.manim_config")
    import_module("numpy.random")  # every scene seeds it
    freeze_imports()


@contextmanager
def _settings_files_ignored() -> Iterator[None]:
    """Manim reads its own file with `read_file`, and with `read` those of the user if any.

    It looks for them in the home folder, which may be closed to this user.
    """
    no_home = _replaced(Path, "home", lambda: Path(devnull))
    with no_home, _replaced(ConfigParser, "read", lambda *_, **__: []):
        yield


@contextmanager
def _replaced(owner: type, name: str, method: Callable[..., Any]) -> Iterator[None]:
    """A method is another one in the block (`unittest.mock` would import asyncio for this)."""
    own = vars(owner).get(name)
    setattr(owner, name, method)
    try:
        yield
    finally:
        if own is None:
            delattr(owner, name)  # it was inherited
        else:
            setattr(owner, name, own)
