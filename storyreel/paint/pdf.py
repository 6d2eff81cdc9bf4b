"""Drawings and text on the pages of a PDF, as vector paths and selectable text.

Lengths are points, a 72nd of an inch, from the upper left corner of a page. Only soft shadows
become images, because PDF has no blur. Equal input gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path as FilePath

import numpy as np
import skia

from storyreel.drawing.drawing import Drawing, ImageItem, Item, PathItem
from storyreel.drawing.paints import Paint, Shadow, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH, QUANTA_PER_UNIT
from storyreel.paint.pdf_tags import PdfTag, write_tags
from storyreel.paint.skia_conversion import gradient_shader, set_stroke, skia_color
from storyreel.paint.skia_path import skia_path

_SHADOW_DPI = 144
"""Dots per inch of soft shadows, which have no sharp edges."""

_MARKED, _UNMARKED = 1, 0
"""Ids of nodes in Skia's structure: the only one, and none."""

_DOT = 0.001
"""Points."""

_PLAIN_SPACES = str.maketrans({"\u00a0": " "})


class Page:
    """One page; later content covers earlier content."""

    def __init__(self, canvas: skia.Canvas) -> None:
        self._canvas = canvas
        self.tags: list[PdfTag] = []

    @contextmanager
    def tagged(self, tag: PdfTag) -> Iterator[None]:
        """What is drawn in the block is one heading, paragraph or picture for screen readers.

        The rest of a page, such as lines and footers, is left out by them.
        """
        skia.PDF.SetNodeId(self._canvas, _MARKED)
        yield
        skia.PDF.SetNodeId(self._canvas, _UNMARKED)
        self.tags.append(tag)
        # A dot that is too small to be seen ends the mark: Skia would continue it otherwise.
        self.rectangle(0, 0, _DOT, _DOT, "#FFFFFF")

    def rectangle(self, left: float, top: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle with `#RRGGBB`."""
        rect = skia.Rect.MakeXYWH(left, top, width, height)
        self._canvas.drawRect(rect, skia.Paint(Color4f=_named_color(color), AntiAlias=True))

    def text(
        self, words: str, font: bytes, size: float, left: float, baseline: float, color: str
    ) -> None:
        """Put a line of selectable text on the page."""
        paint = skia.Paint(Color4f=_named_color(color), AntiAlias=True)
        plain = words.translate(_PLAIN_SPACES)
        self._canvas.drawString(plain, left, baseline, _font(font, size), paint)

    def drawing(self, drawing: Drawing, left: float, top: float, width: float) -> float:
        """Put a drawing on the page, clipped to its frame; returns its height."""
        height = width * FRAME_HEIGHT / FRAME_WIDTH
        with skia.AutoCanvasRestore(self._canvas):
            self._canvas.translate(left, top)
            self._canvas.clipRect(skia.Rect.MakeWH(width, height))
            _DrawingPainter(self._canvas, width, height).draw(drawing)
        return float(height)


class Document:
    """A PDF in the making; `pages` counts its pages."""

    def __init__(self, document: skia.Document, width: float, height: float) -> None:
        self._document = document
        self._size = (width, height)
        self.tags: list[list[PdfTag]] = []

    @property
    def pages(self) -> int:
        return len(self.tags)

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A new page, complete at the end of the block."""
        page = Page(self._document.beginPage(*self._size))
        yield page
        self._document.endPage()
        self.tags.append(page.tags)


@contextmanager
def pdf_document(
    path: FilePath, title: str, language: str, size: tuple[float, float]
) -> Iterator[Document]:
    """A tagged PDF with pages of one size, written at the end of the block.

    Raises OSError where the file cannot be written.
    """
    root = skia.PDF.StructureElementNode()
    root.fTypeString, root.fNodeId, root.fLang = "Document", _MARKED, language
    about = skia.PDF.Metadata()
    about.fTitle, about.fCreator = title, "Storyreel"
    about.fRasterDPI = _SHADOW_DPI
    about.fStructureElementTreeRoot = root
    stream = skia.DynamicMemoryWStream()
    document = skia.PDF.MakeDocument(stream, about)
    pages = Document(document, *size)
    try:
        yield pages
    except BaseException:
        document.abort()  # or Skia completes it later, when the stream is gone
        raise
    document.close()
    path.write_bytes(write_tags(bytes(stream.detachAsData()), pages.tags, language))


def text_width(words: str, font: bytes, size: float) -> float:
    """The width of a line of text in points."""
    return float(_font(font, size).measureText(words.translate(_PLAIN_SPACES)))


class _DrawingPainter:
    """Draws items in a frame of `width` by `height` points from the upper left."""

    def __init__(self, canvas: skia.Canvas, width: float, height: float) -> None:
        self._canvas = canvas
        self._centre = (width / 2, height / 2)
        self._size = (width, height)
        self._scale = height / (FRAME_HEIGHT * QUANTA_PER_UNIT)

    def draw(self, drawing: Drawing) -> None:
        background = skia.Paint(Color4f=skia_color(drawing.background))
        self._canvas.drawRect(skia.Rect.MakeWH(*self._size), background)
        for item in drawing.items:
            with skia.AutoCanvasRestore(self._canvas):
                for clip in item.clips:
                    mode = skia.ClipOp.kIntersect if clip.inside else skia.ClipOp.kDifference
                    self._canvas.clipPath(self._path(clip.path), mode, True)
                self._item(item)

    def _item(self, item: Item) -> None:
        if isinstance(item, ImageItem):
            self._image(item)
            return
        if item.shadow is not None:
            self._shadow(item, item.shadow)
        if item.back_stroke is not None:
            self._stroke(item.path, item.back_stroke)
        if item.fill is not None and item.fill.visible:
            self._canvas.drawPath(self._path(item.path), self._paint(item.fill))
        if item.stroke is not None:
            self._stroke(item.path, item.stroke)

    def _stroke(self, path: Path, stroke: Stroke) -> None:
        if not stroke.paint.visible or stroke.width <= 0:
            return
        paint = set_stroke(self._paint(stroke.paint), stroke, self._scale)
        self._canvas.drawPath(self._path(path), paint)

    def _shadow(self, item: PathItem, shadow: Shadow) -> None:
        if shadow.sigma <= 0 or not shadow.color[3]:
            return
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, shadow.sigma * self._scale)
        paint = skia.Paint(Color4f=skia_color(shadow.color), AntiAlias=True, MaskFilter=blur)
        with skia.AutoCanvasRestore(self._canvas):
            self._canvas.translate(shadow.dx * self._scale, -shadow.dy * self._scale)
            self._canvas.drawPath(self._path(item.path), paint)

    def _image(self, item: ImageItem) -> None:
        pixels = np.ascontiguousarray(item.pixels.rgba)
        image = skia.Image.fromarray(
            pixels, skia.ColorType.kRGBA_8888_ColorType, skia.AlphaType.kUnpremul_AlphaType
        )
        (ax, ay), (bx, by), (cx, cy) = (self._point(corner) for corner in item.corners)
        across, down = image.width(), image.height()
        self._canvas.concat(
            skia.Matrix.MakeAll(
                (bx - ax) / across, (cx - ax) / down, ax,
                (by - ay) / across, (cy - ay) / down, ay,
                0, 0, 1,
            )
        )  # fmt: skip
        self._canvas.drawImage(image, 0, 0)

    def _paint(self, paint: Paint) -> skia.Paint:
        if len(paint.colors) == 1:
            return skia.Paint(Color4f=skia_color(paint.colors[0]), AntiAlias=True)
        shader = gradient_shader(paint, self._point)
        return skia.Paint(Shader=shader, AntiAlias=True)

    def _path(self, path: Path) -> skia.Path:
        return skia_path(path, self._centre, self._scale)

    def _point(self, point: tuple[int, int]) -> tuple[float, float]:
        x, y = self._centre
        return x + point[0] * self._scale, y - point[1] * self._scale


@cache
def _typeface(font: bytes) -> skia.Typeface:
    manager = skia.FontMgr.New_Custom_Empty()  # without the fonts of the machine
    return manager.makeFromData(skia.Data.MakeWithCopy(font))


def _font(font: bytes, size: float) -> skia.Font:
    shaped = skia.Font(_typeface(font), size)
    shaped.setSubpixel(True)
    shaped.setHinting(skia.FontHinting.kNone)
    return shaped


def _named_color(name: str) -> skia.Color4f:
    red, green, blue = (channel / 255 for channel in bytes.fromhex(name[1:]))
    return skia.Color4f(red, green, blue, 1.0)
