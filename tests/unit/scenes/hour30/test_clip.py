"""Hour 30: its numbers are those that were measured, and it keeps the rules of the family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline

CLIP, FACTS = "hour30", "hour30_bpe_runs.json"
Texts = Callable[[Drawing], set[str]]
RATE = 15
Drawings = tuple[Drawing, ...]


def test_the_counts_are_those_of_the_three_runs(loaded: Loaded, facts: dict[str, Any]) -> None:
    suite = loaded.storyboard.data.suite
    old, asked, fixed = facts["states"][:3]
    assert (suite.before, 0) == (old["passed"], old["failed"]) == (old["collected"], 0)
    assert suite.after == asked["collected"] == fixed["collected"] == fixed["passed"]
    assert (suite.before, suite.after - suite.before) == (asked["passed"], asked["failed"])
    assert (fixed["failed"], len(facts["test_names"])) == (0, suite.after)
    assert [run[:2] for run in suite.history] == [(11, 0), (11, 1)]


def test_the_tokens_are_those_of_the_old_code(loaded: Loaded, facts: dict[str, Any]) -> None:
    trip, ids = loaded.storyboard.data.round_trip, facts["ids"]
    assert [token.id for token in trip.tokens] == ids["old"]
    assert [token.text.replace(" ", "Ġ") for token in trip.tokens] == ids["old_tokens"]
    assert list(trip.fixed) == ids["fixed"] == ids["tiktoken"]


def test_the_text_comes_back_as_it_was_measured(loaded: Loaded, facts: dict[str, Any]) -> None:
    trip, asked = loaded.storyboard.data.round_trip, facts["states"][1]
    assert trip.text == asked["expected"] == facts["ids"]["text"]
    back = {place: character for character, place in zip(trip.text, trip.order, strict=True)}
    assert "".join(back[place] for place in sorted(back)) == asked["got"]
    assert (trip.stray, trip.home, trip.late, trip.leading) == (1, 0, 0, 2)


def test_title_and_tests_are_there_from_the_first_frame(
    loaded: Loaded, drawings: Drawings, texts_in: Texts
) -> None:
    assert {loaded.storyboard.title, "11 tests", *loaded.storyboard.steps} <= texts_in(drawings[0])


def test_each_beat_ends_with_what_it_is_about(
    timeline: Timeline, drawings: Drawings, texts_in: Texts
) -> None:
    ends = {beat.id: texts_in(drawings[beat.frames.stop - 1]) for beat in timeline.beats}
    assert {"11 passed", "encode, then decode"} <= ends["run_suites"]
    assert {"1 failed", "11 passed", "wrong token order", "fine"} <= ends["triage"]
    assert {"220", "18435", "2159", "13", "same as tiktoken"} <= ends["fix"]
    assert "unchanged" in ends["rerun"]
    assert "12 passed" in ends["rerun"] and not {"1 failed", "12 tests"} & ends["rerun"]
    assert {"11 passed", "1 failed", "12 passed", "rerun only one"} <= ends["release_gate"]
    assert "released" in ends["closing"]


def test_the_space_token_goes_to_the_front(timeline: Timeline, drawings: Drawings) -> None:
    def ids(frame: int) -> list[str]:
        tagged = [(item.tag.text or "", item.box) for item in drawings[frame].items if item.tag]
        named = {text: box.left for text, box in tagged if text.isdigit()}
        return sorted(named, key=lambda name: named[name])

    (fix,) = (beat for beat in timeline.beats if beat.id == "fix")
    before = fix.frames.start + int(fix.cues["hop"] * RATE)
    assert ids(before) == ["18435", "220", "2159", "13"]
    assert ids(fix.frames.stop - 1) == ["220", "18435", "2159", "13"]
