"""What a clip is made from, as digests: how `list` knows whether a file is still current."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from storyreel import __version__
from storyreel.storyboard.catalog import ClipFiles

_PACKAGE = Path(__file__).parents[1]
_DRAWING_SOURCES = ("base", "design", "drawing", "encode", "paint", "parts", "stage", "storyboard")
"""The parts of the engine that decide what a clip looks like."""


@dataclass(frozen=True, slots=True)
class Origin:
    """SHA-256 of the storyboard, of the clip's Python modules, and of the engine's sources."""

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
    return Origin(storyboard_digest, _digest(clip.modules), engine_digest())


ELSEWHERE = "…/"
"""Before the name of a scene's file that is not in the project: a report names no other folder."""


@dataclass(frozen=True, slots=True)
class SceneOrigin:
    """What a plain scene's clip is made from: its file, in the project or elsewhere, the SHA-256
    of that file, and of the engine's sources."""

    file: str
    scene: str
    engine: str

    @classmethod
    def of(cls, path: Path, root: Path) -> SceneOrigin:
        """As it is now; `root` is the project's folder."""
        inside = path.is_relative_to(root)
        file = path.relative_to(root).as_posix() if inside else f"{ELSEWHERE}{path.name}"
        return cls(file, hashlib.sha256(path.read_bytes()).hexdigest(), engine_digest())

    @classmethod
    def recorded(cls, data: Any) -> SceneOrigin | None:
        """What an earlier run recorded, None where that was no plain scene."""
        names = [each.name for each in fields(cls)]
        if not isinstance(data, dict) or set(data) != set(names):
            return None
        return cls(*(str(data[name]) for name in names))

    @property
    def elsewhere(self) -> bool:
        """Whether the file is not in the project, where nobody can look at it."""
        return self.file.startswith(ELSEWHERE)

    def changes(self, root: Path) -> tuple[str, ...]:
        """In words, what is not any more as it was, as far as that can be seen."""
        path, changes = root / self.file, []
        if not self.elsewhere:
            if not path.is_file():
                changes.append(f"{self.file} is not there any more")
            elif SceneOrigin.of(path, root).scene != self.scene:
                changes.append("the scene has changed")
        return (*changes, *(["the engine has changed"] * (self.engine != engine_digest())))

    def as_data(self) -> dict[str, str]:
        return asdict(self)


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
