"""The words and numbers of hour 29 are those that were measured."""

from __future__ import annotations

from typing import Any

from storyreel.storyboard.load import Loaded

CLIP, FACTS = "hour29", "hour29_repro.json"
UNSEEDED = ("0.451629", "0.969553")
"""The first draws of one unseeded child process in two launches; they cannot be drawn again."""
PASSED = 12
"""Cases of the tokenizer suite."""
ENCODED = ("This is some text", (1212, 318, 617, 2420))
"""One of the cases: a text and its tokens in the vocabulary of GPT-2."""


def notes_of(loaded: Loaded, beat: str) -> str:
    (found,) = (each for each in loaded.storyboard.beats if each.id == beat)
    return " ".join((found.notes or "").split())


def test_digests_are_those_of_the_three_runs(data: Any, facts: dict[str, Any]) -> None:
    first, second, other = facts["runs"][:3]
    assert [run["args"]["seed"] for run in (first, second, other)] == [123, 123, 124]
    assert data.opening.first == data.checkpoint_hash.first == first["sha256"]
    assert data.checkpoint_hash.second == second["sha256"]
    assert data.opening.other == other["sha256"]


def test_the_other_run_agrees_in_as_many_characters_as_was_measured(
    loaded: Loaded, data: Any, facts: dict[str, Any]
) -> None:
    pairs = zip(data.opening.first, data.opening.other, strict=True)
    equal = sum(one == other for one, other in pairs)
    assert equal == facts["runs"][2]["hex_chars_equal_to_run1"] == 8
    chance = facts["expected_equal_hex_chars_by_chance"]
    assert f"{equal} of 64 characters are equal, and chance alone gives {chance}" in notes_of(
        loaded, "opening"
    )


def test_every_run_has_the_score(data: Any, facts: dict[str, Any]) -> None:
    scores = {run[key] for run in facts["runs"][:3] for key in ("train_acc", "test_acc")}
    assert [f"{score:.0%}" for score in scores] == [data.opening.score.replace(" ", "")]


def test_the_third_run_has_the_seed_of_the_other_one(data: Any, facts: dict[str, Any]) -> None:
    other = facts["runs"][2]["args"]
    assert data.opening.seed == f"seed {other['seed']}"
    assert data.opening.seed != data.seed_lock.seed


def test_as_many_weights_are_drawn_and_hashed(
    loaded: Loaded, data: Any, facts: dict[str, Any]
) -> None:
    count = facts["n_params"]
    assert data.checkpoint_hash.weights == count
    assert f"all {count} weights" in notes_of(loaded, "checkpoint_hash").lower()
    assert f"{count} weights" in str(loaded.storyboard.beats[4].caption)
    assert f"one is {float(facts['one_bit_flip']['old']):.4f}" in notes_of(
        loaded, "checkpoint_hash"
    )


def test_one_changed_bit_changes_the_digest_as_much_as_was_measured(
    loaded: Loaded, facts: dict[str, Any]
) -> None:
    flip = facts["one_bit_flip"]
    change = f"{flip['abs_change']:.9f}"
    assert f"One changed bit, {change}, leaves {flip['hex_equal']} of 64." in notes_of(
        loaded, "checkpoint_hash"
    )


def test_draws_are_those_of_the_launches_and_of_the_seed(data: Any, facts: dict[str, Any]) -> None:
    assert data.seed_lock.free == UNSEEDED
    assert data.seed_lock.seed == "seed 123"
    assert data.preflight.version == facts["numpy"]
    assert data.seed_lock.locked == f"{facts['pcg64_draws']['123'][0]:.6f}"


def test_the_suite_has_the_measured_cases(loaded: Loaded, data: Any) -> None:
    assert data.tests.count == PASSED
    assert (" ".join(data.tests.text), data.tests.tokens) == ENCODED
    assert f"{PASSED} passed in 6.48 seconds" in notes_of(loaded, "tests")
