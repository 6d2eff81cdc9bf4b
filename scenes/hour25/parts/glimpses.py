"""Three rooms seen from afar: a staircase of readings, a padded row, a wrapped prompt."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import px

from .padding import PaddedRow
from .staircase import Staircase
from .template import sketch


class Glimpses(VGroup):
    """A small picture to scale in the right part of each of three low rooms.

    `readings` are the length of the first and the number of passes, `row` the places taken and
    all places, `owns` whether each line of the prompt is the message's.
    """

    def __init__(
        self,
        rooms: Sequence[Frame],
        readings: tuple[int, int],
        row: tuple[int, int],
        owns: Sequence[bool],
    ) -> None:
        first, second, third = (_right_part(room) for room in rooms)
        stairs = Staircase(first, *readings, gap=0.0)
        stairs.climb_to(readings[1])
        super().__init__(stairs, PaddedRow(second, *row, gap=0.0).fill(), sketch(third, owns))


def _right_part(room: Frame) -> Frame:
    return Frame(room.left + px(290), room.bottom + px(30), room.right - px(40), room.top - px(30))
