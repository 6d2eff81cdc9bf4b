"""Checked segments: rendered, checked, and stored together with their check."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from storyreel.base.presets import LADDER, Quality
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path as Outline
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.encode import segment
from storyreel.encode.concat import join_segments
from storyreel.encode.h264.bands import ROW, Band
from storyreel.encode.segment import SegmentJob, SegmentRenderer
from storyreel.encode.segment_store import Store, keep
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.inspection.clip_checks import ClipChecks
from storyreel.inspection.fidelity import MIN_PSNR_DB, Fidelity
from storyreel.inspection.file_case import Expected
from storyreel.inspection.findings import Severity, judge
from storyreel.inspection.rules.file import FILE_RULES
from storyreel.inspection.segment_check import SegmentCheck, check_segment
from storyreel.storyboard.timeline import TimedBeat, Timeline
from storyreel.workers import checked_segment
from storyreel.workers.checked_segment import (
    CHECK_SUFFIX,
    checked_segment_key,
    render_and_check,
    stored_segment,
)

Pixels = npt.NDArray[np.uint8]
FRAMES = 20


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def key(moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings) -> str:
    return checked_segment_key(moving_drawings, tiny_settings)


@pytest.fixture
def job(
    store: Store,
    key: str,
    moving_drawings: tuple[Drawing, ...],
    tiny_settings: EncoderSettings,
) -> SegmentJob:
    target = store.making(key, tiny_settings.suffix)
    return SegmentJob("intro", moving_drawings, tiny_settings, target, stored=True)


def entry(store: Store, suffix: str) -> Path:
    (found,) = (each.path for each in store.entries() if each.path.suffix == suffix)
    return found


def test_a_rendered_segment_is_checked(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    made = render_and_check(SegmentJob("s", moving_drawings, tiny_settings, tmp_path / "s.mp4"))
    assert made.segment.path == tmp_path / "s.mp4"
    assert made.segment.seconds["look"] > 0
    assert made.checks.file == made.segment.sha256
    assert len(made.checks.samples) == FRAMES
    assert set(made.checks.fidelities) == {0, 10, 19}
    assert all(found.psnr > MIN_PSNR_DB for found in made.checks.fidelities.values())
    assert made.checks.problems == ()
    assert [path.name for path in tmp_path.iterdir()] == ["s.mp4"], "nothing else is left"


def test_a_picture_that_is_not_what_was_painted_is_noticed(
    moving_drawings: tuple[Drawing, ...],
    tiny_settings: EncoderSettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Lying(SegmentRenderer):
        def __iter__(self) -> Generator[tuple[int, Pixels]]:
            for number, pixels in super().__iter__():
                yield number, 255 - pixels

    monkeypatch.setattr(checked_segment, "SegmentRenderer", Lying)
    made = render_and_check(SegmentJob("s", moving_drawings, tiny_settings, tmp_path / "s.mp4"))
    assert all(found.psnr < MIN_PSNR_DB for found in made.checks.fidelities.values())


def sliding_card() -> tuple[Drawing, ...]:
    """A card that slides over a bright ground."""
    color = (0x4A4A, 0x6060, 0x8080, 65535)

    def card(x: float) -> PathItem:
        left = round(x * QUANTA_PER_UNIT)
        box = Box(left, -2 * QUANTA_PER_UNIT, left + 3 * QUANTA_PER_UNIT, 2 * QUANTA_PER_UNIT)
        return PathItem(Outline.rectangle(box), fill=Paint((color,)))

    return tuple(
        Drawing((card(-5 + 0.3 * frame),), background=(64250,) * 3 + (65535,))
        for frame in range(FRAMES)
    )


def with_quantiser(settings: EncoderSettings, qp: int) -> EncoderSettings:
    options = dict(settings.options) | {"qp": str(qp)}
    return replace(settings, options=tuple(options.items()))


@pytest.mark.parametrize(("qp", "again"), [(36, False), (40, True)])
def test_a_segment_that_came_out_too_coarse_is_encoded_again_finer(
    tiny_settings: EncoderSettings, tmp_path: Path, qp: int, again: bool
) -> None:
    frames: list[int] = []
    settings = with_quantiser(tiny_settings, qp)
    job = SegmentJob("s", sliding_card(), settings, tmp_path / "s.mp4")
    made = render_and_check(job, frames.append)
    assert all(found.sufficient for found in made.checks.fidelities.values())
    assert frames.count(0) == (2 if again else 1)


@pytest.mark.parametrize("codec", ["h264", "av1"])
def test_a_finer_segment_joins_the_others(
    tiny_settings: EncoderSettings, tmp_path: Path, codec: str
) -> None:
    coarse = (
        with_quantiser(tiny_settings, 30)
        if codec == "h264"
        else encoder_settings("av1", LADDER["smoke"])
    )
    finer = coarse.finer()
    assert finer is not None
    one, other = (
        render_and_check(SegmentJob("s", sliding_card(), settings, tmp_path / name))
        for settings, name in ((coarse, "one.mp4"), (finer, "other.mp4"))
    )
    assert one.checks.parameters == other.checks.parameters
    assert one.checks.packets != other.checks.packets


@pytest.mark.slow
def test_av1_leaves_no_blocks_of_earlier_frames(
    hour29_at: Callable[[int], tuple[Drawing, ...]], tmp_path: Path
) -> None:
    """A fast preset leaves flat colours here that are off by 17 of 255."""
    settings = encoder_settings("av1", LADDER["1080p"])
    job = SegmentJob("checkpoint_hash", hour29_at(30)[540:600], settings, tmp_path / "s.mp4")
    assert all(found.sufficient for found in render_and_check(job).checks.fidelities.values())


def scrolling(frames: int, first: int) -> tuple[Drawing, ...]:
    """A pattern of bars that scrolls up by some pixels a frame, all over the picture."""
    steps = np.random.default_rng(first).integers(1, 30, 60).cumsum()

    def bar(row: int, frame: int) -> PathItem:
        y = round((steps[row] / 60 - 6) * QUANTA_PER_UNIT) + frame * QUANTA_PER_UNIT // 9
        shade = int(steps[row] * 9973 % 65536)
        box = Box(-2 * QUANTA_PER_UNIT, y, 2 * QUANTA_PER_UNIT, y + QUANTA_PER_UNIT // 11)
        return PathItem(Outline.rectangle(box), fill=Paint(((shade, shade, shade, 65535),)))

    return tuple(Drawing(tuple(bar(row, frame) for row in range(60))) for frame in range(frames))


@pytest.mark.parametrize("whole", [True, False])
def test_a_job_says_whether_whole_pictures_are_decoded(tmp_path: Path, whole: bool) -> None:
    settings = encoder_settings("h264", Quality("tall", 320, 1280, Fps(30), 100))
    job = SegmentJob("s", scrolling(2, 0), settings, tmp_path / "s.mp4", whole=whole)
    assert render_and_check(job).checks.whole == whole


def cut_in_the_middle(changes: object, width: int, height: int) -> tuple[Band, ...]:
    """Bands without still rows at their edge, which vectors cross: the planted defect."""
    rows = -(-height // ROW)
    return Band(0, rows // 2, 0, rows // 2), Band(rows // 2, rows, rows // 2, rows)


@pytest.mark.parametrize("height", [640, 1280])
def test_a_vector_across_the_edge_of_a_band_stops_publication(
    height: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = encoder_settings("h264", Quality("tall", 320, height, Fps(30), 100))
    job = SegmentJob("s", scrolling(10, 0), settings, tmp_path / "s.mp4")
    sound = render_and_check(job)
    monkeypatch.setattr(segment, "plan_bands", cut_in_the_middle)
    planted = render_and_check(job)
    assert sound.checks.problems == ()
    assert "leads out of its band" in planted.checks.problems[0]
    timeline = Timeline(Fps(30), (TimedBeat("all", 0, FrameRange(0, 10), None, "all", None, {}),))
    join_segments([planted.segment.path], tmp_path / "clip.mp4", settings, 10)
    checks = ClipChecks(Fraction(30), (settings.width, settings.height))
    checks.add(planted.checks)
    case = checks.case(tmp_path / "clip.mp4", Expected(settings, timeline))
    findings = judge(FILE_RULES, case, timeline)
    assert any(
        finding.severity is Severity.FAIL and "leads out of its band" in finding.message
        for finding in findings
    )


def test_a_stored_segment_is_found_again(store: Store, key: str, job: SegmentJob) -> None:
    made = render_and_check(job)
    found = stored_segment(store, key, ".mp4", FRAMES)
    assert found
    assert found.segment.reused
    assert found.segment.path == made.segment.path == entry(store, ".mp4")
    assert found.checks.to_bytes() == made.checks.to_bytes()
    assert stored_segment(store, key[::-1], ".mp4", FRAMES) is None


@pytest.mark.parametrize("suffix", [".mp4", CHECK_SUFFIX])
def test_a_segment_without_its_check_is_not_found(
    store: Store, key: str, job: SegmentJob, suffix: str
) -> None:
    render_and_check(job)
    entry(store, suffix).unlink()
    assert stored_segment(store, key, ".mp4", FRAMES) is None


def test_a_segment_that_cannot_be_decoded_is_not_stored(
    store: Store, key: str, job: SegmentJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(segment: Path, *_: object) -> SegmentCheck:
        data = bytearray(segment.read_bytes())
        at = data.index(b"mdat") + len(data) // 2
        data[at : at + 40] = bytes(40)
        segment.write_bytes(data)
        return check_segment(segment, {})

    monkeypatch.setattr(checked_segment, "check_segment", broken)
    made = render_and_check(job)
    assert made.checks.problems
    assert made.segment.path == job.target, "a clip is made of it all the same, and fails"
    assert store.entries() == []
    assert stored_segment(store, key, ".mp4", FRAMES) is None


@pytest.mark.parametrize("psnr", [20.0, 45.0])
def test_a_segment_that_is_not_like_its_drawings_is_not_stored(
    store: Store, key: str, job: SegmentJob, monkeypatch: pytest.MonkeyPatch, psnr: float
) -> None:
    def measured(segment: Path, *_: object) -> SegmentCheck:
        return replace(check_segment(segment, {}), fidelities={0: Fidelity(psnr, 0.0, None)})

    monkeypatch.setattr(checked_segment, "check_segment", measured)
    render_and_check(job)
    stored = stored_segment(store, key, ".mp4", FRAMES)
    assert (stored is None) == (psnr < MIN_PSNR_DB)


def test_the_check_of_another_file_is_not_used(store: Store, key: str, job: SegmentJob) -> None:
    render_and_check(job)
    entry(store, ".mp4").unlink()
    other = store.making(key, ".mp4")
    other.write_bytes(b"another segment")
    keep(other, hashlib.sha256(other.read_bytes()).hexdigest())
    assert stored_segment(store, key, ".mp4", FRAMES) is None


def test_a_repeated_segment_has_no_cost(store: Store, job: SegmentJob) -> None:
    made = render_and_check(job)
    again = made.again()
    assert again.checks is made.checks
    assert (again.segment.path, again.segment.seconds) == (made.segment.path, {})
