"""Values over time: pure functions of time, asked in any order."""

from __future__ import annotations

import pytest

from scenes.hour26.parts.keyed import Keyed, KeyedPart
from storyreel.design.easing import steady


def test_a_value_goes_from_the_one_that_it_has_when_the_move_begins() -> None:
    value = Keyed(1.0)
    value.go(2.0, 3.0, 2.0, steady)
    value.go(3.0, 0.0, 1.0, steady)  # in the middle of the first move
    assert [value.at(time) for time in (0.0, 2.0, 2.5, 3.0, 3.5, 4.0, 9.0)] == pytest.approx(
        [1.0, 1.0, 1.5, 2.0, 1.0, 0.0, 0.0]
    )


def test_a_cut_is_there_at_once() -> None:
    value = Keyed(0j)
    value.cut(1.0, 2 + 1j)
    assert (value.at(0.999), value.at(1.0)) == (0j, 2 + 1j)


def test_moves_out_of_order_are_refused() -> None:
    value = Keyed(0.0)
    value.go(2.0, 1.0)
    with pytest.raises(ValueError, match="before the last one"):
        value.go(1.9, 2.0)


class Counted(KeyedPart):
    """A part that records how it was posed."""

    def __init__(self, *values: Keyed[float]) -> None:
        self.values = values
        self.posed: list[tuple[object, ...]] = []

    def take(self, *values: object) -> None:
        self.posed.append(values)


def test_a_part_is_posed_again_only_where_a_value_has_changed() -> None:
    one, other = Keyed(0.0), Keyed(5.0)
    one.go(1.0, 1.0, 1.0, steady)
    part = Counted(one, other)
    for time in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 0.5):
        part.act(time, "given")
    assert part.posed == [("given", value, 5.0) for value in (0.0, 0.5, 1.0, 0.0)]
    part.act(0.5, "other")
    assert part.posed[-1] == ("other", 0.0, 5.0)
