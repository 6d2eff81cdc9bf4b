"""Graphics that touch texts: planted defects, and near misses that pass. 15 frames a second."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storyreel.drawing.drawing import PathItem, Tag
from storyreel.drawing.paints import Stroke
from storyreel.drawing.quanta import quantise
from storyreel.inspection.findings import Finding
from storyreel.inspection.rules.touch import TOUCH_RULES
from storyreel.storyboard.timeline import Timeline
from tests.unit.inspection.cases import (
    GOLD,
    NAVY,
    Shots,
    case_of,
    findings_of,
    item,
    shown,
    verdicts_of,
    words,
)

TEXT = words("run 1", "label", color=NAVY)
"""From -4 to -1, and from 0 down to -0.571."""

CARD = item((-4.5, -1, 0, 0.5), "FFFFFF")
DOT = item((-1.3, -0.4, -0.8, 0.1), NAVY, Tag("graphic", owner="dots"))


def outline(box: tuple[float, float, float, float], width: float = 0.04) -> PathItem:
    filled = item(box, GOLD)
    assert filled.fill
    return replace(filled, fill=None, stroke=Stroke(filled.fill, int(quantise(width))))


def found(timeline: Timeline, *shots: Shots) -> list[Finding]:
    return findings_of(TOUCH_RULES, case_of(timeline, shown(*shots)))


def verdicts(timeline: Timeline, *items: PathItem) -> list[str]:
    return verdicts_of(TOUCH_RULES, case_of(timeline, shown((100, items))))


def test_a_dot_at_the_end_of_a_word_is_named(timeline: Timeline) -> None:
    (finding,) = found(timeline, (100, [CARD, TEXT, DOT]))
    assert (finding.rule, finding.severity, finding.text) == ("touch", "fail", "run 1")
    assert finding.message == "A graphic of dots covers a part of 'run 1' (label)."
    assert finding.box is not None


@pytest.mark.parametrize(
    "items",
    [
        [CARD, DOT, TEXT],  # the dot is below the text, in the text's own colour
        [item((-2.7, -3, -2.4, 3), GOLD), TEXT],  # a bar
        [TEXT, outline((-2.7, -3, -2.6, 3))],  # a line from top to bottom
        [TEXT, item((-6, -0.35, 4, -0.25), GOLD)],  # a line that goes on on both sides
        [TEXT, item((-2.7, -0.3, -2.66, 0.5), GOLD)],  # a thin line in one of many letters
        [TEXT, item((-1.03, -0.3, -0.97, -0.2), GOLD)],  # a dash of a line along its end
    ],
)
def test_what_touches_a_text_is_found(timeline: Timeline, items: list[PathItem]) -> None:
    assert verdicts(timeline, *items) == ["fail touch"]


@pytest.mark.parametrize(
    "items",
    [
        [CARD, TEXT],
        [item((-6, -0.5, -2, 0.2), GOLD), CARD, TEXT],  # hidden below the card
        [outline((-4.2, -0.8, -0.8, 0.2)), TEXT],  # a frame
        [outline((-4.1, -0.7, -3, 0.1)), TEXT],  # a frame round its first letters
        [TEXT, item((-4.1, -0.33, -0.9, -0.27), NAVY)],  # struck through
        [TEXT, item((-4.0, -0.6, -1.0, -0.54), GOLD)],  # underlined
        [TEXT, item((-0.9, -0.4, -0.4, 0.1), NAVY)],  # a mark beside it
        [TEXT, item((-1.01, -0.02, -0.4, 0.3), NAVY)],  # a mark that grazes a corner of its box
        [item((-6, -0.4, -2, 0.2), "EEF2F7"), TEXT],  # a tint
        [item((-2.5, -3, 3, 3), GOLD, Tag("decor")), TEXT],
        [item((-9, -5, -2.5, 5), GOLD, Tag("background")), TEXT],
    ],
)
def test_what_belongs_to_a_text_passes(timeline: Timeline, items: list[PathItem]) -> None:
    assert verdicts(timeline, *items) == []


def test_what_passes_over_a_text_is_no_touch(timeline: Timeline) -> None:
    flight: list[Shots] = [(1, [TEXT, item((k / 4 - 6, -0.4, k / 4 - 5, 0.1))]) for k in range(60)]
    assert found(timeline, *flight, (40, [TEXT])) == []
    stays = [TEXT, DOT]
    assert found(timeline, (30, [TEXT]), (6, stays), (64, [TEXT])) == []
    assert len(found(timeline, (30, [TEXT]), (15, stays), (55, [TEXT]))) == 1
