"""The documentation and the gallery of pictures follow from their models."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml

from storyreel.pictures.emphasis import matches
from storyreel.pictures.gallery import KindExhibit, exhibits
from storyreel.pictures.kinds import KINDS
from storyreel.render.kinds_sheet import CELL, WIDTH, kinds_sheet
from tests.unit.pictures import conftest
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import drawn

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def gallery() -> tuple[KindExhibit, ...]:
    return tuple(exhibits(DOCS.parent / "assets"))


def test_the_reference_is_current() -> None:
    page = runpy.run_path(str(DOCS / "pictures.py"))["page"]()
    message = "run: .venv/bin/python docs/pictures.py"
    assert (DOCS / "pictures.md").read_text("utf-8") == page, message


def examples(page: str) -> list[dict[str, Any]]:
    """The examples of a page that are parts of a beat with a picture."""
    blocks = re.findall(r"^```yaml\n(.+?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    return [yaml.safe_load(block) for block in blocks if re.search("^picture:", block, re.M)]


@pytest.mark.parametrize("example", examples((DOCS / "pictures.md").read_text("utf-8")))
def test_examples_of_the_reference_load(
    example: dict[str, Any], load: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {"days": {"value": 365, "source": "s"}, "people": {"value": 23, "source": "s"}}
    facts |= example.pop("facts", {})
    monkeypatch.setattr(conftest, "HEAD", conftest.HEAD + indent(yaml.safe_dump(facts), "  "))
    load(yaml.safe_dump(example))


PARTS = runpy.run_path(str(DOCS / "pictures.py"))["PARTS"]


@pytest.mark.parametrize("kind", PARTS)
def test_the_example_of_a_kind_has_the_parts_that_the_reference_names(kind: str) -> None:
    addresses = re.findall("`(.+?)`", PARTS[kind])
    keys = drawn(kind, KINDS[kind].example)
    assert [part for part in addresses if not any(matches(key, part) for key in keys)] == []
    assert addresses


def test_formulas_are_written_as_in_single_quotes() -> None:
    assert r"\ln" in str(KINDS["formula"].__doc__)
    assert r"\\" not in str(KINDS["formula"].__doc__), "two begin a new line"


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


def test_a_summary_is_written_whole(gallery: tuple[KindExhibit, ...]) -> None:
    long = replace(gallery[0], summary="Twenty words need three lines. " * 5)
    longer = replace(long, summary=long.summary + "End.")
    assert kinds_sheet([long], "Kinds").tobytes() != kinds_sheet([longer], "Kinds").tobytes()


def test_spaces_of_the_yaml_are_kept(gallery: tuple[KindExhibit, ...]) -> None:
    close = replace(gallery[0], yaml='code: {text: "a:\\n b"}')
    apart = replace(gallery[0], yaml='code: {text: "a:\\n    b"}')
    assert kinds_sheet([close], "Kinds").tobytes() != kinds_sheet([apart], "Kinds").tobytes()
