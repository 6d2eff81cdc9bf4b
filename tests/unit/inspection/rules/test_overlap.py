"""Overlap: planted defects, and near misses that pass. 15 frames a second."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storyreel.drawing.paints import Paint
from storyreel.inspection.findings import Finding
from storyreel.inspection.rules.overlap import OVERLAP_RULES
from storyreel.storyboard.timeline import Timeline
from tests.unit.inspection.cases import Shots, case_of, findings_of, item, shown, verdicts_of, words

WHITE = "FFFFFF"


def found(timeline: Timeline, *shots: Shots) -> list[Finding]:
    return findings_of(OVERLAP_RULES, case_of(timeline, shown(*shots)))


def verdicts(timeline: Timeline, *shots: Shots) -> list[str]:
    return verdicts_of(OVERLAP_RULES, case_of(timeline, shown(*shots)))


def test_two_labels_that_touch_are_found(timeline: Timeline) -> None:
    one, other = words("run 1", "label"), words("run 2", "label", left=-1.1)
    finding = found(timeline, (100, [one, other]))[0]
    assert (finding.rule, finding.severity) == ("overlap", "fail")
    assert "'run 1' and 'run 2' overlap" in finding.message
    assert finding.box is not None


def test_two_labels_side_by_side_pass(timeline: Timeline) -> None:
    one, other = words("run 1", "label"), words("run 2", "label", left=-0.95)
    assert verdicts(timeline, (100, [one, other])) == []


def test_a_label_in_its_card_passes(timeline: Timeline) -> None:
    card = item((-4.5, -1, 0, 0.5), WHITE)
    assert verdicts(timeline, (100, [card, words("run 1", "label")])) == []


@pytest.mark.parametrize(("right", "expected"), [(-1.0, []), (-1.6, ["fail overlap"])])
def test_a_label_that_leaves_its_card(
    timeline: Timeline, right: float, expected: list[str]
) -> None:
    card = item((-4.5, -1, right, 0.5), WHITE)
    assert verdicts(timeline, (100, [card, words("run 1", "label")])) == expected


@pytest.mark.parametrize(("edge", "expected"), [(0, []), (65535, ["fail overlap"])])
def test_light_that_fades_out_below_a_label_is_no_card(
    timeline: Timeline, edge: int, expected: list[str]
) -> None:
    card = item((-4.5, -1, -1.6, 0.5), WHITE)
    box, colors = card.path.box, ((65535,) * 4, (65535, 65535, 65535, edge))
    radii = (box.right, 0), (0, box.top)
    light = replace(card, fill=Paint.radial(colors, (0, 0), radii))
    assert verdicts(timeline, (100, [light, words("run 1", "label")])) == expected


def test_the_tail_of_a_letter_may_reach_over_the_edge(timeline: Timeline) -> None:
    text = words("jupyterlab", "code")  # 0.571 high
    marked = item((-4.2, -0.5, -0.8, 0.1), WHITE)
    assert verdicts(timeline, (100, [marked, text])) == []
    low = item((-4.2, -0.35, -0.8, 0.1), WHITE)
    assert verdicts(timeline, (100, [low, text])) == ["fail overlap"]


def test_a_card_in_a_larger_card_is_the_one_that_counts(timeline: Timeline) -> None:
    inner, outer = item((-4.2, -1, 0, 0.5), WHITE), item((-2.5, -3, 5, 3), "EEF2F7")
    text = words("run 1", "label")
    assert verdicts(timeline, (100, [outer, inner, text])) == []


def test_what_goes_may_meet_what_comes_for_as_long_as_a_fade(timeline: Timeline) -> None:
    def meeting(count: int) -> list[Shots]:
        fades = [
            (
                1,
                [
                    words("old", alpha=1 - k / count),
                    words("new", left=-3.5, alpha=k / count),
                ],
            )
            for k in range(count)
        ]
        return [(30, [words("old")]), *fades, (70, [words("new", left=-3.5)])]

    assert verdicts(timeline, *meeting(8)) == []
    assert verdicts(timeline, *meeting(30)) == ["fail overlap"]


def test_what_flies_past_is_no_overlap(timeline: Timeline) -> None:
    flight = [
        (1, [words("stays", top=0.0), words("flies", left=-8 + k, top=0.1)]) for k in range(12)
    ]
    assert verdicts(timeline, *flight, (88, [words("stays")])) == []


def test_what_lies_hidden_below_a_card_is_not_touched(timeline: Timeline) -> None:
    hidden, lid = words("old", "label"), item((-5, -2, 5, 2), WHITE)
    text = words("new", "label", left=-3.5)
    assert verdicts(timeline, (100, [hidden, lid, text])) == []


def test_one_pair_is_told_once(timeline: Timeline) -> None:
    one, other = words("run 1", "label"), words("run 2", "label", left=-1.5)
    moving = [(1, [one, other, item((k / 50, 2, 3, 3))]) for k in range(100)]
    assert verdicts(timeline, *moving) == ["fail overlap"]
