"""Hour 27: its cards are the rows of the shipped file, and each beat shows what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.storyboard.timeline import Timeline

CLIP, FACTS = "hour27", "hour27_dataset.json"
Texts = Callable[[Drawing], set[str]]
RATE = 15
Drawings = tuple[Drawing, ...]


@pytest.fixture(scope="module")
def ends(timeline: Timeline, drawings: Drawings) -> dict[str, Drawing]:
    """The last drawing of each beat."""
    return {beat.id: drawings[beat.frames.stop - 1] for beat in timeline.beats}


def plain(text: str) -> str:
    return text.replace("’", "'")


def test_the_cards_are_the_rows_of_the_shipped_file(data: Any, facts: dict[str, Any]) -> None:
    rows = facts["synthetic_5"]
    assert [card.tokens for card in data.cards] == [row["output_gpt2_tokens"] for row in rows]
    assert [bool(card.question) for card in data.cards] == [row["gate_nonempty"] for row in rows]


def test_questions_are_the_instructions_of_the_shipped_file(
    data: Any, facts: dict[str, Any]
) -> None:
    for card, row in zip(data.cards, facts["synthetic_5"], strict=True):
        instruction, question = row["instruction"] or "", plain(" ".join(card.question))
        assert question == instruction
        assert plain(" ".join(card.topic)) in question


def test_only_what_was_not_run_is_said_to_be(data: Any, facts: dict[str, Any]) -> None:
    assert data.rewrite.note == "planned"
    assert plain(" ".join(data.rewrite.question)) not in str(facts["synthetic_5"])


def test_four_of_five_passed(data: Any, ends: dict[str, Drawing], texts_in: Texts) -> None:
    assert "4 of 5" in texts_in(ends["training_ready"])
    assert "4 of 5" not in texts_in(ends["quality_gate"])


def cue_frame(timeline: Timeline, beat: str, cue: str) -> int:
    (found,) = (each for each in timeline.beats if each.id == beat)
    return found.frames.start + round(found.cues[cue] * RATE)


def test_the_question_is_written_by_the_end_of_its_beat(
    data: Any, ends: dict[str, Drawing], texts_in: Texts
) -> None:
    first, *others = data.cards
    assert {*first.question, "user", "Llama"} <= texts_in(ends["seed_set"])
    assert data.seed not in texts_in(ends["seed_set"]), "it is not empty any more"
    assert not {line for card in others for line in card.question} & texts_in(ends["seed_set"])


def test_the_seed_is_named_while_it_is_empty(
    data: Any, ends: dict[str, Drawing], texts_in: Texts
) -> None:
    assert {data.seed, data.role} <= texts_in(ends["opening"])
    assert not {line for card in data.cards for line in card.question} & texts_in(ends["opening"])


def test_the_gate_sees_four_written_cards_and_a_blank_one(
    data: Any, timeline: Timeline, drawings: Drawings, texts_in: Texts
) -> None:
    seen = texts_in(drawings[cue_frame(timeline, "quality_gate", "second")])
    assert {line for card in data.cards for line in card.topic} <= seen
    assert data.end not in seen


@pytest.mark.parametrize(("card", "cue"), [(0, "second"), (1, "third"), (3, "fifth")])
def test_a_card_keeps_its_topic(
    card: int, cue: str, data: Any, timeline: Timeline, drawings: Drawings, texts_in: Texts
) -> None:
    at = cue_frame(timeline, "synthetic_expansion", cue)
    shown = texts_in(drawings[at])
    assert set(data.cards[card].topic) <= shown
    assert not set(data.cards[card].question) & shown
    assert set(data.cards[card].topic) <= texts_in(drawings[at - 3]), "on its way, too"


@pytest.mark.parametrize(("card", "beat"), [(0, "seed_set"), (4, "synthetic_expansion")])
def test_a_question_is_written_whole(
    card: int, beat: str, data: Any, ends: dict[str, Drawing], texts_in: Texts
) -> None:
    assert {*data.cards[card].question, data.role} <= texts_in(ends[beat])


def test_a_reply_without_a_word_gets_an_end_mark(
    data: Any, timeline: Timeline, drawings: Drawings, texts_in: Texts
) -> None:
    start, stop = (cue_frame(timeline, "synthetic_expansion", cue) for cue in ("third", "fourth"))
    during = [texts_in(drawings[frame]) for frame in range(start + RATE, stop)]
    assert any(data.end in shown for shown in during)
    written = {line for card in data.cards for line in card.question}
    assert not any(written & shown for shown in during)
    assert data.end not in texts_in(drawings[start - 1])
    assert data.end not in texts_in(drawings[stop]), "its card is blank"


def test_the_original_is_above_its_planned_rewrite(
    data: Any, timeline: Timeline, drawings: Drawings, ends: dict[str, Drawing], texts_in: Texts
) -> None:
    both = texts_in(drawings[cue_frame(timeline, "reflection_cleanup", "erase") - 1])
    new = {word for line in data.rewrite.question for word in line.split()}
    assert {*data.cards[-1].question, *new, data.rewrite.note} <= both
    after = texts_in(ends["reflection_cleanup"])
    assert set(data.cards[-1].topic) <= after
    assert not {"How", data.rewrite.note} & after


def test_the_last_picture_names_what_is_missing(
    data: Any, ends: dict[str, Drawing], texts_in: Texts
) -> None:
    assert {*data.planned, data.written, data.rewrite.note, "Llama"} <= texts_in(ends["closing"])


def test_the_blank_card_is_planned_to_be_a_turn_again(
    data: Any, ends: dict[str, Drawing], texts_in: Texts
) -> None:
    assert data.role not in texts_in(ends["quality_gate"])
    assert data.role in texts_in(ends["closing"])


def lit(drawing: Drawing) -> bool:
    """Whether a gradient of gold light is in the picture."""
    fills = [item.fill for item in drawing.items if isinstance(item, PathItem) and item.fill]
    return any(len(fill.colors) == 2 and fill.colors[0][2] < 30000 for fill in fills)


def test_light_is_on_what_is_checked_and_on_what_has_passed(ends: dict[str, Drawing]) -> None:
    after = {"quality_gate", "training_ready", "closing"}
    assert {beat for beat in ends if lit(ends[beat])} == after
