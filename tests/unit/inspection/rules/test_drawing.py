"""Every rule about the drawings: a planted defect that it catches, a near miss that passes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from storyreel.drawing.drawing import Clip, Drawing, PathItem, Tag
from storyreel.drawing.paints import Paint, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box, quantise
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Finding, Severity, judge
from storyreel.inspection.rules.drawing import DRAWING_RULES
from storyreel.storyboard.timeline import Timeline

TITLE = "Reproducibility gates"
HALF_WIDTH = 8 * 16 / 9 / 2
FRAMES = 100


def words(
    text: str,
    role: str = "caption",
    cap: float = 0.05,
    left: float = -4.0,
    top: float = 0.0,
    alpha: float = 1.0,
    line: int | None = 41,
) -> PathItem:
    """A line of text as a rectangle, its capitals `cap` of the frame's height."""
    cap_share = 0.7  # the inked box reaches below the baseline
    height = cap * 8 / cap_share
    box = Box(*(int(quantise(v)) for v in (left, top - height, left + 3, top)))
    paint = Paint(((11565, 14135, 18504, round(alpha * 65535)),))
    tag = Tag(role, text=text, cap_share=cap_share, line=line)
    return PathItem(Path.rectangle(box), fill=paint, tag=tag)


def plate(left: float, right: float, role: str = "graphic", stroke: float = 0.0) -> PathItem:
    box = Box(*(int(quantise(v)) for v in (left, -1, right, 1)))
    color = Paint(((6682, 13878, 23901, 65535),))
    line = Stroke(color, int(quantise(stroke))) if stroke else None
    return PathItem(Path.rectangle(box), fill=color, stroke=line, tag=Tag(role))


def title(**options: float) -> PathItem:
    return words(TITLE, "title", **{"cap": 0.06, "top": 3.5, **options})  # type: ignore[arg-type]


def drawn(*frames: Sequence[PathItem], count: int = FRAMES) -> list[Drawing]:
    """The given frames, the last one held until there are `count`."""
    drawings = [Drawing(tuple(items)) for items in frames]
    return drawings + drawings[-1:] * (count - len(drawings))


def found(
    timeline: Timeline, drawings: Sequence[Drawing], placement: float = 1.0
) -> tuple[Finding, ...]:
    case = DrawingCase(timeline, drawings, TITLE, placement)
    return judge(DRAWING_RULES, case, timeline)


def told(timeline: Timeline, drawings: Sequence[Drawing], placement: float = 1.0) -> list[str]:
    return [f"{f.severity} {f.rule}" for f in found(timeline, drawings, placement)]


def test_a_good_clip_has_no_findings(timeline: Timeline) -> None:
    assert told(timeline, drawn([title(), words("Same seed."), plate(-6, 6)])) == []


# opening


def test_opening_catches_a_missing_title(timeline: Timeline) -> None:
    findings = found(timeline, drawn([words("Same seed.")], [title()]))
    assert [(f.rule, f.frame, f.beat) for f in findings] == [("opening", 0, "opening")]


def test_opening_catches_another_title(timeline: Timeline) -> None:
    other = words("Tokenizer extension", "title", cap=0.06, top=3.5)
    assert told(timeline, drawn([other])) == ["fail opening"]


def test_opening_catches_a_title_that_is_fading_in(timeline: Timeline) -> None:
    assert told(timeline, drawn([title(alpha=0.4)], [title()])) == ["fail opening"]


def test_opening_catches_a_title_that_slides_in(timeline: Timeline) -> None:
    assert told(timeline, drawn([title(left=-9.0)], [title()])) == ["fail opening"]


def test_opening_catches_a_title_that_grows_in(timeline: Timeline) -> None:
    assert told(timeline, drawn([title(cap=0.02)], [title()])) == ["fail opening"]


def test_opening_lets_a_title_of_two_lines_pass(timeline: Timeline) -> None:
    lines = [
        words("Reproducibility", "title", cap=0.06, top=3.5),
        words("gates", "title", cap=0.06, top=2.7),
    ]
    assert told(timeline, drawn(lines)) == []


# hold


def moving(until: int) -> list[Drawing]:
    """A plate moves up to frame `until`, the first that is held."""
    frames = [[title(), plate(-6, x / 100)] for x in range(until + 1)]
    return drawn(*frames)


def test_hold_lets_exactly_three_seconds_pass(timeline: Timeline) -> None:
    assert told(timeline, moving(FRAMES - 45)) == []


def test_hold_catches_a_frame_less(timeline: Timeline) -> None:
    findings = found(timeline, moving(FRAMES - 44))
    assert [(f.rule, f.beat, f.measured) for f in findings] == [("hold", "closing", 2.933)]


def test_hold_catches_a_change_of_colour_alone(timeline: Timeline) -> None:
    drawings = drawn([title()])
    drawings[-1] = Drawing((title(),), background=(0, 0, 0, 65535))
    assert told(timeline, drawings) == ["fail hold"]


# text-size


