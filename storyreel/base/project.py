"""The folders of a project; passed down, so that no module reads the working directory."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

STORYBOARDS = "storyboards"
"""The folder that makes the folder around it a project."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one project, as absolute paths."""

    root: Path
    media: Path
    store: Path
    """Finished segments, for later runs."""

    @classmethod
    def at(cls, root: Path, media: Path | None = None, store: Path | None = None) -> Project:
        """The project at `root`, publishing to `media` and storing segments in `store` instead of
        its own folders."""
        root = _real(root)
        media, store = media or root / "media", store or root / ".storyreel" / "store"
        return cls(root, _real(media), _real(store))

    @property
    def storyboards(self) -> Path:
        return self.root / STORYBOARDS

    @property
    def scenes(self) -> Path:
        return self.root / "scenes"

    @property
    def assets(self) -> Path:
        return self.root / "assets"

    def shown(self, path: Path) -> str:
        """A path as users see it: relative to the project if it is inside, absolute otherwise."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )


def _real(path: Path) -> Path:
    """A path without links; one that leads in a circle stays as it is."""
    return Path(os.path.realpath(path))


def project_root(folder: Path) -> Path | None:
    """The nearest folder, from `folder` upwards, that has a folder `storyboards`."""
    for candidate in (folder, *folder.parents):
        if (candidate / STORYBOARDS).is_dir():
            return candidate
    return None
