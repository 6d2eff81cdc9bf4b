"""Contrast against what is really behind: planted defects, and near misses that pass."""

from __future__ import annotations

import pytest

from storyreel.drawing.drawing import Paint, PathItem, Stroke, Tag, quantise
from storyreel.inspection.contrast_ratio import (
    PALETTE,
    contrast,
    nearest_passing,
    rgb_of,
)
from storyreel.inspection.findings import Finding
from storyreel.inspection.luminance import luminance
from storyreel.inspection.rules.contrast import CONTRAST_RULES
from storyreel.storyboard.timeline import Timeline
from tests.unit.inspection.cases import Shots, case_of, findings_of, item, shown, verdicts_of, words

NAVY, GOLD, GOLD_TEXT, WHITE, SLATE = "1A365D", "C9A227", "866C1A", "FFFFFF", "5B6B82"


def found(timeline: Timeline, *shots: Shots) -> list[Finding]:
    return findings_of(CONTRAST_RULES, case_of(timeline, shown(*shots)))


def verdicts(timeline: Timeline, *shots: Shots) -> list[str]:
    return verdicts_of(CONTRAST_RULES, case_of(timeline, shown(*shots)))


def test_the_formula() -> None:
    assert float(contrast(luminance((0, 0, 0)), luminance((255, 255, 255)))) == pytest.approx(21)
    grey = contrast(luminance(rgb_of("#767676")), luminance(rgb_of("#FFFFFF")))
    assert float(grey) == pytest.approx(4.54, abs=0.01)


def test_the_nearest_colour_that_passes() -> None:
    assert nearest_passing(rgb_of(PALETTE["GOLD"]), (255, 255, 255), 4.5) == "GOLD_TEXT (#866C1A)"
    assert nearest_passing(rgb_of(PALETTE["GOLD"]), (250, 250, 250), 3.0) == "GOLD_LINE (#A6831B)"
    assert nearest_passing((0, 0, 0), (128, 128, 128), 20.0) is None


def test_gold_text_on_white_is_too_faint_and_the_remedy_names_a_colour(timeline: Timeline) -> None:
    card, text = item((-5, -2, 5, 2), WHITE), words("12 passed", color=GOLD)
    finding = found(timeline, (100, [card, text]))[0]
    assert (finding.rule, finding.severity, finding.limit) == ("contrast", "fail", 4.5)
    assert finding.measured == pytest.approx(2.4, abs=0.1)
    assert "GOLD_TEXT (#866C1A)" in finding.remedy
    assert finding.text == "12 passed" and finding.box is not None


@pytest.mark.parametrize(
    ("color", "ground", "expected"),
    [
        (GOLD_TEXT, WHITE, []),
        ("797979", WHITE, ["fail contrast"]),  # 4.35:1
        ("757575", WHITE, []),  # 4.61:1
        (WHITE, NAVY, []),
        (NAVY, NAVY, ["fail contrast"]),
        (SLATE, NAVY, ["fail contrast"]),
    ],
)
def test_pairs_of_colours(timeline: Timeline, color: str, ground: str, expected: list[str]) -> None:
    card, text = item((-5, -2, 5, 2), ground), words("12 passed", color=color)
    assert verdicts(timeline, (100, [card, text])) == expected


def test_what_is_really_behind_counts_and_not_the_background(timeline: Timeline) -> None:
    """The same words pass on the light ground and fail on a card that comes below them later."""
    text, card = words("12 passed", color=NAVY), item((-5, -2, 5, 2), SLATE)
    assert verdicts(timeline, (100, [text])) == []
    findings = found(timeline, (50, [text]), (50, [card, text]))
    assert [(f.rule, 50 <= (f.frame or 0) < 60) for f in findings] == [("contrast", True)]


def test_a_text_that_is_half_on_dark_fails(timeline: Timeline) -> None:
    half = item((-2.5, -2, 5, 2), NAVY)
    assert "fail contrast" in verdicts(timeline, (100, [half, words("12 passed")]))


