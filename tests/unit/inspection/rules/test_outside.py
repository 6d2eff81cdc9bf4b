"""Texts outside the frame: planted defects, and near misses that pass. 15 frames a second."""

from __future__ import annotations

import pytest

from storyreel.drawing.drawing import Clip, Drawing, PathItem
from storyreel.inspection.rule_sets import STORYBOARD_DRAWING_RULES
from storyreel.inspection.rules.outside import OUTSIDE_RULES
from storyreel.storyboard.timeline import Timeline
from tests.unit.inspection.cases import Shots, case_of, findings_of, item, shown, verdicts_of, words

RAIL = item((-5, 2, 5, 3))
NEVER = "'run 1' is on stage and never within the frame."
JUMPS = "'run 1' jumps out of the frame and stays on stage."


def at(left: float, top: float = 0.0) -> PathItem:
    """A text of three units by 0.571; the frame reaches from -7.1 to 7.1, and from -4 to 4."""
    return words("run 1", "token", left=left, top=top)


def moving(start: float, stop: float, frames: int) -> list[Shots]:
    step = (stop - start) / frames
    return [(1, [RAIL, at(start + step * k)]) for k in range(1, frames + 1)]


def found(timeline: Timeline, *shots: Shots) -> list[str]:
    findings = findings_of(OUTSIDE_RULES, case_of(timeline, shown(*shots)))
    return [f"{finding.severity} {finding.message}" for finding in findings]


@pytest.mark.parametrize(
    "shots",
    [
        [(60, [at(8)]), (40, [])],
        [(60, [at(0, top=-4.1)]), (40, [])],
        [(60, [at(0, top=4.7)]), (40, [])],
        [(30, [at(8)]), (30, [at(9)]), (40, [])],
        [(1, [at(9 + k / 10)]) for k in range(100)],
        [(100, [at(0), at(8)])],  # another one with the same words is seen
    ],
)
def test_a_text_that_is_never_within_the_frame_is_found(
    timeline: Timeline, shots: list[Shots]
) -> None:
    assert found(timeline, *shots) == [f"fail {NEVER}"]


def test_it_is_found_where_the_stage_leaves_it_out_of_the_picture(timeline: Timeline) -> None:
    drawings = [Drawing((RAIL,), outside=(at(20),))] * 60 + [Drawing((RAIL,))] * 40
    (finding,) = findings_of(OUTSIDE_RULES, case_of(timeline, drawings))
    assert (finding.message, finding.frame, finding.text) == (NEVER, 0, "run 1")


def test_no_other_rule_tells_of_it_again(timeline: Timeline) -> None:
    case = case_of(timeline, shown((100, [words("Title", "title"), at(8)])))
    verdicts = verdicts_of(STORYBOARD_DRAWING_RULES, case)
    assert "fail outside" in verdicts and "fail safe-area" not in verdicts


def test_a_text_that_jumps_out_of_the_frame_is_found(timeline: Timeline) -> None:
    assert found(timeline, (40, [RAIL, at(0)]), (60, [RAIL, at(20)])) == [f"warn {JUMPS}"]


@pytest.mark.parametrize(
    "shots",
    [
        [(20, [RAIL, at(9)]), *moving(9, 0, 10), (70, [RAIL, at(0)])],
        [(40, [RAIL, at(0)]), *moving(0, 9, 10), (50, [RAIL, at(9)])],
        [(40, [RAIL, at(0)]), (1, [RAIL, at(6)]), (59, [RAIL, at(20)])],  # a fast exit
        [(20, [RAIL, at(9)]), (80, [RAIL, at(0)])],  # appears
        [(9, [RAIL, at(9)]), (91, [RAIL])],  # removed soon
        [(40, [RAIL, at(0)]), (9, [RAIL, at(20)]), (51, [RAIL, at(0)])],  # comes back
        [(40, [at(0), item((0, 2, 1, 3))]), (60, [at(20), item((4, 2, 5, 3))])],  # the camera cuts
        [(100, [RAIL, words("run 1", "token", left=9, alpha=0.5)])],  # fades
        [(20, [at(9)]), (20, []), (60, [at(0)])],  # waits outside, and appears
        [
            (40, [at(0)]),
            *((1, [at(0.5 * k)]) for k in range(20)),
            (40, [at(0), at(10)]),  # another one with the same words, after the first has left
        ],
        [(100, [RAIL, at(-7)])],  # at the edge: a matter of the safe area
    ],
)
def test_entries_and_exits_pass(timeline: Timeline, shots: list[Shots]) -> None:
    assert found(timeline, *shots) == []


def test_a_text_that_a_panel_clips_on_purpose_passes(timeline: Timeline) -> None:
    window = item((-2, -2, 2, 2)).path
    below = PathItem(at(0, top=-9).path, at(0).fill, clips=(Clip(window),), tag=at(0).tag)
    assert found(timeline, (100, [RAIL, below])) == []
