"""What a clip is made from, as digests: how `list` knows whether a file is still current."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from storyreel import __version__
from storyreel.storyboard.catalog import ClipFiles

_PACKAGE = Path(__file__).parent
_DRAWING_SOURCES = ("design", "parts", "stage", "film", "timebase.py", "timeline.py", "quality.py")
"""The parts of the engine that decide what a clip looks like."""


@dataclass(frozen=True, slots=True)
class Origin:
    """SHA-256 of the storyboard, of the scene with its data module, and of the engine's sources."""

    storyboard: str
    scene: str
    engine: str

    def as_data(self) -> dict[str, str]:
        return asdict(self)

    def changes_since(self, recorded: Any) -> tuple[str, ...]:
        """Which of the three differ from what an earlier run recorded."""
        before = recorded if isinstance(recorded, dict) else {}
        return tuple(name for name, value in asdict(self).items() if before.get(name) != value)


def origin_of(clip: ClipFiles, storyboard_digest: str) -> Origin:
    """What would be rendered now."""
    return Origin(storyboard_digest, _digest([clip.scene, clip.data_module]), engine_digest())


@cache
def engine_digest() -> str:
    """SHA-256 over the version and every source of the engine that a picture can depend on."""
    sources = (_PACKAGE / name for name in _DRAWING_SOURCES)
    files = (
        path
        for source in sources
        for path in (sorted(source.rglob("*.py")) if source.is_dir() else [source])
    )
    return _digest(files, __version__)


def _digest(paths: Iterable[Path], start: str = "") -> str:
    digest = hashlib.sha256(start.encode())
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
