"""The list of slides of a deck: adds and removes slides, with their ids and sections."""

from __future__ import annotations

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.ooxml import Element, q, serialised
from storyreel.slides.opc import Package

_FIRST_ID, _LAST_ID = 256, 2**31 - 1
"""The range of slide ids (ST_SlideId)."""


def insert_slide(package: Package, layout: str, content: bytes, position: int) -> str:
    """Add a slide of a layout, so that `position` slides are before it; returns its part.

    It joins the section of the slide before it, or the first section.
    """
    part = package.add_part("ppt/slides/slide", content, CT.PML_SLIDE)
    package.relate(part, RT.SLIDE_LAYOUT, layout)
    relationship = package.relate(package.main, RT.SLIDE, part)
    root = package.xml(package.main)
    listed = _list_of(root)
    number = _free_id(root)
    entry = listed.makeelement(q("p:sldId"), {"id": str(number), q("r:id"): relationship})
    before = listed[position - 1].get("id") if position else None
    listed.insert(position, entry)
    _join_section(root, number, before)
    package[package.main] = serialised(root)
    return part


def remove_slide(package: Package, part: str) -> None:
    """Remove a slide, its notes, and the files that only they use."""
    root = package.xml(package.main)
    ids = {key for key, one in package.relationships(package.main).items() if one.target == part}
    for entry in list(_list_of(root)):
        if entry.get(q("r:id")) in ids:
            _leave_sections(root, entry.get("id"))
            entry.getparent().remove(entry)
    package[package.main] = serialised(root)
    package.unrelate(package.main, ids)
    notes = package.related(part, RT.NOTES_SLIDE)
    if notes is not None:
        package.unrelate(notes, _refer_to(package, notes, part))
    _remove_with_files(package, part)


def _remove_with_files(package: Package, part: str) -> None:
    used = [one.target for one in package.relationships(part).values() if not one.external]
    package.remove_unused(part)
    if part not in package:
        for name in used:
            if name.startswith("ppt/notesSlides/"):
                _remove_with_files(package, name)
            else:
                package.remove_unused(name)


def _refer_to(package: Package, name: str, target: str) -> set[str]:
    return {key for key, one in package.relationships(name).items() if one.target == target}


def _list_of(root: Element) -> Element:
    """The list of slides, which a deck without slides may lack."""
    listed = root.find(q("p:sldIdLst"))
    if listed is None:
        listed = etree.Element(q("p:sldIdLst"))
        names = ("p:handoutMasterIdLst", "p:notesMasterIdLst", "p:sldMasterIdLst")
        before = next(node for name in names if (node := root.find(q(name))) is not None)
        before.addnext(listed)
    return listed


def _free_id(root: Element) -> int:
    taken = {int(node.get("id")) for node in root.iter(q("p:sldId"), q("p14:sldId"))}
    following = max([*taken, _FIRST_ID - 1]) + 1
    if following <= _LAST_ID:
        return following
    return next(number for number in range(_FIRST_ID, _LAST_ID) if number not in taken)


def _join_section(root: Element, number: int, before: str | None) -> None:
    """List a slide in the section of another one, after it; in the first section without one."""
    for entry in root.iter(q("p14:sldId")):
        if entry.get("id") == before:
            entry.addnext(entry.makeelement(q("p14:sldId"), id=str(number)))
            return
    section = root.find(f".//{q('p14:section')}")
    if section is not None:
        listed = section.find(q("p14:sldIdLst"))
        if listed is None:
            listed = etree.Element(q("p14:sldIdLst"))
            section.insert(0, listed)
        listed.insert(0, listed.makeelement(q("p14:sldId"), id=str(number)))


def _leave_sections(root: Element, number: str) -> None:
    for entry in list(root.iter(q("p14:sldId"))):
        if entry.get("id") == number:
            entry.getparent().remove(entry)
