"""Clips in decks, as a teacher makes and shows them."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from pptx import Presentation

from storyreel.storyboard.load import Loaded
from tests.e2e import browser
from tests.e2e.program import Rendered, Run

SMOKE = ("--quality", "smoke")
OFFICE = shutil.which("soffice")
PICTURES = shutil.which("pdftoppm")
needs_office = pytest.mark.skipif(
    not (OFFICE and PICTURES), reason="LibreOffice or pdftoppm is not installed"
)
needs_browser = pytest.mark.skipif(browser.PROGRAM is None, reason="Chromium is not installed")


@dataclass(frozen=True)
class Lesson:
    """One lesson in every form, made by one command."""

    folder: Path
    document: Any

    @property
    def deck(self) -> Path:
        return self.folder / "lesson.pptx"


@pytest.fixture(scope="module")
def lesson(launched: Run, smoke: Rendered, tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    folder = tmp_path_factory.mktemp("lesson") / "new" / "week 1"
    done = launched(
        "slides", "hour29", *SMOKE, "--json", "--out", smoke.media,
        "-o", folder / "lesson.pptx", "--html", folder / "page", "--pdf", folder / "lesson.pdf",
        "--bare",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Lesson(folder, json.loads(done.stdout))


def test_one_command_makes_all_forms_in_a_new_folder_and_says_their_sizes(lesson: Lesson) -> None:
    files = {file["kind"]: file for file in lesson.document["files"]}
    assert set(files) == {"pptx", "html", "pdf"}
    assert files["pptx"]["bytes"] == lesson.deck.stat().st_size
    assert lesson.document["warnings"] == []
    assert lesson.document["clips"][0]["duration_s"] == 30


def test_the_deck_shows_the_published_clip(lesson: Lesson, smoke: Rendered) -> None:
    (slide,) = Presentation(str(lesson.deck)).slides
    movie = slide.shapes[1]
    video = Path(smoke.clip["path"]).read_bytes()
    assert any(r.target_part.blob == video for r in slide.part.rels.values() if not r.is_external)
    with av.open(smoke.clip["path"]) as container:
        first = next(container.decode(video=0)).to_ndarray(format="rgb24").astype(int)
    poster = lesson.folder / "poster.png"
    poster.write_bytes(movie.poster_frame.blob)
    with Image.open(poster) as picture:
        shown = np.asarray(picture.convert("RGB")).astype(int)
    assert shown.shape == first.shape
    assert np.abs(shown - first).mean() < 2  # nothing blinks when it starts
    background = slide.background.fill.gradient_stops
    for stop, row in ((background[0], 0), (background[-1], -1)):
        edge = np.median(first[row], axis=0)
        assert np.abs(np.array([*stop.color.rgb]) - edge).max() <= 3


@pytest.mark.slow
def test_the_same_command_makes_the_same_deck(run: Run, lesson: Lesson, smoke: Rendered) -> None:
    again = lesson.folder / "again.pptx"
    words = ("--bare", "--out", smoke.media, "-o", again)
    done = run("slides", "hour29", *SMOKE, *words)
    assert done.returncode == 0, done.stderr
    assert re.search(r"again\.pptx: 1 clip, \d+\.\d MB", done.stdout)
    assert again.read_bytes() == lesson.deck.read_bytes()


@pytest.mark.slow
def test_into_a_deck_of_ones_own(run: Run, smoke: Rendered, tmp_path: Path) -> None:
    own = tmp_path / "own.pptx"
    deck = Presentation()
    for _ in range(2):
        deck.slides.add_slide(deck.slide_layouts[8]).shapes.title.text = "Mine"
    deck.save(str(own))
    before = own.read_bytes()
    other = tmp_path / "new.pptx"
    place = ("--into", own, "--slide", 2)
    done = run("slides", "hour29", *SMOKE, *place, "--out", smoke.media, "-o", other)
    assert done.returncode == 0, done.stderr
    assert own.read_bytes() == before
    done = run("slides", "hour29", *SMOKE, *place, "--out", smoke.media)
    assert done.returncode == 0, done.stderr
    assert own.read_bytes() == other.read_bytes()
    first, second = Presentation(str(own)).slides
    assert len(second.shapes) == len(first.shapes)
    assert "videoFile" in [node.tag.rpartition("}")[2] for node in second.element.iter()]


@pytest.mark.slow
def test_a_lesson_is_made_again_in_steps(
    run: Run, smoke: Rendered, hour29: Loaded, tmp_path: Path
) -> None:
    beats = len(hour29.storyboard.beats)
    target = tmp_path / "my-lesson.pptx"
    line = ("slides", "hour29", *SMOKE, "--out", smoke.media, "-o", target)
    done = run(*line)
    assert done.returncode == 0, done.stderr
    deck = Presentation(str(target))
    assert deck.slides[0].shapes.title.text == "Reproducibility gates"
    deck.slides[2].placeholders[1].text_frame.text = "My own insight"
    deck.save(str(target))
    done = run(*line, "--steps")
    assert done.returncode == 0, done.stderr
    assert f"slide {beats + 2}: your words were kept" in done.stdout
    slides = Presentation(str(target)).slides
    assert len(slides) == 1 + beats + 3
    assert slides[beats + 1].placeholders[1].text_frame.text == "My own insight"


def test_a_clip_that_failed_is_refused(run: Run, published: Path, tmp_path: Path) -> None:
    folder = published / "hour29"
    for suffix in (".mp4", ".report.json"):
        (folder / f"hour29-smoke{suffix}").rename(folder / f"hour29-smoke.failed{suffix}")
    target = tmp_path / "deck.pptx"
    words = ("slides", "hour29", *SMOKE, "--out", published, "--bare", "-o", target)
    done = run(*words)
    assert done.returncode == 1
    assert "--allow-failed" in done.stderr
    assert not target.exists()
    done = run(*words, "--allow-failed")
    assert done.returncode == 0, done.stderr
    assert len(Presentation(str(target)).slides) == 1


def test_a_deck_behind_a_password_is_left_as_it_is(
    run: Run, smoke: Rendered, tmp_path: Path
) -> None:
    deck = tmp_path / "secret.pptx"
    name = "EncryptedPackage".encode("utf-16-le")
    deck.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + name)
    before = deck.read_bytes()
    place = ("--into", deck, "--slide", 1)
    done = run("slides", "hour29", *SMOKE, *place, "--out", smoke.media)
    assert done.returncode == 2
    assert "protected by a password" in done.stderr
    assert "Traceback" not in done.stderr
    assert deck.read_bytes() == before


@pytest.mark.slow
def test_loops_and_pictures(run: Run, smoke: Rendered, hour29: Loaded, tmp_path: Path) -> None:
    beats = len(hour29.storyboard.beats)
    target = tmp_path / "new" / "tests.gif"
    words = ("--beat", "tests", "--size", 320, "-o", target, "--json")
    done = run("export", "hour29", "--gif", *words)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bytes"] == target.stat().st_size
    with Image.open(target) as loop:
        assert loop.size == (320, 180)
    pictures = tmp_path / "pictures"
    done = run("export", "hour29", "--frames", pictures, *SMOKE)
    assert done.returncode == 0, done.stderr
    assert f"{beats} pictures, 426x240" in done.stdout
    assert len(list(pictures.iterdir())) == beats


SCENE = """
from manim import *

