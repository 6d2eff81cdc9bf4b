"""Overlap: planted defects, and near misses that pass. 15 frames a second."""

from __future__ import annotations

import pytest

from storyreel.inspection.findings import Finding, judge
from storyreel.inspection.rules.overlap import OVERLAP_RULES
from storyreel.storyboard.timeline import Timeline

WHITE = "FFFFFF"


def found(make, timeline: Timeline, *parts) -> list[Finding]:
    case = make.case_of(timeline, make.shown(*parts))
    return list(judge(OVERLAP_RULES, case, timeline))


def told(make, timeline: Timeline, *parts) -> list[str]:
    return [f"{f.severity} {f.rule}" for f in found(make, timeline, *parts)]


def test_two_labels_that_touch_are_found(make, timeline) -> None:
    one, other = make.words("run 1", "label"), make.words("run 2", "label", left=-1.1)
    finding = found(make, timeline, (100, [one, other]))[0]
    assert (finding.rule, finding.severity) == ("overlap", "fail")
    assert "'run 1' and 'run 2' overlap" in finding.message
    assert finding.box is not None


def test_two_labels_side_by_side_pass(make, timeline) -> None:
    one, other = make.words("run 1", "label"), make.words("run 2", "label", left=-0.95)
    assert told(make, timeline, (100, [one, other])) == []


def test_a_label_in_its_card_passes(make, timeline) -> None:
    card = make.item((-4.5, -1, 0, 0.5), WHITE)
    assert told(make, timeline, (100, [card, make.words("run 1", "label")])) == []


@pytest.mark.parametrize(("right", "expected"), [(-1.0, []), (-1.6, ["fail overlap"])])
def test_a_label_that_leaves_its_card(make, timeline, right: float, expected) -> None:
    card = make.item((-4.5, -1, right, 0.5), WHITE)
    assert told(make, timeline, (100, [card, make.words("run 1", "label")])) == expected


def test_the_tail_of_a_letter_may_reach_over_the_edge(make, timeline) -> None:
    text = make.words("jupyterlab", "code")  # 0.571 high
    marked = make.item((-4.2, -0.5, -0.8, 0.1), WHITE)
    assert told(make, timeline, (100, [marked, text])) == []
    low = make.item((-4.2, -0.35, -0.8, 0.1), WHITE)
    assert told(make, timeline, (100, [low, text])) == ["fail overlap"]


def test_a_card_in_a_larger_card_is_the_one_that_counts(make, timeline) -> None:
    inner, outer = make.item((-4.2, -1, 0, 0.5), WHITE), make.item((-2.5, -3, 5, 3), "EEF2F7")
    text = make.words("run 1", "label")
    assert told(make, timeline, (100, [outer, inner, text])) == []


def test_what_goes_may_meet_what_comes_for_as_long_as_a_fade(make, timeline) -> None:
    def meeting(count: int) -> list:
        fades = [
            (
                1,
                [
                    make.words("old", alpha=1 - k / count),
                    make.words("new", left=-3.5, alpha=k / count),
                ],
            )
            for k in range(count)
        ]
        return [(30, [make.words("old")]), *fades, (70, [make.words("new", left=-3.5)])]

    assert told(make, timeline, *meeting(8)) == []
    assert told(make, timeline, *meeting(30)) == ["fail overlap"]


def test_what_flies_past_is_no_overlap(make, timeline) -> None:
    flight = [
        (1, [make.words("stays", top=0.0), make.words("flies", left=-8 + k, top=0.1)])
        for k in range(12)
    ]
    assert told(make, timeline, *flight, (88, [make.words("stays")])) == []


def test_what_lies_hidden_below_a_card_is_not_touched(make, timeline) -> None:
    hidden, lid = make.words("old", "label"), make.item((-5, -2, 5, 2), WHITE)
    shown = make.words("new", "label", left=-3.5)
    assert told(make, timeline, (100, [hidden, lid, shown])) == []


def test_one_pair_is_told_once(make, timeline) -> None:
    one, other = make.words("run 1", "label"), make.words("run 2", "label", left=-1.5)
    moving = [(1, [one, other, make.item((k / 50, 2, 3, 3))]) for k in range(100)]
    assert told(make, timeline, *moving) == ["fail overlap"]
