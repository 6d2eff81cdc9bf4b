"""Hour 25 as it is shipped: its numbers are the measured ones, and its frames keep the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scenes.hour25.parts.mismatch import alike
from scenes.hour25.parts.staircase import Staircase
from storyreel.design.layout import Grid
from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.timeline import Timeline

CLIP, FACTS = "hour25", "hour25_ui.json"

CACHED = 53
"""Positions read with a cache: the first four and one for each of the 49 later passes."""


def pairs(tokens: Any) -> list[list[Any]]:
    return [[token.text, token.id] for token in tokens]


def test_the_first_message_is_cut_as_measured(data: Any, facts: dict[str, Any]) -> None:
    assert data.message.text == facts["ch05"]["message"]
    assert pairs(data.message.tokens) == facts["ch05"]["tokens"]
    assert "".join(token.text for token in data.message.tokens) == data.message.text


def test_the_passes_read_as_many_positions_as_measured(data: Any, facts: dict[str, Any]) -> None:
    shown = data.generate
    assert shown.passes == facts["ch05"]["forward_passes"]
    assert shown.positions == facts["ch05"]["positions_processed_no_kv_cache"]
    assert shown.cached == CACHED


def test_the_staircase_draws_those_positions(data: Any) -> None:
    stairs = Staircase(Grid.STAGE, len(data.message.tokens), data.generate.passes)
    assert stairs.cells_read(data.generate.passes) == data.generate.positions
    assert stairs.kept == data.generate.cached


def test_the_row_of_the_classifier_is_as_measured(data: Any, facts: dict[str, Any]) -> None:
    shown, measured = data.classify, facts["ch06"]
    assert list(shown.tokens) == [text for text, _ in measured["tokens"]]
    assert shown.length == measured["max_length"]
    assert shown.own == f"{measured['n_ids']} tokens"
    assert shown.pads == f"{measured['pads_added']} pads, id {measured['pad_id']}"
    assert shown.labels[shown.winner] == "spam"


def test_the_two_prompts_are_those_that_were_measured(data: Any, facts: dict[str, Any]) -> None:
    shown = data.instruct
    trained, sent = ([number for _, number in facts[key]] for key in ("train_tokens", "app_tokens"))
    assert shown.trained.tokens == len(trained) == facts["training_template_tokens"]
    assert shown.sent.tokens == len(sent) == facts["ch07_app_prompt_tokens"]
    same = [first == second for first, second in zip(trained, sent, strict=False)]
    assert shown.equal == same.index(False) == facts["first_difference_index"]
    assert not any(same[shown.equal :])


def test_rows_that_are_alike_differ_from_there_on() -> None:
    upper, lower = alike(2, (3, 5))
    assert (len(upper), len(lower)) == (3, 5)
    assert [a == b for a, b in zip(upper, lower, strict=False)] == [True, True, False]


def test_the_running_counters_end_at_the_numbers_of_the_storyboard(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any
) -> None:
    beat = next(timed for timed in timeline.beats if timed.id == "generate")
    last = drawings[beat.frames.stop - 1]
    texts = {item.tag.text for item in last.items if item.tag and item.tag.role == "number"}
    shown = data.generate
    assert texts == {f"{n:,}" for n in (shown.passes, shown.positions, shown.cached)}
