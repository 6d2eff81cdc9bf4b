"""Hour 27: its numbers are those that were measured, and it keeps the rules of the family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline

CLIP, FACTS = "hour27", "hour27_dataset.json"
Texts = Callable[[Drawing], set[str]]
RATE = 15
Drawings = tuple[Drawing, ...]


def test_the_rows_are_those_of_the_shipped_file(loaded: Loaded, facts: dict[str, Any]) -> None:
    rows, measured = loaded.storyboard.data.drafts.rows, facts["synthetic_5"]
    assert [row.tokens for row in rows] == [row["output_gpt2_tokens"] for row in measured]
    assert [row.tokens > 0 for row in rows] == [row["gate_nonempty"] for row in measured]
    for row, fact in zip(rows, measured, strict=True):
        assert row.name in (fact["instruction"] or "null")
    assert sum(row.tokens > 0 for row in rows) == 4


def test_the_question_is_the_one_that_was_written(loaded: Loaded, facts: dict[str, Any]) -> None:
    data = loaded.storyboard.data
    words = " ".join(word for row in data.seed.question for word in row)
    assert words == facts["synthetic_5"][0]["instruction"]
    assert data.drafts.rows[0].name in sum(data.seed.question, ())


def test_the_field_is_one_that_every_row_lacks(loaded: Loaded, facts: dict[str, Any]) -> None:
    field = loaded.storyboard.data.gate.field
    assert all(field not in row["keys"] for row in facts["synthetic_5"])


def test_the_rewrite_is_as_long_as_it_was(loaded: Loaded, facts: dict[str, Any]) -> None:
    data, measured = loaded.storyboard.data.reflection, facts["reflection_lengths_tokens"][2]
    assert (len(data.original), data.rewritten) == (measured["before"], measured["after"])
    assert len(data.kept) == len(data.original)
    assert list(data.kept) == sorted(set(data.kept)) and data.kept[-1] < data.rewritten
    trap = facts["fallback_demo"][1]
    assert ("".join(data.original), data.fallback) == (trap["original"], trap["after_fallback"])


def test_title_rail_and_seed_are_there_from_the_first_frame(
    loaded: Loaded, drawings: Drawings, texts_in: Texts
) -> None:
    board = loaded.storyboard
    assert {board.title, *board.steps, *board.data.seed.header} <= texts_in(drawings[0])


def test_each_beat_ends_with_what_it_is_about(
    timeline: Timeline, drawings: Drawings, texts_in: Texts
) -> None:
    ends = {beat.id: texts_in(drawings[beat.frames.stop - 1]) for beat in timeline.beats}
    names = {"number 7", "a child", "null", "difficult", "my cat's"}
    assert {"number 7", "significance", "religions?"} <= ends["seed_set"]
    assert {*names, "600", "426", "0", "541", "542"} <= ends["synthetic_expansion"]
    assert {*names, "kilometers", "7", "4", "no [Better Answer]"} <= ends["reflection_cleanup"]
    assert {*names, "Blank", "Schema", "Duplicates", "Truth", "4", "/ 5"} <= ends["quality_gate"]
    assert {*names, "4 kept", "1 refused", "blank", "input"} <= ends["training_ready"]
    assert {*names, "4 kept", "1 refused", "blank"} <= ends["closing"]
    assert "Count usable rows, not rows." in ends["closing"]


def test_the_answer_unfolds_to_its_full_length(
    timeline: Timeline, drawings: Drawings, texts_in: Texts
) -> None:
    (beat,) = (beat for beat in timeline.beats if beat.id == "reflection_cleanup")
    whole = beat.frames.start + int(beat.cues["trap"] * RATE) - 1
    assert {"7", "92"} <= texts_in(drawings[whole])
    assert "92" not in texts_in(drawings[beat.frames.stop - 1])
