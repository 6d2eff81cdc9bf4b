"""Checks of segments add up to what decoding the clip finds, and to nothing for another clip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from storyreel.drawing.drawing import Drawing
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.inspection.clip_checks import ClipChecks
from storyreel.inspection.decoder import by_bands, confined
from storyreel.inspection.file_case import Expected, FileCase
from storyreel.inspection.findings import judge
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.probe import probe
from storyreel.inspection.rules.file import FILE_RULES
from storyreel.inspection.rules.light import LIGHT_RULES
from storyreel.inspection.segment_check import SegmentCheck, check_segment, sampled


@pytest.fixture(scope="module")
def checks(clip: Any) -> list[SegmentCheck]:
    """The check of each segment of the small clip."""
    return [
        check_segment(path, {n: PaintedFrame.of(clip.painted(frames.start + n)) for n in compared})
        for frames, path in zip(clip.expected.timeline.segments(), clip.segments, strict=True)
        for compared in [sampled(len(frames))]
    ]


def added_up(
    clip: Any, checks: Sequence[SegmentCheck], drawings: Sequence[Drawing] = ()
) -> ClipChecks:
    """The checks of segments in a row, with their drawings where these are given."""
    result = ClipChecks(
        Fraction(clip.expected.settings.rate),
        (clip.expected.settings.width, clip.expected.settings.height),
    )
    at = 0
    for check in checks:
        result.add(check, drawings[at : at + len(check.packets)])
        at += len(check.packets)
    return result


def messages(case: FileCase) -> set[str]:
    assert case.expected
    found = judge((*FILE_RULES, *LIGHT_RULES), case, case.expected.timeline)
    return {f"{finding.rule}: {finding.message}" for finding in found}


def test_a_clip_is_known_by_its_segments_as_if_it_had_been_decoded(
    clip: Any, good: FileCase, checks: list[SegmentCheck]
) -> None:
    case = added_up(clip, checks, clip.drawings).case(clip.path, clip.expected)
    assert case.facts == good.facts
    assert case.fidelities == good.fidelities
    assert messages(case) == set()
    assert case.motion is not None
    assert case.motion.held == tuple(frame >= 46 for frame in range(100))
    assert case.motion.missed == frozenset()


def test_without_drawings_no_motion_is_known(clip: Any, checks: list[SegmentCheck]) -> None:
    assert added_up(clip, checks).case(clip.path, clip.expected).motion is None


def test_a_movement_that_is_missing_in_the_pictures_is_found(
    clip: Any, checks: list[SegmentCheck]
) -> None:
    """Planted: the drawings move on where the pictures are static, at a segment's start too."""
    still = clip.drawings[99]
    moved = [*clip.drawings[:60], clip.drawings[0], still, *clip.drawings[62:75], clip.drawings[0]]
    case = added_up(clip, checks, [*moved, *clip.drawings[76:]]).case(clip.path, clip.expected)
    assert case.motion and case.motion.missed == {60, 75}
    assert any(message.startswith("freeze") for message in messages(case))


def test_segments_in_another_order_are_noticed(
    clip: Any, checks: list[SegmentCheck], tmp_path: Path
) -> None:
    path = tmp_path / "swapped.mp4"
    first, second, *rest = clip.segments
    join_segments([second, first, *rest], path, clip.expected.settings, 100)
    case = added_up(clip, checks).case(path, clip.expected)
    assert any("does not contain the checked segments from frame 0 on" in m for m in messages(case))
    assert case.facts.decoded_pts == ()


Change = Callable[[list[SegmentCheck]], list[SegmentCheck]]
CHANGES: dict[str, tuple[Change, str]] = {
    "one too few": (
        lambda checks: checks[:-1],
        "contains more than the checked segments from frame 75 on",
    ),
    "one too many": (
        lambda checks: [*checks, checks[0]],
        "does not contain the checked segments from frame 100 on",
    ),
    "other parameters": (
        lambda checks: [checks[0], replace(checks[1], parameters="another"), *checks[2:]],
        "does not contain the checked segments from frame 20 on",
    ),
    "a problem": (
        lambda checks: [replace(checks[0], problems=("cannot be decoded: why",)), *checks[1:]],
        "cannot be decoded: why",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_fit_is_a_failure(clip: Any, checks: list[SegmentCheck], change: str) -> None:
    changed, words = CHANGES[change]
    case = added_up(clip, changed(checks)).case(clip.path, clip.expected)
    assert any(words in message for message in messages(case))


def test_only_the_light_of_pictures_that_are_in_the_file_counts(
    clip: Any, good: FileCase, checks: list[SegmentCheck]
) -> None:
    changed, _ = CHANGES["other parameters"]
    light = added_up(clip, changed(checks)).case(clip.path, clip.expected).facts.light
    assert light.flat == good.facts.light.flat[:20]
    assert light.repeated == good.facts.light.repeated[:20]


def test_a_repeat_at_the_edge_of_segments_is_noticed(clip: Any, tmp_path: Path) -> None:
    """One frame, encoded twice alike: the second is bit for bit the first."""
    paths = [tmp_path / "a.mp4", tmp_path / "b.mp4"]
    for path in paths:
        render_segment(SegmentJob("s", clip.drawings[:1], clip.expected.settings, path))
    joined = tmp_path / "joined.mp4"
    join_segments(paths, joined, clip.expected.settings, 2)
    checks = added_up(clip, [check_segment(path, {}) for path in paths])
    facts = checks.case(joined, Expected(clip.expected.settings, clip.expected.timeline)).facts
    assert facts.problems == ()
    assert facts.light.repeated == (False, True)
    assert facts == probe(joined)


@pytest.mark.parametrize("decoded", [0, 1, 2])
def test_a_third_of_the_segments_is_decoded_as_whole_pictures(clip: Any, decoded: int) -> None:
    found = [
        check_segment(segment, {}, confined if number < decoded else by_bands)
        for number, segment in enumerate(clip.segments)
    ]
    checks = added_up(clip, found)
    checks.decode_enough(clip.segments)
    third = -(-len(clip.segments) // 3)
    assert checks.whole == max(decoded, third)


def test_what_decoding_whole_pictures_finds_is_a_problem(clip: Any, tmp_path: Path) -> None:
    found = [check_segment(segment, {}, by_bands) for segment in clip.segments]
    checks = added_up(clip, found)
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(clip.segments[0].read_bytes()[:-400])
    checks.decode_enough([damaged] * len(clip.segments))
    assert checks.case(clip.path, clip.expected).facts.problems
