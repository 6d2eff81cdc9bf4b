"""Hour 26: thirty seconds in which only what was read in the sources is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from scenes.hour26.parts.camera import PANEL
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Drawing, PathItem, clipped_box
from storyreel.drawing.quanta import quantise
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline
from tests.unit.drawn_texts import drawn_texts

CLIP, FACTS = "hour26", "hour26_feedback.json"
NOT_RUN, STORE_LIGHT = "#4A6791", "#FFFDF3"
"""The colours of the dashed line round an answer, and of the upper edge of the drawer."""


def frames_of(beat: str, timeline: Timeline, drawings: Sequence[Drawing]) -> Sequence[Drawing]:
    (timed,) = (each for each in timeline.beats if each.id == beat)
    return drawings[timed.frames.start : timed.frames.stop]


def opacity(drawing: Drawing, text: str) -> float:
    """The largest opacity at which a drawing shows a text."""
    found = [
        item.fill.colors[0][3] / 65535
        for item in drawing.items
        if isinstance(item, PathItem) and item.fill and item.tag and item.tag.text == text
    ]
    return max(found, default=0.0)


def strokes(item: PathItem, color: str) -> bool:
    return item.stroke is not None and item.stroke.paint.colors[0][:3] == _levels(color)


def fills(item: PathItem, color: str) -> bool:
    return item.fill is not None and item.fill.colors[0][:3] == _levels(color)


def _levels(color: str) -> tuple[int, ...]:
    return tuple(257 * value for value in bytes.fromhex(color[1:]))


def test_the_first_frame_says_what_it_is_and_asks(
    loaded: Loaded, drawings: Sequence[Drawing]
) -> None:
    board = loaded.storyboard
    caption = board.beats[0].caption_times[0].text
    assert drawn_texts(drawings[0]) >= {board.title, *board.rail, caption, board.data.app}


def test_question_and_answers_are_the_stored_ones(loaded: Loaded, facts: dict[str, Any]) -> None:
    data = loaded.storyboard.data
    assert " ".join(data.question) == facts["question"]["text"]
    end = f"{data.reply.before.removeprefix('… ')} {data.reply.word} {data.reply.after}"
    assert facts["model_reply"]["text"].endswith(end)
    assert facts["reference"]["text"].endswith(f" {data.case.right}.")
    assert data.case.right not in facts["model_reply"]["text"]


def test_the_notes_give_the_scores_that_were_stored(loaded: Loaded, facts: dict[str, Any]) -> None:
    (judge,) = (beat for beat in loaded.storyboard.beats if beat.id == "judge")
    assert f"{facts['stored_judge_scores_shown'][1]} of 100" in (judge.notes or "")
    assert str(facts["judge_average"]["mean"]) in (judge.notes or "")


def test_what_is_planned_is_said_at_the_end_alone(
    loaded: Loaded, timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    data = loaded.storyboard.data
    closing = frames_of("closing", timeline, drawings)
    for text in (data.check, *data.loop):
        assert max(opacity(frame, text) for frame in drawings[: -len(closing)]) == 0.0
        assert opacity(drawings[-1], text) == pytest.approx(1.0)


def test_what_was_not_run_is_said_from_the_moved_switch_on(
    loaded: Loaded, timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    text = loaded.storyboard.data.expected
    retrain = frames_of("retrain", timeline, drawings)
    assert max(opacity(frame, text) for frame in drawings[: drawings.index(retrain[0])]) == 0.0
    for frame in (retrain[-1], frames_of("expected", timeline, drawings)[-1], drawings[-1]):
        assert opacity(frame, text) == pytest.approx(1.0)


def test_the_store_has_its_name_once_it_is_there(
    loaded: Loaded, timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    store, record = loaded.storyboard.data.store, frames_of("record", timeline, drawings)
    lost = frames_of("lost", timeline, drawings)
    assert max(opacity(frame, store) for frame in (*lost, record[0])) == 0.0
    for frame in (record[-1], frames_of("expected", timeline, drawings)[-1]):
        assert opacity(frame, store) == pytest.approx(1.0)


def test_the_store_opens_in_the_app(
    loaded: Loaded, timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    data, seen = loaded.storyboard.data, 0
    for frame in frames_of("record", timeline, drawings):
        boxes = {item.tag.text: item.box for item in frame.items if item.tag}
        if opacity(frame, data.store):
            store, app = boxes[data.store], boxes[data.app]
            assert store.left + store.right == pytest.approx(app.left + app.right, rel=0.02)
            seen += 1
    assert seen > 20


def test_the_case_is_seen_as_a_whole_until_it_is_stored(
    timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    items = [item for frame in frames_of("record", timeline, drawings) for item in frame.items]
    outlined = [
        item for item in items if isinstance(item, PathItem) and item.stroke and item.shadow
    ]
    cards = [(item.path.box, item.clips) for item in outlined if strokes(item, Color.GOLD_TEXT)]
    assert all(clipped_box(box, clips) == box for box, clips in cards)
    widths = [box.width for box, _ in cards]
    assert max(widths) > 3 * min(widths) and len(widths) > 40


def test_the_last_steps_ask_again_and_answer(loaded: Loaded) -> None:
    steps = [beat.step for beat in loaded.storyboard.beats if beat.step]
    assert steps[-2:] == ["Ask", "Answer"]
    assert set(steps) == set(loaded.storyboard.steps)


def test_the_right_word_is_never_seen_in_part(
    loaded: Loaded, timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    """It fades in as a whole; the words of both clouds split in the middle for the tokenizer."""
    right = loaded.storyboard.data.case.right
    (record,) = (beat for beat in loaded.storyboard.beats if beat.id == "record")
    written, gone = (round(record.cues[cue] * timeline.fps.rate) for cue in ("write", "build"))
    frames = frames_of("record", timeline, drawings)[written:gone]
    assert opacity(frames[0], right) == 0.0
    assert max(opacity(frame, right) for frame in frames) == pytest.approx(1.0)
    shapes = {
        item.path.box.width
        for frame in frames
        for item in frame.items
        if isinstance(item, PathItem) and item.tag and item.tag.text == right
    }
    assert len(shapes) == 1


def test_a_name_at_the_edge_of_the_panel_is_not_cut(
    loaded: Loaded, drawings: Sequence[Drawing]
) -> None:
    for drawing in drawings:
        for item in drawing.items:
            if item.tag and item.tag.text == loaded.storyboard.data.case.right:
                assert isinstance(item, PathItem)
                assert clipped_box(item.path.box, item.clips) == item.path.box


def test_the_camera_shows_no_empty_sky_on_its_way_to_the_loop(
    timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    left, bottom = (quantise(edge) for edge in (PANEL.left, PANEL.bottom))
    right, top = (quantise(edge) for edge in (PANEL.right, PANEL.top))
    for frame in frames_of("closing", timeline, drawings):
        things = [
            item
            for item in frame.items
            if isinstance(item, PathItem) and item.clips and item.path.box.width < right - left
        ]
        boxes = [clipped_box(item.path.box, item.clips) for item in things]
        seen = [box for box in boxes if box and box.top > bottom + (top - bottom) // 16]
        assert len(seen) > 4


def test_what_was_not_run_is_said_within_the_panel(
    loaded: Loaded, timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    last = frames_of("expected", timeline, drawings)[-1]
    (note,) = (
        item for item in last.items if item.tag and item.tag.text == loaded.storyboard.data.expected
    )
    assert note.box.right < quantise(PANEL.right - px(60))


def test_the_whole_answer_is_seen_in_the_app_before_the_light_of_its_store(
    timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    last = frames_of("expected", timeline, drawings)[-1]
    paths = [item for item in last.items if isinstance(item, PathItem)]
    (answer,) = (at for at, item in enumerate(paths) if strokes(item, NOT_RUN))
    (light,) = (at for at, item in enumerate(paths) if fills(item, STORE_LIGHT))
    assert light < answer
    assert paths[light].path.box.overlaps(paths[answer].path.box)


def test_what_is_said_is_within_its_bubble_in_every_frame(
    loaded: Loaded, drawings_of: Callable[[str, int], Sequence[Drawing]]
) -> None:
    data, seen = loaded.storyboard.data, 0
    said = {*data.question, data.reply.before, data.reply.after}
    for drawing in drawings_of(CLIP, 30):
        for at, item in enumerate(drawing.items):
            if item.tag and item.tag.text in said:
                below = [each for each in drawing.items[:at] if isinstance(each, PathItem)]
                paper = [each.path.box for each in below if each.path.box.overlaps(item.box)][-1]
                assert paper.left < item.box.left and item.box.right < paper.right
                assert paper.bottom < item.box.bottom and item.box.top < paper.top
                seen += 1
    assert seen > 100


def test_the_last_three_seconds_stand_still(drawings: Sequence[Drawing]) -> None:
    assert len({drawing.key for drawing in drawings[-45:]}) == 1
    assert drawings[-46] == drawings[-1] or drawings[-47] != drawings[-1]
