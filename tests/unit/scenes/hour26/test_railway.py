"""The railway and the machine that picks the way."""

from __future__ import annotations

import pytest

from scenes.hour26.parts.camera import CUMULUS, HINGE, HOUSE, RAIL, STORM
from scenes.hour26.parts.house import GRIP, ROD, Drive
from scenes.hour26.parts.railway import DECK, LEVEL, PIECE, RAISED, UPPER
from scenes.hour26.parts.train import Train


def test_both_ways_are_one_as_far_as_the_hinge() -> None:
    for distance in (0.0, 100.0, 690.0):
        assert UPPER.at(distance) == LEVEL.at(distance)
    assert UPPER.at(UPPER.distance(HINGE) + PIECE).imag < LEVEL.at(1e9).imag == RAIL


def test_the_upper_way_begins_where_the_raised_piece_ends() -> None:
    start = UPPER.distance(HINGE)
    way = (UPPER.at(start + PIECE) - UPPER.at(start)).conjugate()
    assert abs(way) == pytest.approx(PIECE)
    assert way.imag / way.real == pytest.approx(0.364, abs=0.001)  # the tangent of 20 degrees
    assert UPPER.at(1e9).imag == DECK


def test_an_engine_stands_along_the_track() -> None:
    place, direction = LEVEL.stand(300.0)
    assert (place, direction) == (LEVEL.at(300.0), 1)
    middle = UPPER.distance(HINGE) + PIECE / 2
    _, climbing = UPPER.stand(middle)
    assert climbing.imag / climbing.real == pytest.approx(0.364, abs=0.001)


@pytest.mark.parametrize("moved", [0.0, 0.2, 0.5, 0.8, 1.0])
def test_the_rod_keeps_its_length_while_the_crank_turns(moved: float) -> None:
    drive = Drive(0.0, moved)
    assert abs(drive.rod) == pytest.approx(ROD, abs=0.01)
    held = drive.pin + drive.rod - (HINGE - HOUSE)
    assert abs(held) == pytest.approx(GRIP)


def test_half_a_turn_of_the_crank_lowers_the_piece_from_one_way_to_the_other() -> None:
    tilts = [Drive(0.0, moved / 10).tilt for moved in range(11)]
    assert tilts[0] == pytest.approx(RAISED, abs=1e-3)
    assert tilts[-1] == pytest.approx(0.0, abs=1e-3)
    assert tilts == sorted(tilts, reverse=True)


def test_each_case_turns_one_dial_after_the_other() -> None:
    turned = [Drive(count / 4, 0.0).shares for count in range(5)]
    assert turned == [(1.0,) * count + (0.0,) * (4 - count) for count in range(5)]


@pytest.mark.parametrize(("level", "column"), [(0.0, CUMULUS), (1.0, STORM)])
def test_the_bed_stops_below_the_cloud_that_the_track_leads_to(level: float, column: int) -> None:
    train = Train()
    train.level.cut(0.0, level)
    train.ridden.cut(0.0, 1.0)
    train.act(0.0)
    bed = train.bed
    assert bed.move.real == pytest.approx(train.cloud(0.0).real, abs=0.01)
    assert train.cloud(0.0).real == pytest.approx((column - 960) / 135)
