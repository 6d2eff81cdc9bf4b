"""Tokens as tiles: a text that is cut into tiles, each with its id, and what tiles can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, px
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import between
from storyreel.parts.veil import Veil

RADIUS = px(14)
NUMBER_GAP, NUMBER_HEIGHT = px(74), px(116)
"""From the lower edge of a tile to the middle of its id, and the height of the id's plate."""

HIDDEN = 0.2
"""How far inside its tile an id is before it comes: as far as it can be without being on it."""


class Piece(Protocol):
    """A piece of text and its id: a `Token`, or a token as a storyboard has it."""

    @property
    def text(self) -> str: ...

    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text as the tokenizer cuts it, with its leading space, and its id."""

    text: str
    id: int


@dataclass(frozen=True, slots=True)
class Look:
    """The state of a tile: its place, how visible text and id are, and where its id is.

    `inside` is 0 for an id below the tile and 1 for an id in the tile, in place of the text.
    """

    frame: Frame
    said: float = 1.0
    told: float = 0.0
    inside: float = 0.0
    shown: float = 1.0

    def toward(self, other: Look, share: float) -> Look:
        """The look on the way from this one (0) to another (1)."""

        def between(first: float, second: float) -> float:
            return first + (second - first) * share

        return Look(
            self.frame.toward(other.frame, share),
            between(self.said, other.said),
            between(self.told, other.told),
            between(self.inside, other.inside),
            between(self.shown, other.shown),
        )


class Tile(VGroup):
    """One token on a plate; text and id shrink with the plate, but never grow.

    `widest` is the length of the longest id of the strip: all ids are equally large.
    """

    def __init__(
        self, token: Piece, look: Look, style: TextStyle, fill: str, ink: str, widest: float
    ) -> None:
        super().__init__()
        self._home, self._widest = look.frame, widest
        self._ink = ink
        self._plate = Plate(look.frame, RADIUS, fill)
        self._veil = Veil(self._plate)
        self._tag = Plate(look.frame, RADIUS, Color.WHITE, Color.LINE, role="decor")
        self._tag_veil = Veil(self._tag)
        text = Line(token.text, style, (0.0, 0.0), ink, "center", "token")
        number = Line(str(token.id), style, (0.0, 0.0), Color.NAVY, "center", "token")
        self._texts = [(line, line.points.copy(), Veil(line)) for line in (text, number)]
        self.add(self._tag, self._plate, number, text)
        self._look: Look | None = None
        self.stand(look)

    @property
    def look(self) -> Look:
        assert self._look is not None
        return self._look

    def stand(self, look: Look) -> None:
        """Take a look."""
        if look == self._look:
            return
        self._look = look
        frame = look.frame
        size = min(frame.width / self._home.width, frame.height / self._home.height, 1.0)
        fitting = min(frame.width * 0.8 / self._widest, frame.height / self._home.height, 1.0)
        small = 1 + (fitting - 1) * look.inside
        self._plate.fit(frame, RADIUS * size)
        x, y = frame.center
        below = frame.bottom - NUMBER_GAP * size
        number_y = below + (y - below) * look.inside
        # A text is gone before an id comes, and an id is not seen across the edge of its tile.
        told = look.told * max(1.6 * abs(1 - 2 * look.inside) - 0.6, 0.0)
        places = ((size, max(2 * look.said - 1, 0.0), y), (small, told, number_y))
        for (line, points, veil), (scale, shown, height) in zip(self._texts, places, strict=True):
            line.points = points * scale + np.array([x, height, 0.0])
            veil.set(shown * look.shown)
        half = NUMBER_HEIGHT * size / 2
        tag = Frame(frame.left, number_y - half, frame.right, number_y + half)
        self._tag.fit(tag, RADIUS * size)
        self._tag_veil.set((told if look.inside < 0.5 else 0.0) * look.shown)
        self._veil.set(min(look.shown * 3, 1.0))
        self._texts[1][0].fill_rgbas[0, :3] = between(Color.NAVY, self._ink, look.inside)


class TokenStrip(VGroup):
    """Tiles for tokens at the given places; a motion starts from the present state of the tiles."""

    def __init__(
        self,
        tokens: Sequence[Piece],
        frames: Sequence[Frame],
        style: TextStyle = Type.CODE_STRONG,
        fill: str = Color.NAVY,
        ink: str = Color.WHITE,
    ) -> None:
        super().__init__()
        widest = max(width_of(str(token.id), style) for token in tokens)
        self.tiles = [
            Tile(token, Look(frame), style, fill, ink, widest)
            for token, frame in zip(tokens, frames, strict=True)
        ]
        self.add(*self.tiles)

    def travel(
        self, frames: Sequence[Frame], run_time: float, overlap: float = 0.9, ease: Ease = glide
    ) -> Motion:
        """The tiles move to other places, one after the other."""
        return self._become(
            [
                Look(frame, tile.look.said, tile.look.told, tile.look.inside)
                for frame, tile in zip(frames, self.tiles, strict=True)
            ],
            run_time,
            overlap,
            ease,
        )

    def number(self, run_time: float) -> Motion:
        """The ids drop out of the tiles, one after the other."""
        for tile in self.tiles:
            tile.stand(Look(tile.look.frame, tile.look.said, 0.0, HIDDEN))
        looks = [Look(tile.look.frame, tile.look.said, 1.0, 0.0) for tile in self.tiles]
        return self._become(looks, run_time, 0.7, settle)

    def turn_to_ids(self, frames: Sequence[Frame], run_time: float) -> Motion:
        """The tiles move, and their ids take the place of their texts."""
        return self._become([Look(frame, 0.0, 1.0, 1.0) for frame in frames], run_time, 0.92, glide)

    def condense(self, frames: Sequence[Frame], run_time: float) -> Motion:
        """The tiles become cells that are too small for a text."""
        return self._become(
            [Look(frame, 0.0, 0.0, tile.look.inside) for frame, tile in self._with(frames)],
            run_time,
            0.95,
            glide,
        )

    @property
    def condensed(self) -> int:
        """How many tiles are cells already."""
        return sum(not (tile.look.said or tile.look.told) for tile in self.tiles)

    def burst(self, source: tuple[float, float], run_time: float) -> Motion:
        """The tiles come out of a point and go to their places."""
        x, y = source
        point = Frame(x - px(6), y - px(4), x + px(6), y + px(4))
        looks = [tile.look for tile in self.tiles]
        for tile in self.tiles:
            tile.stand(Look(point, 0.0, shown=0.0))
        return self._become(looks, run_time, 0.93, settle)

    def _with(self, frames: Sequence[Frame]) -> list[tuple[Frame, Tile]]:
        return list(zip(frames, self.tiles, strict=True))

    def _become(self, after: list[Look], run_time: float, overlap: float, ease: Ease) -> Motion:
        before = [tile.look for tile in self.tiles]

        def change(progress: float) -> None:
            for index, tile in enumerate(self.tiles):
                share = ease(staggered(progress, index, len(self.tiles), overlap))
                tile.stand(before[index].toward(after[index], share))

        return Motion(self, change, run_time, steady)
