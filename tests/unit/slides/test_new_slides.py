"""Clips on new slides of an existing deck, in a layout of that deck."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.base.errors import RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.existing import Showing, open_deck
from storyreel.slides.ooxml import NAMESPACES, Element, parsed, q
from storyreel.slides.opc import CONTENT_TYPES, relationships_of
from storyreel.slides.placement import Side
from tests.unit.slides.decks import (
    add_to_slide,
    change_part,
    contents,
    put_behind,
    remove,
    slide_of,
)

MAIN = "ppt/presentation.xml"


def titles(path: Path) -> list[str]:
    """The titles of the slides of a deck; "" for one without a title."""
    slides = Presentation(str(path)).slides
    return [each.shapes.title.text if each.shapes.title is not None else "" for each in slides]


def test_clips_go_on_new_slides_in_order(own: Path, clip: SlideClip, other_clip: SlideClip) -> None:
    deck = put_behind(own, 2, clip, other_clip)
    expected = ["What we saw", "With a picture", clip.words.title, "Another clip", "", ""]
    assert titles(own) == expected
    assert deck.new_issues([clip, other_clip]) == ()
    slide = Presentation(str(own)).slides[2]
    assert slide.slide_layout.name == "Title Only"
    assert slide.notes_slide.notes_text_frame.text.startswith(clip.words.title)
    title, movie = slide.shapes
    assert movie.top >= title.top + title.height


def test_all_other_parts_stay_byte_for_byte(own: Path, clip: SlideClip) -> None:
    before = contents(own.read_bytes())
    put_behind(own, 4, clip)
    now = contents(own.read_bytes())
    changed = {name for name in before if before[name] != now[name]}
    assert changed == {MAIN, relationships_of(MAIN), CONTENT_TYPES}
    assert list(now)[: len(before)] == list(before)


def test_a_deck_without_notes_gets_a_notes_master_that_is_listed(
    clip: SlideClip, tmp_path: Path
) -> None:
    path = tmp_path / "plain.pptx"
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    deck.save(str(path))
    put_behind(path, 0, clip)
    package = open_deck(path).package
    master = package.related(MAIN, RT.NOTES_MASTER)
    assert master is not None and package.related(master, RT.THEME) is not None
    (listed,) = package.xml(MAIN).iter(q("p:notesMasterId"))
    assert package.relationships(MAIN)[listed.get(q("r:id"))].target == master
    notes = Presentation(str(path)).slides[0].notes_slide.notes_text_frame.text
    assert notes.startswith(clip.words.title)


def with_sections(root: Element) -> None:
    """Put the first two slides into one section and the others into another one."""
    ids = [node.get("id") for node in root.iter(q("p:sldId"))]
    listed = [
        "".join(f'<p14:sldId id="{each}"/>' for each in group) for group in (ids[:2], ids[2:])
    ]
    sections = "".join(
        f'<p14:section name="{name}" id="{{00000000-0000-0000-0000-00000000000{n}}}">'
        f"<p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>"
        for n, (name, slides) in enumerate(zip(("One", "Two"), listed, strict=True))
    )
    extension = (
        f'<p:extLst xmlns:p="{NAMESPACES["p"]}">'
        '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        f'<p14:sectionLst xmlns:p14="{NAMESPACES["p14"]}">{sections}</p14:sectionLst></p:ext>'
        "</p:extLst>"
    )
    remove(root, q("p:extLst"))
    root.append(parsed(extension.encode()))


@pytest.mark.parametrize(("after", "sizes"), [(0, [3, 2]), (2, [3, 2]), (3, [2, 3])])
def test_new_slides_join_the_section_of_the_slide_before(
    own: Path, clip: SlideClip, after: int, sizes: list[int]
) -> None:
    change_part(own, MAIN, with_sections)
    put_behind(own, after, clip)
    root = open_deck(own).package.xml(MAIN)
    in_order = [node.get("id") for node in root.iter(q("p:sldId"))]
    sections = [
        [node.get("id") for node in section.iter(q("p14:sldId"))]
        for section in root.iter(q("p14:section"))
    ]
    assert [len(each) for each in sections] == sizes
    assert sections[0] + sections[1] == in_order


def test_ids_of_slides_are_new_and_valid(own: Path, clip: SlideClip) -> None:
    """Planted: the highest id that the format allows is taken."""
    last = 2**31 - 1
    change_part(own, MAIN, lambda root: next(root.iter(q("p:sldId"))).set("id", str(last)))
    put_behind(own, 1, clip)
    ids = [int(node.get("id")) for node in open_deck(own).package.xml(MAIN).iter(q("p:sldId"))]
    assert len(set(ids)) == 5
    assert all(256 <= each <= last for each in ids)


def test_a_clip_that_the_deck_has_is_replaced_and_the_next_one_follows_it(
    own: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    put_behind(own, 2, clip)
    assert put_behind(own, 0, clip, other_clip).replaced == [3]
    expected = ["What we saw", "With a picture", clip.words.title, "Another clip", "", ""]
    assert titles(own) == expected


def test_a_title_and_notes_that_were_edited_stay(own: Path, clip: SlideClip) -> None:
    put_behind(own, 0, clip)
    deck = Presentation(str(own))
    deck.slides[0].shapes.title.text = "My own title"
    deck.slides[0].notes_slide.notes_text_frame.text = "My own notes"
    deck.save(str(own))
    put_behind(own, 0, clip)
    slide = Presentation(str(own)).slides[0]
    assert slide.shapes.title.text == "My own title"
    assert slide.notes_slide.notes_text_frame.text == "My own notes"


def test_a_full_clip_has_its_title_above_the_slide(own: Path, clip: SlideClip) -> None:
    deck = put_behind(own, 1, clip, showing=Showing(place=Side.FULL))
    assert deck.warnings == []
    title, movie = Presentation(str(own)).slides[1].shapes
    assert title.top + title.height <= 0
    assert (movie.left, movie.width) == (0, 9_144_000)


def test_without_a_layout_for_titles_the_clip_takes_the_content(own: Path, clip: SlideClip) -> None:
    """Planted: a deck whose only layout has a title and a content."""
    package = open_deck(own).package
    layout = package.related(slide_of(own, 1), RT.SLIDE_LAYOUT) or ""
    master = package.related(layout, RT.SLIDE_MASTER) or ""
    related = package.relationships(master)

    def keep_one(root: Element) -> None:
        for node in list(root.iter(q("p:sldLayoutId"))):
            if not related[node.get(q("r:id"))].target.endswith("slideLayout2.xml"):
                node.getparent().remove(node)

    change_part(own, master, keep_one)
    deck = put_behind(own, 1, clip)
    assert deck.new_issues([clip]) == ()
    slide = Presentation(str(own)).slides[1]
    assert slide.slide_layout.name == "Title and Content"
    (picture,) = slide.element.iter(q("p:pic"))
    assert picture.find(f".//{q('p:ph')}").get("idx") == "1"


FOOTER = (
    '<p:sp ><p:nvSpPr><p:cNvPr id="9" name="Number"/><p:cNvSpPr/><p:nvPr>'
    '<p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>'
    "<a:bodyPr/><a:p><a:r><a:t>7</a:t></a:r></a:p></p:txBody></p:sp>"
)


def test_footers_of_the_slide_before_are_repeated(own: Path, clip: SlideClip) -> None:
    add_to_slide(own, 1, FOOTER)
    put_behind(own, 1, clip)
    root = open_deck(own).package.xml(slide_of(own, 2))
    assert [node.get("type") for node in root.iter(q("p:ph"))] == ["title", "sldNum"]


def test_there_is_no_slide_to_follow(own: Path, clip: SlideClip) -> None:
    with pytest.raises(RequestError, match="has 4 slides, but no slide 5"):
        put_behind(own, 5, clip)
