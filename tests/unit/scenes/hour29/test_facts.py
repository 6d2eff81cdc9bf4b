"""The numbers of hour 29 are those that were measured."""

from __future__ import annotations

from typing import Any

from storyreel.storyboard.load import Loaded

CLIP, FACTS = "hour29", "hour29_repro.json"
UNSEEDED = {"0.451629", "0.934882", "0.969553", "0.734661"}
"""Drawn by unseeded child processes in two launches; they cannot be drawn again."""
PASSED = 12
"""Cases of the tokenizer suite, and what it printed."""
SECONDS = "6.48s"


def test_digests_are_those_of_the_three_runs(data: Any, facts: dict[str, Any]) -> None:
    first, second, other = facts["runs"][:3]
    assert [run["args"]["seed"] for run in (first, second, other)] == [123, 123, 124]
    assert data.checkpoint_hash.first == first["sha256"]
    assert data.checkpoint_hash.second == second["sha256"]
    assert data.approved_run.other == other["sha256"]


def test_the_third_run_agrees_in_as_many_characters_as_was_measured(
    loaded: Loaded, data: Any, facts: dict[str, Any]
) -> None:
    pairs = zip(data.checkpoint_hash.first, data.approved_run.other, strict=True)
    equal = [one == other for one, other in pairs]
    assert sum(equal) == facts["runs"][2]["hex_chars_equal_to_run1"] == 8
    assert equal[:2] == [True, False], "it breaks at the second character"
    assert "8 of 64" in loaded.storyboard.alt


def test_the_accuracy_is_the_same(data: Any, facts: dict[str, Any]) -> None:
    assert {run["test_acc"] for run in facts["runs"][:3]} == {1.0}
    assert "100 %" in data.approved_run.heading


def test_as_many_weights_are_hashed(data: Any, facts: dict[str, Any]) -> None:
    assert f"{facts['n_params']} weights" in data.checkpoint_hash.heading


def test_locked_draws_are_the_first_of_the_seed(data: Any, facts: dict[str, Any]) -> None:
    assert data.seed_lock.seed == "seed 123"
    measured = [f"{draw:.6f}" for draw in facts["pcg64_draws"]["123"]]
    assert list(data.seed_lock.locked) == measured[: len(data.seed_lock.locked)]


def test_free_draws_were_drawn_too_and_are_no_locked_ones(data: Any, facts: dict[str, Any]) -> None:
    generators = (facts["pcg64_draws"], facts["mt19937_draws"])
    drawn = {f"{d:.6f}" for generator in generators for draws in generator.values() for d in draws}
    assert set(data.seed_lock.free) <= drawn | UNSEEDED
    assert not set(data.seed_lock.free) & set(data.seed_lock.locked)


def test_preflight_has_three_failures_and_exits_with_zero(loaded: Loaded, data: Any) -> None:
    failed = [line.text for line in data.preflight.lines if line.status == "fail"]
    assert failed == ["torch 0.0", "jupyterlab 0.0", "tensorflow 0.0"]
    assert len(data.preflight.lines) - len(failed) == 7
    assert data.preflight.script.says == "exit code 0"
    assert loaded.storyboard.beats[1].sentence == "Three FAIL lines, yet exit code zero."


def test_the_suite_has_the_measured_cases(loaded: Loaded, data: Any) -> None:
    assert data.tests.count == PASSED
    assert data.tests.result == f"{{count}} passed in {SECONDS}"
    assert "twelve" in (loaded.storyboard.beats[2].sentence or "")
