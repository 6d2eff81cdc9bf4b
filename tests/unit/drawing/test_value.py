import pickle
from typing import Any

from storyreel.drawing.value import derived, value


@value(eq=True)
class _Square:
    side: int

    @derived
    def area(self) -> int:
        """The side, squared."""
        _COMPUTED.append(self.side)
        return self.side * self.side


@value(eq=False)
class _Thing:
    name: str


_COMPUTED: list[int] = []


def test_values_are_equal_by_their_fields_or_by_what_they_are() -> None:
    assert _Square(3) == _Square(3)
    assert hash(_Square(3)) == hash(_Square(3))
    assert _Square(3) != _Square(4)
    assert _Thing("a") != _Thing("a")
    assert len({_Thing("a"), _Thing("a")}) == 2


def test_a_derived_attribute_is_computed_once_and_never_where_it_is_not_read() -> None:
    _COMPUTED.clear()
    square = _Square(3)
    assert _COMPUTED == []
    assert [square.area, square.area] == [9, 9]
    assert _COMPUTED == [3]


def test_what_is_known_of_a_value_travels_with_it() -> None:
    square = _Square(5)
    assert square.area == 25
    _COMPUTED.clear()
    copy = pickle.loads(pickle.dumps(square))
    assert (copy, copy.area) == (square, 25)
    assert _COMPUTED == []


@value(eq=False)
class _Box:
    name: str
    content: Any

    @derived
    def size(self) -> int:
        return 1


class _Looking:
    """Reads what is derived of its box while it is pickled with it, as another thread might."""

    def __init__(self) -> None:
        self.box = _Box("box", self)

    def __reduce__(self) -> Any:
        return str, (f"box of size {self.box.size}",)


def test_an_attribute_may_be_derived_while_its_value_is_pickled() -> None:
    copy = pickle.loads(pickle.dumps(_Looking().box))
    assert copy.content == "box of size 1"


def test_a_derived_attribute_keeps_its_documentation() -> None:
    assert vars(_Square)["area"].__doc__ == "The side, squared."
