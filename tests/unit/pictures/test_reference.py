"""The documentation and the gallery of pictures follow from their models."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from storyreel.pictures.gallery import KindExhibit, exhibits
from storyreel.pictures.kinds import KINDS
from storyreel.render.kinds_sheet import CELL, WIDTH, kinds_sheet

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def gallery() -> tuple[KindExhibit, ...]:
    return tuple(exhibits(DOCS.parent / "assets"))


def test_the_reference_is_current() -> None:
    page = runpy.run_path(str(DOCS / "pictures.py"))["page"]()
    message = "run: .venv/bin/python docs/pictures.py"
    assert (DOCS / "pictures.md").read_text("utf-8") == page, message


def test_the_gallery_shows_every_kind_with_its_yaml(gallery: tuple[KindExhibit, ...]) -> None:
    assert [exhibit.name for exhibit in gallery] == list(KINDS)
    for exhibit in gallery:
        assert exhibit.yaml == f"{exhibit.name}: {KINDS[exhibit.name].example}"
        assert len(exhibit.drawing.items) > 1, "it draws something besides the background"


def test_a_project_without_images_has_a_gallery_too(tmp_path: Path) -> None:
    assert [exhibit.name for exhibit in exhibits(tmp_path)] == list(KINDS)


def test_kinds_that_join_others_are_drawn_with_them(gallery: tuple[KindExhibit, ...]) -> None:
    (arrow,) = [exhibit for exhibit in gallery if exhibit.name == "arrow"]
    texts = {item.tag.text for item in arrow.drawing.items if item.tag}
    assert {"ln", "loss"} <= texts


def test_the_sheet_has_a_cell_for_each(gallery: tuple[KindExhibit, ...]) -> None:
    one, five = kinds_sheet(gallery[:1], "Kinds"), kinds_sheet(gallery[:5], "Kinds")
    assert one.width == five.width > 4 * WIDTH
    assert five.height - one.height == CELL
