"""Every painter draws the same picture: the engine, the player, the SVG still and the PDF."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from storyreel.drawing.drawing import Drawing, Paint, PathItem
from storyreel.paint.pdf import pdf_document
from storyreel.paint.raster import paint_drawing
from storyreel.web import page
from storyreel.web.pack import ClipPacker
from storyreel.web.still import svg_still
from tests.e2e import browser
from tests.showcase import GOLD, NIGHT, place, rectangle, seen, showcase

WIDTH, HEIGHT = 960, 540
MAX_MEAN, LEVELS = 0.5, 8
MAX_SHARE, PDF_SHARE = 0.002, 0.01
"""Of levels from 0 to 255: the mean difference, and the share of pixels that differ by more than
LEVELS. Painters smooth edges a little differently, and Poppler moves them to whole pixels."""

Rgb = npt.NDArray[np.int64]


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


def by_pdf(drawing: Drawing, folder: Path) -> Rgb:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    with (
        pdf_document(folder / "a.pdf", "A", "en", (WIDTH, HEIGHT)) as pages,
        pages.page() as sheet,
    ):
        sheet.drawing(drawing, 0, 0, WIDTH)
    subprocess.run(
        ["pdftoppm", "-r", "72", "-png", "-singlefile", "a.pdf", "a"], cwd=folder, check=True
    )
    return np.asarray(Image.open(folder / "a.png").convert("RGB")).astype(int)


def picture(address: str) -> Rgb:
    with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def is_alike(found: Rgb, drawing: Drawing, max_share: float = MAX_SHARE) -> bool:
    difference = np.abs(found - paint_drawing(drawing, WIDTH, HEIGHT)[..., :3].astype(int))
    share = float((difference.max(axis=2) > LEVELS).mean())
    return float(difference.mean()) <= MAX_MEAN and share <= max_share


def test_the_player_draws_what_the_engine_paints(tab: browser.Tab) -> None:
    for step in (0, 3):
        assert is_alike(by_player(showcase(step), tab), showcase(step))


def test_the_still_shows_what_the_engine_paints(tab: browser.Tab) -> None:
    assert is_alike(by_still(showcase(0), tab), showcase(0))


def test_the_pdf_shows_what_the_engine_paints(tmp_path: Path) -> None:
    assert is_alike(by_pdf(showcase(0), tmp_path), showcase(0), PDF_SHARE)


def test_a_smaller_glow_is_noticed(tab: browser.Tab) -> None:
    def glow(radius: float) -> Drawing:
        ends = place(radius, 0), place(0, radius)
        fill = Paint.radial((seen(GOLD), seen(GOLD, 0)), (0, 0), ends)
        return Drawing((PathItem(rectangle(-3, -3, 3, 3), fill=fill),), NIGHT)

    found = by_player(glow(2), tab)
    assert is_alike(found, glow(2))
    assert not is_alike(found, glow(1.875))
