"""`meter`: one value between two ends, with a threshold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Number, Point, Polyline, Rect, between, shown
from storyreel.pictures.kinds.chart import share_of
from storyreel.pictures.kinds.fields import Address, Count, Quantity, Text
from storyreel.pictures.kinds.kind import Kind, NoRoomError, Reading, entering, whole_ends
from storyreel.pictures.kinds.labels import CLOSE_UNITS, SMALLEST, fitted, width_of, words
from storyreel.pictures.looks import NAVY
from storyreel.storyboard.values import mistake

TRACK = Look(fill=color(Color.WHITE), stroke=color(Color.OUTLINE), width=px(3))
FILLINGS = {"navy": Look(fill=color(Color.NAVY)), "gold": Look(fill=color(Color.GOLD))}
THRESHOLD = Look(stroke=color(Color.DEEP_GOLD), width=Weight.STRONG)
HALO = Look(stroke=color(Color.WHITE), width=px(14))
OUT = px(16)
"""How far the line of the threshold reaches beyond the track."""

THICKEST = px(120)
THINNEST = px(26)
LINE = px(62)

WITH_FILLING = (0.0, 1.0)
"""Shares of a change between which the filling rises, and the number with it."""


class MeterState(Kind):
    """A track that fills up to a value; it is level in a wide room and upright in a high one. At
    and above the threshold the filling is gold."""

    name: ClassVar[str] = "meter"
    example: ClassVar[str] = (
        "{value: 0.82, digits: 0, percent: true, threshold: 0.7, threshold_label: bar}"
    )

    value: Annotated[
        Quantity,
        Field(
            description="The value; beyond an end the track is full. Required without `of`.",
        ),
    ] = 0.0
    of: Annotated[
        Address | None,
        Field(description="Instead of `value`: the point of a curve, which it follows."),
    ] = None
    first: Annotated[Quantity, Field(alias="from", description="Where the track begins.")] = 0.0
    last: Annotated[Quantity, Field(alias="to", description="Where the track ends.")] = 1.0
    digits: Annotated[
        Count | None, Field(ge=0, le=6, description="Show the number with so many digits.")
    ] = None
    percent: Annotated[bool, Field(description="Show the number in per cent.")] = False
    unit: Annotated[Text | None, Field(max_length=12, description="After the number.")] = None
    text: Annotated[
        Text | None, Field(max_length=16, description="Words in place of the number, as in ∞.")
    ] = None
    threshold: Annotated[Quantity | None, Field(description="A line across the track.")] = None
    threshold_label: Annotated[Text | None, Field(max_length=24, description="Its name.")] = None
    tone: Annotated[
        Literal["navy", "gold"], Field(description="The colour of the filling below a threshold.")
    ] = "navy"

    @model_validator(mode="after")
    def _of_one_number(self) -> MeterState:
        given = "value" in self.model_fields_set
        if self.of is None and not given:
            raise mistake("needs `value` or `of`.", "Write one of the two.")
        if self.of is not None and given:
            raise mistake("has both `of` and `value`.", "Write one of the two.", "value")
        return self

    @classmethod
    def carried(cls, known: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
        """A value that is stated ends what it followed, and the other way round."""
        ended = "value" if stated.get("of") is not None else "of" if "value" in stated else ""
        return {**{key: part for key, part in known.items() if key != ended}, **stated}

    @property
    def followed(self) -> str | None:
        return self.of

    def at_reading(self, reading: Reading) -> Kind:
        return self.model_copy(update={"value": reading.value})

    def addresses(self) -> Mapping[str, str]:
        return {} if self.of is None else {"of": self.of.removesuffix(".x")}

    @model_validator(mode="after")
    def _consistent(self) -> MeterState:
        if not self.first < self.last:
            raise mistake(
                f"goes from {self.first:g} to {self.last:g}.",
                "Write the smaller end as `from`.",
                "from",
            )
        if self.threshold is not None and not self.first <= self.threshold <= self.last:
            raise mistake(
                f"`threshold` {self.threshold:g} is not between its ends.",
                f"Write one from {self.first:g} to {self.last:g}.",
                "threshold",
            )
        if self.threshold_label and self.threshold is None:
            raise mistake(
                "names a threshold that it does not have.", "Add `threshold:`.", "threshold_label"
            )
        if self.percent and self.unit:
            raise mistake("has both `percent` and `unit`.", "Write one of the two.", "unit")
        return self

    @property
    def spec(self) -> str:
        """The format of the number."""
        form = f"{{:,.{self.digits or 0}{'%' if self.percent else 'f'}}}"
        if self.unit is None:
            return form
        return f"{form}{self.unit}" if self.unit in CLOSE_UNITS else f"{form} {self.unit}"

    @property
    def _out(self) -> float:
        """The room that the line of the threshold needs beside the track."""
        return OUT if self.threshold is not None else 0.0

    @property
    def counted(self) -> bool:
        """Whether a number, or words in its place, are shown."""
        return self.digits is not None or self.percent or self.text is not None

    def between(self, other: Kind, share: float) -> Kind | None:
        """The value rises or falls, so that the colour changes as it crosses the threshold."""
        if not isinstance(other, MeterState):
            return None
        if self.model_copy(update={"value": other.value}) != other:
            return None
        return self.model_copy(update={"value": between(self.value, other.value, share)})

    def counting(self, earlier: Kind | None) -> tuple[float, float] | None:
        if not isinstance(earlier, MeterState) or self.percent or self.digits or self.of:
            return None
        return whole_ends(earlier.value, self.value)

    def at_count(self, earlier: Kind | None, number: int) -> Kind:
        return self.model_copy(update={"value": float(number)})

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """The number enters with the filling and counts with it."""
        return before, entering(before, after, ("filling", "reading"), WITH_FILLING)

    def draw(self, room: Frame) -> Iterator[Element]:
        upright = room.height > room.width * 1.15
        yield from self._upright(room) if upright else self._level(room)

    def _level(self, room: Frame) -> Iterator[Element]:
        style = replace(Type.FIGURE, size=min(px(120), room.height * 0.34))
        above = style.size * 0.78 + px(20) if self.counted else self._out
        below = LINE if self.threshold_label else self._out
        thick = min(THICKEST, room.height - above - below)
        if thick < THINNEST or room.width < px(160):
            raise NoRoomError("the meter does not fit here.")
        bottom = room.center[1] - (above + thick + below) / 2 + below
        track = Frame(room.left, bottom, room.right, bottom + thick)
        reach = track.left + self._share(self.value) * track.width
        yield from self._filling(
            track, replace(track, right=reach), replace(track, right=track.left)
        )
        if self.threshold is not None:
            x = track.left + self._share(self.threshold) * track.width
            yield from _threshold((x, track.bottom - OUT), (x, track.top + OUT))
            if self.threshold_label:
                fit = fitted(self.threshold_label, Type.LABEL, room.width, LINE)
                half = width_of(self.threshold_label, fit) / 2
                x = min(max(x, room.left + half), room.right - half)
                place = (x, track.bottom - LINE / 2 - px(8))
                yield words("threshold_label", self.threshold_label, fit, place)
        if self.counted:
            place = (room.center[0], track.top + px(18) + style.size * 0.4)
            yield self._reading(Frame(room.left, track.top, room.right, room.top), style, place)

    def _upright(self, room: Frame) -> Iterator[Element]:
        style = replace(Type.FIGURE, size=min(px(110), room.height * 0.2))
        above = style.size * 1.05 if self.counted else 0.0
        beside = self._out
        if self.threshold_label:
            beside = width_of(self.threshold_label, Type.LABEL) + px(34)
        thick = min(px(130), room.width - beside - self._out)
        if thick < THINNEST or room.height - above < px(160):
            raise NoRoomError("the meter does not fit here.")
        left = room.center[0] - (thick + beside - self._out) / 2
        track = Frame(left, room.bottom, left + thick, room.top - above)
        reach = track.bottom + self._share(self.value) * track.height
        yield from self._filling(track, replace(track, top=reach), replace(track, top=track.bottom))
        if self.threshold is not None:
            y = track.bottom + self._share(self.threshold) * track.height
            yield from _threshold((track.left - OUT, y), (track.right + OUT, y))
            if self.threshold_label:
                place = (track.right + px(30), min(max(y, track.bottom + px(20)), track.top))
                yield words("threshold_label", self.threshold_label, Type.LABEL, place, "left")
        if self.counted:
            place = (track.center[0], room.top - style.size * 0.5)
            half = min(place[0] - room.left, room.right - place[0])
            around = Frame(place[0] - half, track.top, place[0] + half, room.top)
            yield self._reading(around, style, place)

    def _share(self, value: float) -> float:
        return share_of(value, (self.first, self.last), log=False)

    def _filling(self, track: Frame, filled: Frame, empty: Frame) -> Iterator[Element]:
        radius = min(track.width, track.height) * 0.24
        over = self.threshold is not None and self.value >= self.threshold
        yield Element("track", Rect(track, radius), TRACK)
        yield Element(
            "filling",
            Rect(filled, radius),
            FILLINGS["gold" if over else self.tone],
            birth=Rect(empty, radius),
        )

    def _reading(self, room: Frame, style: TextStyle, place: Point) -> Element:
        """The number, or the words in its place, as large as the widest end of the track allows."""
        ends = (self.value, self.first, self.last)
        texts = [self.text] if self.text else [shown(self.spec, value) for value in ends]
        widest = max(texts, key=lambda text: width_of(text, style))
        style = fitted(widest, style, room.width, style.size)
        if style.size < SMALLEST * 0.999:
            raise NoRoomError(f"{widest!r} is too small to be read here.")
        if self.text:
            return words("reading", self.text, style, place, look=NAVY).with_role("number")
        number = Number(self.value, self.spec, style, place, "center")
        return Element("reading", number, NAVY, "number", replace(number, value=self.first))


def _threshold(start: Point, stop: Point) -> Iterator[Element]:
    """A line across the track, with a white edge that keeps it apart from any filling."""
    yield Element("threshold edge", Polyline((start, stop)), HALO, "decor")
    yield Element("threshold", Polyline((start, stop)), THRESHOLD)
