"""Hour 30: its numbers are those that were measured, and it shows what it claims."""

from __future__ import annotations

from typing import Any

from storyreel.drawing.drawing import Drawing, Item
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline
from tests.unit.drawn_texts import drawn_texts

CLIP, FACTS = "hour30", "hour30_bpe_runs.json"
RATE = 15
Drawings = tuple[Drawing, ...]


def test_the_counts_are_those_of_the_three_runs(loaded: Loaded, facts: dict[str, Any]) -> None:
    suite = loaded.storyboard.data.suite
    old, asked, fixed = facts["states"][:3]
    assert suite.before == old["passed"] == old["collected"]
    assert suite.after == asked["collected"] == fixed["collected"] == fixed["passed"]
    assert (suite.before, suite.after - suite.before) == (asked["passed"], asked["failed"])
    assert (fixed["failed"], len(facts["test_names"])) == (0, suite.after)


def test_the_tokens_are_those_of_the_old_code(loaded: Loaded, facts: dict[str, Any]) -> None:
    trip, ids = loaded.storyboard.data.round_trip, facts["ids"]
    assert [token.id for token in trip.tokens] == ids["old"]
    assert [token.text.replace(" ", "Ġ") for token in trip.tokens] == ids["old_tokens"]
    assert list(trip.fixed) == ids["fixed"] == ids["tiktoken"]


def test_the_text_is_laid_as_it_was_measured(loaded: Loaded, facts: dict[str, Any]) -> None:
    trip, asked = loaded.storyboard.data.round_trip, facts["states"][1]
    assert trip.text == asked["expected"] == facts["ids"]["text"]
    back = {place: character for character, place in zip(trip.text, trip.order, strict=True)}
    assert "".join(back[place] for place in sorted(back)) == asked["got"]


def test_the_example_is_the_text_of_an_old_test(loaded: Loaded, facts: dict[str, Any]) -> None:
    suite = loaded.storyboard.data.suite
    asked = suite.example.replace("\N{RETURN SYMBOL}", "\\n")
    assert f"test_newline_roundtrip_and_equivalence[{asked}]" in facts["test_names"][: suite.before]


def test_the_car_has_the_name_of_its_program_in_every_frame(
    loaded: Loaded, drawings: Drawings
) -> None:
    name = loaded.storyboard.data.program.name
    assert all(name in drawn_texts(drawing) for drawing in drawings[::RATE])


def test_both_rows_have_their_names_from_the_first_to_the_last_frame(drawings: Drawings) -> None:
    assert all({"in", "out"} <= drawn_texts(drawing) for drawing in drawings[::RATE])


def test_on_the_road_the_word_comes_first_before_the_fix_only(
    timeline: Timeline, drawings: Drawings
) -> None:
    """The H on the road is to the left of the one on the wire before the fix, and below it after.

    The clip shows both texts at the end of each of these beats; a sheet repeats them smaller.
    """

    def width(item: Item) -> float:
        return item.box.width

    def shift(beat: str) -> float:
        (timed,) = (each for each in timeline.beats if each.id == beat)
        items = [each for each in drawings[timed.frames.stop - 1].items if each.tag]
        boxes = {item.tag.text: item.box for item in sorted(items, key=width) if item.tag}
        return (boxes["H"].left - boxes["Hello"].left) / boxes["H"].width

    assert shift("released") < -0.9 and shift("triage") < -0.9
    for beat in ("fix", "rerun", "closing"):
        assert abs(shift(beat)) < 0.1


def test_the_program_is_open_only_while_it_is_looked_at(
    timeline: Timeline, drawings: Drawings
) -> None:
    ends = {beat.id: drawn_texts(drawings[beat.frames.stop - 1]) for beat in timeline.beats}
    opened = {beat for beat, texts in ends.items() if {"write", "word", "extra", "1", "2"} <= texts}
    assert opened == {"triage", "fix"}


def test_eleven_of_twelve_is_counted_only_after_all_eleven_ran_again(
    timeline: Timeline, drawings: Drawings
) -> None:
    first = min(at for at, drawing in enumerate(drawings) if "11 of 12" in drawn_texts(drawing))
    (rerun,) = (beat for beat in timeline.beats if beat.id == "rerun")
    assert rerun.frames.start + rerun.cues["drive"] * RATE < first < rerun.frames.stop


def test_gate_signal_and_text_follow_each_other_as_causes_and_effects(loaded: Loaded) -> None:
    cues = {beat.id: beat.cues for beat in loaded.storyboard.beats}
    for beat, before, after in (
        ("released", "tell", "gate"),
        ("released", "gate", "ask"),
        ("released", "ask", "dark"),
        ("triage", "roll", "shut"),
        ("triage", "fail", "tell"),
        ("release_gate", "tell", "gate"),
        ("release_gate", "gate", "leave"),
    ):
        assert cues[beat][before] < cues[beat][after]


def test_the_last_three_seconds_stand_still(drawings: Drawings) -> None:
    assert len(set(drawings[-3 * RATE :])) == 1
