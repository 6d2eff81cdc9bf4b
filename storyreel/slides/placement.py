"""Where on a teacher's slide a clip belongs, and what it would lie on there."""

from __future__ import annotations

from collections.abc import Iterator

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.embed import Box
from storyreel.slides.ooxml import Element, q
from storyreel.slides.opc import Package

_ANYTHING = "obj"
"""What a placeholder is that does not say."""

_WAITING = ("media", "pic", _ANYTHING)
"""Kinds of placeholders that take a video, the one that is meant for it first."""

_TITLES = ("title", "ctrTitle")
_FOOTERS = ("dt", "ftr", "sldNum")
_MARGIN = 20
"""Beside a title, a clip keeps this part of the slide's height free on the other sides."""

_MARK = f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}"
_FRAMES = (f"{q('p:spPr')}/{q('a:xfrm')}", q("p:xfrm"), f"{q('p:grpSpPr')}/{q('a:xfrm')}")


def empty_placeholder(package: Package, slide: str) -> tuple[int, Box] | None:
    """The first empty placeholder for media, pictures or anything, by its id, and where it is.

    What takes anything may be meant for a line of words, if it is small.
    """
    whole = _whole(package)
    shapes = list(package.xml(slide).iter(q("p:sp")))
    for kind in _WAITING:
        for shape in shapes:
            if _kind(shape) == kind and not _words(shape):
                box = _box(package, slide, shape)
                if box is not None and (kind != _ANYTHING or _large(box, whole)):
                    return int(shape.find(f".//{q('p:cNvPr')}").get("id")), box
    return None


def free_room(package: Package, slide: str) -> Box:
    """The slide between its title and its footers, or all of it where no title can be seen."""
    whole = _whole(package)
    margin = whole.height // _MARGIN
    top, bottom = 0, whole.height - margin
    for shape in package.xml(slide).iter(q("p:sp")):
        box = _box(package, slide, shape) if _words(shape) else None
        if box is None:
            continue
        if _kind(shape) in _TITLES and box.top + box.height < whole.height // 2:
            top = max(top, box.top + box.height)
        elif _kind(shape) in _FOOTERS and box.top > whole.height // 2:
            bottom = min(bottom, box.top)
    if top <= 0:
        return whole
    return Box(margin, top, whole.width - 2 * margin, bottom - top)


def covered(package: Package, slide: str, place: Box, but: int | None) -> tuple[str, ...]:
    """The names of what can be seen on the slide and would lie under a clip in that place,
    without the shape of the id `but`.
    """
    tree = package.xml(slide).find(f"{q('p:cSld')}/{q('p:spTree')}")
    return tuple(
        name.get("name") or "a shape"
        for shape in _seen(tree)
        for name in [shape.find(f".//{q('p:cNvPr')}")]
        if name.get("id") != str(but)
        and (box := _box(package, slide, shape)) is not None
        and _overlap(box, place)
    )


def _whole(package: Package) -> Box:
    size = package.xml(package.main).find(q("p:sldSz"))
    return Box(0, 0, int(size.get("cx")), int(size.get("cy")))


def _large(box: Box, whole: Box) -> bool:
    """At least a quarter of the slide, both ways."""
    return box.width * 4 >= whole.width and box.height * 4 >= whole.height


def _seen(tree: Element) -> Iterator[Element]:
    """Pictures, tables, charts and groups; of all other shapes those with words."""
    others = {q("p:pic"), q("p:graphicFrame"), q("p:grpSp")}
    for shape in tree:
        if shape.tag in others or (shape.tag == q("p:sp") and _words(shape)):
            yield shape


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


def _kind(shape: Element) -> str | None:
    """What kind of placeholder a shape is, or None."""
    mark = shape.find(_MARK)
    return None if mark is None else str(mark.get("type", _ANYTHING))


def _words(shape: Element) -> str:
    return "".join(node.text or "" for node in shape.iter(q("a:t"))).strip()


def _box(package: Package, slide: str, shape: Element) -> Box | None:
    """Where a shape stands: by its own word, or its layout's, or its master's."""
    mark = shape.find(_MARK)
    part: str | None = slide
    found: Element | None = shape
    while part is not None:
        frame = None if found is None else _frame(found)
        if frame is not None:
            off, ext = frame.find(q("a:off")), frame.find(q("a:ext"))
            return Box(
                *(int(n) for n in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
            )
        if mark is None:
            return None
        part = package.related(part, RT.SLIDE_LAYOUT) or package.related(part, RT.SLIDE_MASTER)
        found = None if part is None else _counterpart(package.xml(part), mark)
    return None


def _frame(shape: Element) -> Element | None:
    found = (shape.find(path) for path in _FRAMES)
    return next((frame for frame in found if frame is not None), None)


def _counterpart(page: Element, mark: Element) -> Element | None:
    """The placeholder on a layout or master that a slide's one takes after."""
    candidates = [
        (shape, other) for shape in page.iter(q("p:sp")) if (other := shape.find(_MARK)) is not None
    ]
    for name in ("idx", "type"):
        for shape, other in candidates:
            if mark.get(name) is not None and other.get(name) == mark.get(name):
                return shape
    titles = [s for s, o in candidates if o.get("type") in _TITLES and mark.get("type") in _TITLES]
    return titles[0] if titles else None