class OpeningTalk(Scene):
    def construct(self):
        self.add(Rectangle(width=10, height=5))
        self.next_section("intro")
        self.add_subcaption("A square appears.", duration=1)
        self.play(Create(Square(fill_opacity=1)), run_time=1)
        self.next_section("turn")
        self.wait(1)
"""


@pytest.mark.slow
def test_a_plain_scene_goes_into_slides_and_loops_like_a_clip(run: Run, tmp_path: Path) -> None:
    file, media = tmp_path / "talk.py", tmp_path / "media"
    file.write_text(SCENE)
    places = ("--out", media, "--store", tmp_path / "store")
    done = run("--scene", f"{file}:OpeningTalk", *SMOKE, *places)
    assert done.returncode == 0, done.stderr
    deck, handout = tmp_path / "deck.pptx", tmp_path / "handout.pdf"
    done = run("slides", "OpeningTalk", *SMOKE, "--bare", "-o", deck, "--pdf", handout, *places)
    assert done.returncode == 0, done.stderr
    assert handout.read_bytes().startswith(b"%PDF-")
    (slide,) = Presentation(str(deck)).slides
    assert slide.shapes[0].text_frame.text == "Opening Talk"
    assert "Intro: A square appears." in slide.notes_slide.notes_text_frame.text
    marks = [node for node in slide.element.iter() if str(node.tag).endswith("}bmk")]
    assert [mark.get("name") for mark in marks] == ["1 Intro", "2 Turn"]
    done = run("export", "OpeningTalk", "--gif", "--beat", "intro", *places)
    assert done.returncode == 0, done.stderr
    with Image.open(media / "OpeningTalk" / "OpeningTalk-intro.gif") as loop:
        assert loop.size == (640, 361)
    # A scene outside the project cannot be rendered at another quality.
    done = run("slides", "OpeningTalk", "--quality", "480p", "-o", deck, *places)
    assert done.returncode == 2
    assert "OpeningTalk-480p.mp4 does not exist" in done.stderr
    assert "--quality smoke" in done.stderr


@pytest.mark.slow
@needs_office
def test_libreoffice_opens_the_deck_and_shows_the_poster(lesson: Lesson, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    assert OFFICE
    assert PICTURES
    line: list[str | Path] = [
        OFFICE,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
    ]
    done = subprocess.run([*line, lesson.deck], capture_output=True, text=True, check=True)
    assert (tmp_path / "lesson.pdf").is_file(), done.stderr
    command: list[str | Path] = [
        PICTURES,
        "-r",
        "32",
        "-png",
        tmp_path / "lesson.pdf",
        tmp_path / "page",
    ]
    subprocess.run(command, check=True)
    (page,) = tmp_path.glob("page*.png")
    with Image.open(page) as shown, Image.open(lesson.folder / "page/clips/hour29.png") as poster:
        size = (213, 120)
        seen = np.asarray(shown.convert("RGB").resize(size)).astype(int)
        meant = np.asarray(poster.convert("RGB").resize(size)).astype(int)
    assert np.abs(seen - meant).mean() < 4


@pytest.fixture
def tab(lesson: Lesson, tmp_path: Path) -> Iterator[browser.Tab]:
    """A browser; the deck of the lesson has one clip more than it was made with, twice."""
    with browser.browsing(tmp_path / "profile") as opened:
        yield opened


def three_slides(folder: Path) -> str:
    """A copy of the page whose one slide comes three times."""
    text = (folder / "index.html").read_text("utf-8").replace('id="hour29" ', "")
    slide = text[text.index("<section") : text.index("</section>") + len("</section>")]
    (folder / "three.html").write_text(text.replace(slide, slide * 3), "utf-8")
    return (folder / "three.html").as_uri()


VIDEOS = "[...document.querySelectorAll('video')]"


@pytest.mark.slow
@needs_browser
def test_the_page_plays_in_a_real_browser(
    lesson: Lesson, smoke: Rendered, tab: browser.Tab
) -> None:
    folder = lesson.folder / "page"
    captions = (smoke.media / "hour29" / "hour29-smoke.vtt").read_text("utf-8").count("-->")
    tab.go(three_slides(folder))
    tab.wait(f"{VIDEOS}[0].currentTime > 0.5")
    # Neighbours do not play.
    assert tab.ask(f"{VIDEOS}.map((video) => video.paused)") == [False, True, True]
    # Captions: off, for their words are in the picture, and on with a key.
    assert tab.ask(f"{VIDEOS}[0].textTracks[0].mode") == "disabled"
    tab.press("c", 67)
    tab.wait(f"{VIDEOS}[0].textTracks[0].cues.length == {captions}")
    tab.wait(f"{VIDEOS}[0].textTracks[0].activeCues.length == 1")
    assert tab.ask(f"{VIDEOS}[0].textTracks[0].mode") == "showing"
    # And with a button, for those without keys; the keys are the deck's again at once.
    tab.click("[name=captions]")
    tab.wait(f"{VIDEOS}[0].textTracks[0].mode == 'hidden'")
    tab.wait("document.activeElement == document.body")
    assert tab.ask("document.querySelector('.tools output').value") == "1 / 3"
    # The video fills the page and stands in its middle.
    left, right, top, bottom = tab.ask(
        f"(({{left, right, top, bottom}}) => [left, innerWidth - right, top, innerHeight - bottom])"
        f"({VIDEOS}[0].getBoundingClientRect())"
    )
    assert left == pytest.approx(right, abs=0.1)
    assert top == pytest.approx(bottom, abs=0.1)
    assert min(left, top) == pytest.approx(0, abs=0.5)
    # To the next slide: it plays, the one before pauses.
    tab.press("ArrowRight", 39)
    tab.wait(f"{VIDEOS}[1].currentTime > 0.2")
    assert tab.ask(f"{VIDEOS}.map((video) => video.paused)") == [True, False, True]
    # K pauses it and lets it play on, and so does a black screen.
    tab.press("k", 75)
    tab.wait(f"{VIDEOS}[1].paused")
    tab.press("k", 75)
    tab.wait(f"!{VIDEOS}[1].paused")
    tab.press("b", 66)
    tab.wait(f"{VIDEOS}[1].paused")
    tab.press("b", 66)
    tab.wait(f"!{VIDEOS}[1].paused")
    # To the end, quickly; the last frame stays.
    tab.ask(f"{VIDEOS}[1].playbackRate = 8")
    tab.wait(f"{VIDEOS}[1].currentTime > 29.9 && {VIDEOS}[1].paused")
    cue = tab.ask(f"{VIDEOS}[1].textTracks[0].cues[{captions - 1}].text.replace(/\\n/g, ' ')")
    assert cue == "Reproducibility gates turn experiments into evidence."
    # And back: from its start.
    tab.press("ArrowLeft", 37)
    tab.wait(f"!{VIDEOS}[0].paused && {VIDEOS}[0].currentTime > 0")
    root = folder.as_uri()
    outside = [url for url in tab.requests() if not url.startswith((root, "data:"))]
    assert outside == []
    assert tab.complaints() == []


@pytest.fixture(scope="module")
def stopping(run: Run, smoke: Rendered, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson in one file whose clip stops at each beat."""
    path = tmp_path_factory.mktemp("stopping") / "lesson.html"
    words = ("--html", path, "--one-file", "--steps", "--out", smoke.media)
    done = run("slides", "hour29", *SMOKE, *words)
    assert done.returncode == 0, done.stderr
    return path


