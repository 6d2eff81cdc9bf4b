import pickle

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


def test_a_derived_attribute_keeps_its_documentation() -> None:
    assert vars(_Square)["area"].__doc__ == "The side, squared."
