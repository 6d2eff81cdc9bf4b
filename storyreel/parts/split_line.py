"""A line of text that is cut between letters."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

import numpy as np
from manim import VMobject

from storyreel.design.text import shape_line
from storyreel.parts.marks import tag_of, tagged
from storyreel.parts.shape import Shape, ShapeGroup
from storyreel.parts.text import Line


class SplitLine(ShapeGroup):
    """A line of text in pieces; until they move apart, every letter is where the line has it.

    Pieces take the line as it is now, moved, scaled and coloured. A piece of spaces alone has no
    points.
    """

    def __init__(self, line: Line, *pieces: str) -> None:
        """Raise ValueError unless the pieces make up the line's text.

        Also where a cut would go through a ligature.
        """
        if "".join(pieces) != line.text:
            raise ValueError(f"{pieces} do not make up {line.text!r}.")
        super().__init__(
            *(
                _piece(line, text, first)
                for text, first in zip(pieces, _firsts(pieces), strict=True)
            )
        )
        self._whole = [piece.points.copy() for piece in self]

    def spread(self, gap: float) -> SplitLine:
        """Widen all gaps between the pieces to `gap`, in scene units; the middle stays."""
        for place, (piece, points) in enumerate(zip(self, self._whole, strict=True)):
            shift = (place - (len(self._whole) - 1) / 2) * gap
            piece.points = points + np.array([shift, 0.0, 0.0])
        return self


def _firsts(pieces: tuple[str, ...]) -> list[int]:
    """The number of the first letter of each piece."""
    return [0, *accumulate(map(len, pieces[:-1]))] if pieces else []


def _piece(line: Line, text: str, first: int) -> VMobject:
    """The letters of a line from a number on, as a mobject of their own."""
    shaped = shape_line(line.text, line.style)
    clusters = [glyph.cluster for glyph in shaped.glyphs]
    if text and first not in clusters:
        raise ValueError(f"{line.text!r} cannot be cut in the ligature before letter {first + 1}.")
    ends = [0, *accumulate(len(glyph.curves) for glyph in shaped.glyphs)]
    chosen = [k for k, cluster in enumerate(clusters) if first <= cluster < first + len(text)]
    piece = Shape()
    piece.stroke_width = line.stroke_width
    piece.fill_rgbas, piece.stroke_rgbas = line.fill_rgbas.copy(), line.stroke_rgbas.copy()
    if chosen:
        piece.points = line.points[ends[chosen[0]] : ends[chosen[-1] + 1]].copy()
    tag = tag_of(line)
    if tag is not None:
        tagged(piece, replace(tag, text=text, cap_share=_cap_share(tag.cap_share, line, piece)))
    return piece


def _cap_share(share: float | None, line: Line, piece: VMobject) -> float | None:
    """The cap height over the height of the piece's ink, from that of the whole line."""
    if share is None or not len(piece.points):
        return share
    whole, part = (float(np.ptp(each.points[:, 1])) for each in (line, piece))
    return share * whole / part if part else share