CLIP = "document.querySelector('video')"


def stops(clip: Loaded) -> tuple[float, float]:
    """The seconds at which its first two beats end."""
    first, second, *_ = (beat.duration for beat in clip.storyboard.beats)
    return first, first + second


@pytest.mark.slow
@needs_browser
def test_a_clip_stops_at_each_beat(stopping: Path, tab: browser.Tab, hour29: Loaded) -> None:
    first, second = stops(hour29)
    tab.go(f"{stopping.as_uri()}#/hour29")
    tab.wait(f"{CLIP}.currentTime > {first - 0.1} && {CLIP}.paused")
    assert tab.ask(f"{CLIP}.currentTime") == pytest.approx(first - 0.5 / 15, abs=0.01)
    tab.press("ArrowRight", 39)
    tab.wait(f"{CLIP}.currentTime > {first + 0.7} && !{CLIP}.paused")
    tab.press("ArrowRight", 39)
    tab.wait(f"{CLIP}.currentTime > {second} && !{CLIP}.paused")
    tab.press("ArrowLeft", 37)
    tab.wait(f"{CLIP}.currentTime < {second} && !{CLIP}.paused")
    assert tab.ask("Reveal.getIndices().f") == 0
    assert [url for url in tab.requests() if not url.startswith(("data:", "file:"))] == []
    assert tab.complaints() == []


