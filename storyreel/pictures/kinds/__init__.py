"""The kinds of things that pictures consist of, one module each."""

from __future__ import annotations

from storyreel.pictures.kinds.bars import BarsState
from storyreel.pictures.kinds.cells import CellsState
from storyreel.pictures.kinds.curve import CurveState
from storyreel.pictures.kinds.dots import DotsState
from storyreel.pictures.kinds.figure import FigureState
from storyreel.pictures.kinds.formula import FormulaState
from storyreel.pictures.kinds.icon import IconState
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.link import ArrowState, BracketState
from storyreel.pictures.kinds.text import TextState
from storyreel.pictures.kinds.tokens import TokensState

KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        TextState,
        FigureState,
        BarsState,
        CurveState,
        TokensState,
        CellsState,
        DotsState,
        FormulaState,
        IconState,
        ArrowState,
        BracketState,
    )
}
"""Every kind by its name, in the order of the gallery."""
