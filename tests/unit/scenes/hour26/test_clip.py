"""Hour 26: thirty seconds, a frame that stays, and only numbers that were measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline

CLIP, FACTS = "hour26", "hour26_feedback.json"
Texts = Callable[[Drawing], set[str]]


def test_the_first_frame_says_what_it_is_and_asks(
    loaded: Loaded, drawings: Sequence[Drawing], texts_in: Texts
) -> None:
    shown = texts_in(drawings[0])
    assert shown >= {loaded.storyboard.title, *loaded.storyboard.steps, "cloud", "thunder"}


@pytest.mark.parametrize(
    ("where", "what", "fact"),
    [
        ("ask", "tokens", "question"),
        ("answer", "reply", "model_reply"),
        ("answer", "reference", "reference"),
    ],
)
def test_tokens_are_the_measured_ones(
    loaded: Loaded, facts: dict[str, Any], where: str, what: str, fact: str
) -> None:
    tokens = getattr(getattr(loaded.storyboard.data, where), what)
    assert [[token.text, token.id] for token in tokens] == facts[fact]["tokens"]
    assert "".join(token.text for token in tokens) == facts[fact]["text"]
    assert len(tokens) == facts[fact]["n"]


def test_reply_and_reference_part_after_the_fork(loaded: Loaded) -> None:
    answer = loaded.storyboard.data.answer
    after = []
    for tokens in (answer.reply, answer.reference):
        names = [token.text for token in tokens]
        after.append(names[names.index(answer.fork) + 1])
    assert after == ["ulus", "ul"]


def test_the_score_is_one_of_those_that_were_stored(loaded: Loaded, facts: dict[str, Any]) -> None:
    judge = loaded.storyboard.data.judge
    assert judge.score == facts["stored_judge_scores_shown"][1] == 40
    assert judge.total == 100
    assert f"{judge.score} of {judge.total}" in (loaded.storyboard.beats[3].sentence or "")


def test_the_caption_counts_the_tokens(loaded: Loaded, facts: dict[str, Any]) -> None:
    assert facts["question"]["n"] == 11
    assert "eleven" in (loaded.storyboard.beats[1].sentence or "")
    assert str(facts["judge_average"]["mean"]) in (loaded.storyboard.beats[3].notes or "")


def test_what_was_not_measured_says_so(
    loaded: Loaded, timeline: Timeline, drawings: Sequence[Drawing], texts_in: Texts
) -> None:
    (beat,) = (timed for timed in timeline.beats if timed.id == "retrain")
    words = loaded.storyboard.data.retrain
    last = texts_in(drawings[beat.frames.stop - 1])
    assert {words.after, words.illustration} <= last
    for drawing in drawings[beat.frames.start : beat.frames.stop]:
        assert words.after not in texts_in(drawing) or words.illustration in texts_in(drawing)
    assert words.after not in texts_in(drawings[-1])
