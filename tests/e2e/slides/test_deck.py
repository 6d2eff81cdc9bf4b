"""Clips in PowerPoint decks, as a teacher makes and shows them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from pptx import Presentation

from storyreel.storyboard.load import Loaded
from tests.e2e.program import Rendered, Run
from tests.e2e.slides.lesson import (
    OFFICE,
    PICTURES,
    SMOKE,
    Lesson,
    needs_office,
)


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
