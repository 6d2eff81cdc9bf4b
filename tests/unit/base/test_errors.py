"""Problems are read by people: they stay short, also where they quote long names."""

from __future__ import annotations

import pytest

from storyreel.base.errors import LONGEST_TEXT, LONGEST_WORD, Problem, nearest


def test_a_word_without_end_is_cut_short() -> None:
    problem = Problem(f"the key {'x' * 20_000} is unknown.", f"Write `{'y' * 20_000}: 1`.")
    assert len(str(problem)) < 2 * LONGEST_WORD
    assert problem.what.startswith("the key xxx") and problem.what.endswith("x… is unknown.")


def test_a_quotation_without_end_is_cut_short() -> None:
    assert len(Problem("many words " * 5000).what) == LONGEST_TEXT


def test_paths_and_file_names_of_any_valid_length_stay_whole() -> None:
    path = "/".join(["n" * 255] * 4)
    assert Problem(f"{path} does not exist.").what == f"{path} does not exist."


@pytest.mark.parametrize(
    ("name", "near"),
    [("durations", "duration"), ("dur", "duration"), ("capt", "caption"), ("wisdom", None)],
)
def test_the_nearest_name_is_of_similar_length_or_begins_alike(name: str, near: str | None) -> None:
    assert nearest(name, ["id", "step", "duration", "caption"]) == near