@pytest.mark.parametrize(
    ("role", "cap", "expected"),
    [
        ("caption", 0.04, []),
        ("caption", 0.039, ["warn text-size"]),
        ("caption", 0.03, ["warn text-size"]),
        ("caption", 0.029, ["fail text-size"]),
        ("wisdom", 0.035, []),
        ("wisdom", 0.034, ["warn text-size"]),
        ("label", 0.03, []),
        ("code", 0.029, ["fail text-size"]),
    ],
)
def test_text_size_at_its_limits(
    timeline: Timeline, role: str, cap: float, expected: list[str]
) -> None:
    assert told(timeline, drawn([title(), words("exit code 0", role, cap)])) == expected


def test_text_size_counts_the_size_on_the_slide(timeline: Timeline) -> None:
    drawings = drawn([title(cap=0.1), words("exit code 0", "code", 0.05)])
    assert told(timeline, drawings, placement=0.6) == []
    assert told(timeline, drawings, placement=0.5) == ["fail text-size"]


def test_text_size_names_words_line_beat_and_remedy(timeline: Timeline) -> None:
    small = words("exit code 0", "code", 0.02, line=57)
    finding = found(timeline, drawn(*([[title()]] * 30), [title(), small]))[0]
    assert (finding.text, finding.line, finding.beat) == ("exit code 0", 57, "tests")
    assert (finding.frame, finding.time_s) == (30, 2.0)
    assert (finding.measured, finding.limit) == (0.02, 0.03)
    assert finding.remedy


def test_text_size_tells_of_a_word_once(timeline: Timeline) -> None:
    small = words("exit code 0", "code", 0.02)
    frames = [[title(), small, plate(-6, x / 100)] for x in range(50)]
    assert told(timeline, drawn(*frames)) == ["fail text-size"]


def test_text_size_lets_words_pass_while_they_grow_or_fade(timeline: Timeline) -> None:
    growing = [[title(), words("12 passed", cap=0.001 * k)] for k in range(1, 50)]
    faint = [[title(), words("12 passed", cap=0.02, alpha=0.3)]] * 5
    assert told(timeline, drawn(*faint, *growing)) == []


@pytest.mark.parametrize(("frames", "caught"), [(2, []), (3, [("text-size", 30)])])
def test_text_size_judges_what_stands_for_a_fifth_of_a_second(
    timeline: Timeline, frames: int, caught: list[tuple[str, int]]
) -> None:
    """Though something else moves all the time, so that no drawing is held."""
    small = words("12 passed", cap=0.02)
    shown = range(30, 30 + frames)
    drawings = [[title(), plate(-6, x / 100)] + ([small] if x in shown else []) for x in range(50)]
    assert [(f.rule, f.frame) for f in found(timeline, drawn(*drawings))] == caught


def test_text_size_warns_of_words_whose_size_is_not_told(timeline: Timeline) -> None:
    item = words("12 passed")
    unknown = PathItem(item.path, item.fill, tag=Tag("caption", text="12 passed"))
    findings = found(timeline, drawn([title(), unknown]))
    assert [(f.rule, f.severity) for f in findings] == [("text-size", Severity.WARN)]


# safe-area


def test_safe_area_lets_words_at_the_edge_of_the_middle_pass(timeline: Timeline) -> None:
    edge = -0.9 * HALF_WIDTH
    assert told(timeline, drawn([title(), words("Same seed.", left=edge)])) == []


def test_safe_area_catches_words_a_little_outside(timeline: Timeline) -> None:
    edge = -0.905 * HALF_WIDTH
    assert told(timeline, drawn([title(), words("Same.", left=edge)])) == ["fail safe-area"]


@pytest.mark.parametrize(
    ("share", "role", "expected"),
    [
        (0.93, "graphic", []),
        (0.94, "graphic", ["fail safe-area"]),
        (1.2, "decor", []),
        (1.2, "background", []),
    ],
)
def test_safe_area_of_what_matters_and_of_what_does_not(
    timeline: Timeline, share: float, role: str, expected: list[str]
) -> None:
    wide = plate(-share * HALF_WIDTH, 0, role)
    assert told(timeline, drawn([title(), wide])) == expected


def test_safe_area_counts_the_width_of_a_line(timeline: Timeline) -> None:
    wide = plate(-0.925 * HALF_WIDTH, 0, stroke=0.2)
    assert told(timeline, drawn([title(), wide])) == ["fail safe-area"]


def test_safe_area_looks_only_inside_the_clip(timeline: Timeline) -> None:
    wide = plate(-1.5 * HALF_WIDTH, 0)
    window = plate(-3, 3).path
    cut = PathItem(wide.path, wide.fill, clips=(Clip(window),), tag=wide.tag)
    assert told(timeline, drawn([title(), cut])) == []


def test_safe_area_lets_what_comes_in_from_outside_pass(timeline: Timeline) -> None:
    frames = [[title(), plate(x - 12, x - 8)] for x in range(10)]
    assert told(timeline, drawn(*frames)) == []
