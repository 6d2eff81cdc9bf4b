"""Hour 25 as it is shipped: its words are real ones, and its frames show who is served when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from scenes.hour25.parts.case import WALL_ON
from scenes.hour25.parts.plan import FEET
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import Box, quantise
from storyreel.storyboard.timeline import Timeline
from tests.unit.drawn_texts import drawn_texts

CLIP, FACTS = "hour25", "hour25_ui.json"

CONTINUED = (
    "Every effort moves you forward.\n\nThe first step is to understand the importance of your work"
)
"""What GPT-2 (124M) makes of the first message, always taking the likeliest token: ch06.ipynb."""
SIMILE = "The car is as fast as a bullet."
"""The stored answer of ch07.ipynb."""


@pytest.fixture
def last_of(timeline: Timeline, drawings: Sequence[Drawing]) -> Callable[[str], Drawing]:
    """The last drawing of a beat."""
    stops = {timed.id: timed.frames.stop for timed in timeline.beats}
    return lambda beat: drawings[stops[beat] - 1]


def test_the_first_message_is_cut_as_measured(data: Any, facts: dict[str, Any]) -> None:
    measured = [text for text, _ in facts["ch05"]["tokens"]]
    assert [text.strip() for text in measured] == list(data.generate.tokens)
    assert " ".join(data.generate.bubble) == facts["ch05"]["message"]


def test_as_many_tokens_are_added_as_the_app_asks_for(data: Any, facts: dict[str, Any]) -> None:
    assert data.generate.count == facts["ch05"]["forward_passes"]


def test_the_first_answer_begins_as_the_model_continues(data: Any) -> None:
    shown = data.generate
    first = " ".join((*shown.tokens, *shown.added)).replace(" .", ".")
    assert CONTINUED.startswith(first + "\n" * shown.line_breaks + " ".join(shown.next_line))
    reply = " ".join(shown.reply).removesuffix(" …")
    assert CONTINUED.startswith(reply), "the line breaks are left out with what follows them"


def test_the_second_message_begins_as_measured(data: Any, facts: dict[str, Any]) -> None:
    shown, measured = data.classify, facts["ch06"]
    begun = [text.strip() for text, _ in measured["tokens"]]
    assert begun[: len(shown.tokens)] == list(shown.tokens)
    assert len(begun) == measured["n_ids"] == shown.count > len(shown.tokens)
    assert shown.labels[shown.winner] == "spam"


def test_the_third_answer_is_the_stored_one(data: Any) -> None:
    assert " ".join(data.instruct.reply) == SIMILE


def test_each_answer_is_in_a_bubble_at_the_end_of_its_beat(
    data: Any, last_of: Callable[[str], Drawing]
) -> None:
    assert set(data.generate.reply) <= drawn_texts(last_of("generate"))
    assert data.classify.labels[data.classify.winner] in drawn_texts(last_of("classify"))
    assert set(data.instruct.reply) <= drawn_texts(last_of("instruct"))


def test_the_counter_ends_at_the_number_of_the_storyboard(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any
) -> None:
    frames = next(timed.frames for timed in timeline.beats if timed.id == "generate")
    shown = {text for at in range(frames.start, frames.stop) for text in drawn_texts(drawings[at])}
    assert {data.house.reads.format(count=n) for n in (1, 2, 50)} <= shown
    assert data.house.reads.format(count=51) not in shown


def test_the_second_message_is_read_once(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any
) -> None:
    frames = next(timed.frames for timed in timeline.beats if timed.id == "classify")
    shown = {text for at in range(frames.start, frames.stop) for text in drawn_texts(drawings[at])}
    assert data.house.reads.format(count=1) in shown
    assert data.house.reads.format(count=2) not in shown


def test_the_app_at_work_names_itself_on_the_case(
    data: Any, last_of: Callable[[str], Drawing]
) -> None:
    signs = {data.house.sign, *data.house.apps}
    for index, beat in enumerate(("generate", "classify", "instruct")):
        assert drawn_texts(last_of(beat)) & signs == {data.house.apps[index]}
    assert drawn_texts(last_of("closing")) & signs == {data.house.sign}


def test_you_are_named_while_you_work_and_the_chair_when_you_leave(
    data: Any, last_of: Callable[[str], Drawing], drawings: Sequence[Drawing]
) -> None:
    assert data.house.you in drawn_texts(drawings[0])
    for beat in ("opening", "message", "tokens", "generate", "classify", "instruct", "closing"):
        assert data.house.you in drawn_texts(last_of(beat)), beat


def test_you_sleep_before_the_others_are_served(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any
) -> None:
    (guests,) = (timed for timed in timeline.beats if timed.id == "guests")
    asleep = data.house.asleep
    assert asleep not in drawn_texts(drawings[guests.frames.start])
    assert asleep in drawn_texts(drawings[guests.frames.stop - 1])


def test_what_is_read_stays_with_its_number_until_the_next_stranger_comes(
    data: Any, last_of: Callable[[str], Drawing]
) -> None:
    for beat, words, count in (
        ("generate", {*data.generate.tokens, *data.generate.added}, data.generate.count),
        ("classify", {*data.classify.tokens, *data.classify.labels}, 1),
    ):
        assert words | {data.house.reads.format(count=count)} <= drawn_texts(last_of(beat)), beat


def test_the_end_takes_a_reading_of_its_own_and_is_not_in_the_answer(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any
) -> None:
    shown = data.instruct
    number = data.house.reads.format(count=len(shown.answer) + 1)
    (timed,) = (each for each in timeline.beats if each.id == "instruct")
    seen = [drawn_texts(drawings[at]) for at in range(timed.frames.start, timed.frames.stop)]
    assert any({number, shown.end, *shown.answer} <= texts for texts in seen)
    assert all(number in texts for texts in seen if shown.end in texts)
    assert {*shown.headings, *shown.lines, *shown.reply, shown.end, number} <= seen[-1]


def test_no_step_is_marked_before_a_text_is_sent(
    timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    (message,) = (timed for timed in timeline.beats if timed.id == "message")

    def colors(at: int) -> set[object]:
        """The colours in which the names of the steps are drawn."""
        paths = [item for item in drawings[at].items if isinstance(item, PathItem)]
        return {path.fill for path in paths if path.tag and path.tag.role == "rail"}

    assert len(colors(0)) == len(colors(message.frames.start - 1)) == 1
    assert len(colors(message.frames.stop - 1)) == 2


def test_the_models_are_named_while_they_are_yours(
    data: Any, drawings: Sequence[Drawing], last_of: Callable[[str], Drawing]
) -> None:
    assert data.house.trained in drawn_texts(drawings[0])
    assert data.house.trained not in drawn_texts(last_of("opening"))


def test_an_ellipsis_is_never_a_token(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any
) -> None:
    more = data.house.more.format(count=data.classify.count - len(data.classify.tokens))
    (timed,) = (each for each in timeline.beats if each.id == "classify")
    read = data.house.reads.format(count=1)
    seen = [drawn_texts(drawings[at]) for at in range(timed.frames.start, timed.frames.stop)]
    assert any(read in texts and more in texts for texts in seen)
    assert not any(read in texts and "…" in texts for texts in seen)


def test_the_number_of_readings_is_the_number_of_added_tokens(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any
) -> None:
    shown = data.generate
    written = len(shown.added) + shown.line_breaks + len(shown.next_line)
    frames = next(timed.frames for timed in timeline.beats if timed.id == "generate")
    seen = set()
    for at in range(frames.start, frames.stop):
        texts = drawn_texts(drawings[at])
        for more in range(1, shown.count - written + 1):
            if data.house.more.format(count=more) in texts:
                counts = (written + more, written + more + 1)
                assert any(data.house.reads.format(count=count) in texts for count in counts)
                seen.add(more)
    assert shown.count - written in seen


def test_a_text_is_written_into_the_page_of_the_app_before_it_is_sent(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any
) -> None:
    (message,) = (timed for timed in timeline.beats if timed.id == "message")
    seen = [drawn_texts(drawings[at]) for at in range(message.frames.start, message.frames.stop)]
    text = " ".join(data.generate.bubble)
    with_page = [data.house.send in texts for texts in seen]
    assert any(with_page) and not with_page[-1]
    assert any(page and text in texts for page, texts in zip(with_page, seen, strict=True))


def test_the_last_frame_has_the_wisdom_and_no_text_of_a_stranger(
    data: Any, last_of: Callable[[str], Drawing], loaded: Any
) -> None:
    board, house = loaded.storyboard, data.house
    steps = {*board.steps, "or"}
    shown = drawn_texts(last_of("closing")) - {board.title, board.wisdom} - steps
    words = {house.sign, *house.models, house.you, house.asleep, *house.shelves}
    assert shown == words - steps


@pytest.mark.parametrize(("beat", "words"), [("generate", "tokens"), ("classify", "labels")])
def test_each_word_on_the_shelf_is_there_once_while_an_answer_leaves(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any, beat: str, words: str
) -> None:
    (timed,) = (timed for timed in timeline.beats if timed.id == beat)
    start, stop = (int(timed.cues[cue] * timeline.fps.rate) for cue in ("reply", "serve"))
    for at in range(timed.frames.start + start, timed.frames.start + stop):
        items = drawings[at].items
        tokens = [item.tag.text for item in items if item.tag and item.tag.role == "token"]
        for word in getattr(getattr(data, beat), words):
            assert tokens.count(word) == 1, (at, word)


@pytest.mark.parametrize(("beat", "before"), [("classify", "generate"), ("instruct", "classify")])
def test_the_shelves_move_when_what_was_done_has_left_them(
    timeline: Timeline, drawings: Sequence[Drawing], data: Any, beat: str, before: str
) -> None:
    (timed,) = (timed for timed in timeline.beats if timed.id == beat)
    words = {getattr(data, before).tokens[0]}
    done = [
        drawing
        for drawing in drawings[timed.frames.start : timed.frames.stop]
        if words & drawn_texts(drawing)
    ]
    assert done
    assert {shelves(drawing) for drawing in done} == {shelves(drawings[timed.frames.start - 1])}


def shelves(drawing: Drawing) -> tuple[Box, ...]:
    """Where the lit walls of the shelves are."""
    wall = tuple(257 * value for value in bytes.fromhex(WALL_ON[0][1:]))
    paths = [item for item in drawing.items if isinstance(item, PathItem) and item.fill]
    return tuple(path.box for path in paths if path.fill and path.fill.colors[0][:3] == wall)


def test_who_has_gone_behind_the_case_is_not_seen_below_it(
    timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    (timed,) = (timed for timed in timeline.beats if timed.id == "classify")
    gone = timed.frames.start + int(timed.cues["ask"] * timeline.fps.rate) + 1
    paths = [item for item in drawings[gone].items if isinstance(item, PathItem)]
    case = shelves(drawings[gone])[1]
    behind = [
        path
        for path in paths
        if path.fill and case.left < path.path.box.left and path.path.box.right < case.right
    ]
    feet = quantise(FEET)
    assert not [path for path in behind if path.path.box.bottom < feet < path.path.box.top]
