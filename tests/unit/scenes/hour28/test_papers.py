"""Papers on the counter: a text keeps its letters when it is cut, and plates frame names."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import Mobject

from scenes.hour28.parts.letters import STYLE
from scenes.hour28.parts.papers import CutPaper, NamePlate
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.text import shape_line
from storyreel.design.tokens import px

Box = Callable[[Mobject], Frame]
Texts = Callable[[Mobject], list[str]]
WORD = "of marmalade"


@pytest.fixture
def paper() -> CutPaper:
    return CutPaper(WORD, (2, 4, 3, 3))


def together(paper: CutPaper) -> list[float]:
    return [paper.whole(index, 960.0, 1.0) for index in range(4)]


def test_the_pieces_of_a_whole_text_are_its_letters(paper: CutPaper) -> None:
    paper.lay(together(paper), 540.0)
    drawn = np.concatenate([letters.points for letters, _, _ in paper.pieces])
    line = shape_line(WORD, STYLE)
    shift = np.array([line.advance / 2, line.cap_height / 2, 0.0])
    assert drawn == pytest.approx(line.curves - shift, abs=1e-3)


def test_a_whole_text_is_on_one_paper_and_a_cut_one_on_several(paper: CutPaper) -> None:
    paper.lay(together(paper), 540.0)
    whole = len(paper.paper.points)
    paper.lay([500.0, 800.0, 1100.0, 1400.0], 540.0)
    assert len(paper.paper.points) == 4 * whole


def test_pieces_are_about_their_columns(paper: CutPaper, box: Box, texts: Texts) -> None:
    paper.lay([500.0, 800.0, 1100.0, 1400.0], 540.0)
    reach = box(paper.pieces[2][0])
    assert (reach.left + reach.right) / 2 == pytest.approx(x_at(1100.0), abs=0.03)
    assert texts(paper) == ["of", "mar", "mal", "ade"]


def test_pieces_without_a_column_are_left_out(paper: CutPaper, texts: Texts) -> None:
    paper.lay([500.0, None, None, None], 540.0)
    assert texts(paper) == ["of"]


def test_a_piece_pushes_the_next_one(paper: CutPaper) -> None:
    pushed = paper.pushed([500.0, 500.0, 1100.0, 1400.0], 1.0)
    assert pushed[0] == 500.0 and pushed[2:] == [1100.0, 1400.0]
    assert pushed[1] == pytest.approx(500 + (paper.pieces[0][2] + paper.pieces[1][2]) / 2)


def test_a_plate_is_about_its_pixel_and_wider_than_its_name(box: Box, texts: Texts) -> None:
    plate = NamePlate("quince")
    plate.pose(700.0, 540.0, 0.5)
    assert texts(plate) == ["quince"]
    whole, name = box(plate), box(plate.letters)
    assert (whole.left + whole.right) / 2 == pytest.approx(x_at(700.0), abs=0.01)
    assert whole.left < name.left < name.right < whole.right
    plate.hide()
    assert texts(plate) == []


def test_a_plate_hangs_on_a_cord_from_its_hook(box: Box) -> None:
    plate = NamePlate("quince")
    plate.pose(700.0, 640.0, 0.5)
    alone = box(plate)
    plate.hang((730.0, 500.0), 700.0, 640.0, 0.5)
    assert box(plate).top == pytest.approx(y_at(500.0), abs=px(1))
    assert (box(plate).left, box(plate).right) == pytest.approx((alone.left, alone.right))
    plate.pose(700.0, 640.0, 0.5)
    assert box(plate) == alone
