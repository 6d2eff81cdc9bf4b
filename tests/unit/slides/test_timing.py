"""When clips play on the slides of existing decks."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.slides.clip import SlideClip
from storyreel.slides.existing import Showing, open_deck
from storyreel.slides.lint import lint_slides
from storyreel.slides.ooxml import NAMESPACES, parsed, q
from storyreel.slides.opc import Package
from storyreel.slides.placement import PlaceShares
from storyreel.slides.timing import Start
from tests.unit.slides.decks import (
    change_part,
    put,
    slide_of,
)


def test_two_clips_play_one_after_the_other(
    own: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    put(own, 4, clip, Showing(place=PlaceShares(50, 50, 45)))
    put(own, 4, other_clip, Showing(place=PlaceShares(0, 50, 45)))
    root = open_deck(own).package.xml(slide_of(own, 4))
    (main,) = root.findall(f".//{q('p:cTn')}[@nodeType='mainSeq']")
    kinds = [node.get("nodeType") for node in main.iter(q("p:cTn")) if node.get("presetClass")]
    assert kinds == ["afterEffect", "afterEffect"]
    (step,) = main.find(q("p:childTnLst"))
    first, second = step.find(f"{q('p:cTn')}/{q('p:childTnLst')}")
    path = f"{q('p:cTn')}/{q('p:stCondLst')}/{q('p:cond')}"
    assert (first.find(path).get("delay"), second.find(path).get("delay")) == ("0", "30000")
    assert lint_slides(open_deck(own).package, [slide_of(own, 4)]) == ()


def test_a_clip_on_a_click_comes_last(own: Path, clip: SlideClip, other_clip: SlideClip) -> None:
    put(own, 4, clip, Showing(place=PlaceShares(50, 50, 45)))
    put(own, 4, other_clip, Showing(Start.ON_CLICK, PlaceShares(0, 50, 45)))
    root = open_deck(own).package.xml(slide_of(own, 4))
    (main,) = root.findall(f".//{q('p:cTn')}[@nodeType='mainSeq']")
    kinds = [node.get("nodeType") for node in main.iter(q("p:cTn")) if node.get("presetClass")]
    assert kinds == ["afterEffect", "clickEffect"]


ANIMATION = (
    '<p:timing ><p:tnLst><p:par><p:cTn id="1" dur="indefinite" nodeType="tmRoot"><p:childTnLst>'
    '<p:seq><p:cTn id="2" nodeType="mainSeq"><p:childTnLst><p:par><p:cTn id="3"><p:childTnLst>'
    '<p:set><p:cBhvr><p:cTn id="4" dur="1"/><p:tgtEl><p:spTgt spid="3"><p:txEl>'
    '<p:pRg st="0" end="0"/></p:txEl></p:spTgt></p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn>'
    "</p:par></p:childTnLst></p:cTn></p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
    '<p:bldLst><p:bldP spid="3" grpId="0"/></p:bldLst></p:timing>'
)


def test_the_animation_of_a_placeholder_becomes_that_of_the_clip(
    own: Path, clip: SlideClip
) -> None:
    head = f'xmlns:p="{NAMESPACES["p"]}"'
    timing = parsed(ANIMATION.replace(" ", f" {head} ", 1).encode())
    change_part(own, slide_of(own, 2), lambda root: root.append(timing))
    deck = put(own, 2, clip)
    assert deck.new_issues([clip]) == ()
    root = deck.package.xml(slide_of(own, 2))
    name = root.find(f".//{q('p:pic')}//{q('p:cNvPr')}")
    assert name.get("id") == "3"
    assert root.find(f".//{q('p:set')}//{q('p:spTgt')}").get("spid") == "3"
    assert not list(root.iter(q("p:txEl"), q("p:bldLst")))


@pytest.mark.parametrize(("before", "after"), [("5000", "30000"), ("45000", "45000")])
def test_a_slide_that_moves_on_waits_for_the_clip(
    own: Path, clip: SlideClip, before: str, after: str
) -> None:
    transition = parsed(f'<p:transition xmlns:p="{NAMESPACES["p"]}" advTm="{before}"/>'.encode())
    change_part(own, slide_of(own, 4), lambda root: root.append(transition))
    deck = put(own, 4, clip)
    assert deck.package.xml(slide_of(own, 4)).find(q("p:transition")).get("advTm") == after
    told = "Slide 4 moved on after 5 s; now it waits 30 s for the clip."
    assert deck.warnings == ([told] if before != after else [])


def test_the_owner_of_a_signed_deck_is_told(own: Path, clip: SlideClip) -> None:
    assert open_deck(own).warnings == []
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    package = Package.read(own.read_bytes())
    package["_xmlsignatures/origin.sigs"] = b""
    package.relate("", kind, "_xmlsignatures/origin.sigs")
    package.write(own)
    (warning,) = put(own, 4, clip).warnings
    assert "was signed" in warning
