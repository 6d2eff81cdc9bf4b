"""The gallery inserts the example of a kind into a beat, and nothing else changes."""

from __future__ import annotations

import pytest
import yaml

from storyreel.base.errors import RequestError
from storyreel.pictures.kinds import KINDS
from storyreel.studio.insertion import with_example

BOARD = """\
clip: lesson
beats:
  - id: one   # first
    duration: 5
    layout: |
      a a
      b b
    picture:
      a: {figure: {value: 3}}
      figure: {text: {lines: [b]}}
  - {id: two, duration: 5, picture: {a: {mark: [number]}}}
  - id: three
    duration: 5
"""


@pytest.mark.parametrize("beat", [0, 1, 2])
def test_an_example_is_inserted_with_a_free_name_and_a_place(beat: int) -> None:
    after = with_example(BOARD, beat, "figure")
    assert "# first" in after
    before, changed = yaml.safe_load(BOARD), yaml.safe_load(after)
    told = changed["beats"][beat]
    example = yaml.safe_load(KINDS["figure"].example)
    assert told["picture"].pop("figure2") == {"figure": example}
    assert told.pop("layout").split() == ["a", "a", "figure2", "b", "b", "figure2"]
    expected = before["beats"][beat]
    expected.pop("layout", None)
    expected.setdefault("picture", {})
    assert changed == before


def test_things_of_a_first_beat_without_a_layout_need_none() -> None:
    board = "clip: a\nbeats:\n- {id: one, duration: 5}\n"
    (beat,) = yaml.safe_load(with_example(board, 0, "bars"))["beats"]
    assert list(beat["picture"]) == ["bars"] and "layout" not in beat


def test_a_text_that_only_the_parser_of_storyboards_reads_is_kept() -> None:
    board = "beats:\n- {id: one, duration: 5, picture: {a: {text: {lines: [which?]}}}}\n"
    assert "lines: [which?]" in with_example(board, 0, "figure")


@pytest.mark.parametrize(
    ("board", "beat", "kind"),
    [(BOARD, 0, "arrow"), (BOARD, 3, "bars"), ("clip: a\ndata: {}\nbeats: [{id: a}]\n", 0, "bars")],
)
def test_what_cannot_be_inserted_is_refused(board: str, beat: int, kind: str) -> None:
    with pytest.raises(RequestError, match="in an editor"):
        with_example(board, beat, kind)


@pytest.mark.parametrize(
    "beat",
    [
        "just words",
        "[1, 2]",
        "{id: a, picture: words}",
        "{id: a, layout: [a, b]}",
        "{id: a, then: words}",
        "{id: a, then: [words]}",
        "{id: a, then: [{at: 1, layout: 3}]}",
    ],
)
def test_beats_that_are_not_written_as_ones_are_left_alone(beat: str) -> None:
    board = f"clip: a\nbeats:\n- {{id: one, duration: 5}}\n- {beat}\n"
    with pytest.raises(RequestError, match="a beat is not a mapping"):
        with_example(board, 0, "bars")
