"""A part of a thing is renamed wherever pictures of the thing name it, and nowhere else."""

from __future__ import annotations

import pytest

from storyreel.base.errors import RequestError
from storyreel.pictures.kinds import KINDS
from storyreel.storyboard.values import ADDRESS
from storyreel.studio.edits import plain_data
from storyreel.studio.part_names import ADDRESSES, with_renamed_part

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


TAKEN_FOR_YAML = ["- a", "? a", "&a", "*a", "!!map", "---", "# a", "yes", "1e3", "<<", "{a}", "'a"]


@pytest.mark.parametrize(
    "name", [*TAKEN_FOR_YAML, '"', "a\nb: c", "\0" * 100, "a\u2028b", "\U0001f600" * 100]
)
def test_any_short_text_is_a_name_and_changes_nothing_else(name: str) -> None:
    expected = str(plain_data(BOARD)).replace("'Ana'", repr(name))
    assert str(plain_data(with_renamed_part(BOARD, "pay", "Ana", name))) == expected.replace(
        f"{{{name!r}: 1,", "{'Ana': 1,"
    )


@pytest.mark.parametrize("text", [BOARD + "}", BOARD + "a: *b"])
def test_a_storyboard_that_is_no_yaml_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="not valid YAML"):
        with_renamed_part(text, "pay", "Ana", "Mia")


@pytest.mark.parametrize(
    ("thing", "name", "to"),
    [
        ("pay", "Ana", "Ben"),
        ("pay", "Ana", "x" * 101),
        ("pay", "Ana", " "),
        ("pay", "Cem", "Mia"),
        ("none", "Ana", "Mia"),
    ],
)
def test_what_is_no_name_or_would_be_two_is_refused(thing: str, name: str, to: str) -> None:
    with pytest.raises(RequestError):
        with_renamed_part(BOARD, thing, name, to)


def test_fields_and_kinds_are_no_names() -> None:
    for name in ("bars", "values", "mark"):
        with pytest.raises(RequestError):
            with_renamed_part(BOARD, "pay", name, "Mia")


JOINED = (
    BOARD
    + """\
  - id: second
    picture:
      points: {arrow: {from: pay.Ana, to: other.Ana}}
      spans: {bracket: {under: pay.Ana, label: pay.Ana}}
      near: {arrow: {from: pay.Anamaria, to: pay}}
"""
)


def test_what_joins_or_follows_a_part_refers_to_its_new_name() -> None:
    after = with_renamed_part(JOINED, "pay", "Ana", "Mia Lee")
    assert "{from: pay.Mia Lee, to: other.Ana}" in after
    assert "{under: pay.Mia Lee, label: pay.Ana}" in after
    assert "{from: pay.Anamaria, to: pay}" in after


@pytest.mark.parametrize("to", ["x" * 77, "a\nb"])
def test_a_name_that_no_arrow_can_point_at_is_refused_where_one_does(to: str) -> None:
    with pytest.raises(RequestError, match=r"refers to pay\.Ana"):
        with_renamed_part(JOINED, "pay", "Ana", to)
    assert with_renamed_part(BOARD, "pay", "Ana", to)


def test_every_field_that_is_an_address_is_known() -> None:
    fields = {
        name
        for kind in KINDS.values()
        for name, field in kind.model_json_schema()["properties"].items()
        if ADDRESS in (each.get("pattern") for each in (field, *field.get("anyOf", ())))
    }
    assert fields == set(ADDRESSES)


def test_a_value_that_may_be_a_fact_of_the_same_name_is_left_alone() -> None:
    board = BOARD.replace("  low: {", "  Ana: {").replace("Ana: low", "Ana: Ana")
    with pytest.raises(RequestError):
        with_renamed_part(board, "pay", "Ana", "Mia")
