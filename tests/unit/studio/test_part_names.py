"""A part of a thing is renamed wherever pictures of the thing name it, and nowhere else."""

from __future__ import annotations

import pytest

from storyreel.base.errors import RequestError
from storyreel.studio.part_names import with_renamed_part

BOARD = """\
# The bars of a lesson.
title: Ana has less
facts:
  low: {value: 20, source: made for this lesson}
beats:
  - id: first
    caption: Ana has 20.
    picture:
      pay: {bars: {values: {Ana: low, "Ben": 50}, mark: Ana}}  # Ana first
      other: {bars: {values: {Ana: 1, Ben: 2}}}
    then:
      - at: 3
        pay:
          bars:
            values:
              Ana: 30
              Ben: 60
            mark: [Ben, Ana]
"""


def test_a_rename_changes_keys_and_marks_of_one_thing() -> None:
    after = with_renamed_part(BOARD, "pay", "Ana", "Mia")
    changed = BOARD.replace("pay: {bars: {values: {Ana: low", "pay: {bars: {values: {Mia: low")
    changed = changed.replace("mark: Ana}", "mark: Mia}").replace("Ana: 30", "Mia: 30")
    assert after == changed.replace("[Ben, Ana]", "[Ben, Mia]")


def test_a_name_is_quoted_where_yaml_needs_it() -> None:
    after = with_renamed_part(BOARD, "pay", "Ben", "Ben: {late}")
    assert '"Ben: {late}": 50' in after
    assert '"Ben: {late}": 60' in after
    assert '["Ben: {late}", Ana]' in after


@pytest.mark.parametrize(
    ("thing", "name", "to"),
    [("pay", "Ana", "Ben"), ("pay", "Ana", " "), ("pay", "Cem", "Mia"), ("none", "Ana", "Mia")],
)
def test_what_is_no_name_or_would_be_two_is_refused(thing: str, name: str, to: str) -> None:
    with pytest.raises(RequestError):
        with_renamed_part(BOARD, thing, name, to)


def test_fields_and_kinds_are_no_names() -> None:
    for name in ("bars", "values", "mark"):
        with pytest.raises(RequestError):
            with_renamed_part(BOARD, "pay", name, "Mia")


def test_a_value_that_may_be_a_fact_of_the_same_name_is_left_alone() -> None:
    board = BOARD.replace("  low: {", "  Ana: {").replace("Ana: low", "Ana: Ana")
    with pytest.raises(RequestError):
        with_renamed_part(board, "pay", "Ana", "Mia")
