"""Hour 28: its numbers and the places of its terms against the facts, and what stays at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

import pytest
from manim import Mobject, VMobject

from scenes.hour28.outlines import body
from scenes.hour28.pharmacy import Pharmacy
from scenes.hour28.view import STAGE_TOP
from scenes.hour28.whole_line import WholeLine
from storyreel.design.layout import Frame, y_at
from storyreel.drawing.drawing import Drawing, clipped_box
from storyreel.drawing.quanta import quantise
from storyreel.parts.marks import tag_of
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline
from tests.unit.drawn_texts import drawn_texts

CLIP, FACTS = "hour28", "hour28_tokenizer.json"
Places = dict[str, list[tuple[int, int]]]


@pytest.fixture(scope="module")
def note(facts: Any) -> dict[str, Any]:
    paragraph: dict[str, Any] = facts["paragraphs"]["pharmacy_note"]
    return paragraph


def places_of_terms(before: Sequence[str], after: Sequence[str]) -> Places:
    """Where each token of the second list that was several begins in the first, and of how many."""
    ends = {end: index + 1 for index, end in enumerate(accumulate(map(len, before)))}
    found: Places = {}
    at = 0
    for token, end in zip(after, accumulate(map(len, after)), strict=True):
        pieces = ends[end] - at
        if pieces > 1:
            found.setdefault(token.strip(), []).append((at, pieces))
        at = ends[end]
    return found


def test_terms_are_where_the_token_lists_have_them(data: Any, note: dict[str, Any]) -> None:
    before, after = (
        [text for text, _ in note[f"tokens_{which}_list"]] for which in ("before", "after")
    )
    shown = [[(at, term.pieces) for at in term.uses] for term in data.note.terms]
    there = places_of_terms(before, after)
    assert sorted(shown) == sorted(there.values())
    assert shown[0] == there["".join(data.excerpt.term)]
    assert {name: len(uses) for name, uses in there.items()} == note["occurrences"]
    assert set(there) == set(note["added_terms"])


def test_places_of_terms_are_counted_in_tokens() -> None:
    assert places_of_terms(["a", " bc", "d", " e"], ["a", " bcd", " e"]) == {"bcd": [(1, 2)]}


def test_the_note_has_the_measured_number_of_tokens(data: Any, note: dict[str, Any]) -> None:
    assert data.note.before == note["tokens_before"] == len(note["tokens_before_list"])
    assert data.note.after == note["tokens_after_spaced"] == len(note["tokens_after_list"])


def test_the_excerpt_is_what_the_note_says_there(data: Any, note: dict[str, Any]) -> None:
    shown = [data.excerpt.first, *data.excerpt.term]
    there = note["tokens_before_list"][data.excerpt.at :][: len(shown)]
    assert shown == [text.strip() for text, _ in there]


def test_the_page_has_the_words_of_the_note(data: Any, note: dict[str, Any]) -> None:
    page = " ".join(data.note.page)
    assert page.startswith("… ")
    assert note["text"].endswith(page.removeprefix("… "))


def test_a_third_fewer_tokens_are_a_third_less_work(loaded: Loaded, note: dict[str, Any]) -> None:
    assert "This note: a third less" in str(loaded.storyboard.beats)
    assert note["percent_shorter_spaced"] == pytest.approx(100 / 3, abs=1)
    assert note["whole_model_percent_less"] == pytest.approx(100 / 3, abs=1)


def test_six_terms_have_fifteen_uses(loaded: Loaded, data: Any) -> None:
    assert "Six new terms, fifteen uses" in str(loaded.storyboard.beats)
    assert (len(data.note.terms), sum(len(term.uses) for term in data.note.terms)) == (6, 15)


def words_of(mobject: VMobject) -> str:
    """The text that a mobject is tagged with."""
    tag = tag_of(mobject)
    assert tag is not None and tag.text is not None
    return tag.text


def test_the_number_is_that_of_the_jars_in_every_frame(data: Any) -> None:
    line = WholeLine(Pharmacy(data))
    world = line.things

    def shown() -> int:
        each = len(body())
        return sum(len(jars[0].points) // each for jars in (world.rack.full, world.rack.new))

    line.step_back(1.0)
    line.settle_excerpt()
    counts = []
    for change in (line.count_up, line.replace_terms):
        if change == line.replace_terms:
            line.settle_line()
        for step in range(61):
            change(step / 60)
            counts.append(shown())
            assert str(shown()) == words_of(world.tally.number)
    assert (counts[60], counts[61], counts[-1]) == (data.note.before, 147, data.note.after)


def test_the_line_leaves_the_stage_just_before_the_bars_begin(
    data: Any, box: Callable[[Mobject], Frame]
) -> None:
    line = WholeLine(Pharmacy(data))
    line.step_back(1.0)
    line.settle_excerpt()
    line.settle_line()
    for share, gone in ((0.0, False), (0.9, False), (1.0, True)):
        line.lift(share)
        assert (box(line.things.rack).bottom >= y_at(STAGE_TOP)) == gone, share


def test_the_number_of_uses_fades_in_with_the_saving(data: Any) -> None:
    things = Pharmacy(data)
    line, seen = WholeLine(things), []
    for step in range(101):
        line.bring_jars(step / 100)
        saving, *uses = (
            each.fill_rgbas[0, 3]
            for each in (things.gain[0], things.spent.number, things.spent.unit)
        )
        assert uses == [saving, saving] and words_of(things.spent.number) == "0"
        seen.append(saving)
    assert seen == sorted(seen) and (seen[0], seen[-1]) == (0.0, 1.0) and len(set(seen)) > 20


def test_the_last_frame_sets_the_saving_beside_the_jars_that_are_nearly_empty(
    drawings: Sequence[Drawing],
) -> None:
    last = drawn_texts(drawings[-1])
    assert {"−33% work", "0 of 6 learned", "learned", "15", "uses", "not measured"} <= last


def test_all_new_terms_are_named_while_the_vocabulary_is_extended(
    timeline: Timeline,
    drawings: Sequence[Drawing],
    data: Any,
    note: dict[str, Any],
) -> None:
    (extend,) = (timed for timed in timeline.beats if timed.id == "extend")
    names = {term.name for term in data.note.terms}
    assert names == set(note["added_terms"])
    assert names <= drawn_texts(drawings[extend.frames.stop - 1])
    assert not names & drawn_texts(drawings[extend.frames.start])


def test_the_terms_of_the_storyboard_have_the_places_of_their_names(
    data: Any, note: dict[str, Any]
) -> None:
    assert {term.name: len(term.uses) for term in data.note.terms} == note["occurrences"]


def test_each_use_in_the_note_is_a_drop(note: dict[str, Any], drawings: Sequence[Drawing]) -> None:
    last = drawn_texts(drawings[-1])
    assert str(sum(note["occurrences"].values())) in last
    assert {f"{uses}×" for uses in note["occurrences"].values()} <= last


def test_the_work_is_that_of_both_passes(data: Any, note: dict[str, Any]) -> None:
    for shown, measured in ((data.work.before, "before"), (data.work.after, "after")):
        total = note[f"forward_flops_{measured}"]["total"]
        assert shown == pytest.approx(total / 1e9, abs=0.005)
    assert data.work.saving == "−33%"


def test_both_lengths_of_the_note_are_said_and_have_their_bars(
    loaded: Loaded, data: Any, drawings: Sequence[Drawing]
) -> None:
    before, after = data.note.before, data.note.after
    assert f"{before} become {after}." in str(loaded.storyboard.beats)
    bars = {f"{before} tokens", "38.66 GFLOP", f"{after} tokens", "25.84 GFLOP", "−33%"}
    assert any(bars <= drawn_texts(drawing) for drawing in drawings)


def test_the_shelf_counts_the_new_tokens_as_they_come(
    drawings: Sequence[Drawing], data: Any
) -> None:
    seen: list[str] = []
    for drawing in drawings:
        seen += [size for size in data.sizes if size in drawn_texts(drawing) and size not in seen]
    assert seen == list(data.sizes)
    assert (seen[0], seen[-1]) == ("50,257 tokens", "50,263 tokens")


def test_the_cost_is_one_jar_of_each_term(loaded: Loaded, data: Any, note: dict[str, Any]) -> None:
    assert "None is learned." in str(loaded.storyboard.beats)
    assert len(data.note.terms) == note["rows_added"] == 6


def test_the_stage_is_not_empty_between_the_line_and_the_bars(
    timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    (timed,) = (beat for beat in timeline.beats if beat.id == "sequence_length")
    low, high = quantise(y_at(900)), quantise(y_at(STAGE_TOP))
    start, stop = (round(timed.cues[cue] * timeline.fps.rate) for cue in ("lift", "grown"))
    for at in range(timed.frames.start + start, timed.frames.start + stop):
        paths = [item for item in drawings[at].items if item.box.width < quantise(10.0)]
        boxes = [clipped_box(item.box, item.clips) for item in paths]
        assert any(box and low < box.bottom < high - quantise(0.1) for box in boxes), at
