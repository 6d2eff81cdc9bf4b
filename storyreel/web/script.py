"""The player as one script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

PLAYER = "storyreel-player.js"
SCRIPT_MARK = "// Made by Storyreel"
_PARTS = "drawing.js", "element.js"


@cache
def player_script() -> str:
    """The player as one script that needs nothing else."""
    folder = files("storyreel.web").joinpath("player")
    scripts = (folder.joinpath(name).read_text("utf-8") for name in _PARTS)
    return "\n".join([SCRIPT_MARK, *scripts])
