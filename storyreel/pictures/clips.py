"""Clips with pictures, and their errors; what draws pictures is not imported here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyreel.base.errors import Problem, RequestError
from storyreel.storyboard.load import Loaded, LoadedScene

if TYPE_CHECKING:
    from storyreel.pictures.board import PictureBoard
    from storyreel.pictures.performance import Performance


@dataclass(frozen=True)
class PictureClip(Loaded):
    """A clip in YAML alone, with its performance."""

    performance: Performance

    def forget(self) -> None:
        """Drop what performing has computed; another performance computes it again."""
        self.performance.score.forget()


@dataclass(frozen=True)
class SharedClip(LoadedScene):
    """A clip of pictures of which a scene performs some beats."""

    board: PictureBoard


@dataclass(frozen=True)
class Draft:
    """A clip that can be drawn, and the problems for which it is not published yet."""

    loaded: Loaded
    unfinished: tuple[Problem, ...] = ()


class PictureError(RequestError):
    """A scene shows a picture that is wrong."""
