"""The handout: text stays text, paths stay paths, and long notes continue on a new page."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from storyreel.base.errors import InspectionError, RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.design.fonts import FontId
from storyreel.drawing.drawing import Drawing
from storyreel.inspection.findings import Finding, Severity
from storyreel.pictures.load import load_clip
from storyreel.slides import storyboard_clip
from storyreel.slides.handout import HandoutClip, Paper, write_handout
from storyreel.slides.key_frames import key_frames
from storyreel.slides.notes import SpeakerNote
from storyreel.slides.storyboard_clip import require_printable_storyboard, storyboard_handout
from storyreel.slides.text_flow import PageStyle
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded, load_storyboard
from storyreel.storyboard.timeline import Timeline, compile_timeline
from tests.small_clip import write_small_clip


@pytest.fixture(scope="module")
def clip(timeline: Timeline, hour29_at: Callable[[int], tuple[Drawing, ...]]) -> HandoutClip:
    drawings = hour29_at(15)
    notes = (
        SpeakerNote("Opening", "Same score, different models.", "0:00.0–0:05.6"),
        SpeakerNote("Insight", "A fingerprint proves identity."),
    )
    frames = key_frames(timeline, dict(enumerate(drawings)))
    alt = "Two runs are compared."
    return HandoutClip("Reproducibility gates", alt, "en", drawings[-1], frames, notes)


def streams(pdf: bytes) -> list[bytes]:
    """The unpacked streams of a PDF."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, flags=re.DOTALL)
    unpacked = []
    for stream in found:
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            unpacked.append(stream)
    return unpacked


