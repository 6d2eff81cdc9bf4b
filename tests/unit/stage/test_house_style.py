"""House style: Manim's own mobjects can be read on the clips' background, and only there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import (
    RED,
    WHITE,
    Arrow,
    Axes,
    Brace,
    Camera,
    Circle,
    Code,
    Cross,
    Dot,
    FunctionGraph,
    Graph,
    Line,
    ManimColor,
    MarkupText,
    Mobject,
    NumberLine,
    NumberPlane,
    Square,
    SurroundingRectangle,
    Table,
    Text,
    VMobject,
    tempconfig,
)

from storyreel.design.tokens import Color
from storyreel.drawing.drawing import PathItem
from storyreel.drawing.paints import Rgba
from storyreel.inspection.contrast_ratio import contrast
from storyreel.inspection.luminance import luminance
from storyreel.stage.extraction import Extractor
from storyreel.stage.house_style import SANS, house_style

PEARL = (64250, 64250, 64250, 65535)


def ratio(item: PathItem, ground: Rgba) -> float:
    """The contrast of an item's main colour with a background."""
    paint = item.fill or (item.stroke.paint if item.stroke else None)
    assert paint is not None
    one, other = (luminance(np.array(each[:3]) / 257) for each in (paint.colors[0], ground))
    return float(contrast(one, other))


DEFAULTS: dict[str, Callable[[], Mobject]] = {
    "Axes": Axes,
    "NumberLine": NumberLine,
    "NumberPlane": NumberPlane,
    "Line": Line,
    "Arrow": Arrow,
    "Dot": Dot,
    "Square": Square,
    "Circle": Circle,
    "Brace": lambda: Brace(Line()),
    "Text": lambda: Text("words"),
    "MarkupText": lambda: MarkupText("words"),
    "Cross": lambda: Cross(Square()),
    "SurroundingRectangle": lambda: SurroundingRectangle(Square()),
    "FunctionGraph": lambda: FunctionGraph(np.sin),
    "Graph": lambda: Graph([1, 2], [(1, 2)]),
    "Table": lambda: Table([["a", "b"]]),
}


def drawn(mobject: Mobject) -> list[PathItem]:
    """The items of a mobject alone."""
    items = Extractor().drawing([mobject], Camera()).items
    return [item for item in items if isinstance(item, PathItem)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[None]:
    with tempconfig({"media_dir": str(tmp_path)}), house_style():
        yield


@pytest.mark.parametrize("name", DEFAULTS)
@pytest.mark.usefixtures("house")
def test_defaults_have_contrast_with_the_background(name: str) -> None:
    assert max(ratio(item, PEARL) for item in drawn(DEFAULTS[name]())) >= 3


@pytest.mark.usefixtures("house")
def test_code_is_legible_on_its_background() -> None:
    plate, *letters = drawn(Code(code_string="x = 1  # one", language="python"))
    assert plate.fill is not None
    assert len(letters) >= 7
    assert min(ratio(letter, plate.fill.colors[0]) for letter in letters) >= 4.5


@pytest.mark.usefixtures("house")
def test_what_a_scene_sets_stays() -> None:
    assert Square(color=RED).get_stroke_color() == RED
    assert Text("a", font="Serif").font == "Serif"


def test_defaults_come_back_after_the_block() -> None:
    with house_style():
        assert Square().get_stroke_color() == ManimColor(Color.NAVY)
        assert VMobject().get_color() == ManimColor(Color.CHARCOAL)
        assert Text("a").font == SANS
    assert Square().get_stroke_color() == VMobject().get_color() == WHITE
    assert Text("a").font != SANS


def test_texts_of_a_clip_leave_no_files(
    stage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    stage.perform(frames=1, opening="self.add(Text('words'))")
    assert not list(folder.iterdir())