def test_a_thin_line_behind_the_words_passes(timeline: Timeline) -> None:
    line = item((-5, -0.3, 5, -0.25), "2D3748")
    assert verdicts(timeline, (100, [line, words("12 passed")])) == []


def test_a_see_through_ground_is_mixed_with_what_is_below(timeline: Timeline) -> None:
    veil, text = item((-5, -2, 5, 2), NAVY + "20"), words("12 passed", color=NAVY)
    assert verdicts(timeline, (100, [veil, text])) == []
    dark = item((-5, -2, 5, 2), NAVY + "D0")
    assert verdicts(timeline, (100, [dark, text])) == ["fail contrast"]


def test_while_it_fades_in_it_is_not_judged(timeline: Timeline) -> None:
    fading = [(1, [words("12 passed", alpha=k / 20)]) for k in range(20)]
    assert verdicts(timeline, *fading, (80, [words("12 passed")])) == []


def test_while_text_and_ground_change_places_it_is_not_judged(timeline: Timeline) -> None:
    """Near miss: white on navy turns into navy on white within 0.4 s."""
    steps = []
    for k in range(6):
        light, dark = round(255 * k / 5), round(255 * (5 - k) / 5)
        ground, text = (f"{v:02X}" * 3 for v in (light, dark))
        steps.append((1, [item((-5, -2, 5, 2), ground), words("on", color=text)]))
    before = (40, [item((-5, -2, 5, 2), "000000"), words("on", color=WHITE)])
    after = (54, [item((-5, -2, 5, 2), WHITE), words("on", color="000000")])
    assert verdicts(timeline, before, *steps, after) == []


def test_large_text_may_be_fainter_and_placement_makes_it_small(timeline: Timeline) -> None:
    figure = words("64", "number", cap=0.061, color="8A8A8A")  # 3.4:1
    drawings = shown((100, [item((-5, -2, 5, 2), WHITE), figure]))
    assert verdicts_of(CONTRAST_RULES, case_of(timeline, drawings)) == []
    small = case_of(timeline, drawings, placement=0.5)
    assert verdicts_of(CONTRAST_RULES, small) == ["fail contrast"]


# graphics


@pytest.mark.parametrize(
    ("role", "color", "expected"),
    [
        ("graphic", NAVY, []),
        ("graphic", "DCE4EE", ["warn graphics"]),
        ("decor", "DCE4EE", []),
        ("graphic", "949494", []),  # 3.03:1 on white
    ],
)
def test_graphics_stand_out(timeline: Timeline, role: str, color: str, expected: list[str]) -> None:
    card = item((-5, -2, 5, 2), WHITE, Tag("decor"))
    assert verdicts(timeline, (100, [card, item((-1, -1, 1, 1), color, Tag(role))])) == (expected)


def test_a_line_around_a_pale_surface_suffices(timeline: Timeline) -> None:
    pale = item((-1, -1, 1, 1), "EEF2F7", Tag("graphic"))
    paint = Paint(((0x7777, 0x8C8C, 0xA7A7, 65535),))
    lined = PathItem(pale.path, pale.fill, Stroke(paint, int(quantise(0.03))), tag=pale.tag)
    assert verdicts(timeline, (100, [lined])) == []


def test_a_cell_is_told_by_its_text_and_a_part_by_its_owner(timeline: Timeline) -> None:
    cell = item((-4.5, -1.5, 4.5, 1.5), "EEF2F7", Tag("graphic"))
    assert verdicts(timeline, (100, [cell, words("12 passed")])) == []
    pale = item((2, -1, 3, 1), "EEF2F7", Tag("graphic", owner="mosaic"))
    strong = item((-3, -1, -2, 1), NAVY, Tag("graphic", owner="mosaic"))
    assert verdicts(timeline, (100, [pale, strong])) == []