def test_two_handouts_are_byte_identical(clip: HandoutClip, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_handout(tmp_path / name, [clip])
    data = (tmp_path / "a.pdf").read_bytes()
    assert data == (tmp_path / "b.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(PdfReader(tmp_path / "a.pdf").pages) == 1


def test_pictures_are_vector_graphics(clip: HandoutClip, tmp_path: Path) -> None:
    write_handout(tmp_path / "a.pdf", [clip])
    data = (tmp_path / "a.pdf").read_bytes()
    content = max(streams(data), key=lambda stream: stream.count(b" c\n"))
    assert content.count(b" c\n") > 5000  # curves
    # What is left of pixels are masks of soft shadows: one channel, no colour.
    images = re.findall(rb"/Subtype /Image\s.*?>>", data, flags=re.DOTALL)
    assert all(b"/DeviceGray" in image for image in images)


def test_text_can_be_searched(clip: HandoutClip, tmp_path: Path) -> None:
    write_handout(tmp_path / "a.pdf", [clip])
    data = (tmp_path / "a.pdf").read_bytes()
    assert b"Manrope" in data
    assert any(b"beginbfchar" in stream or b"beginbfrange" in stream for stream in streams(data))


def test_long_notes_continue_on_a_new_page(clip: HandoutClip, tmp_path: Path) -> None:
    long = tuple(SpeakerNote(f"{n} Beat", "Many words. " * 40, f"0:0{n}.0") for n in range(6))
    write_handout(tmp_path / "a.pdf", [replace(clip, notes=long)])
    assert len(PdfReader(tmp_path / "a.pdf").pages) == 2


def tags(pdf: Path) -> list[tuple[str, str, int, int]]:
    """Kind, description, page and mark of each element for screen readers, in reading order."""
    reader = PdfReader(pdf)
    root: Any = reader.trailer["/Root"]
    pages = [page.indirect_reference for page in reader.pages]
    (document,) = root["/StructTreeRoot"]["/K"]
    elements = [element.get_object() for element in document.get_object()["/K"]]
    return [
        (each["/S"], each.get("/Alt", ""), pages.index(each.raw_get("/Pg")), int(each["/K"]))
        for each in elements
    ]


def test_screen_readers_find_headings_paragraphs_and_described_pictures(
    clip: HandoutClip, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    write_handout(path, [clip, clip])
    assert len(PdfReader(path).pages) == 2
    found = tags(path)
    assert [each[:2] for each in found[:5]] == [
        ("/H1", ""),
        ("/Figure", "Two runs are compared."),
        ("/H2", ""),
        ("/P", ""),
        ("/Figure", "Opening: Same score, other model."),
    ]
    for number, page in enumerate(PdfReader(path).pages):
        marks = re.findall(rb"/MCID (\d+)", page.get_contents().get_data())  # type: ignore[union-attr]
        expected = [mark for _, _, at, mark in found if at == number]
        assert [int(mark) for mark in marks] == expected == list(range(len(expected)))
        parents: Any = PdfReader(path).trailer["/Root"]
        numbers = parents["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        assert len(numbers[2 * number + 1].get_object()) == len(expected)
    root: Any = PdfReader(path).trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("en", True)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_a_handout_fits_its_paper(
    clip: HandoutClip, tmp_path: Path, paper: Paper, size: tuple[int, int]
) -> None:
    write_handout(tmp_path / "a.pdf", [clip], paper)
    (page,) = PdfReader(tmp_path / "a.pdf").pages
    assert (page.mediabox.width, page.mediabox.height) == size


def test_a_frame_is_shown_with_the_time_at_which_its_beat_begins(clip: HandoutClip) -> None:
    starts = [float(frame.start) for frame in clip.key_frames[:3]]
    assert starts == pytest.approx([0, 4.2, 6.4], abs=0.04)


STYLE = PageStyle(FontId("sans", "medium"), 10, "#000000")


def test_lines_are_not_wider_than_allowed() -> None:
    words = "some words and anextraordinarilylongwordthatfitsnowhere end"
    lines = STYLE.lines(words, 80)
    assert " ".join(lines) == words
    assert [line for line in lines if STYLE.width(line) > 80] == [
        "anextraordinarilylongwordthatfitsnowhere"
    ]
    assert STYLE.lines("", 80) == []


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_lines_do_not_break_at_no_break_spaces(space: str) -> None:
    width = STYLE.width("about 12")
    assert STYLE.lines("about 12 % lower", width) == ["about 12", "% lower"]
    assert STYLE.lines(f"about 12{space}% lower", width)[:2] == ["about", f"12{space}%"]
    assert STYLE.width(f"12{space}%") == STYLE.width("12 %")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "結果"},
        {"notes": (SpeakerNote("Insight", "結果を繰り返せない。"),)},
        {"notes": (SpeakerNote("結", "The result."),)},
    ],
)
def test_a_text_that_the_font_cannot_print_is_refused(
    clip: HandoutClip, tmp_path: Path, change: dict[str, Any]
) -> None:
    """Planted: each text that is printed, in characters that would be empty boxes."""
    target = tmp_path / "a.pdf"
    with pytest.raises(RequestError, match=r"font lacks '結' \(U\+7D50 CJK"):
        write_handout(target, [replace(clip, **change)])
    assert not target.exists()


def test_spaces_and_typographic_marks_are_printed(clip: HandoutClip, tmp_path: Path) -> None:
    notes = (SpeakerNote("Insight", "“12\u00a0%” — 3\u202fkm → naïve…"),)
    assert write_handout(tmp_path / "a.pdf", [replace(clip, notes=notes)]) > 0


@pytest.mark.parametrize("field", ["insight", "mistake", "notes"])
def test_the_line_of_the_storyboard_is_named(
    hour29: Loaded, project: Project, tmp_path: Path, field: str
) -> None:
    lines = hour29.clip.storyboard.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line.strip().startswith(f"{field}:"))
    indent = lines[number][: lines[number].index(field)]
    rest = [n for n in range(number + 1, len(lines)) if not lines[n].startswith(indent + " ")]
    lines[number : rest[0]] = [f"{indent}{field}: 結果を繰り返せない。"]
    path = tmp_path / "hour29-draft.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    require_printable_storyboard(hour29)
    with pytest.raises(RequestError) as refused:
        require_printable_storyboard(load_storyboard(path, project))
    (problem,) = refused.value.problems
    assert problem.where is not None and problem.where.line == number + 1
    assert "the handout's font lacks '結'" in problem.what


@pytest.mark.slow
def test_a_clip_that_would_fail_is_printed_only_if_allowed(
    hour29: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = Finding("freeze", Severity.FAIL, "It is static.", "Move it.")
    harmless = Finding("freeze", Severity.WARN, "It is slow.", "Move it.")
    monkeypatch.setattr(storyboard_clip, "judge_drawings", lambda *_: (planted, harmless))
    with pytest.raises(InspectionError, match=r"\(freeze: It is static\.\).*--allow-failed"):
        storyboard_handout(hour29, allow_failed=False)
    assert storyboard_handout(hour29, allow_failed=True).title == "Reproducibility gates"
    monkeypatch.setattr(storyboard_clip, "judge_drawings", lambda *_: (harmless,))
    assert storyboard_handout(hour29, allow_failed=False).title == "Reproducibility gates"


def test_a_handout_shows_the_clip_itself(tmp_path: Path) -> None:
    loaded = load_clip(write_small_clip(tmp_path), Project.at(tmp_path))
    timeline = compile_timeline(loaded.storyboard, Fps(15))
    made = storyboard_handout(loaded, allow_failed=False)
    assert [made.poster] == draw_frames(loaded, timeline, [timeline.frames - 1])
    assert [frame.beat for frame in made.key_frames] == ["First", "First", "Second", "Second"]
