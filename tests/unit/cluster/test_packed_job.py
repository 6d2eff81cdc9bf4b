"""Jobs on their way to a worker: the same drawings arrive, in few bytes."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
from hypothesis import given, settings

from storyreel.cluster.packed_job import PackedJob
from storyreel.drawing.drawing import Drawing, PathItem, Tag
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings


def travelled(job: SegmentJob) -> SegmentJob:
    """The job as a worker gets it, with the target that it had."""
    return PackedJob.unpack(PackedJob.of(job).pack()).at(job.target, job.stored)


def test_every_field_arrives(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    job = SegmentJob("gates", moving_drawings, tiny_settings, Path("x.mp4"), 60, True, 1.5, False)
    assert travelled(job) == job


@given(data=st.data())
@settings(max_examples=25)
def test_any_drawing_arrives(
    data: st.DataObject,
    stories: st.SearchStrategy[list[Drawing]],
    tiny_settings: EncoderSettings,
) -> None:
    drawings = tuple(data.draw(stories))
    arrived = travelled(SegmentJob("", drawings, tiny_settings, Path("x.mp4"))).drawings
    assert arrived == drawings
    for here, there in zip(drawings, arrived, strict=True):
        assert [item.box for item in here.items] == [item.box for item in there.items]
        assert [item.tag for item in here.items] == [item.tag for item in there.items]


def test_extreme_points_and_tags_arrive(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    """Differences of coordinates exceed 32 bits here."""
    item = moving_drawings[0].items[0]
    assert isinstance(item, PathItem)
    ends = np.array([(-(2**31), 2**31 - 1), (2**31 - 1, -(2**31))] * 2, np.int32)
    wild = replace(item, path=replace(item.path, points=ends), tag=Tag("title", "Words"))
    (arrived,) = travelled(SegmentJob("", (Drawing((wild,)),), tiny_settings, Path("x"))).drawings
    there = arrived.items[0]
    assert isinstance(there, PathItem)
    assert np.array_equal(there.path.points, ends) and there.tag == wild.tag


def test_items_that_frames_share_are_sent_once(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    job = PackedJob("", moving_drawings, tiny_settings, 0, 0.0, True)
    twice = replace(job, drawings=moving_drawings * 2)
    assert len(twice.pack()) < 1.2 * len(job.pack())
    one, other = PackedJob.unpack(job.pack()).drawings[:2]
    assert one.items[0] is other.items[0]


def test_texts_outside_the_frame_are_not_sent(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    drawing = replace(moving_drawings[0], outside=moving_drawings[1].items)
    (arrived,) = travelled(SegmentJob("", (drawing,), tiny_settings, Path("x"))).drawings
    assert arrived == drawing and arrived.outside == ()


def test_what_was_computed_is_not_sent(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings
) -> None:
    job = PackedJob("", moving_drawings, tiny_settings, 0, 0.0, True)
    fresh = len(job.pack())
    assert [drawing.key for drawing in moving_drawings] and len(job.pack()) == fresh
    assert fresh < len(pickle.dumps(job)) / 2
