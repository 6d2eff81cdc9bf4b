"""Where a clip goes on a slide, and what it would cover there."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Emu, Inches

from storyreel.base.errors import RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.existing import Showing, open_deck
from storyreel.slides.ooxml import NAMESPACES, parsed, q
from storyreel.slides.placement import PlaceShares, Side, in_words, read_place
from storyreel.slides.slide_box import ClipShape, SlideBox
from tests.unit.slides.decks import (
    TWO_CONTENTS_LAYOUT,
    add_to_slide,
    box_of,
    change_part,
    placed,
    put,
    remove,
    slide_of,
)


def test_it_replaces_an_empty_picture_placeholder(own: Path, clip: SlideClip) -> None:
    before = Presentation(str(own)).slides[1].placeholders[1]
    box = (before.left, before.top, before.width, before.height)
    put(own, 2, clip)
    slide = Presentation(str(own)).slides[1]
    (picture,) = slide.element.iter(q("p:pic"))
    assert picture.find(f".//{q('p:ph')}").get("idx") == "1"
    left, top, width, height = box_of(picture)
    assert left >= box[0]
    assert top >= box[1]
    assert left + width <= box[0] + box[2]
    assert top + height <= box[1] + box[3]
    assert width / height == pytest.approx(16 / 9, rel=1e-3)
    assert [shape.placeholder_format.idx for shape in slide.placeholders] == [0, 1, 2]


def test_below_a_title_and_on_the_whole_of_a_blank_slide(own: Path) -> None:
    square = ClipShape(4, 3)
    assert placed(own, 4, square).box == SlideBox(0, 0, 9_144_000, 6_858_000)
    title = Presentation(str(own)).slides[0].shapes.title
    margin = 6_858_000 // 20
    area = placed(own, 1, ClipShape(8_458_200, 5_097_462)).box
    assert (area.left, area.width) == (margin, 9_144_000 - 2 * margin)
    assert area.top == title.top + title.height
    assert area.bottom == 6_858_000 - margin


def test_an_empty_title_keeps_its_place(own: Path) -> None:
    """Planted: the title is still to be written, on a slide that shows nothing else."""
    title = Presentation(str(own)).slides[0].shapes.title
    change_part(own, slide_of(own, 1), lambda root: remove(root, f".//{q('p:sp')}//{q('a:r')}"))
    assert placed(own, 1).box.top >= title.top + title.height


def with_content(own: Path, *words: str) -> None:
    """Add a slide with a title and two placeholders for any content, with these texts."""
    deck = Presentation(str(own))
    slide = deck.slides.add_slide(deck.slide_layouts[TWO_CONTENTS_LAYOUT])
    slide.shapes.title.text = "Two contents"
    for placeholder, text in zip(list(slide.placeholders)[1:], words, strict=True):
        placeholder.text_frame.text = text
    deck.save(str(own))


def test_it_replaces_an_empty_placeholder_for_any_content(own: Path, clip: SlideClip) -> None:
    with_content(own, "One thing", "")
    right = Presentation(str(own)).slides[4].placeholders[2]
    place = placed(own, 5)
    assert (place.placeholder, place.box.left) == (str(right.shape_id), right.left)
    assert place.covers == ()
    put(own, 5, clip)
    (picture,) = Presentation(str(own)).slides[4].element.iter(q("p:pic"))
    assert picture.find(f".//{q('p:ph')}").get("idx") == "2"


def test_a_small_placeholder_is_kept(own: Path) -> None:
    with_content(own, "", "")
    deck = Presentation(str(own))
    for small in list(deck.slides[4].placeholders)[1:]:
        small.left, small.top, small.width, small.height = 0, 0, Inches(4), Inches(1)
    deck.save(str(own))
    assert placed(own, 5).placeholder is None


def test_it_goes_beside_content_that_leaves_room(own: Path, clip: SlideClip) -> None:
    """A near miss: the text in the corner leaves more than half of the slide's width."""
    deck = Presentation(str(own))
    box = deck.slides[2].shapes[0]
    box.left, box.top, box.width, box.height = 0, 0, Inches(3), Inches(1)
    deck.save(str(own))
    assert put(own, 3, clip).warnings == []


