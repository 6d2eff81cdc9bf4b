"""`tokens`: pieces of text as tiles, with their ids below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from storyreel.base.counted import counted
from storyreel.design.layout import Frame
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.kinds.fields import Count, PictureSurroundings, Quantity, Text
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.kinds.regroup import exchanged, regrouped
from storyreel.pictures.kinds.token_drawing import TokenDrawing
from storyreel.pictures.kinds.token_plan import TokenPlanner
from storyreel.storyboard.values import Distinct, mistake

Places = Annotated[tuple[Count, ...], Distinct]
"""Places of pieces, counted from 1, each once."""

ARC_START, ARC_TIME = 0.3, 0.4
"""Share of a change after which the first new arc is drawn, and the share that each takes."""


class TokensState(Kind):
    """Tiles in reading order. A piece that is in the next picture, too, travels there. A piece that
    becomes several is cut where it is, and several that become one are joined. Things that are on
    stage together in places of one size have tiles of one size. `bars` rise from tiles of one row;
    with `top` alone, the tiles leave room for them. `arcs` lead from tile to tile of one row, above
    it."""

    name: ClassVar[str] = "tokens"
    quoted: ClassVar[bool] = True
    example: ClassVar[str] = "{pieces: [today, the, bee, makes, honey], mark: [5], hide: [5]}"

    pieces: Annotated[
        tuple[Text, ...], Field(min_length=1, max_length=60, description="The pieces of text.")
    ]
    ids: Annotated[
        tuple[Count, ...], Field(max_length=60, description="A number below each piece.")
    ] = ()
    mark: Annotated[Places, Field(description="Places of pieces in gold.")] = ()
    hide: Annotated[
        Places, Field(description="Places of pieces shown as empty; their words say how wide.")
    ] = ()
    cover: Annotated[
        Places,
        Field(description="Places of pieces behind a frosted pane, one for each row."),
    ] = ()
    breaks: Annotated[
        Places,
        Field(description="Places of pieces after which a new row begins."),
    ] = ()
    bars: Annotated[
        tuple[tuple[Count, Quantity], ...],
        Field(max_length=60, description="Pairs [place, number]: a bar above the piece."),
    ] = ()
    top: Annotated[Quantity | None, Field(gt=0, description="The number of a full bar.")] = None
    arcs: Annotated[
        tuple[tuple[Count, Count], ...],
        Field(max_length=60, description="Pairs [place, place]: an arc from one to the other."),
    ] = ()
    align: Annotated[
        Literal["center", "left"], Field(description="Where rows begin: centred, or at the left.")
    ] = "center"

    _longer: tuple[TokensState, ...] = PrivateAttr(default=())
    """Later forms of a row that begins at the left and is written on."""
    _beside: tuple[TokensState, ...] = PrivateAttr(default=())
    """Rows that are on stage together with this one, which have tiles of one size."""

    @field_validator("mark", "hide", "cover", "breaks", mode="before")
    @classmethod
    def _no_pieces(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuses pieces where their places are written."""
        pieces = info.data.get("pieces", ())
        around = info.context
        facts = around.arithmetic.values if isinstance(around, PictureSurroundings) else {}
        for at, place in enumerate(value if isinstance(value, tuple) else ()):
            is_word = isinstance(place, str) and place.isidentifier()
            if is_word and place in pieces and place not in facts:
                remedy = f"Write its place, {pieces.index(place) + 1}."
                raise mistake(f"{place!r} is a piece, not a place.", remedy, at)
        return value

    @model_validator(mode="after")
    def _consistent(self) -> TokensState:
        if self.ids and len(self.ids) != len(self.pieces):
            raise mistake(
                f"has {counted(len(self.pieces), 'piece')} and {counted(len(self.ids), 'id')}.",
                "Write one id for each.",
                "ids",
            )
        for place, at in self._places():
            if not 1 <= place <= len(self.pieces):
                remedy = f"Write places from 1 to {len(self.pieces)}."
                raise mistake(f"names piece {place}.", remedy, *at)
        if len(self.pieces) in self.breaks:
            remedy = "Delete that place of `breaks`."
            raise mistake("breaks the row after its last piece.", remedy, "breaks")
        if self.cover and len(self.cover) != max(self.cover) - min(self.cover) + 1:
            raise mistake(
                "covers pieces with a gap between them.", "Cover pieces in a row.", "cover"
            )
        return self

    @model_validator(mode="after")
    def _bars_consistent(self) -> TokensState:
        taken: set[int] = set()
        for index, (place, value) in enumerate(self.bars):
            if value < 0 or value > (self.top or value):
                what, remedy = "has a bar outside its scale.", "Write bars from 0 to `top`."
                raise mistake(what, remedy, "bars", index)
            if place in taken:
                raise mistake(f"has two bars above piece {place}.", "Write one.", "bars", index)
            taken.add(place)
        if self.arcs and (self.bars or self.top):
            raise mistake("has both bars and arcs.", "Write one of the two.", "arcs")
        for index, (start, stop) in enumerate(self.arcs):
            if start == stop:
                what = "has an arc from a piece to itself."
                raise mistake(what, "Name two places.", "arcs", index)
        return self

    def _places(self) -> Iterator[tuple[int, tuple[str | int, ...]]]:
        """Every place that a field names, and where it is written."""
        lists = {"mark": self.mark, "hide": self.hide, "cover": self.cover, "breaks": self.breaks}
        for key, places in lists.items():
            yield from ((place, (key, at)) for at, place in enumerate(places))
        yield from ((place, ("bars", at)) for at, (place, _) in enumerate(self.bars))
        for at, ends in enumerate(self.arcs):
            yield from ((place, ("arcs", at)) for place in ends)

    def steadied(self, states: Sequence[Kind]) -> Kind:
        """The same with the room that the row needs when it is written on to its end, so that its
        tiles keep their size and place."""
        steady = self.model_copy()
        steady._longer = tuple(
            each for each in states if isinstance(each, TokensState) and self._goes_on_in(each)
        )
        return steady

    def matched(self, states: Sequence[Kind]) -> Kind:
        """The same with tiles as large as those of the rows beside it."""
        matched = self.model_copy()
        matched._beside = tuple(each for each in states if isinstance(each, TokensState))
        return matched

    def _goes_on_in(self, other: TokensState) -> bool:
        """Whether another row at the left begins with this one."""
        size = len(self.pieces)
        return self.align == other.align == "left" and self.pieces == other.pieces[:size]

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        if not isinstance(earlier, TokensState):
            return before, after
        ends = regrouped(earlier.pieces, self.pieces, before, _new_arcs_last(before, after))
        return exchanged(*ends)

    def draw(self, room: Frame) -> Iterator[Element]:
        return TokenDrawing(self, TokenPlanner(self).plan(room)).draw(room)

    @property
    def as_large(self) -> tuple[TokensState, ...]:
        """The rows whose tiles have the size of its own: later forms of this row, which is written
        on, and rows beside it."""
        return *self._longer, *self._beside

    @property
    def has_above(self) -> bool:
        """Whether the tiles leave room for bars or arcs above them."""
        return bool(self.bars or self.arcs) or self.top is not None


def _new_arcs_last(before: Picture, after: Picture) -> Picture:
    """The later elements, with new arcs drawn one after another once the tiles have made room."""
    known = {element.key for element in before}
    arcs = [
        element.key
        for element in after
        if element.key.startswith("arc/") and element.key not in known
    ]
    spans = {}
    for place, key in enumerate(arcs):
        start = ARC_START + (1 - ARC_START - ARC_TIME) * place / max(len(arcs) - 1, 1)
        spans[key] = (start, start + ARC_TIME)
    return tuple(
        element._replace(span=spans[element.key]) if element.key in spans else element
        for element in after
    )
