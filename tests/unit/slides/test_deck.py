"""A new deck: read back by another library, and by its parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.slides.clip import SlideClip
from storyreel.slides.deck import new_deck
from storyreel.slides.embed import TRACK
from storyreel.slides.lint import lint
from storyreel.slides.ooxml import q
from storyreel.slides.opc import Package
from storyreel.slides.template import HEIGHT, WIDTH


def test_two_builds_are_byte_identical(
    clip: SlideClip, other_clip: SlideClip, tmp_path: Path
) -> None:
    for name in ("one.pptx", "two.pptx"):
        new_deck([replace(clip), replace(other_clip)], on_click=False).write(tmp_path / name)
    assert (tmp_path / "one.pptx").read_bytes() == (tmp_path / "two.pptx").read_bytes()


def test_a_new_deck_is_sound(deck: Package) -> None:
    assert lint(deck) == ()


def test_another_library_reads_it_back(deck: Package, clip: SlideClip, tmp_path: Path) -> None:
    deck.write(tmp_path / "deck.pptx")
    read = Presentation(str(tmp_path / "deck.pptx"))
    assert (read.slide_width, read.slide_height) == (WIDTH, HEIGHT)
    assert len(read.slides) == 2
    for slide in read.slides:
        title, movie = slide.shapes
        assert title.text_frame.text == clip.title
        assert title.top + title.height < 0
        assert movie.shape_type == MSO_SHAPE_TYPE.MEDIA
        assert (movie.left, movie.top, movie.width, movie.height) == (0, 0, WIDTH, HEIGHT)
        assert movie.poster_frame.blob == slide.part.related_part(_poster(movie)).blob
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(clip.title)
        for words in ("0:02.4", "Preflight", "Insight: ", "Common mistake: ", "Source: "):
            assert words in notes
        for beat in clip.timeline.beats:
            assert beat.sentence in notes


def test_notes_are_laid_out_to_be_read_and_printed(deck: Package, clip, tmp_path: Path) -> None:
    deck.write(tmp_path / "deck.pptx")
    read = Presentation(str(tmp_path / "deck.pptx"))
    title, first, *_ = read.slides[0].notes_slide.notes_text_frame.paragraphs
    assert (title.text, title.runs[0].font.bold) == (clip.title, True)
    assert [(run.text, run.font.bold) for run in first.runs] == [
        ("0:00.0–0:02.4 Opening: ", True),
        (clip.notes[0].text, None),
    ]
    picture, words = read.notes_master.placeholders[2], read.notes_master.placeholders[3]
    assert picture.width / picture.height == pytest.approx(16 / 9, rel=1e-4)
    assert picture.top + picture.height < words.top
    size = read.part._element.find(q("p:notesSz"))
    assert words.top + words.height <= int(size.get("cy"))


def test_slides_that_are_added_to_it_look_like_the_clips(deck: Package) -> None:
    theme = deck.related("ppt/slideMasters/slideMaster1.xml", RT.THEME) or ""
    scheme = deck.xml(theme).find(f".//{q('a:clrScheme')}")
    colors = {node.tag.rpartition("}")[2]: node[0].get("val") for node in scheme}
    assert colors["lt1"] == Color.PEARL[1:]
    assert colors["dk2"] == Color.NAVY[1:]
    assert len(colors) == 12


def _poster(movie) -> str:
    return movie._element.find(f".//{q('a:blip')}").get(q("r:embed"))


def test_the_clip_is_embedded_with_everything(deck: Package, clip: SlideClip) -> None:
    slide = deck.slides[0]
    known = {one.type: one for one in deck.relationships(slide).values()}
    assert not any(known[kind].external for kind in (RT.VIDEO, RT.MEDIA, RT.IMAGE, TRACK))
    assert deck[known[RT.VIDEO].target] == deck[known[RT.MEDIA].target] == clip.video.read_bytes()
    assert deck[known[RT.IMAGE].target] == clip.poster
    assert deck[known[TRACK].target].decode() == clip.captions
    picture = deck.xml(slide).find(f".//{q('p:pic')}")
    assert picture.find(f".//{q('p:cNvPr')}").get("descr") == clip.alt
    marks = [(m.get("name"), int(m.get("time"))) for m in picture.iter(q("p14:bmk"))]
    assert marks[:2] == [("1 Opening", 0), ("2 Preflight", 2400)]
    assert len(marks) == len(clip.timeline.beats)
    assert picture.find(f".//{q('p173:track')}").get("lang") == "en"


@pytest.mark.parametrize(("on_click", "kind"), [(False, "afterEffect"), (True, "clickEffect")])
def test_it_plays_when_shown_or_on_a_click(clip: SlideClip, on_click: bool, kind: str) -> None:
    package = new_deck([clip], on_click)
    root = package.xml(package.slides[0])
    main = root.find(f".//{q('p:cTn')}[@nodeType='mainSeq']")
    (call,) = main.iter(q("p:cmd"))
    assert call.get("cmd") == "playFrom(0.0)"
    assert call.find(f".//{q('p:cTn')}").get("dur") == "30000"
    assert main.find(f".//{q('p:cTn')}[@presetClass='mediacall']").get("nodeType") == kind
    starts_itself = main.find(f".//{q('p:cond')}[@evt='onBegin']") is not None
    assert starts_itself is not on_click
    video = root.find(f".//{q('p:video')}")
    assert video.find(f".//{q('p:cTn')}").get("fill") == "hold"


def test_one_video_on_two_slides_is_stored_once(clip: SlideClip) -> None:
    package = new_deck([clip, clip], on_click=False)
    assert sum(name.endswith(".mp4") for name in package) == 1
    assert lint(package) == ()


def test_the_background_is_that_of_the_first_frame(deck: Package, clip: SlideClip) -> None:
    assert clip.edge == ("#FAFAFA",)
    background = deck.xml(deck.slides[0]).find(f".//{q('p:bg')}")
    assert [node.get("val") for node in background.iter(q("a:srgbClr"))] == ["FAFAFA"]


def test_a_background_that_changes_from_top_to_bottom(clip: SlideClip, hour29_at) -> None:
    shaded = replace(clip, opening=hour29_at(15)[0])
    package = new_deck([shaded], on_click=False)
    background = package.xml(package.slides[0]).find(f".//{q('p:bg')}")
    colors = [node.get("val") for node in background.iter(q("a:srgbClr"))]
    assert (colors[0], colors[-1]) == ("FAFAFA", "F0F4F8")
    assert [node.get("pos") for node in background.iter(q("a:gs"))][-1] == "100000"


def test_a_smaller_placement_is_centred_and_keeps_the_background_in_line(
    clip: SlideClip, moving_drawings: tuple[Drawing, ...]
) -> None:
    board = clip.loaded.storyboard.model_copy(update={"placement": 0.5})
    half = replace(clip, loaded=replace(clip.loaded, storyboard=board))
    package = new_deck([half], on_click=False)
    picture = package.xml(package.slides[0]).find(f".//{q('p:pic')}")
    off, ext = picture.find(f".//{q('a:off')}"), picture.find(f".//{q('a:ext')}")
    assert int(ext.get("cx")) == WIDTH // 2
    assert int(off.get("x")) == WIDTH // 4
    assert int(off.get("y")) == HEIGHT // 4


def test_nothing_of_the_template_is_left_over(deck: Package) -> None:
    names = " ".join(deck)
    assert "printerSettings" not in names
    assert "thumbnail" not in names
    assert b"4:3" not in deck["docProps/app.xml"]
    assert b"Steve" not in deck["docProps/core.xml"]
    assert b"python-pptx" not in deck["docProps/core.xml"]