DRAWN = "document.querySelector('storyreel-clip')"


@pytest.mark.slow
@needs_browser
def test_a_deck_of_drawings_stops_at_beats_without_a_video(
    run: Run, smoke: Rendered, tab: browser.Tab, tmp_path: Path, hour29: Loaded
) -> None:
    first, _ = stops(hour29)
    caption = json.dumps(hour29.storyboard.beats[0].caption_times[-1].text)
    folder = tmp_path / "drawn"
    done = run(
        "slides", "hour29", *SMOKE, "--html", folder, "--vector", "--steps", "--out", smoke.media
    )
    assert done.returncode == 0, done.stderr
    assert not list(folder.rglob("*.mp4"))
    tab.go(f"{(folder / 'index.html').as_uri()}#/hour29")
    tab.wait(f"{DRAWN}.currentTime > {first - 0.1} && {DRAWN}.paused")
    tab.press("c", 67)
    tab.wait(f"{DRAWN}.shadowRoot.querySelector('.words').textContent.includes({caption})")
    tab.press("ArrowRight", 39)
    tab.wait(f"{DRAWN}.currentTime > {first + 0.7} && !{DRAWN}.paused")
    tab.press("k", 75)
    tab.wait(f"{DRAWN}.paused")
    drawn, slide = tab.ask(
        f"[{DRAWN}, document.querySelector('section.clip')]"
        ".map((each) => each.getBoundingClientRect().width)"
    )
    assert drawn == pytest.approx(slide, rel=0.01)  # the video's pixels are not quite 16:9
    assert [url for url in tab.requests() if not url.startswith(("data:", "file:"))] == []
    assert tab.complaints() == []


