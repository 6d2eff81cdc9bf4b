"""The kinds of things that pictures consist of, one module each."""

from __future__ import annotations

from storyreel.pictures.kinds.bars import BarsState
from storyreel.pictures.kinds.cells import CellsState
from storyreel.pictures.kinds.compass import CompassState
from storyreel.pictures.kinds.curve import CurveState
from storyreel.pictures.kinds.dots import DotsState
from storyreel.pictures.kinds.figure import FigureState
from storyreel.pictures.kinds.flow import FlowState
from storyreel.pictures.kinds.formula import FormulaState
from storyreel.pictures.kinds.icon import IconState
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.layers import LayersState
from storyreel.pictures.kinds.link import ArrowState, BracketState
from storyreel.pictures.kinds.meter import MeterState
from storyreel.pictures.kinds.numberline import NumberlineState
from storyreel.pictures.kinds.points import PointsState
from storyreel.pictures.kinds.route import RouteState
from storyreel.pictures.kinds.text import TextState
from storyreel.pictures.kinds.timeline import TimelineState
from storyreel.pictures.kinds.tokens import TokensState

KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        TextState,
        FigureState,
        BarsState,
        CurveState,
        NumberlineState,
        PointsState,
        CompassState,
        MeterState,
        TimelineState,
        FlowState,
        LayersState,
        RouteState,
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
