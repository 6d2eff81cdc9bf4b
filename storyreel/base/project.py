"""Where a project keeps its things; handed down, so that nobody reads the working directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one project, all absolute."""

    root: Path
    media: Path
    store: Path
    """Finished segments, for later runs."""

    @classmethod
    def at(cls, root: Path, media: Path | None = None, store: Path | None = None) -> Project:
        """The project at `root`, publishing to `media` and storing segments in `store`, or in
        folders of its own."""
        root = root.resolve()
        media, store = media or root / "media", store or root / ".storyreel" / "store"
        return cls(root, media.resolve(), store.resolve())

    @property
    def storyboards(self) -> Path:
        return self.root / "storyboards"

    @property
    def scenes(self) -> Path:
        return self.root / "scenes"

    @property
    def assets(self) -> Path:
        return self.root / "assets"

    def shown(self, path: Path) -> str:
        """A path as it is named to the user: relative to the project where it lies inside it."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )
