"""Every painter draws the same picture: the engine, the player, the SVG still and the PDF."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from storyreel.drawing.drawing import Clip, Drawing, PathItem
from storyreel.drawing.paints import Paint
from storyreel.paint.pdf import pdf_document
from storyreel.paint.raster import paint_drawing
from storyreel.web import page
from storyreel.web.pack import ClipPacker
from storyreel.web.still import svg_still
from tests.e2e import browser
from tests.showcase import GOLD, NIGHT, cutouts, lit, place, rectangle, seen

WIDTH, HEIGHT = 960, 540
MAX_MEAN, LEVELS = 0.5, 8
MAX_SHARE, PDF_SHARE = 0.004, 0.01
"""Of levels from 0 to 255: the mean difference, and the share of pixels that differ by more than
LEVELS. Painters smooth edges a little differently."""

FINER = 4
"""Poppler moves edges to whole pixels, so it paints more of them."""

Rgb = npt.NDArray[np.int64]
Drawn: TypeAlias = Callable[[int], Drawing]
DRAWINGS: tuple[Drawn, ...] = (lit, cutouts)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Tab]:
    if browser.PROGRAM is None:
        pytest.skip("Chromium is not installed")
    with browser.browsing(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


def by_player(drawing: Drawing, tab: browser.Tab) -> Rgb:
    chunk = base64.b64encode(ClipPacker().chunk(0, [drawing])).decode()
    script = Path(page.__file__).with_name("player") / "drawing.js"
    return picture(
        tab.ask(
            f"""(async () => {{
              {script.read_text("utf-8")}
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [{WIDTH}, {HEIGHT}];
              const drawings = new Storyreel.Drawings();
              await drawings.add(Uint8Array.from(atob("{chunk}"), (c) => c.charCodeAt(0)));
              new Storyreel.Painter(drawings, canvas).paint(0);
              return canvas.toDataURL("image/png");
            }})()"""
        )
    )


def by_still(drawing: Drawing, tab: browser.Tab) -> Rgb:
    still = json.dumps("data:image/svg+xml," + svg_still(drawing, 1920, "A").replace("#", "%23"))
    return picture(
        tab.ask(
            f"""(async () => {{
              const image = new Image({WIDTH}, {HEIGHT});
              image.src = {still};
              await image.decode();
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [{WIDTH}, {HEIGHT}];
              canvas.getContext("2d").drawImage(image, 0, 0, {WIDTH}, {HEIGHT});
              return canvas.toDataURL("image/png");
            }})()"""
        )
    )


def by_pdf(drawing: Drawing, width: int, folder: Path) -> Rgb:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    with (
        pdf_document(folder / "a.pdf", "A", "en", (width, width * HEIGHT // WIDTH)) as pages,
        pages.page() as sheet,
    ):
        sheet.drawing(drawing, 0, 0, width)
    paint = ["pdftoppm", "-r", str(72 * FINER), "-png", "-singlefile", "a.pdf", "a"]
    subprocess.run(paint, cwd=folder, check=True)
    with Image.open(folder / "a.png") as fine:
        return np.asarray(fine.convert("RGB").reduce(FINER)).astype(int)


def picture(address: str) -> Rgb:
    with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def is_alike(found: Rgb, drawing: Drawing, max_share: float = MAX_SHARE) -> bool:
    height, width, _ = found.shape
    difference = np.abs(found - paint_drawing(drawing, width, height)[..., :3].astype(int))
    share = float((difference.max(axis=2) > LEVELS).mean())
    return float(difference.mean()) <= MAX_MEAN and share <= max_share


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_the_player_draws_what_the_engine_paints(drawn: Drawn, tab: browser.Tab) -> None:
    for step in (0, 3):
        assert is_alike(by_player(drawn(step), tab), drawn(step))


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_the_still_shows_what_the_engine_paints(drawn: Drawn, tab: browser.Tab) -> None:
    assert is_alike(by_still(drawn(0), tab), drawn(0))


@pytest.mark.parametrize(("drawn", "width"), [(lit, WIDTH // 2), (cutouts, WIDTH)])
def test_the_pdf_shows_what_the_engine_paints(drawn: Drawn, width: int, tmp_path: Path) -> None:
    """Poppler takes its time for lights: their page is smaller."""
    assert is_alike(by_pdf(drawn(0), width, tmp_path), drawn(0), PDF_SHARE)


def test_a_smaller_glow_is_noticed(tab: browser.Tab) -> None:
    def glow(radius: float) -> Drawing:
        ends = place(radius, 0), place(0, radius)
        fill = Paint.radial((seen(GOLD), seen(GOLD, 0)), (0, 0), ends)
        return Drawing((PathItem(rectangle(-3, -3, 3, 3), fill=fill),), NIGHT)

    found = by_player(glow(2), tab)
    assert is_alike(found, glow(2))
    assert not is_alike(found, glow(1.875))


def test_a_hole_in_another_place_is_noticed(tab: browser.Tab) -> None:
    def holed(x: float) -> Drawing:
        hole = Clip(rectangle(x, -2, x + 1, 2), inside=False)
        return Drawing((PathItem(rectangle(-3, -3, 3, 3), Paint((seen(GOLD),)), clips=(hole,)),))

    found = by_player(holed(0), tab)
    assert is_alike(found, holed(0))
    assert not is_alike(found, holed(0.25))
