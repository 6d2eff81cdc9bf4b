"""Hour 28 as it is performed, and its numbers against the facts that were measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from scenes.hour28.spans import merge_spans
from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline

CLIP, FACTS = "hour28", "hour28_tokenizer.json"
RATE = 15
TRACES = Path(__file__).parents[3] / "data" / "facts" / "hour28_merge_traces.json"


@pytest.fixture(scope="module")
def note(facts: Any) -> dict[str, Any]:
    paragraph: dict[str, Any] = facts["paragraphs"]["pharmacy_note"]
    return paragraph


def test_captions_can_be_read_in_time(loaded: Loaded) -> None:
    for beat in loaded.storyboard.beats:
        assert (beat.duration * 5).is_integer()
        assert len(beat.sentence or "") <= min(42, 13 * beat.duration)


def test_every_beat_moves_and_comes_to_rest(
    timeline: Timeline, drawings: Sequence[Drawing]
) -> None:
    for beat in timeline.beats:
        inside = drawings[beat.frames.start : beat.frames.stop]
        assert len({drawing.key for drawing in inside}) > RATE // 2, beat.id
        rest = inside[-round(0.3 * RATE) :]
        assert len({drawing.key for drawing in rest}) == 1, beat.id


@pytest.mark.parametrize("name", ["rare", "common"])
def test_words_merge_as_they_were_traced(data: Any, name: str) -> None:
    word = getattr(data.words, name)
    trace = json.loads(TRACES.read_text("utf-8"))["traces"][word.letters.replace("␣", " ")]
    spans = tuple((i, i + 1) for i in range(len(word.letters)))
    first, *steps = trace["steps"]
    assert [word.letters[i] for i in range(len(word.letters))] == shown(first["pieces"])
    assert len(steps) == len(word.merges)
    for merge, step in zip(word.merges, steps, strict=True):
        assert merge.rank == step["rank"]
        assert [merge.left, merge.right] == shown(step["merge"])
        spans = merge_spans(word.letters, spans, (merge.left, merge.right))
        assert [word.letters[a:b] for a, b in spans] == shown(step["pieces"])
    assert list(word.ids) == trace["final_ids"]
    assert word.count == f"{len(word.ids)} token" + ("s" if len(word.ids) > 1 else "")
    assert word.spelt == f"{len(word.letters)} characters"
    assert all(one.rank < other.rank for one, other in pairwise(word.merges))


def shown(pieces: list[str]) -> list[str]:
    return [piece.replace("Ġ", "␣") for piece in pieces]


def test_the_table_grows_by_one_row(data: Any, facts: Any) -> None:
    size = facts["tokenizer"]["n_vocab"]
    assert data.extend.ids == (size - 2, size - 1)
    assert data.extend.new_id == size
    assert data.extend.numbers == facts["params"]["embedding_before"] / size
    assert data.extend.inside == f"{data.extend.numbers} numbers"
    phrase = next(p for p in facts["phrases"] if p["phrase"] == "thrombocytopenia")
    assert phrase["after_spaced"]["tokens"] == [[" thrombocytopenia", size]]
    assert data.after.count == f"{phrase['after_spaced']['n']} token"


def test_the_note_is_the_one_that_was_tokenised(data: Any, note: dict[str, Any]) -> None:
    before, after = (
        [text for text, _ in note[f"tokens_{which}_list"]] for which in ("before", "after")
    )
    assert (data.note.before, data.note.after) == (len(before), len(after))
    assert (data.note.before, data.note.after) == (
        note["tokens_before"],
        note["tokens_after_spaced"],
    )
    assert data.note.words == f"{note['words']} words"
    fused, at = [], 0
    for term in data.note.terms:
        fused += [*before[at : term.at], "".join(before[term.at : term.at + term.pieces])]
        at = term.at + term.pieces
    assert [*fused, *before[at:]] == after
    assert len(data.note.terms) == sum(note["occurrences"].values())


def test_costs_are_those_that_were_computed(data: Any, note: dict[str, Any]) -> None:
    attention, forward, sliver = data.cost.attention, data.cost.forward, data.cost.sliver
    flops = note["forward_flops_before"], note["forward_flops_after"]
    cells = note["attention_pairs_before(n^2)"], note["attention_pairs_after(n^2)"]
    assert (attention.before, attention.after) == cells == (153**2, 103**2)
    assert (attention.before_text, attention.after_text) == (f"{cells[0]:,} cells", f"{cells[1]:,}")
    assert attention.less == f"−{note['attention_quadratic_percent_less']:.0f} %"
    totals = [round(work["total"] / 1e9, 2) for work in flops]
    assert [forward.before, forward.after] == totals
    assert (forward.before_text, forward.after_text) == (f"{totals[0]} GFLOP", f"{totals[1]}")
    assert forward.less == f"−{note['whole_model_percent_less']:.0f} %"
    parts = [round(work["attention_quadratic"] / 1e9, 3) for work in flops]
    assert [sliver.before, sliver.after] == parts
    assert sliver.text == f"{note['quadratic_share_of_total_before_percent']:.1f} % of the work"


def test_the_summary_repeats_what_was_shown(data: Any) -> None:
    figures = [(figure.figure, figure.unit) for figure in data.summary.figures]
    assert figures == [
        (str(data.note.after), f"tokens of {data.note.before}"),
        (data.cost.attention.less, "attention"),
        (data.cost.forward.less, "forward pass"),
    ]
