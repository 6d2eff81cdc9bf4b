"""A new slide for a clip in an existing deck, in a layout of that deck."""

from __future__ import annotations

from copy import deepcopy

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.base.errors import Problem, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.ooxml import NAMESPACES, Element, namespaces, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.seen_shapes import (
    ANY_CONTENT,
    FOOTERS,
    TITLES,
    layout_placeholders,
    placeholder_type,
    shape_text,
)
from storyreel.slides.slide_box import slide_size
from storyreel.slides.slide_list import insert_slide
from storyreel.slides.slide_text import SlideText, plain, text_shape

TITLE_NUMBER = 1
"""The number of the title among the texts of a slide."""

_EMPTY = (
    f'<p:sld {namespaces()}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/>'
    "<p:nvPr/></p:nvGrpSpPr><p:grpSpPr/></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/>"
    "</p:clrMapOvr></p:sld>"
)


def empty_slide() -> Element:
    return parsed(_EMPTY.encode())


def add_clip_slide(package: Package, clip: SlideClip, position: int, *, hide_title: bool) -> str:
    """Add a slide with the clip's title and the deck's footers; returns its part.

    `position` is the number of slides before it. With `hide_title`, the title is above the slide,
    where outlines and screen readers find it.
    """
    slides = package.slides
    near = slides[max(0, position - 1)] if slides else None
    layout = _layout(package, near)
    offered = layout_placeholders(package, layout)
    root = empty_slide()
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    title = next((kind for kind in TITLES if kind in offered), None)
    if title is not None:
        box = _above(package) if hide_title else ""
        text = SlideText(title, "", TITLE_NUMBER, plain(clip.words.title), clip.words.language)
        tree.append(text_shape(text, clip.key, 2, box))
    if ANY_CONTENT in offered and not _is_title_only(package, layout):
        tree.append(_empty_content(package, layout))
    for shape in _footers(package, near, layout):
        tree.append(shape)
    return insert_slide(package, layout, serialised(root), position)


def _above(package: Package) -> str:
    whole = slide_size(package)
    height = whole.height // 14
    return (
        f'<a:xfrm><a:off x="0" y="{-height - height // 5}"/>'
        f'<a:ext cx="{whole.width}" cy="{height}"/></a:xfrm>'
    )


def _layout(package: Package, near: str | None) -> str:
    """The layout for a title and a clip: one with a title alone, in the master of a near slide."""
    own = package.related(near, RT.SLIDE_LAYOUT) if near else None
    master = package.related(own, RT.SLIDE_MASTER) if own else None
    layouts = _layouts_of(package, master or package.related(package.main, RT.SLIDE_MASTER) or "")
    if not layouts:
        raise RequestError(
            Problem("The deck has no layout for a new slide.", "Use --slide N for a slide it has.")
        )
    for suits in (_is_title_only, _has_only_a_title, _has_title_and_content, _has_title):
        found = next((layout for layout in layouts if suits(package, layout)), None)
        if found is not None:
            return found
    return own or layouts[0]


def _layouts_of(package: Package, master: str) -> list[str]:
    """The layouts of a master, in its order."""
    related = package.relationships(master)
    listed = package.xml(master).iter(q("p:sldLayoutId"))
    return [
        related[node.get(q("r:id"))].target for node in listed if node.get(q("r:id")) in related
    ]


def _is_title_only(package: Package, layout: str) -> bool:
    return package.xml(layout).get("type") == "titleOnly" and _has_title(package, layout)


def _has_title(package: Package, layout: str) -> bool:
    return any(kind in TITLES for kind in layout_placeholders(package, layout))


def _has_only_a_title(package: Package, layout: str) -> bool:
    return set(layout_placeholders(package, layout)) <= {"title", *FOOTERS} and _has_title(
        package, layout
    )


def _has_title_and_content(package: Package, layout: str) -> bool:
    shapes = [placeholder_type(each) for each in package.xml(layout).iter(q("p:sp"))]
    kinds = [kind for kind in shapes if kind is not None and kind not in FOOTERS]
    return sorted(kinds) == [ANY_CONTENT, "title"]


def _empty_content(package: Package, layout: str) -> Element:
    """An empty placeholder for any content, as the layout has it."""
    shape = next(
        each
        for each in package.xml(layout).iter(q("p:sp"))
        if placeholder_type(each) == ANY_CONTENT
    )
    index = shape.find(f".//{q('p:ph')}").get("idx", "1")
    return parsed(
        f'<p:sp {namespaces()}><p:nvSpPr><p:cNvPr id="3" name="Content Placeholder 2"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph idx="{index}"/></p:nvPr>'
        "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>".encode()
    )


def _footers(package: Package, near: str | None, layout: str) -> list[Element]:
    """Copies of the date, footer and number of a near slide, where the layout has them too."""
    if near is None:
        return []
    offered = layout_placeholders(package, layout)
    copies: list[Element] = []
    for shape in package.xml(near).iter(q("p:sp")):
        kind = placeholder_type(shape)
        if kind in FOOTERS and kind in offered and shape_text(shape):
            copy = deepcopy(shape)
            copy.find(f".//{q('p:cNvPr')}").set("id", str(len(copies) + 4))
            if not _refers(copy):
                copies.append(copy)
    return copies


def _refers(shape: Element) -> bool:
    """Whether a shape refers to other parts, which a copy on another slide could not."""
    prefix = f"{{{NAMESPACES['r']}}}"
    return any(name.startswith(prefix) for node in shape.iter() for name in node.attrib)
