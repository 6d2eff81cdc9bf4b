"""Where on an existing slide a clip goes, and what it would cover there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.ooxml import Element, emu, q
from storyreel.slides.opc import Package

DEFAULT_SIZE = 9_144_000, 6_858_000
"""Width and height of the slides of a deck that does not state them, in EMU: 10 by 7.5 inches."""

_ANY_CONTENT = "obj"
"""The type of placeholders that state none."""

_SUITABLE = ("media", "pic", _ANY_CONTENT)
"""Types of placeholders that can hold a video, the most suitable first."""

_TITLES = ("title", "ctrTitle")
_FOOTERS = ("dt", "ftr", "sldNum")
_MARGIN = 20
"""The margins of a clip below a title are the slide's height divided by this."""

_PLACEHOLDER = f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}"
_TRANSFORMS = (f"{q('p:spPr')}/{q('a:xfrm')}", q("p:xfrm"), f"{q('p:grpSpPr')}/{q('a:xfrm')}")


@dataclass(frozen=True, slots=True)
class SlideBox:
    """A rectangle on a slide, in English Metric Units (914,400 an inch) from the upper left."""

    left: int
    top: int
    width: int
    height: int

    def fitted(self, width: int, height: int, share: float = 1.0) -> SlideBox:
        """The largest rectangle of that shape in the middle of this one, scaled by `share`."""
        scale = min(self.width / width, self.height / height) * share
        across, down = round(width * scale), round(height * scale)
        return SlideBox(
            self.left + (self.width - across) // 2,
            self.top + (self.height - down) // 2,
            across,
            down,
        )

    def overlaps(self, other: SlideBox) -> bool:
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )


def slide_size(package: Package) -> SlideBox:
    """The whole of a deck's slides."""
    size = package.xml(package.main).find(q("p:sldSz"))
    if size is None:
        return SlideBox(0, 0, *DEFAULT_SIZE)
    return SlideBox(0, 0, emu(size.get("cx")), emu(size.get("cy")))


def empty_placeholder(package: Package, slide: str) -> tuple[int, SlideBox] | None:
    """The id and the box of the first empty placeholder for media, pictures or any content.

    A small placeholder for any content is skipped, as it may be meant for a line of text.
    """
    whole = slide_size(package)
    shapes = list(package.xml(slide).iter(q("p:sp")))
    for kind in _SUITABLE:
        for shape in shapes:
            if _placeholder_type(shape) == kind and not _text(shape):
                box = _box(package, slide, shape)
                if box is not None and (kind != _ANY_CONTENT or _is_large(box, whole)):
                    return int(shape.find(f".//{q('p:cNvPr')}").get("id")), box
    return None


def free_area(package: Package, slide: str) -> SlideBox:
    """The slide between its title and its footers, or all of it if it shows no title."""
    whole = slide_size(package)
    margin = whole.height // _MARGIN
    top, bottom = 0, whole.height - margin
    for shape in package.xml(slide).iter(q("p:sp")):
        box = _box(package, slide, shape) if _text(shape) else None
        if box is None:
            continue
        if _placeholder_type(shape) in _TITLES and box.top + box.height < whole.height // 2:
            top = max(top, box.top + box.height)
        elif _placeholder_type(shape) in _FOOTERS and box.top > whole.height // 2:
            bottom = min(bottom, box.top)
    if top <= 0:
        return whole
    return SlideBox(margin, top, whole.width - 2 * margin, bottom - top)


def covered_shapes(
    package: Package, slide: str, place: SlideBox, replaced: int | None
) -> tuple[str, ...]:
    """The names of the visible shapes that a clip in `place` would cover.

    `replaced` is the id of the placeholder that the clip replaces, if any.
    """
    tree = package.xml(slide).find(f"{q('p:cSld')}/{q('p:spTree')}")
    return tuple(
        name.get("name") or "a shape"
        for shape in _visible_shapes(tree)
        for name in [shape.find(f".//{q('p:cNvPr')}")]
        if name.get("id") != str(replaced)
        and (box := _box(package, slide, shape)) is not None
        and box.overlaps(place)
    )


def _is_large(box: SlideBox, whole: SlideBox) -> bool:
    """Whether a box is at least a quarter of the slide's width and height."""
    return box.width * 4 >= whole.width and box.height * 4 >= whole.height


def _visible_shapes(tree: Element) -> Iterator[Element]:
    """Pictures, tables, charts and groups, and the other shapes that have text."""
    others = {q("p:pic"), q("p:graphicFrame"), q("p:grpSp")}
    for shape in tree:
        if shape.tag in others or (shape.tag == q("p:sp") and _text(shape)):
            yield shape


def _placeholder_type(shape: Element) -> str | None:
    """The type of a placeholder; None for other shapes."""
    placeholder = shape.find(_PLACEHOLDER)
    return None if placeholder is None else str(placeholder.get("type", _ANY_CONTENT))


def _text(shape: Element) -> str:
    return "".join(node.text or "" for node in shape.iter(q("a:t"))).strip()


def _box(package: Package, slide: str, shape: Element) -> SlideBox | None:
    """The position of a shape; a placeholder may inherit it from the layout or the master."""
    transform = _transform(shape)
    placeholder = shape.find(_PLACEHOLDER)
    if transform is None and placeholder is not None:
        for page in _inherited_pages(package, slide):
            counterpart = _counterpart(package.xml(page), placeholder)
            transform = None if counterpart is None else _transform(counterpart)
            if transform is not None:
                break
    if transform is None:
        return None
    off, ext = transform.find(q("a:off")), transform.find(q("a:ext"))
    lengths = (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
    return SlideBox(*map(emu, lengths))


def _inherited_pages(package: Package, slide: str) -> Iterator[str]:
    """The layout of a slide, then the master of that layout."""
    layout = package.related(slide, RT.SLIDE_LAYOUT)
    if layout is not None:
        yield layout
        master = package.related(layout, RT.SLIDE_MASTER)
        if master is not None:
            yield master


def _transform(shape: Element) -> Element | None:
    found = (shape.find(path) for path in _TRANSFORMS)
    return next((transform for transform in found if transform is not None), None)


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
    if placeholder.get("type") in _TITLES:
        titles = (shape for shape, other in candidates if other.get("type") in _TITLES)
        return next(titles, None)
    return None
