"""A new deck, read back by python-pptx and part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.slides.clip import SlideClip
from storyreel.slides.deck_layouts import HEIGHT, WIDTH
from storyreel.slides.embed import TRACK
from storyreel.slides.existing import Showing
from storyreel.slides.lint import lint_deck
from storyreel.slides.ooxml import q
from storyreel.slides.opc import Package
from storyreel.slides.timing import Start
from tests.unit.slides.decks import bare_deck
from tests.unit.slides.pictures import picture


def test_two_builds_are_byte_identical(
    clip: SlideClip, other_clip: SlideClip, tmp_path: Path
) -> None:
    for name in ("one.pptx", "two.pptx"):
        bare_deck(replace(clip), replace(other_clip)).write(tmp_path / name)
    assert (tmp_path / "one.pptx").read_bytes() == (tmp_path / "two.pptx").read_bytes()


def test_a_new_deck_has_no_issues(deck: Package) -> None:
    assert lint_deck(deck) == ()


def test_python_pptx_reads_it_back(
    deck: Package, clip: SlideClip, other_clip: SlideClip, tmp_path: Path
) -> None:
    deck.write(tmp_path / "deck.pptx")
    read = Presentation(str(tmp_path / "deck.pptx"))
    assert (read.slide_width, read.slide_height) == (WIDTH, HEIGHT)
    assert len(read.slides) == 2
    for slide, shown in zip(read.slides, (clip, other_clip), strict=True):
        title, movie = slide.shapes
        assert title.text_frame.text == shown.words.title
        assert title.top + title.height < 0
        assert movie.shape_type == MSO_SHAPE_TYPE.MEDIA
        assert (movie.left, movie.top, movie.width, movie.height) == (0, 0, WIDTH, HEIGHT)
        assert movie.poster_frame.blob == slide.part.related_part(_poster(movie)).blob
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(shown.words.title)
        for words in ("0:04.2", "Preflight", "Insight: ", "Common mistake: ", "Source: "):
            assert words in notes
        for beat in clip.timeline.beats:
            assert beat.sentence in notes


def test_notes_are_laid_out_for_reading_and_printing(
    deck: Package, clip: SlideClip, tmp_path: Path
) -> None:
    deck.write(tmp_path / "deck.pptx")
    read = Presentation(str(tmp_path / "deck.pptx"))
    title, first, *_ = read.slides[0].notes_slide.notes_text_frame.paragraphs
    assert (title.text, title.runs[0].font.bold) == (clip.words.title, True)
    assert [(run.text, run.font.bold) for run in first.runs] == [
        ("0:00.0–0:04.2 Opening: ", True),
        (clip.words.notes[0].text, None),
    ]
    picture, words = read.notes_master.placeholders[2], read.notes_master.placeholders[3]
    assert picture.width / picture.height == pytest.approx(16 / 9, rel=1e-4)
    assert picture.top + picture.height < words.top
    size: Any = read.element.find(q("p:notesSz"))
    assert words.top + words.height <= int(size.get("cy"))


def test_its_theme_has_the_colours_of_the_clips(deck: Package) -> None:
    theme = deck.related("ppt/slideMasters/slideMaster1.xml", RT.THEME) or ""
    scheme = deck.xml(theme).find(f".//{q('a:clrScheme')}")
    colors = {node.tag.rpartition("}")[2]: node[0].get("val") for node in scheme}
    assert colors["lt1"] == Color.PEARL[1:]
    assert colors["dk2"] == Color.NAVY[1:]
    assert len(colors) == 12


def _poster(movie: Any) -> str:
    return str(movie.element.find(f".//{q('a:blip')}").get(q("r:embed")))


def test_the_clip_is_embedded_with_everything(deck: Package, clip: SlideClip) -> None:
    slide = deck.slides[0]
    known = {one.type: one for one in deck.relationships(slide).values()}
    assert not any(known[kind].external for kind in (RT.VIDEO, RT.MEDIA, RT.IMAGE, TRACK))
    assert deck[known[RT.VIDEO].target] == deck[known[RT.MEDIA].target] == clip.video.read_bytes()
    assert deck[known[RT.IMAGE].target] == clip.poster
    assert deck[known[TRACK].target].decode() == clip.words.captions
    picture = deck.xml(slide).find(f".//{q('p:pic')}")
    assert picture.find(f".//{q('p:cNvPr')}").get("descr") == clip.words.alt
    marks = [(m.get("name"), int(m.get("time"))) for m in picture.iter(q("p14:bmk"))]
    assert marks[:2] == [("1 Opening", 0), ("2 Preflight", 4200)]
    assert len(marks) == len(clip.timeline.beats)
    assert picture.find(f".//{q('p173:track')}").get("lang") == "en"


@pytest.mark.parametrize(
    ("start", "kind"), [(Start.WITH_SLIDE, "afterEffect"), (Start.ON_CLICK, "clickEffect")]
)
def test_it_plays_with_its_slide_or_on_a_click(clip: SlideClip, start: Start, kind: str) -> None:
    package = bare_deck(clip, showing=Showing(start))
    root = package.xml(package.slides[0])
    main = root.find(f".//{q('p:cTn')}[@nodeType='mainSeq']")
    (call,) = main.iter(q("p:cmd"))
    assert call.get("cmd") == "playFrom(0.0)"
    assert call.find(f".//{q('p:cTn')}").get("dur") == "30000"
    assert main.find(f".//{q('p:cTn')}[@presetClass='mediacall']").get("nodeType") == kind
    starts_itself = main.find(f".//{q('p:cond')}[@evt='onBegin']") is not None
    assert starts_itself is (start is Start.WITH_SLIDE)
    video = root.find(f".//{q('p:video')}")
    assert video.find(f".//{q('p:cTn')}").get("fill") == "hold"


def test_one_video_on_two_slides_is_stored_once(clip: SlideClip, other_clip: SlideClip) -> None:
    package = bare_deck(clip, replace(other_clip, video=clip.video))
    assert sum(name.endswith(".mp4") for name in package) == 1
    assert lint_deck(package) == ()


def test_the_background_is_that_of_the_first_frame(deck: Package, clip: SlideClip) -> None:
    assert clip.edge_colors == ("#FAFAFA",)
    background = deck.xml(deck.slides[0]).find(f".//{q('p:bg')}")
    assert [node.get("val") for node in background.iter(q("a:srgbClr"))] == ["FAFAFA"]


def test_a_background_that_changes_from_top_to_bottom(
    clip: SlideClip, hour29_at: Callable[[int], tuple[Drawing, ...]]
) -> None:
    shaded = replace(clip, opening=picture(hour29_at(15)[0]))
    package = bare_deck(shaded)
    background = package.xml(package.slides[0]).find(f".//{q('p:bg')}")
    colors = [node.get("val") for node in background.iter(q("a:srgbClr"))]
    assert (colors[0], colors[-1]) == ("FAFAFA", "F0F4F8")
    assert [node.get("pos") for node in background.iter(q("a:gs"))][-1] == "100000"


def test_a_smaller_placement_is_centred_and_keeps_the_background_in_line(
    clip: SlideClip,
) -> None:
    half = replace(clip, words=replace(clip.words, share=0.5))
    package = bare_deck(half)
    picture = package.xml(package.slides[0]).find(f".//{q('p:pic')}")
    off, ext = picture.find(f".//{q('a:off')}"), picture.find(f".//{q('a:ext')}")
    assert int(ext.get("cx")) == WIDTH // 2
    assert int(off.get("x")) == WIDTH // 4
    assert int(off.get("y")) == HEIGHT // 4


def test_it_contains_nothing_of_the_template(deck: Package) -> None:
    names = " ".join(deck)
    assert "printerSettings" not in names
    assert "thumbnail" not in names
    assert b"4:3" not in deck["docProps/app.xml"]
    assert b"Steve" not in deck["docProps/core.xml"]
    assert b"python-pptx" not in deck["docProps/core.xml"]