@pytest.mark.slow
@needs_browser
def test_a_printed_page_shows_the_end_of_the_clip(
    stopping: Path, tab: browser.Tab, tmp_path: Path
) -> None:
    tab.go(f"{stopping.as_uri()}?print-pdf")
    printed = tab.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
    (tmp_path / "lesson.pdf").write_bytes(base64.b64decode(printed))
    assert PICTURES
    line: list[str | Path] = [PICTURES, "-r", "24", "-png"]
    subprocess.run([*line, tmp_path / "lesson.pdf", tmp_path / "page"], check=True)
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == 5  # title, clip, insight, question, sources
    seen = small_picture(pages[1].read_bytes())
    closing, poster = (
        small_picture(base64.b64decode(tab.ask(source).partition("base64,")[2]))
        for source in ("document.querySelector('.closing').src", f"{CLIP}.poster")
    )
    assert np.abs(seen - closing).mean() * 4 < np.abs(seen - poster).mean()


def small_picture(data: bytes) -> Any:
    with Image.open(BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGB").resize((160, 90))).astype(int)


@pytest.mark.slow
@needs_browser
def test_the_speaker_sees_the_notes_of_the_beat(
    stopping: Path, tab: browser.Tab, hour29: Loaded
) -> None:
    first, second = (" ".join((beat.notes or "").split()) for beat in hour29.storyboard.beats[:2])
    tab.go(f"{stopping.as_uri()}#/hour29")
    tab.press("s", 83)
    notes = "document.querySelector('.speaker-controls-notes .value').innerText"
    with tab.opened() as speaker:
        speaker.wait(f"{notes}.includes({json.dumps(first)})")
        tab.press("ArrowRight", 39)
        speaker.wait(f"{notes}.includes({json.dumps(second)})")


@pytest.mark.slow
@needs_browser
def test_a_request_outside_and_an_error_would_be_noticed(
    lesson: Lesson, tab: browser.Tab, tmp_path: Path
) -> None:
    page = tmp_path / "planted.html"
    page.write_text("<script src='../gone.js'></script><script>console.error('planted')</script>")
    tab.go(page.as_uri())
    assert any(url.endswith("gone.js") for url in tab.requests())
    assert any("planted" in complaint for complaint in tab.complaints())


@pytest.mark.slow
@needs_browser
def test_the_snippet_plays_on_another_page(lesson: Lesson, tab: browser.Tab) -> None:
    tab.go((lesson.folder / "page" / "embed.html").as_uri())
    tab.ask(f"{VIDEOS}[0].play()")
    tab.wait(f"{VIDEOS}[0].currentTime > 0.5")
    assert tab.complaints() == []
