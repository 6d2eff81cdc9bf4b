"""Hour 26: thirty seconds, a frame that stays, and only numbers that were measured."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from storyreel.film.drawing import Drawing
from storyreel.storyboard.load import Loaded
from storyreel.timebase import Fps
from storyreel.timeline import Timeline, compile_timeline

DrawingsOf = Callable[[str, int], tuple[Drawing, ...]]
FACTS = Path(__file__).parents[2] / "data" / "facts" / "hour26_feedback.json"
RATE = 15


@pytest.fixture(scope="module")
def hour26(shipped: Callable[[str], Loaded]) -> Loaded:
    return shipped("hour26")


@pytest.fixture(scope="module")
def drawings(drawings_of: DrawingsOf) -> Sequence[Drawing]:
    return drawings_of("hour26", RATE)


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def timeline(hour26: Loaded) -> Timeline:
    return compile_timeline(hour26.storyboard, Fps(RATE))


def texts(drawing: Drawing) -> set[str]:
    return {item.tag.text for item in drawing.items if item.tag and item.tag.text}


def test_the_first_frame_says_what_it_is_and_asks(
    hour26: Loaded, drawings: Sequence[Drawing]
) -> None:
    shown = texts(drawings[0])
    assert shown >= {hour26.storyboard.title, *hour26.storyboard.rail, "cloud", "thunder"}


@pytest.mark.parametrize(
    ("where", "what", "fact"),
    [
        ("ask", "tokens", "question"),
        ("answer", "reply", "model_reply"),
        ("answer", "reference", "reference"),
    ],
)
def test_tokens_are_the_measured_ones(
    hour26: Loaded, facts: dict[str, Any], where: str, what: str, fact: str
) -> None:
    tokens = getattr(getattr(hour26.storyboard.data, where), what)
    assert [[token.text, token.id] for token in tokens] == facts[fact]["tokens"]
    assert "".join(token.text for token in tokens) == facts[fact]["text"]
    assert len(tokens) == facts[fact]["n"]


def test_reply_and_reference_part_after_the_fork(hour26: Loaded) -> None:
    answer = hour26.storyboard.data.answer
    after = []
    for tokens in (answer.reply, answer.reference):
        names = [token.text for token in tokens]
        after.append(names[names.index(answer.fork) + 1])
    assert after == ["ulus", "ul"]


def test_the_score_is_one_of_those_that_were_stored(hour26: Loaded, facts: dict[str, Any]) -> None:
    judge = hour26.storyboard.data.judge
    assert judge.score == facts["stored_judge_scores_shown"][1] == 40
    assert judge.total == 100
    assert f"{judge.score} of {judge.total}" in hour26.storyboard.beats[3].caption


def test_the_caption_counts_the_tokens(hour26: Loaded, facts: dict[str, Any]) -> None:
    assert facts["question"]["n"] == 11
    assert "eleven" in hour26.storyboard.beats[1].caption
    assert str(facts["judge_average"]["mean"]) in hour26.storyboard.beats[3].notes


def test_what_was_not_measured_says_so(
    hour26: Loaded, timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    (beat,) = (timed for timed in timeline.beats if timed.id == "retrain")
    words = hour26.storyboard.data.retrain
    last = texts(drawings[beat.frames.stop - 1])
    assert {words.after, words.illustration} <= last
    for drawing in drawings[beat.frames.start : beat.frames.stop]:
        assert words.after not in texts(drawing) or words.illustration in texts(drawing)
    assert words.after not in texts(drawings[-1])
