"""Hour 28: its numbers and the places of its terms against the facts, and what stays at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

import pytest

from scenes.hour28.parts.rack import SWEEP
from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.load import Loaded

CLIP, FACTS = "hour28", "hour28_tokenizer.json"
Places = dict[str, list[tuple[int, int]]]


@pytest.fixture(scope="module")
def note(facts: Any) -> dict[str, Any]:
    paragraph: dict[str, Any] = facts["paragraphs"]["pharmacy_note"]
    return paragraph


def places_of_terms(before: Sequence[str], after: Sequence[str]) -> Places:
    """Where each token of the second list that was several begins in the first, and of how many."""
    ends = {end: index + 1 for index, end in enumerate(accumulate(map(len, before)))}
    found: Places = {}
    at = 0
    for token, end in zip(after, accumulate(map(len, after)), strict=True):
        pieces = ends[end] - at
        if pieces > 1:
            found.setdefault(token.strip(), []).append((at, pieces))
        at = ends[end]
    return found


def test_terms_are_where_the_token_lists_have_them(data: Any, note: dict[str, Any]) -> None:
    before, after = (
        [text for text, _ in note[f"tokens_{which}_list"]] for which in ("before", "after")
    )
    shown = {term.name: [(at, term.pieces) for at in term.uses] for term in data.note.terms}
    assert shown == places_of_terms(before, after)
    assert {name: len(uses) for name, uses in shown.items()} == note["occurrences"]
    assert set(shown) == set(note["added_terms"])


def test_places_of_terms_are_counted_in_tokens() -> None:
    assert places_of_terms(["a", " bc", "d", " e"], ["a", " bcd", " e"]) == {"bcd": [(1, 2)]}


def test_the_note_has_the_measured_number_of_tokens(data: Any, note: dict[str, Any]) -> None:
    assert data.note.before == note["tokens_before"] == len(note["tokens_before_list"])
    assert data.note.after == note["tokens_after_spaced"] == len(note["tokens_after_list"])


def test_the_excerpt_is_what_the_note_says_there(data: Any, note: dict[str, Any]) -> None:
    shown = [data.excerpt.first, *data.excerpt.term]
    there = note["tokens_before_list"][data.excerpt.at :][: len(shown)]
    assert shown == [text.strip() for text, _ in there]


def test_the_page_has_the_words_of_the_note(data: Any, note: dict[str, Any]) -> None:
    assert " ".join(data.note.lines) == note["text"]


def test_a_third_fewer_tokens_are_a_third_less_work(loaded: Loaded, note: dict[str, Any]) -> None:
    assert "third less work per pass" in str(loaded.storyboard.beats)
    assert note["percent_shorter_spaced"] == pytest.approx(100 / 3, abs=1)
    assert note["whole_model_percent_less"] == pytest.approx(100 / 3, abs=1)


def test_the_term_of_the_excerpt_occurs_three_times(loaded: Loaded, data: Any) -> None:
    assert "occurs three times" in str(loaded.storyboard.beats)
    assert len(data.note.terms[0].uses) == 3


def test_the_savings_of_all_terms_are_what_the_note_is_shorter_by(
    drawings: Sequence[Drawing], texts_in: Callable[[Drawing], set[str]], data: Any
) -> None:
    every = {text for drawing in drawings for text in texts_in(drawing)}
    saved = [int(text[1:]) for text in every if text.startswith("−") and "%" not in text]
    assert sorted(saved) == [4, 5, 6, 8, 9, 18]
    assert sum(saved) == data.note.before - data.note.after


def test_both_passes_go_over_the_note_at_the_same_speed(loaded: Loaded, data: Any) -> None:
    before, *_, shorter, _ = (beat.cues for beat in loaded.storyboard.beats)
    first = (before["counted"] - before["count"]) / (data.note.before + SWEEP)
    second = (shorter["passed"] - shorter["passing"]) / (data.note.after + SWEEP)
    assert second == pytest.approx(first, rel=0.01)


def test_the_last_frame_sets_the_shorter_note_beside_the_empty_jar(
    drawings: Sequence[Drawing], texts_in: Callable[[Drawing], set[str]]
) -> None:
    shown = {"153", "103", "work per pass", "−33 %", "thrombocytopenia", "untrained"}
    assert shown <= texts_in(drawings[-1])


def test_the_bars_are_the_work_of_both_passes(data: Any, note: dict[str, Any]) -> None:
    for shown, measured in ((data.work.before, "before"), (data.work.after, "after")):
        total = note[f"forward_flops_{measured}"]["total"]
        assert shown == pytest.approx(total / 1e9, abs=0.005)
    assert 100 * (1 - data.work.after / data.work.before) == pytest.approx(33, abs=0.5)


def test_the_cost_is_one_jar_of_each_term(loaded: Loaded, data: Any, note: dict[str, Any]) -> None:
    assert "six jars" in str(loaded.storyboard.beats)
    assert len(data.note.terms) == note["rows_added"] == 6
