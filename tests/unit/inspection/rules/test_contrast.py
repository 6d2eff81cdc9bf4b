"""Contrast against what is really behind: planted defects, and near misses that pass."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from storyreel.drawing.drawing import PathItem, Tag
from storyreel.drawing.paints import Paint, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box, quantise
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


def test_contrast_is_that_of_wcag() -> None:
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


def test_the_remedy_of_a_text_in_a_picture_is_something_that_its_author_can_do(
    timeline: Timeline,
) -> None:
    card, text = item((-5, -2, 5, 2), WHITE), words("12 passed", color=GOLD)
    assert text.tag is not None
    drawn = replace(text, tag=replace(text.tag, part="tests/number"))
    (finding,) = found(timeline, (100, [card, drawn]))
    assert "GOLD" not in finding.remedy
    assert "`layout`" in finding.remedy


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
def test_words_are_judged_against_the_colour_behind_them(
    timeline: Timeline, color: str, ground: str, expected: list[str]
) -> None:
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


# where the letters are

PALE, DARK = item((-5, -4, 5, 4), "FAFAFA"), "2D3748"


def letters(
    count: int, angle: float = 0.0, color: str = DARK, extra: Box | None = None
) -> PathItem:
    """A row of bars of 0.3 by 0.57 units through the origin, turned about it by degrees."""
    places = [0.5 * (place - (count - 1) / 2) for place in range(count)]
    bars = [Path.rectangle(box_of(x - 0.15, -0.285, x + 0.15, 0.285)).points for x in places]
    if extra is not None:
        bars.append(Path.rectangle(extra).points)
    turn = np.exp(1j * np.radians(angle))
    points = (np.concatenate(bars) @ (1, 1j)) * turn
    path = Path(
        np.rint(np.stack([points.real, points.imag], axis=1)).astype(np.int32),
        tuple(13 * number for number in range(len(bars))),
        (True,) * len(bars),
    )
    return PathItem(path, words("", color=color).fill, tag=Tag("caption", "letters", cap_share=1.0))


def box_of(left: float, bottom: float, right: float, top: float) -> Box:
    return Box(*(int(quantise(value)) for value in (left, bottom, right, top)))


def gradient(start: str, end: str, left: float, right: float) -> Paint:
    colors = tuple((*(257 * channel for channel in rgb_of(color)), 65535) for color in (start, end))
    ends = tuple((int(quantise(x)), 0) for x in (left, right))
    return Paint(colors, *ends)  # type: ignore[arg-type]


def test_one_letter_of_twelve_on_a_dark_shape_fails(timeline: Timeline) -> None:
    blot = item((2.5, -1, 3.5, 1), "3D4758")
    assert verdicts(timeline, (100, [PALE, blot, letters(12)])) == ["fail contrast"]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (item((-2, 1, -0.5, 2), NAVY, Tag("decor")), []),  # in the box of the text, off its letters
        (item((0.5, 0.5, 2, 2), NAVY, Tag("decor")), ["fail contrast"]),
    ],
)
def test_turned_text_is_measured_where_its_letters_are(
    timeline: Timeline, shape: PathItem, expected: list[str]
) -> None:
    assert verdicts(timeline, (100, [PALE, shape, letters(9, angle=45)])) == expected


@pytest.mark.parametrize(("end", "expected"), [("#2D3748", ["fail contrast"]), ("#8FA0B8", [])])
def test_text_on_a_gradient_is_measured_at_its_faintest_letter(
    timeline: Timeline, end: str, expected: list[str]
) -> None:
    ground = item((-5, -2, 5, 2))
    sky = PathItem(ground.path, gradient("#FFFFFF", end, -3, 3), tag=Tag("decor"))
    assert verdicts(timeline, (100, [sky, letters(12, color="1A202C")])) == expected


@pytest.mark.parametrize(("start", "expected"), [("#FFFFFF", ["fail contrast"]), ("#5B6B82", [])])
def test_the_gradient_of_a_text_is_measured_at_its_faintest_letter(
    timeline: Timeline, start: str, expected: list[str]
) -> None:
    text = letters(12)
    shaded = PathItem(text.path, gradient(start, "#1A365D", -3, 3), tag=text.tag)
    assert verdicts(timeline, (100, [item((-5, -2, 5, 2), WHITE), shaded])) == expected


def test_letters_on_one_colour_need_not_be_found(timeline: Timeline) -> None:
    """A law of cost: all pixels of such a text have the same contrast."""
    halves = [item((-5, -2, 0, 2), WHITE, Tag("decor")), item((0, -2, 5, 2), WHITE, Tag("decor"))]
    spot = item((-2, 1, -0.5, 2), NAVY, Tag("decor"))
    costs = []
    for below in (halves, [*halves, spot]):
        case = case_of(timeline, shown((100, [*below, letters(9, angle=45)])))
        assert verdicts_of(CONTRAST_RULES, case) == []
        costs.append(case.renderer.painted_pixels)
    assert costs[1] == 2 * costs[0] > 0


def test_letters_on_colors_that_all_suffice_need_not_be_found(timeline: Timeline) -> None:
    """A law of cost: wherever they are, the letters have enough contrast."""
    costs = []
    for end in ("#DDE5F0", "#7888A4"):
        sky = PathItem(item((-5, -2, 5, 2)).path, gradient("#FFFFFF", end, -3, 3), tag=Tag("decor"))
        case = case_of(timeline, shown((100, [sky, letters(12, color="2D3748")])))
        assert verdicts_of(CONTRAST_RULES[:1], case) == []
        costs.append(case.renderer.painted_pixels)
    assert costs[1] == 2 * costs[0] > 0


def test_a_dot_or_a_bit_of_a_letter_on_a_shape_passes(timeline: Timeline) -> None:
    """Near misses: a full stop on a dark edge, and the edge of a pill below a letter."""
    stop = box_of(3.1, -0.285, 3.18, -0.2)
    edge = item((3.05, -1, 3.4, 1), NAVY, Tag("decor"))
    assert verdicts(timeline, (100, [PALE, edge, letters(12, extra=stop)])) == []
    pill = item((2.85, -1, 3.4, 1), NAVY, Tag("decor"))
    assert verdicts(timeline, (100, [PALE, pill, letters(12)])) == []


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
