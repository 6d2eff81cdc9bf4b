"""Siblings that pile up: planted defects, and near misses that pass. 15 frames a second."""

from __future__ import annotations

import pytest

from storyreel.drawing.drawing import PathItem, Tag
from storyreel.inspection.rules.siblings import SIBLING_RULES
from storyreel.storyboard.timeline import Timeline
from tests.unit.inspection.cases import NAVY, case_of, findings_of, item, shown, words

TEXT = words("run 1", "label", top=3)


def row(
    step: float, side: float = 0.4, height: float | None = None, role: str = "graphic"
) -> list[PathItem]:
    tag = Tag(role, owner="tests")
    return [item((k * step, 0, k * step + side, height or side), NAVY, tag) for k in range(6)]


def found(timeline: Timeline, items: list[PathItem]) -> list[str]:
    findings = findings_of(SIBLING_RULES, case_of(timeline, shown((100, [TEXT, *items]))))
    return [f"{finding.severity}: {finding.message}" for finding in findings]


def test_dots_that_pile_up_are_found_once(timeline: Timeline) -> None:
    assert found(timeline, row(0.25)) == ["warn: 5 pairs of equal graphics of tests overlap."]


@pytest.mark.parametrize(
    "items",
    [
        row(0.45),  # side by side
        row(0.3),  # overlap a little
        row(0.1, role="decor"),
        row(0.1, side=1),  # cards that are fanned out
        row(0.1, side=0.2, height=0.6),  # bars
        row(0.1, side=0.2),  # the points of a plot
        row(0),  # in one place
        row(0.25)[:2],
    ],
)
def test_siblings_that_can_be_told_apart_pass(timeline: Timeline, items: list[PathItem]) -> None:
    assert found(timeline, items) == []


def test_siblings_that_move_past_each_other_pass(timeline: Timeline) -> None:
    def gathering(frame: int) -> list[PathItem]:
        return [TEXT, *row(1 - frame / 100 if frame < 50 else frame / 100)]

    drawings = shown(*((1, gathering(frame)) for frame in range(100)))
    assert findings_of(SIBLING_RULES, case_of(timeline, drawings)) == []
