"""Values of a clip's data that must agree or differ."""

from __future__ import annotations

from storyreel.storyboard.agreement import below, different, same_value
from storyreel.storyboard.record import Contradiction


def test_a_name_that_something_else_has_is_a_contradiction() -> None:
    (found,) = different(("labels", 1), "spam", ["not spam", "spam"])
    assert found == Contradiction(
        ("labels", 1), "'spam' names something else, too.", "Write another name."
    )
    assert list(different(("labels", 1), "spam", ["not spam"])) == []


def test_a_value_that_is_not_the_other_one_is_a_contradiction() -> None:
    (found,) = same_value(("count",), 19, 20, "the number of tokens")
    assert found == Contradiction(("count",), "is 19, but the number of tokens is 20.", "Write 20.")
    assert list(same_value(("count",), 20, 20, "the number of tokens")) == []


def test_contradictions_of_a_record_are_placed_below_its_key() -> None:
    (found,) = below(("classify", 0), same_value(("count",), 19, 20, "the list"))
    assert found.path == ("classify", 0, "count")
