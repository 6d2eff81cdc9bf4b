"""What a person sees on a slide: its shapes and those of its layout, in words and with places."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.ooxml import NAMESPACES, Element, emu, q
from storyreel.slides.opc import Package
from storyreel.slides.slide_box import SlideBox, slide_size

ANY_CONTENT = "obj"
"""The type of placeholders that state none."""

TITLES = ("title", "ctrTitle")
FOOTERS = ("dt", "ftr", "sldNum")
_BACKGROUND = 0.95
"""A shape of a layout that fills this share of the slide's width and height is a background."""

_WORDS = 40
"""Characters of a text that are quoted."""

_DEGREE = 60_000
_PLACEHOLDER = "/".join(map(q, ("p:nvSpPr", "p:nvPr", "p:ph")))
_TRANSFORMS = (f"{q('p:spPr')}/{q('a:xfrm')}", q("p:xfrm"), f"{q('p:grpSpPr')}/{q('a:xfrm')}")
_FILLS = tuple(map(q, ("a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill")))
_GRAPHICS = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "a chart",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "a diagram",
    "http://schemas.openxmlformats.org/presentationml/2006/ole": "an embedded object",
}


class ShapeRole(Enum):
    """What a shape is on its slide."""

    TITLE = auto()
    FOOTER = auto()
    CONTENT = auto()
    LAYOUT = auto()


@dataclass(frozen=True, slots=True)
class SeenShape:
    """A visible shape: what a person sees, as words of a message, and where."""

    id: str
    words: str
    role: ShapeRole
    box: SlideBox


@dataclass(frozen=True, slots=True)
class EmptyPlaceholder:
    """A placeholder without content, which shows on no screen: its id, type and place."""

    id: str
    type: str
    box: SlideBox


def seen_shapes(package: Package, slide: str) -> tuple[SeenShape, ...]:
    """The visible shapes of a slide, from bottom to top, without those of its layout."""
    return tuple(
        SeenShape(_id(shape), _described(shape), _role(shape), box)
        for shape in _tree_shapes(package.xml(slide))
        if _is_visible(shape) and (box := _box(package, slide, shape)) is not None
    )


def layout_shapes(package: Package, slide: str) -> tuple[SeenShape, ...]:
    """What a slide shows of its layout and master: logos, bands and texts, no backgrounds."""
    whole = slide_size(package)
    return tuple(
        SeenShape(_id(shape), f"{_described(shape)} of the layout", ShapeRole.LAYOUT, box)
        for page in _shown_pages(package, slide)
        for shape in _tree_shapes(package.xml(page))
        if shape.find(_PLACEHOLDER) is None
        and _is_visible(shape)
        and (box := _box(package, page, shape)) is not None
        and not _fills(box, whole)
    )


def empty_placeholders(package: Package, slide: str) -> tuple[EmptyPlaceholder, ...]:
    """The placeholders of a slide that have no content yet, in its order."""
    return tuple(
        EmptyPlaceholder(_id(shape), kind, box)
        for shape in package.xml(slide).iter(q("p:sp"))
        if (kind := placeholder_type(shape)) is not None
        and not shape_text(shape)
        and (box := _box(package, slide, shape)) is not None
    )


def layout_placeholders(package: Package, layout: str) -> dict[str, EmptyPlaceholder]:
    """The placeholders of a layout by type; of several of one type, the first."""
    found: dict[str, EmptyPlaceholder] = {}
    for shape in package.xml(layout).iter(q("p:sp")):
        kind, box = placeholder_type(shape), _box(package, layout, shape)
        if kind is not None and box is not None:
            found.setdefault(kind, EmptyPlaceholder(_id(shape), kind, box))
    return found


def placeholder_type(shape: Element) -> str | None:
    """The type of a placeholder; None for other shapes."""
    placeholder = shape.find(_PLACEHOLDER)
    return None if placeholder is None else str(placeholder.get("type", ANY_CONTENT))


def shape_text(shape: Element) -> str:
    """The words of a shape, with those of its equations; paragraphs are separated by blanks."""
    names = q("a:t"), f"{{{NAMESPACES['m']}}}t"
    paragraphs = ["".join(node.text or "" for node in p.iter(*names)) for p in shape.iter(q("a:p"))]
    return " ".join(" ".join(paragraphs).split())


