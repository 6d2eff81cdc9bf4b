"""The checks of decks: each rule finds the defect that is planted for it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.base.errors import MachineError
from storyreel.slides.embed import TRACK
from storyreel.slides.lint import DECK_RULES, SLIDE_RULES, lint_deck, lint_slides, require_valid
from storyreel.slides.ooxml import Element, q, serialised
from storyreel.slides.opc import CONTENT_TYPES, Package, relationships_of

Spoil = Callable[[Package], None]
Change = Callable[[Element], None]


def on_slide(change: Change) -> Spoil:
    def spoil(package: Package) -> None:
        slide = package.slides[0]
        root = package.xml(slide)
        change(root)
        package[slide] = serialised(root)

    return spoil


def on_main(change: Change) -> Spoil:
    def spoil(package: Package) -> None:
        root = package.xml("ppt/presentation.xml")
        change(root)
        package["ppt/presentation.xml"] = serialised(root)

    return spoil


def on_relationship(kind: str, **attributes: str) -> Spoil:
    def spoil(package: Package) -> None:
        place = relationships_of(package.slides[0])
        root = package.xml(place)
        for node in root:
            if node.get("Type") == kind:
                for name, value in attributes.items():
                    node.set(name, value)
        package[place] = serialised(root)

    return spoil


def replacing(suffix: str, content: bytes) -> Spoil:
    def spoil(package: Package) -> None:
        for name in list(package):
            if name.endswith(suffix):
                package[name] = content

    return spoil


def same_timing_id(root: Element) -> None:
    nodes = list(root.iter(q("p:cTn")))
    nodes[-1].set("id", nodes[0].get("id"))


def other_shape_timed(root: Element) -> None:
    next(root.iter(q("p:spTgt"))).set("spid", "99")


def waits_for_a_missing_node(root: Element) -> None:
    next(root.iter(q("p:tn"))).set("val", "99")


def same_shape_id(root: Element) -> None:
    root.find(f".//{q('p:pic')}//{q('p:cNvPr')}").set("id", "2")


def no_alternative(root: Element) -> None:
    root.find(f".//{q('p:pic')}//{q('p:cNvPr')}").set("descr", " ")


def no_second_copy(root: Element) -> None:
    node = root.find(f".//{q('p14:media')}")
    node.getparent().remove(node)


def bookmarks_backwards(root: Element) -> None:
    marks = list(root.iter(q("p14:bmk")))
    marks[0].set("time", "29000")


def still_4_by_3(root: Element) -> None:
    root.find(q("p:sldSz")).set("type", "screen4x3")


def narrow(root: Element) -> None:
    root.find(q("p:sldSz")).set("cx", "9144000")


def notes_unlisted(root: Element) -> None:
    root.remove(root.find(q("p:notesMasterIdLst")))


def notes_misplaced(root: Element) -> None:
    root.append(root.find(q("p:notesMasterIdLst")))


def no_type(package: Package) -> None:
    root = package.xml(CONTENT_TYPES)
    root.remove(root.find(f"{q('ct:Default')}[@Extension='mp4']"))
    package[CONTENT_TYPES] = serialised(root)


def video_gone(package: Package) -> None:
    for name in list(package):
        if name.endswith(".mp4"):
            package.remove(name)


def png_of(width: int, height: int) -> bytes:
    target = BytesIO()
    Image.new("1", (width, height)).save(target, "PNG")
    return target.getvalue()


PLANTED: dict[str, tuple[Spoil, str]] = {
    "two timing nodes of one id": (on_slide(same_timing_id), "timing"),
    "a shape that does not exist": (on_slide(other_shape_timed), "timing"),
    "a node that does not exist": (on_slide(waits_for_a_missing_node), "timing"),
    "two shapes of one id": (on_slide(same_shape_id), "shapes"),
    "no alternative text": (on_slide(no_alternative), "alt-text"),
    "one media relationship": (on_slide(no_second_copy), "media"),
    "a linked video": (on_relationship(RT.VIDEO, TargetMode="External"), "media"),
    "another file": (on_relationship(RT.MEDIA, Target="../media/image1.png"), "media"),
    "no poster": (on_relationship(RT.IMAGE, TargetMode="External"), "poster"),
    "a poster for 8K": (replacing(".png", png_of(7680, 4320)), "poster"),
    "captions of no relationship": (on_relationship(TRACK, Type=RT.IMAGE), "captions"),
    "captions of another format": (replacing(".vtt", b"1\n00:00:01,000"), "captions"),
    "bookmarks backwards": (on_slide(bookmarks_backwards), "bookmarks"),
    "4:3": (on_main(still_4_by_3), "size"),
    "a narrow slide": (on_main(narrow), "size"),
    "notes master unlisted": (on_main(notes_unlisted), "notes-master"),
    "notes master misplaced": (on_main(notes_misplaced), "notes-master"),
    "a part without type": (no_type, "parts"),
    "a missing part": (video_gone, "parts"),
}


@pytest.mark.parametrize(("spoil", "rule"), PLANTED.values(), ids=PLANTED)
def test_a_planted_defect_is_found(deck: Package, spoil: Spoil, rule: str) -> None:
    assert lint_deck(deck) == ()
    spoil(deck)
    assert rule in {issue.rule for issue in lint_deck(deck)}


def test_every_rule_has_a_planted_defect() -> None:
    assert {rule for _, rule in PLANTED.values()} == {*DECK_RULES, *SLIDE_RULES}


def test_only_the_given_slides_are_checked(deck: Package) -> None:
    on_main(narrow)(deck)
    on_slide(no_alternative)(deck)
    first, second = deck.slides
    assert lint_slides(deck, [second]) == ()
    assert [issue.rule for issue in lint_slides(deck, [first])] == ["alt-text"]


def test_a_deck_with_issues_is_not_written(deck: Package, tmp_path: Path) -> None:
    require_valid(tmp_path / "deck.pptx", lint_deck(deck))
    on_slide(no_alternative)(deck)
    with pytest.raises(MachineError, match="alternative text"):
        require_valid(tmp_path / "deck.pptx", lint_deck(deck))


def test_a_poster_without_pixels_is_not_an_issue(deck: Package) -> None:
    replacing(".png", b"<svg/>")(deck)
    assert lint_deck(deck) == ()


def test_a_poster_of_4k_is_not_an_issue(deck: Package) -> None:
    replacing(".png", png_of(3840, 2160))(deck)
    assert lint_deck(deck) == ()
