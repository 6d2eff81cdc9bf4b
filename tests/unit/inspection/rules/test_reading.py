"""Time to read and words: planted defects, and near misses that pass. 15 frames a second."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest

from storyreel.base.timebase import Fps, FrameRange
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Finding, judge
from storyreel.inspection.rules.reading import READING_RULES, leaks
from storyreel.storyboard.timeline import TimedBeat, Timeline
from tests.unit.inspection.cases import Shots, case_of, item, shown, verdicts_of, words

SENTENCE = "Same seed, same fingerprint."  # 28 characters: 25 frames at 17 a second, 32.3 at 13
LABEL = "exit code 0"


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    """One beat with a caption, and a last one that nothing is asked of here."""
    beats = (
        TimedBeat("only", 0, FrameRange(0, 60), SENTENCE, SENTENCE, None, {}),
        TimedBeat("closing", 1, FrameRange(60, 120), None, "Wisdom.", None, {}),
    )
    return Timeline(Fps(15), beats)


def found(timeline: Timeline, *shots: Shots) -> list[Finding]:
    """What is found in the first beat."""
    drawings = shown(*shots, (120, [words("Wisdom.", "wisdom")]))[:120]
    if sum(count for count, _ in shots) < 60:
        blank = 60 - sum(count for count, _ in shots)
        drawings = shown(*shots, (blank, []), (60, [words("Wisdom.", "wisdom")]))
    case = case_of(timeline, drawings)
    return [f for f in judge(READING_RULES, case, timeline) if f.text != "Wisdom."]


def verdicts(timeline: Timeline, *shots: Shots) -> list[str]:
    return [f"{finding.severity} {finding.rule}" for finding in found(timeline, *shots)]


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        (60, []),
        (32, []),
        (31, ["warn reading-time"]),
        (25, ["warn reading-time"]),
        (24, ["fail reading-time"]),
        (5, ["fail reading-time"]),
        (0, ["fail reading-time"]),
    ],
)
def test_a_caption_at_its_limits(timeline: Timeline, frames: int, expected: list[str]) -> None:
    assert verdicts(timeline, (frames, [words(SENTENCE)])) == expected


@pytest.mark.parametrize("rate", [15, 30, 60])
@pytest.mark.parametrize(("since", "verdict"), [(Fraction(1, 30), "fail"), (Fraction(0), "warn")])
def test_a_caption_has_the_same_time_at_every_multiple_of_the_coarsest_rate(
    rate: int, since: Fraction, verdict: str
) -> None:
    """Planted: 53 of 30 frames a second are enough for its 30 characters, 26 of 15 are not."""
    sentence = "Same seed, the same big print."
    start, stop = ceil(since * rate), ceil(Fraction(54, 30) * rate)
    drawings = shown((start, []), (stop - start, [words(sentence)]), (4 * rate - stop, []))
    beat = TimedBeat("only", 0, FrameRange(0, 2 * rate), sentence, sentence, None, {})
    last = TimedBeat("last", 1, FrameRange(2 * rate, 4 * rate), None, "Wisdom.", None, {})
    timeline = Timeline(Fps(rate), (beat, last))
    found = judge(READING_RULES, case_of(timeline, drawings), timeline)
    assert [finding.severity for finding in found if finding.text == sentence] == [verdict]


def test_the_remedy_names_the_time_of_the_limit_that_is_exceeded(timeline: Timeline) -> None:
    """28 characters in 2 s: enough at 17 a second, too little to be comfortable at 13."""
    (finding,) = found(timeline, (30, [words(SENTENCE)]))
    assert "at 14.0 characters a second; the limit is 13" in finding.message
    assert "needs 2.15 s" in finding.remedy and "gets 2.00 s" in finding.remedy


def test_frames_count_in_which_it_can_be_read_and_not_the_beat(timeline: Timeline) -> None:
    """Planted: it is there for the whole beat, but fades in for most of it."""
    fading = [(1, [words(SENTENCE, alpha=k / 50)]) for k in range(40)]
    assert verdicts(timeline, *fading, (20, [words(SENTENCE)])) == ["fail reading-time"]


def test_what_moves_is_not_read(timeline: Timeline) -> None:
    moving = [(1, [words(SENTENCE, left=-4 + k / 20)]) for k in range(45)]
    assert verdicts(timeline, *moving, (15, [words(SENTENCE)])) == ["fail reading-time"]


def test_what_is_covered_is_not_read(timeline: Timeline) -> None:
    lid = item((-5, -2, 5, 2))
    finding = found(timeline, (39, [words(SENTENCE), lid]), (21, [words(SENTENCE)]))[0]
    assert (finding.rule, finding.severity, finding.measured) == ("reading-time", "fail", 20.0)
    assert "1.40 s" in finding.remedy and "1.65 s" in finding.remedy


@pytest.mark.parametrize("lid", [(-5, -2, -3.8, 2), (-5, -3, 5, -0.9)])
def test_what_lies_beside_or_over_a_little_covers_nothing(
    timeline: Timeline, lid: tuple[float, float, float, float]
) -> None:
    assert verdicts(timeline, (60, [words(SENTENCE), item(lid)])) == []


def test_what_lies_below_covers_nothing(timeline: Timeline) -> None:
    card = item((-5, -2, 5, 2), "FFFFFF")
    assert verdicts(timeline, (60, [card, words(SENTENCE)])) == []


def test_a_change_of_colour_is_read_through(timeline: Timeline) -> None:
    colors = [f"2D37{48 + k:02d}" for k in range(50)]
    shots = [(1, [words(SENTENCE, color=color)]) for color in colors]
    assert verdicts(timeline, *shots) == []


def test_two_lines_are_one_sentence(timeline: Timeline) -> None:
    lines = [words("Same seed,", top=0.0), words("same fingerprint.", top=-0.7)]
    assert verdicts(timeline, (60, lines)) == []
    assert verdicts(timeline, (60, lines[:1])) == ["fail reading-time"]


def test_three_lines_are_too_many(timeline: Timeline) -> None:
    lines = [
        words(text, top=-0.7 * n) for n, text in enumerate(["Same", "seed, same", "fingerprint."])
    ]
    assert verdicts(timeline, (60, lines)) == ["fail reading-time"]


@pytest.mark.parametrize(("length", "expected"), [(42, []), (43, ["fail reading-time"])])
def test_a_line_is_no_longer_than_42_characters(length: int, expected: list[str]) -> None:
    sentence = "word " * (length // 5) + "x" * (length % 5)
    sentence = sentence.strip().ljust(length, "y")
    beat = TimedBeat("only", 0, FrameRange(0, 90), sentence, sentence, None, {})
    timeline = Timeline(Fps(15), (beat,))
    case = case_of(timeline, shown((90, [words(sentence)])))
    assert verdicts_of(READING_RULES, case) == expected


@pytest.mark.parametrize(
    ("frames", "expected"), [(13, []), (11, ["warn reading-time"]), (3, ["warn reading-time"])]
)
def test_a_label_is_a_warning(timeline: Timeline, frames: int, expected: list[str]) -> None:
    caption = words(SENTENCE)
    label = words(LABEL, "label", top=2.0)
    shots = ((frames, [caption, label]), (60 - frames, [caption]))
    assert verdicts(timeline, *shots) == expected


def test_a_label_that_moves_on_adds_up(timeline: Timeline) -> None:
    caption = words(SENTENCE)
    shots = [(8, [caption, words(LABEL, "label", top=top)]) for top in (1.0, 2.0)]
    assert verdicts(timeline, *shots, (44, [caption])) == []


def test_what_is_typed_is_read_as_it_comes(timeline: Timeline) -> None:
    """Near miss: the whole stands for three frames only, but has been growing for a second."""
    caption, whole = words(SENTENCE), "The type of cloud"
    steps = [
        (3, [caption, words(whole[:n], "label", top=2.0, width=n / 5)])
        for n in (3, 4, 6, 8, 9, 11, 12, 14, 17)
    ]
    assert verdicts(timeline, *steps, (33, [caption])) == []
    sudden = ((3, [caption, words(whole, "label", top=2.0)]), (57, [caption]))
    assert verdicts(timeline, *sudden) == ["warn reading-time"]


def test_numbers_and_tokens_are_glanced_at(timeline: Timeline) -> None:
    caption = words(SENTENCE)
    shots = [(4, [caption, words(str(n), "number", top=2.0)]) for n in range(15)]
    assert verdicts(timeline, *shots) == []


def test_the_last_sentence_stays_on_the_slide() -> None:
    """It may go on being read there, so too short a time is a warning."""
    long = "Encoding choices influence all downstream compute"
    beat = TimedBeat("closing", 0, FrameRange(0, 40), None, long, None, {})
    timeline = Timeline(Fps(15), (beat,))
    lines = [words(long[:30], "wisdom"), words(long[31:], "wisdom", top=-0.7)]
    case = case_of(timeline, shown((40, lines)))
    assert verdicts_of(READING_RULES, case) == ["warn reading-time"]
    case = case_of(timeline, shown((40, [])))
    assert verdicts_of(READING_RULES, case) == ["fail reading-time"]


@pytest.mark.parametrize(("length", "expected"), [(64, []), (65, ["fail reading-time"])])
def test_the_wisdom_may_be_one_long_line(length: int, expected: list[str]) -> None:
    wise = ("Words " * 11)[: length - 1] + "."
    beat = TimedBeat("closing", 0, FrameRange(0, 120), None, wise, None, {})
    case = case_of(Timeline(Fps(15), (beat,)), shown((120, [words(wise, "wisdom")])))
    assert verdicts_of(READING_RULES, case) == expected


# words


@pytest.mark.parametrize(("count", "expected"), [(12, []), (13, ["fail words"])])
def test_a_caption_has_at_most_twelve_words(count: int, expected: list[str]) -> None:
    sentence = " ".join(["go"] * count)
    beat = TimedBeat("only", 0, FrameRange(0, 90), sentence, sentence, None, {})
    timeline = Timeline(Fps(15), (beat,))
    case = case_of(timeline, shown((90, [words(sentence)])))
    assert verdicts_of(READING_RULES, case) == expected


@pytest.mark.parametrize(
    "text",
    [
        "TODO: a better word",
        "Lorem ipsum dolor",
        "a placeholder",
        "/ho" + "me/ann/clips/run.py",
        "see /Us" + "ers/ann",
        "C:\\Users\\ann",
        "~/notes.txt",
        "/etc/passwd",
        "file://x",
        "[pause] and then",
        "Voice-over: the run",
        "narrator: welcome",
        "cut to the chart",
        "Editor's note",
    ],
)
def test_a_leak_is_found(timeline: Timeline, text: str) -> None:
    label = words(text, "label", top=2.0)
    findings = found(timeline, (60, [words(SENTENCE), label]))
    assert [(f.rule, f.text) for f in findings] == [("words", text)]


@pytest.mark.parametrize(
    "text",
    [
        "[FAIL] torch 0.0",
        "todo list",
        "12 / 64",
        "and/or",
        "/ 120",
        "localhost:8000/docs",
        "https://example.org/home/page",
        "<|start_header_id|>",
        "Cut the tokens",
        "a note of 153 tokens",
        "no [Better Answer]",
        "~ 4 tokens",
    ],
)
def test_harmless_words_pass(text: str) -> None:
    assert list(leaks(text)) == []


def test_what_is_published_beside_the_picture_is_searched(timeline: Timeline) -> None:
    drawings = shown((120, [words(SENTENCE), words("Wisdom.", "wisdom", top=2)]))
    case = DrawingCase(
        timeline, drawings, "T", 1.0, published={"beats[0].notes": "TODO: say something."}
    )
    findings = [f for f in judge(READING_RULES, case, timeline) if f.rule == "words"]
    assert ["beats[0].notes" in f.message for f in findings] == [True]
