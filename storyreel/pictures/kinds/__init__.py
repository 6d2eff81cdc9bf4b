"""The kinds of things that pictures consist of, one module each."""

from __future__ import annotations

from storyreel.pictures.kinds.bars import BarsState
from storyreel.pictures.kinds.card import CardState
from storyreel.pictures.kinds.cells import CellsState
from storyreel.pictures.kinds.chat import ChatState
from storyreel.pictures.kinds.code import CodeState
from storyreel.pictures.kinds.compare import CompareState
from storyreel.pictures.kinds.compass import CompassState
from storyreel.pictures.kinds.curve import CurveState
from storyreel.pictures.kinds.dots import DotsState
from storyreel.pictures.kinds.figure import FigureState
from storyreel.pictures.kinds.flow import FlowState
from storyreel.pictures.kinds.formula import FormulaState
from storyreel.pictures.kinds.icon import IconState
from storyreel.pictures.kinds.image import ImageState
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.layers import LayersState
from storyreel.pictures.kinds.link import ArrowState, BracketState
from storyreel.pictures.kinds.list import ListState
from storyreel.pictures.kinds.meter import MeterState
from storyreel.pictures.kinds.numberline import NumberlineState
from storyreel.pictures.kinds.points import PointsState
from storyreel.pictures.kinds.relay import RelayState
from storyreel.pictures.kinds.route import RouteState
from storyreel.pictures.kinds.table import TableState
from storyreel.pictures.kinds.terminal import TerminalState
from storyreel.pictures.kinds.text import TextState
from storyreel.pictures.kinds.timeline import TimelineState
from storyreel.pictures.kinds.tokens import TokensState
from storyreel.pictures.kinds.vs import VersusState

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
        RelayState,
        RouteState,
        TokensState,
        CellsState,
        DotsState,
        FormulaState,
        IconState,
        CodeState,
        TerminalState,
        ChatState,
        ListState,
        TableState,
        CompareState,
        CardState,
        ImageState,
        VersusState,
        ArrowState,
        BracketState,
    )
}
"""Every kind by its name, in the order of the gallery."""
