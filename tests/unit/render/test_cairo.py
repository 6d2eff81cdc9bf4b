"""The reference renderer: painted pictures become the segments that drawings would become."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.file_case import Expected
from storyreel.render.cairo import CairoRenderer
from storyreel.render.segment_files import SegmentFiles
from tests.unit.render.drawn_source import DrawnPerformer, DrawnSource, timeline_of

EDGES = (0, 37, 80)
STARTS = (0, 30, 37, 67, 80)


@pytest.fixture
def files(tiny_settings: EncoderSettings, tmp_path: Path) -> SegmentFiles:
    return SegmentFiles(tiny_settings, tmp_path)


@pytest.fixture
def drawings(moving_drawings: tuple[Drawing, ...]) -> list[Drawing]:
    """Eighty frames in two spans; things move at the start and rest from frame 10 on."""
    return [moving_drawings[min(frame, 19)] for frame in range(80)]


def performer(drawings: Sequence[Drawing], files: SegmentFiles) -> DrawnPerformer:
    from storyreel.base.timebase import Fps  # noqa: PLC0415

    timeline = timeline_of(Fps(files.settings.rate), *EDGES)
    return DrawnPerformer(DrawnSource(drawings, EDGES), timeline)


def test_painted_pictures_are_encoded_segment_by_segment(
    files: SegmentFiles, drawings: list[Drawing]
) -> None:
    told: list[tuple[int, str]] = []
    with CairoRenderer(files, lambda frames, name: told.append((frames, name))) as renderer:
        renderer.render(performer(drawings, files))
        record = renderer.finish()
    assert [segment.frames for segment in record.segments] == [30, 7, 30, 13]
    assert [segment.held for segment in record.segments] == [19, 6, 29, 12]
    assert told == [(30, "beat0"), (7, "beat0"), (30, "beat1"), (13, "beat1")]
    assert record.drawing_digest == drawing_digest(drawings)
    for segment, start in zip(record.segments, STARTS, strict=False):
        with av.open(str(segment.path)) as file:
            decoded = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
        assert len(decoded) == segment.frames
        shown = np.asarray(renderer.poster(128, 72), np.int16)
        if start:
            assert np.abs(decoded[-1] - shown).mean() < 3


def test_first_middle_and_last_of_each_segment_are_compared(
    files: SegmentFiles, drawings: list[Drawing]
) -> None:
    with CairoRenderer(files, lambda *_: None) as renderer:
        timeline = renderer.render(performer(drawings, files)).timeline
        record = renderer.finish()
    (first, *_) = record.segments
    case = record.checks.case(first.path, Expected(files.settings, timeline))
    assert sorted(case.fidelities) == [0, 15, 29]
    assert all(found.psnr > 38 for found in case.fidelities.values())


def test_an_interruption_leaves_no_unfinished_segment(
    files: SegmentFiles, drawings: list[Drawing]
) -> None:
    def interrupt(frame: int) -> None:
        if frame == 33:
            raise KeyboardInterrupt

    source = DrawnSource(drawings, EDGES, before_frame=interrupt)
    with (
        pytest.raises(KeyboardInterrupt),
        CairoRenderer(files, lambda *_: None) as renderer,
    ):
        renderer.render(DrawnPerformer(source, performer(drawings, files).timeline))
    assert len(list(files.folder.iterdir())) == 1, "the first segment alone"
