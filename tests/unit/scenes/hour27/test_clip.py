"""Hour 27: its cards are the rows of the shipped file, and each beat shows what it says."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Drawing, Item, PathItem
from storyreel.drawing.quanta import Box, quantise
from storyreel.storyboard.timeline import Timeline
from tests.unit.drawn_texts import drawn_texts

CLIP, FACTS = "hour27", "hour27_dataset.json"
RATE = 15
SMALL = quantise(px(100))
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


def test_four_of_five_passed(
    timeline: Timeline, drawings: Drawings, ends: dict[str, Drawing]
) -> None:
    before_it_is_opened = cue_frame(timeline, "training_ready", "open") - 1
    assert "4 of 5" in drawn_texts(drawings[before_it_is_opened])
    assert "4 of 5" not in drawn_texts(ends["quality_gate"])


def cue_frame(timeline: Timeline, beat: str, cue: str) -> int:
    (found,) = (each for each in timeline.beats if each.id == beat)
    return found.frames.start + round(found.cues[cue] * RATE)


def test_the_question_is_written_by_the_end_of_its_beat(
    data: Any, ends: dict[str, Drawing]
) -> None:
    first, *others = data.cards
    assert {*first.question, "user", "Llama"} <= drawn_texts(ends["seed_set"])
    assert data.seed not in drawn_texts(ends["seed_set"]), "it is not empty any more"
    assert not {line for card in others for line in card.question} & drawn_texts(ends["seed_set"])


def test_the_seed_is_named_while_it_is_empty(data: Any, drawings: Drawings) -> None:
    shown = drawn_texts(drawings[0])
    assert {data.seed, data.role} <= shown
    assert not {line for card in data.cards for line in card.question} & shown


def test_writing_begins_within_the_first_second(data: Any, drawings: Drawings) -> None:
    assert data.cards[0].question[0] in drawn_texts(drawings[RATE])


def test_the_answer_is_an_assistants_below_its_question(
    data: Any, timeline: Timeline, drawings: Drawings
) -> None:
    shown = drawn_texts(drawings[cue_frame(timeline, "synthetic_expansion", "spread") - 1])
    assert {data.role, *data.cards[0].question, data.answer.role, *data.answer.passage} <= shown
    assert data.answer.doubt not in shown


def test_the_gate_sees_four_written_cards_and_a_blank_one(
    data: Any, timeline: Timeline, drawings: Drawings
) -> None:
    seen = drawn_texts(drawings[cue_frame(timeline, "quality_gate", "second")])
    assert {line for card in data.cards for line in card.topic} <= seen


@pytest.mark.parametrize(("card", "cue"), [(0, "second"), (1, "third"), (3, "fifth")])
def test_a_card_keeps_its_topic(
    card: int, cue: str, data: Any, timeline: Timeline, drawings: Drawings
) -> None:
    at = cue_frame(timeline, "synthetic_expansion", cue)
    shown = drawn_texts(drawings[at])
    assert set(data.cards[card].topic) <= shown
    assert not set(data.cards[card].question) & shown
    assert set(data.cards[card].topic) <= drawn_texts(drawings[at - 3]), "on its way, too"


@pytest.mark.parametrize(("card", "beat"), [(0, "seed_set"), (4, "synthetic_expansion")])
def test_a_question_is_written_whole(
    card: int, beat: str, data: Any, ends: dict[str, Drawing]
) -> None:
    assert {*data.cards[card].question, data.role} <= drawn_texts(ends[beat])


def test_one_run_has_no_word(data: Any, timeline: Timeline, drawings: Drawings) -> None:
    start, stop = (cue_frame(timeline, "synthetic_expansion", cue) for cue in ("third", "fourth"))
    during = [drawn_texts(drawings[frame]) for frame in range(start + RATE, stop)]
    written = {line for card in data.cards for line in card.question}
    assert all("3" in shown and not written & shown for shown in during)


def test_nothing_is_written_while_the_caption_says_so(data: Any, drawings: Drawings) -> None:
    written = {line for card in data.cards for line in card.question}
    said = [drawn_texts(each) for each in drawings if "Nothing comes." in drawn_texts(each)]
    assert said
    assert not any(written & shown for shown in said)


@pytest.mark.parametrize(("run", "cue"), [(2, "third"), (3, "fourth"), (4, "fifth")])
def test_the_runs_are_counted(run: int, cue: str, timeline: Timeline, drawings: Drawings) -> None:
    numbers = {str(each) for each in range(1, 6)}
    shown = drawn_texts(drawings[cue_frame(timeline, "synthetic_expansion", cue) - 1])
    assert shown & numbers == {str(run)}


def test_the_original_is_above_its_planned_rewrite(
    data: Any, timeline: Timeline, drawings: Drawings, ends: dict[str, Drawing]
) -> None:
    both = drawn_texts(drawings[cue_frame(timeline, "reflection_cleanup", "erase") - 1])
    new = {word for line in data.rewrite.question for word in line.split()}
    assert {*data.cards[-1].question, *new, data.rewrite.note} <= both
    after = drawn_texts(ends["reflection_cleanup"])
    assert set(data.cards[-1].topic) <= after
    assert not {"How", data.rewrite.note} & after


def test_words_that_stay_come_out_from_behind_the_original(
    data: Any, timeline: Timeline, drawings: Drawings
) -> None:
    write, erase = (cue_frame(timeline, "reflection_cleanup", cue) for cue in ("write", "erase"))
    new = {word for line in data.rewrite.question for word in line.split()}
    for drawing in drawings[write + 1 : erase]:
        words, (name,) = seen(drawing, new), seen(drawing, {data.role})
        assert words
        assert max(map(drawing.items.index, words)) < drawing.items.index(name)


def test_the_original_stays_where_it_is_until_its_rewrite_has_gone(
    data: Any, timeline: Timeline, drawings: Drawings
) -> None:
    write = cue_frame(timeline, "reflection_cleanup", "write")
    stop = next(beat.frames.stop for beat in timeline.beats if beat.id == "reflection_cleanup")
    with_plan = [each for each in drawings[write:stop] if seen(each, {data.rewrite.note})]
    places = {item.box for each in with_plan for item in seen(each, {data.role})}
    assert len(places) == 1
    assert drawings[stop - 1] not in with_plan


def test_no_check_is_seen_on_the_blank_card_while_the_others_are_stacked(
    timeline: Timeline, drawings: Drawings
) -> None:
    gather, bind = (cue_frame(timeline, "training_ready", cue) for cue in ("gather", "bind"))
    gold = tuple(257 * value for value in bytes.fromhex(Color.GOLD_LINE[1:]))
    seen_on_it = 0
    for drawing in drawings[gather + 1 : bind]:
        paths = [each for each in drawing.items if isinstance(each, PathItem)]
        edges = [each.stroke and each.stroke.paint.colors[0][:3] == gold for each in paths]
        first = edges.index(True)
        above = [each.path.box for each in paths[first + 1 :] if each.path.box.height < SMALL]
        blank = paths[first].path.box
        badges = [box for box in above if box.overlaps(blank) and box.top > blank.top]
        assert not badges
        seen_on_it += 1
    assert seen_on_it > 3


def test_the_last_picture_shows_what_passed_and_who_doubts_it(
    data: Any, ends: dict[str, Drawing]
) -> None:
    shown = drawn_texts(ends["closing"])
    assert {*data.planned, data.written, data.rewrite.note} <= shown
    assert {data.answer.role, *data.answer.passage, data.answer.doubt} <= shown
    assert "4 of 5" not in shown


PLANETS = {"Sun", "Moon", "Mercury", "Venus", "Mars", "Jupiter", "Saturn"}
"""The seven of the ancients."""


def test_the_passage_is_wrong_about_what_the_person_misses(data: Any) -> None:
    words = {word.strip("(),.…") for line in data.answer.passage for word in line.split()}
    missed = PLANETS - words
    assert missed == {data.answer.doubt.strip("?")}
    assert words - PLANETS >= {data.answer.wrong} == {"Earth"}


def lit(drawing: Drawing) -> bool:
    """Whether a gradient of gold light is in the picture."""
    fills = [item.fill for item in drawing.items if isinstance(item, PathItem) and item.fill]
    return any(len(fill.colors) == 2 and fill.colors[0][2] < 30000 for fill in fills)


def test_light_is_on_what_is_checked_and_on_what_has_passed(ends: dict[str, Drawing]) -> None:
    after = {"quality_gate", "training_ready", "closing"}
    assert {beat for beat in ends if lit(ends[beat])} == after


def seen(drawing: Drawing, texts: set[str]) -> list[Item]:
    """The items of a drawing that are one of these texts."""
    return [item for item in drawing.items if item.tag and item.tag.text in texts]


def paper_below(text: Item, drawing: Drawing) -> Box | None:
    """The outline of the paper on which a text begins: the uppermost one below it, if any."""
    x, y = text.box.left, (text.box.bottom + text.box.top) // 2
    below = drawing.items[: drawing.items.index(text)]
    papers = [item.path.box for item in below if isinstance(item, PathItem) and item.shadow]
    under = [box for box in papers if box.left < x < box.right and box.bottom < y < box.top]
    return under[-1] if under else None


def test_what_is_written_is_within_its_paper_in_every_frame(data: Any, drawings: Drawings) -> None:
    words = {line for card in data.cards for line in (*card.question, *card.topic)}
    outside = {
        (frame, text.tag.text)
        for frame, drawing in enumerate(drawings)
        for text in seen(drawing, {*words, *data.answer.passage})
        if text.tag and (paper := paper_below(text, drawing)) and text.box.right > paper.right
    }
    assert outside == set()


def test_names_of_turns_are_apart_in_every_frame(data: Any, drawings: Drawings) -> None:
    assert not overlaps(drawings, {data.role, data.answer.role})


def test_lines_of_a_topic_are_apart_in_every_frame(data: Any, drawings: Drawings) -> None:
    for card in data.cards:
        assert not overlaps(drawings, set(card.topic))


@pytest.mark.parametrize(("at", "start", "stop"), [(1, "second", "third"), (3, "fourth", "fifth")])
def test_the_pen_covers_no_topic_on_its_way_to_the_answer(
    at: int, start: str, stop: str, data: Any, timeline: Timeline, drawings: Drawings
) -> None:
    first, end = (cue_frame(timeline, "synthetic_expansion", cue) for cue in (start, stop))
    assert not overlaps(drawings[first:end], {data.writer, *data.cards[at].topic})


def test_no_paper_covers_the_topic_of_another_card(
    data: Any, timeline: Timeline, drawings: Drawings
) -> None:
    first, end = (cue_frame(timeline, "synthetic_expansion", cue) for cue in ("second", "fifth"))
    topics = {line for card in data.cards for line in card.topic}
    for frame, drawing in enumerate(drawings[first:end], first):
        for text in seen(drawing, topics):
            above = drawing.items[drawing.items.index(text) + 1 :]
            papers = [each.path.box for each in above if isinstance(each, PathItem) and each.shadow]
            tall = [box for box in papers if box.height > quantise(px(150))]
            assert not any(box.overlaps(text.box) for box in tall), (frame, text.tag)


def overlaps(drawings: Drawings, texts: set[str]) -> set[int]:
    """The frames in which two of these texts overlap."""
    return {
        frame
        for frame, drawing in enumerate(drawings)
        for one, other in combinations(seen(drawing, texts), 2)
        if one.box.overlaps(other.box)
    }
