"""Mistakes in what is asked of `slides` and `export`: told at once, and nothing is touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from storyreel.base.project import Project
from storyreel.cli import main
from storyreel.cli.console import Console
from storyreel.cli.slide_delivery import Delivered
from storyreel.drawing.drawing import Drawing
from tests.unit.slides.videos import write_video

Words = Callable[[Path], tuple[object, ...]]

SLIDES: dict[str, tuple[Words, int, str]] = {
    "nothing": (lambda _: (), 2, "No output was requested"),
    "another kind": (lambda at: ("-o", at / "a.pdf"), 2, "does not end in .pptx"),
    "a folder": (lambda at: ("-o", at / "folder.pptx"), 2, "is a folder"),
    "unwritable": (lambda _: ("-o", "/proc/nowhere/a.pptx"), 3, "can't be written"),
    "unwritable page": (lambda _: ("--html", "/proc/nowhere"), 3, "can't be written"),
    "no deck": (
        lambda at: ("--into", at / "text.pptx", "--slide", 1),
        2,
        "not a complete zip file",
    ),
    "no slide": (lambda at: ("--into", at / "none.pptx", "--slide", 7), 2, "no slide 7"),
    "no file": (
        lambda at: ("--into", at / "gone.pptx", "--slide", 1),
        2,
        "gone.pptx does not exist",
    ),
    "a folder to change": (
        lambda at: ("--into", at / "folder.pptx", "--slide", 1),
        2,
        "folder.pptx is a folder. Name a .pptx of yours",
    ),
    "a poster before the clip": (
        lambda at: ("-o", at / "a.pptx", "--poster", -1),
        2,
        "--poster -1 is before the clip",
    ),
    "no file, no slide": (lambda at: ("--into", at / "gone.pptx"), 2, "gone.pptx does not exist"),
    "which slide": (lambda at: ("--into", at / "none.pptx"), 2, "go together"),
    "into what": (lambda at: ("--slide", 3, "-o", at / "a.pptx"), 2, "go together"),
    "after what": (lambda at: ("--after", 3, "-o", at / "a.pptx"), 2, "go together"),
    "two places": (
        lambda at: ("--into", at / "none.pptx", "--slide", 1, "--after", 1),
        2,
        "one of --slide N and --after N",
    ),
    "after no slide": (lambda at: ("--into", at / "none.pptx", "--after", 7), 2, "no slide 7"),
    "content": (
        lambda at: ("--into", at / "full.pptx", "--slide", 1),
        2,
        "would cover 'My words'. Use --after 1 for a new slide, or --cover",
    ),
    "cover what": (lambda at: ("-o", at / "a.pptx", "--cover"), 2, "goes with --slide"),
    "steps on one slide": (
        lambda at: ("--into", at / "none.pptx", "--slide", 1, "--steps"),
        2,
        "needs a slide for each beat",
    ),
    "steps on paper": (lambda at: ("--pdf", at / "a.pdf", "--steps"), 2, "for decks"),
    "bare": (lambda at: ("--into", at / "none.pptx", "--after", 0, "--bare"), 2, "new lessons"),
    "a blank title": (lambda at: ("-o", at / "a.pptx", "--title", " "), 2, "--title is blank"),
    "a long title": (
        lambda at: ("-o", at / "a.pptx", "--title", "x" * 201),
        2,
        "--title has 201 characters",
    ),
    "a title in another encoding": (
        lambda at: ("--html", at / "a", "--title", "\udcdcbung"),
        2,
        "--title contains '\\udcdc'",
    ),
    "a title with a control character": (
        lambda at: ("-o", at / "a.pptx", "--title", "a\x01b"),
        2,
        "--title contains '\\x01'",
    ),
    "a title without its slide": (
        lambda at: ("-o", at / "a.pptx", "--bare", "--title", "Week 3"),
        2,
        "--title is for the title slide",
    ),
    "no place": (lambda at: ("-o", at / "a.pptx", "--place", "top"), 2, "is not a place"),
    "place on a page": (lambda at: ("--html", at / "a", "--place", "left"), 2, "for a .pptx"),
    "no poster": (lambda at: ("-o", at / "a.pptx", "--poster", "middle"), 2, "--poster middle"),
    "a poster of steps": (
        lambda at: ("-o", at / "a.pptx", "--steps", "--poster", "3"),
        2,
        "for whole clips",
    ),
    "somebody's deck": (lambda at: ("-o", at / "full.pptx"), 2, "has no slide by Storyreel"),
    "an edited copy": (
        lambda at: ("--into", at / "none.pptx", "--after", 0, "-o", at / "full.pptx"),
        2,
        "full.pptx exists",
    ),
    "twice": (lambda at: ("hour30", "hour29", "-o", at / "a.pptx"), 2, "named more than once"),
    "no video": (lambda at: (at / "gone.mp4", "-o", at / "a.pptx"), 2, "does not exist"),
    "a bad video": (
        lambda at: (at / "text.mp4", "-o", at / "a.pptx"),
        2,
        "cannot be read as a video",
    ),
    "too large": (
        lambda at: ("-o", at / "a.pptx", "--quality", "8k"),
        2,
        "larger than slide programs can play",
    ),
    "a folder of videos": (
        lambda at: (at / "folder.mp4", "-o", at / "a.pptx"),
        2,
        "folder.mp4 is a folder",
    ),
    "no quality": (lambda at: ("-o", at / "a.pptx", "--quality", "5k"), 2, "does not exist"),
    "no click": (lambda at: ("--pdf", at / "a.pdf", "--on-click"), 2, "for a .pptx"),
    "no workers": (lambda at: ("-o", at / "a.pptx", "--workers", "-1"), 2, "--workers"),
}
EXPORT: dict[str, tuple[Words, int, str]] = {
    "nothing": (lambda _: (), 2, "--gif"),
    "two things": (lambda _: ("--gif", "--webp"), 2, "not allowed with"),
    "too wide": (lambda _: ("--gif", "--size", 1280), 2, "160 to 960"),
    "no beat": (lambda _: ("--gif", "--beat", "nobeat"), 2, "no beat 'nobeat'"),
    "no stretch": (lambda _: ("--gif", "--from", 14, "--to", 12), 2, "not a part of the clip"),
    "no time": (lambda _: ("--gif", "--from", "soon"), 2, "not a time"),
    "another kind": (lambda at: ("--gif", "-o", at / "a.webp"), 2, "does not end in .gif"),
    "a file": (lambda at: ("--frames", at / "text.pptx"), 2, "is a file"),
    "sized pictures": (lambda at: ("--frames", at / "new", "--size", 300), 2, "for loops"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with files that cannot be used as decks."""
    (tmp_path / "text.pptx").write_text("not a deck")
    (tmp_path / "folder.pptx").mkdir()
    (tmp_path / "folder.mp4").mkdir()
    (tmp_path / "text.mp4").write_text("not a video")
    Presentation().save(str(tmp_path / "none.pptx"))
    full = Presentation()
    box = full.slides.add_slide(full.slide_layouts[6]).shapes.add_textbox(0, 0, 9144000, 6858000)
    box.text_frame.text = "My words"
    full.save(str(tmp_path / "full.pptx"))
    return tmp_path