def test_it_ends_above_a_footer(own: Path) -> None:
    deck = Presentation(str(own))
    slide = deck.slides[0]
    footer = slide.shapes.add_textbox(0, Emu(6_000_000), Inches(3), Inches(0.4))
    footer.text_frame.text = "My course"
    mark = footer.element.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}")
    etree.SubElement(mark, q("p:ph"), type="ftr", idx="11")
    deck.save(str(own))
    assert placed(own, 1).box.bottom <= 6_000_000


MIDDLE = '<a:xfrm><a:off x="3000000" y="3000000"/><a:ext cx="3000000" cy="900000"/></a:xfrm>'
NAMED = '<p:cNvPr id="77" name="Internal name 77"/>'
FILLED = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FF0000"/>'
EQUATION = (
    "<m:oMathPara><m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>+b</m:t></m:r></m:oMath></m:oMathPara>"
)


def text_box(inner: str) -> str:
    return (
        f"<p:sp ><p:nvSpPr>{NAMED}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{MIDDLE}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:p>{inner}</a:p></p:txBody></p:sp>"
    )


SEEN = {
    "words": (text_box("<a:r><a:t>Our result</a:t></a:r>"), "'Our result'"),
    "an equation": (
        "<mc:AlternateContent ><mc:Choice Requires='a14'>"
        + text_box(EQUATION).replace("<p:sp >", "<p:sp>")
        + "</mc:Choice></mc:AlternateContent>",
        "the equation 'a+b'",
    ),
    "a line": (
        f"<p:cxnSp ><p:nvCxnSpPr>{NAMED}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr>{MIDDLE}</p:spPr></p:cxnSp>",
        "a line",
    ),
    "a shape without words": (
        f"<p:sp ><p:nvSpPr>{NAMED}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{MIDDLE}{FILLED}</a:solidFill></p:spPr></p:sp>",
        "a shape",
    ),
    "a turned shape": (
        f"<p:sp ><p:nvSpPr>{NAMED}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
        '<a:xfrm rot="5400000"><a:off x="1143000" y="3400000"/><a:ext cx="6858000" cy="100000"/>'
        f"</a:xfrm>{FILLED}</a:solidFill></p:spPr></p:sp>",
        "a shape",
    ),
    "a picture": (
        '<p:pic ><p:nvPicPr><p:cNvPr id="77" name="Internal 77" descr="A cat"/><p:cNvPicPr/>'
        f"<p:nvPr/></p:nvPicPr><p:blipFill/><p:spPr>{MIDDLE}</p:spPr></p:pic>",
        "a picture ('A cat')",
    ),
    "a group": (
        f"<p:grpSp ><p:nvGrpSpPr>{NAMED}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{MIDDLE}</p:grpSpPr></p:grpSp>",
        "a group of shapes",
    ),
}


@pytest.mark.parametrize(("xml", "words"), SEEN.values(), ids=SEEN)
def test_what_would_be_covered_is_named_as_a_person_sees_it(
    own: Path, clip: SlideClip, xml: str, words: str
) -> None:
    """Planted: each kind of visible shape in the middle of an empty slide."""
    add_to_slide(own, 4, xml)
    with pytest.raises(RequestError) as refused:
        put(own, 4, clip)
    assert f"would cover {words}." in str(refused.value)


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        (["'A'"], "'A'"),
        (["a shape", "a line", "a shape"], "2 shapes and a line"),
        (["an equation", "'A'", "an equation"], "2 equations and 'A'"),
        (["a picture of the layout"] * 2, "2 pictures of the layout"),
        ([f"'{n}'" for n in range(7)], "'0', '1', '2', '3' and 3 more"),
    ],
)
def test_covered_shapes_are_listed_in_words(shapes: list[str], words: str) -> None:
    assert in_words(shapes) == words


