"""Orders: the heaviest first, each settled once, and all of them where the cluster fails."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path

import pytest

from storyreel.base.presets import LADDER
from storyreel.cluster.deadline import BASE_S, deadline_s
from storyreel.cluster.orders import Orders, SegmentOrder
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.workers.checked_segment import CheckedSegment


@pytest.fixture
def settings(tiny_settings: EncoderSettings) -> EncoderSettings:
    return tiny_settings


def order(settings: EncoderSettings, weight: float) -> SegmentOrder:
    future: Future[CheckedSegment] = Future()
    return SegmentOrder(SegmentJob("", (), settings, Path("x"), weight=weight), future)


def test_the_heaviest_waiting_order_is_taken_first(settings: EncoderSettings) -> None:
    async def taken() -> list[float]:
        orders = Orders()
        for weight in (1.0, 3.0, 2.0, 3.0):
            orders.add(order(settings, weight))
        found = [await orders.take() for _ in range(2)]
        orders.add(found[0])  # given back
        return [each.job.weight for each in (*found, await orders.take(), await orders.take())]

    assert asyncio.run(taken()) == [3.0, 3.0, 3.0, 2.0]


def test_orders_end_when_the_last_one_is_settled_after_closing(settings: EncoderSettings) -> None:
    async def ends() -> list[bool]:
        orders, one = Orders(), order(settings, 1.0)
        orders.add(one)
        seen = [orders.ended.is_set()]
        orders.close()
        seen.append(orders.ended.is_set())
        orders.settle(one, ValueError("broken"))
        return [*seen, orders.ended.is_set(), isinstance(one.future.exception(), ValueError)]

    assert asyncio.run(ends()) == [False, False, True, True]


def test_a_failure_settles_orders_that_wait_and_that_follow(settings: EncoderSettings) -> None:
    async def failed() -> list[str]:
        orders, early, late = Orders(), order(settings, 1.0), order(settings, 2.0)
        orders.add(early)
        orders.fail(ValueError("gone"))
        orders.add(late)
        return [str(each.future.exception()) for each in (early, late)]

    assert asyncio.run(failed()) == ["gone", "gone"]


def test_deadlines_grow_with_weight_frames_and_size(moving_drawings: tuple[Drawing, ...]) -> None:
    def seconds(quality: str, frames: int, weight: float) -> float:
        settings = encoder_settings("h264", LADDER[quality])
        job = SegmentJob("", moving_drawings[:frames], settings, Path("x"), weight=weight)
        return deadline_s(job)

    assert BASE_S < seconds("smoke", 20, 0) < BASE_S + 5
    assert seconds("8k", 20, 5) > seconds("8k", 20, 0) > seconds("8k", 10, 0)
    assert seconds("8k", 20, 5) > seconds("4k", 20, 5)
    assert 1000 < seconds("8k", 20, 19) < 3600