def shape_box(transform: Element) -> SlideBox:
    """The rectangle around a shape, which may be rotated."""
    off, ext = transform.find(q("a:off")), transform.find(q("a:ext"))
    left, top = emu(off.get("x")), emu(off.get("y"))
    width, height = emu(ext.get("cx")), emu(ext.get("cy"))
    angle = math.radians(int(transform.get("rot", "0")) / _DEGREE)
    if not angle:
        return SlideBox(left, top, width, height)
    sine, cosine = abs(math.sin(angle)), abs(math.cos(angle))
    across, down = round(width * cosine + height * sine), round(width * sine + height * cosine)
    return SlideBox(left + (width - across) // 2, top + (height - down) // 2, across, down)


def _id(shape: Element) -> str:
    return str(shape.find(f".//{q('p:cNvPr')}").get("id"))


def _role(shape: Element) -> ShapeRole:
    kind = placeholder_type(shape)
    if kind in TITLES:
        return ShapeRole.TITLE
    return ShapeRole.FOOTER if kind in FOOTERS else ShapeRole.CONTENT


def _tree_shapes(root: Element) -> Iterator[Element]:
    """The shapes of a slide; of alternatives for several versions of PowerPoint, the first."""
    for child in root.find(f"{q('p:cSld')}/{q('p:spTree')}"):
        shape = child
        if child.tag == q("mc:AlternateContent"):
            shape = next((one for branch in child for one in branch), None)
        if shape is not None and shape.find(f".//{q('p:cNvPr')}") is not None:
            yield shape


def _is_visible(shape: Element) -> bool:
    if shape.tag in map(q, ("p:nvGrpSpPr", "p:grpSpPr")):
        return False
    if shape.find(f".//{q('p:cNvPr')}").get("hidden") in ("1", "true"):
        return False
    if shape.tag != q("p:sp"):
        return True
    if shape_text(shape):
        return True
    return shape.find(_PLACEHOLDER) is None and _is_painted(shape)


def _is_painted(shape: Element) -> bool:
    """Whether a shape without words has a fill or an outline, of its own or of its style."""
    properties, style = shape.find(q("p:spPr")), shape.find(q("p:style"))
    outline = properties.find(q("a:ln"))
    filled = any(properties.find(name) is not None for name in _FILLS)
    drawn = outline is not None and any(outline.find(name) is not None for name in _FILLS)
    if style is not None:
        fill, line = style.find(q("a:fillRef")), style.find(q("a:lnRef"))
        bare = properties.find(q("a:noFill")) is not None
        open_line = outline is not None and outline.find(q("a:noFill")) is not None
        filled = filled or (not bare and fill is not None and fill.get("idx") != "0")
        drawn = drawn or (not open_line and line is not None and line.get("idx") != "0")
    return filled or drawn


def _described(shape: Element) -> str:
    """A shape as a person sees it: its words, or what kind of shape it is."""
    text, kind = shape_text(shape), _kind(shape)
    if shape.find(f".//{{{NAMESPACES['m']}}}oMath") is not None:
        return f"the equation {_quoted(text)}" if text else "an equation"
    if text:
        return _quoted(text) if kind == "a shape" else f"{kind} with {_quoted(text)}"
    alternative = " ".join((shape.find(f".//{q('p:cNvPr')}").get("descr") or "").split())
    if alternative and shape.tag == q("p:pic"):
        return f"{kind} ({_quoted(alternative)})"
    return kind


def _kind(shape: Element) -> str:
    if shape.tag == q("p:pic"):
        return "a picture" if shape.find(f".//{q('a:videoFile')}") is None else "a video"
    if shape.tag == q("p:cxnSp"):
        return "a line"
    if shape.tag == q("p:grpSp"):
        return "a group of shapes"
    if shape.tag == q("p:graphicFrame"):
        data = shape.find(f".//{q('a:graphicData')}")
        return _GRAPHICS.get("" if data is None else data.get("uri"), "a table")
    return "a shape"


def _quoted(text: str) -> str:
    short = text if len(text) <= _WORDS else f"{text[: _WORDS - 1].rstrip()}…"
    return f"'{short}'"


def _fills(box: SlideBox, whole: SlideBox) -> bool:
    return box.width >= whole.width * _BACKGROUND and box.height >= whole.height * _BACKGROUND


def _shown_pages(package: Package, slide: str) -> Iterator[str]:
    """The layout of a slide and its master, where their shapes are shown."""
    shown = package.xml(slide).get("showMasterSp", "1")
    for page in inherited_pages(package, slide):
        if shown in ("0", "false"):
            return
        yield page
        shown = package.xml(page).get("showMasterSp", "1")


def _box(package: Package, page: str, shape: Element) -> SlideBox | None:
    """The place of a shape; a placeholder may inherit it from the layout or the master."""
    transform = _transform(shape)
    placeholder = shape.find(_PLACEHOLDER)
    if transform is None and placeholder is not None:
        for above in inherited_pages(package, page):
            counterpart = _counterpart(package.xml(above), placeholder)
            transform = None if counterpart is None else _transform(counterpart)
            if transform is not None:
                break
    return None if transform is None else shape_box(transform)


def inherited_pages(package: Package, page: str) -> Iterator[str]:
    """The layout of a slide, then the master of that layout; the master of a layout."""
    layout = package.related(page, RT.SLIDE_LAYOUT)
    if layout is not None:
        yield layout
        page = layout
    master = package.related(page, RT.SLIDE_MASTER)
    if master is not None:
        yield master


def _transform(shape: Element) -> Element | None:
    """The position of a shape; None for one without both an offset and a size."""
    found = (shape.find(path) for path in _TRANSFORMS)
    return next(
        (one for one in found if one is not None and one.find(q("a:ext")) is not None), None
    )


def _counterpart(page: Element, placeholder: Element) -> Element | None:
    """The placeholder on a layout or master from which a slide's one inherits."""
    candidates = [
        (shape, other)
        for shape in page.iter(q("p:sp"))
        if (other := shape.find(_PLACEHOLDER)) is not None
    ]
    for name in ("idx", "type"):
        for shape, other in candidates:
            if placeholder.get(name) is not None and other.get(name) == placeholder.get(name):
                return shape
    if placeholder.get("type") in TITLES:
        titles = (shape for shape, other in candidates if other.get("type") in TITLES)
        return next(titles, None)
    return None
