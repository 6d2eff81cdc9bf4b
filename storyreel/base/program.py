"""How users start Storyreel: as `render.py` in a checkout, as `storyreel` where it is installed."""

from __future__ import annotations

from pathlib import Path

_HOME = Path(__file__).parents[2]

CHECKOUT: Path | None = _HOME if (_HOME / "render.py").is_file() else None
"""The repository that the program runs from, or None where it is installed as a package."""

REINSTALL = (
    "Install Storyreel again, into an empty environment."
    if CHECKOUT is None
    else "Delete .venv and run the same command again."
)
"""The remedy for an installed package that is missing or damaged."""

PROGRAM = "storyreel" if CHECKOUT is None else "render.py"
"""The program's name in help and messages."""