def told(words: list[object], desk: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and message of a command that must not change the desk."""
    before = {path: path.read_bytes() for path in desk.iterdir() if path.is_file()}
    code = main([str(word) for word in words] + ["--out", str(desk / "media")])
    assert {path: path.read_bytes() for path in desk.iterdir() if path.is_file()} == before
    assert not (desk / "media").exists()
    return code, capsys.readouterr().err


@pytest.mark.parametrize(("words", "code", "message"), SLIDES.values(), ids=SLIDES)
def test_a_wrong_request_for_slides_is_refused_and_changes_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str], words: Words, code: int, message: str
) -> None:
    exit_code, said = told(["slides", "hour29", *words(desk)], desk, capsys)
    assert (exit_code, message in said) == (code, True), said


def test_loops_and_slides_of_any_video(
    moving_drawings: tuple[Drawing, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video = tmp_path / "talk.mp4"
    write_video(video, moving_drawings, (20,))
    assert main(["export", str(video), "--gif", "--size", "160", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["width"] == 160
    with Image.open(tmp_path / "talk.gif") as loop:
        assert loop.size == (160, 90)
    (tmp_path / "other").mkdir()
    other = shutil.copy(video, tmp_path / "other")
    assert main(["slides", str(video), str(other), "-o", str(tmp_path / "a.pptx")]) == 2
    assert "have the same name" in capsys.readouterr().err
    titled = ["--title", "Week 3: the second talk", "-o", str(tmp_path / "titled.pptx")]
    assert main(["slides", str(video), *titled]) == 0
    first = Presentation(str(tmp_path / "titled.pptx")).slides[0]
    assert first.shapes.title.text == "Week 3: the second talk"
    capsys.readouterr()
    assert main(["export", str(video), "--gif", "--quality", "720p"]) == 2
    assert "for clips that are rendered" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "code", "message"), EXPORT.values(), ids=EXPORT)
def test_a_wrong_request_for_a_loop_is_refused_and_changes_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str], words: Words, code: int, message: str
) -> None:
    exit_code, said = told(["export", "hour29", *words(desk)], desk, capsys)
    assert (exit_code, message in said) == (code, True), said


def test_a_file_in_place_of_media_is_named_where_no_option_names_a_loop(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "storyboards").mkdir()
    board = "stage1-above-the-even-guess.yaml"
    shutil.copy(Path(__file__).parents[3] / "storyboards" / board, desk / "storyboards")
    (desk / "media").write_text("mine")
    assert main(["export", "stage1", "--gif", "--project", str(desk)]) == 3
    said = capsys.readouterr().err
    assert f"can't be written (Not a directory). {desk}/media is a file: rename it.\n" in said
    assert (desk / "media").read_text() == "mine"


def test_one_clip_goes_into_a_deck(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--into", desk / "none.pptx", "--slide", 1]
    exit_code, said = told(["slides", "hour29", "hour30", *place], desk, capsys)
    assert (exit_code, "takes one clip" in said) == (2, True), said


def test_a_deck_that_is_too_large_is_warned_of_with_the_way_out(
    desk: Path, capsys: pytest.CaptureFixture[str], project: Project
) -> None:
    done = Delivered(Console(json=False, quiet=False), project)
    done.add("pptx", desk / "a.pptx", 120 * 10**6, 6, "Add --quality 720p.")
    said = capsys.readouterr()
    assert "a.pptx: 6 clips, 120.0 MB" in said.out
    assert "Add --quality 720p." in said.err
    assert len(done.warnings) == 1
