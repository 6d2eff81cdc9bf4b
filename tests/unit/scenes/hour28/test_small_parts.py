"""Figure, arrow, flight and the untrained row: small parts with one idea each."""

from __future__ import annotations

import pytest

from scenes.hour28.parts.arrow import arrow
from scenes.hour28.parts.figure import Figure
from scenes.hour28.parts.fly import Fly
from scenes.hour28.parts.untrained import UntrainedRow
from storyreel.design.layout import Frame
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line


def test_a_figure_counts_and_its_unit_stands_still() -> None:
    figure = Figure("153", "tokens", (0.0, 0.0))
    unit = figure[1].points.copy()
    motion = figure.follow(lambda progress: str(153 - round(50 * progress)), 1.0)
    shown = []
    motion.begin()
    for progress in (0.0, 0.5, 1.0, 0.5):
        motion.interpolate(progress)
        shown.append(figure.number.text)
    assert shown == ["153", "128", "103", "128"]
    assert (figure[1].points == unit).all()


def test_a_unit_can_stand_below() -> None:
    beside, below = (Figure("1", "row", (0.0, 0.0), below=where) for where in (False, True))
    assert below[1].get_left()[0] < beside[1].get_left()[0]
    assert below[1].get_top()[1] < below.number.get_bottom()[1]


def test_an_arrow_points_to_its_end() -> None:
    shape = arrow(1.0, 3.0, 0.5)
    assert (shape.get_left()[0], shape.get_right()[0]) == pytest.approx((1.0, 3.0))
    assert shape.get_center()[1] == pytest.approx(0.5)


def test_a_flight_ends_small_and_unseen_at_its_goal() -> None:
    plate = Plate(Frame(0.0, 0.0, 4.0, 2.0))
    motion = Fly(plate, (5.0, 5.0), 0.1)
    motion.begin()
    assert plate.width == pytest.approx(4.0)
    motion.change(0.5)
    assert plate.fill_rgbas[0, 3] == 1
    motion.finish()
    assert plate.width == pytest.approx(0.4)
    assert plate.get_center()[:2] == pytest.approx((5.0, 5.0))
    assert plate.fill_rgbas[0, 3] == 0
    assert motion.remover


def test_an_untrained_row_says_so() -> None:
    row = UntrainedRow(Frame.of(96, 792, 1824, 864), "50257", "untrained", 768, 8)
    assert [line.text for line in row.words if isinstance(line, Line)] == ["50257", "untrained"]
    assert row.words[0].get_right()[0] < row.noise.frame.left
    assert row.noise.frame.right < row.badge.get_left()[0] < row.words[1].get_left()[0]