UNSEEN = {
    "no fill": SEEN["a shape without words"][0].replace(f"{FILLED}</a:solidFill>", "<a:noFill/>"),
    "hidden": SEEN["words"][0].replace('name="Internal', 'hidden="1" name="Internal'),
    "no words": text_box("<a:r><a:t> </a:t></a:r>"),
}


@pytest.mark.parametrize("xml", UNSEEN.values(), ids=UNSEEN)
def test_shapes_that_nobody_sees_may_be_covered(own: Path, clip: SlideClip, xml: str) -> None:
    """Near misses of the shapes above."""
    add_to_slide(own, 4, xml)
    assert put(own, 4, clip).warnings == []


def plant_on_layout(own: Path, box: tuple[int, int, int, int]) -> None:
    """A filled rectangle on the layout of the blank slide."""
    x, y, width, height = box
    layout = open_deck(own).package.related(slide_of(own, 4), RT.SLIDE_LAYOUT) or ""
    middle = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    head = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("a", "p"))
    shape = parsed(SEEN["a shape without words"][0].replace(MIDDLE, middle)
                   .replace(" ", f" {head} ", 1).encode())  # fmt: skip
    change_part(own, layout, lambda root: root[0].find(q("p:spTree")).append(shape))


def test_logos_and_bands_of_the_layout_stay_free(own: Path, clip: SlideClip) -> None:
    plant_on_layout(own, (0, 0, 1_000_000, 6_858_000))
    assert placed(own, 4).box.left >= 1_000_000
    with pytest.raises(RequestError, match="would cover a shape of the layout"):
        put(own, 4, clip, Showing(place=Side.FULL))


def test_a_layout_that_is_hidden_or_a_background_takes_no_room(own: Path) -> None:
    plant_on_layout(own, (0, 0, 9_144_000, 6_858_000))
    assert placed(own, 4).box.width == 9_144_000
    plant_on_layout(own, (0, 0, 1_000_000, 6_858_000))
    change_part(own, slide_of(own, 4), lambda root: root.set("showMasterSp", "0"))
    assert placed(own, 4).box.width == 9_144_000


def test_it_says_what_lies_on_a_clip_in_a_placeholder(own: Path, clip: SlideClip) -> None:
    """Later shapes are above a placeholder, earlier ones below."""
    add_to_slide(own, 2, SEEN["words"][0])
    deck = put(own, 2, clip)
    assert deck.warnings == ["On slide 2 the clip is partly behind 'Our result'."]


# Places


@pytest.mark.parametrize(
    ("text", "place"),
    [("full", Side.FULL), ("left", Side.LEFT), ("50, 20, 45", PlaceShares(50, 20, 45))],
)
def test_places_of_the_command_line(text: str, place: Side | PlaceShares) -> None:
    assert read_place(text) == place


@pytest.mark.parametrize("text", ["top", "", "50,20", "60,0,50", "0,0,0", "-1,0,50", "a,b,c"])
def test_other_places_are_refused(text: str) -> None:
    with pytest.raises(RequestError, match="--place"):
        read_place(text)


def test_a_clip_goes_where_it_is_asked_to(own: Path) -> None:
    left = placed(own, 1, place=Side.LEFT).box
    right = placed(own, 1, place=Side.RIGHT).box
    assert left.right < 9_144_000 // 2 < right.left
    assert (left.width, left.top) == (right.width, right.top)
    assert placed(own, 1, place=Side.FULL).covers == ("'What we saw'",)
    custom = placed(own, 4, place=PlaceShares(50, 20, 45)).box
    assert custom == SlideBox(4_572_000, 1_371_600, 4_114_800, 2_314_575)
