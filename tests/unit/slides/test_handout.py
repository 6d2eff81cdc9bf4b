"""The handout: letters stay letters, paths stay paths, and long notes turn the page."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.base.errors import InspectionError
from storyreel.design.fonts import FontId
from storyreel.drawing.drawing import Drawing
from storyreel.inspection.findings import Finding
from storyreel.slides import handout
from storyreel.slides.handout import Sheet, sheet_of, write_handout
from storyreel.slides.key_frames import key_moments
from storyreel.slides.notes import Note
from storyreel.slides.text_flow import Style
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline


@pytest.fixture(scope="module")
def sheet(hour29: Loaded, timeline: Timeline, hour29_at) -> Sheet:
    drawings = hour29_at(15)
    notes = (
        Note("Opening", "Same seed, same fingerprint?", "0:00.0–0:02.4"),
        Note("Insight", "A fingerprint proves identity."),
    )
    moments = key_moments(timeline, drawings)
    return Sheet("Reproducibility gates", drawings[-1], moments, notes)


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


def test_two_handouts_are_byte_identical(sheet: Sheet, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_handout(tmp_path / name, [sheet, sheet])
    data = (tmp_path / "a.pdf").read_bytes()
    assert data == (tmp_path / "b.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 2


def test_it_is_drawn_and_not_painted(sheet: Sheet, tmp_path: Path) -> None:
    write_handout(tmp_path / "a.pdf", [sheet])
    data = (tmp_path / "a.pdf").read_bytes()
    content = max(streams(data), key=lambda stream: stream.count(b" c\n"))
    assert content.count(b" c\n") > 5000  # curves
    # What is left of pixels are masks of soft shadows: one channel, no colour.
    images = re.findall(rb"/Subtype /Image\s.*?>>", data, flags=re.DOTALL)
    assert all(b"/DeviceGray" in image for image in images)


def test_letters_can_be_found_again(sheet: Sheet, tmp_path: Path) -> None:
    write_handout(tmp_path / "a.pdf", [sheet])
    data = (tmp_path / "a.pdf").read_bytes()
    assert b"Manrope" in data
    assert any(b"beginbfchar" in stream or b"beginbfrange" in stream for stream in streams(data))


def test_long_notes_turn_the_page(sheet: Sheet, tmp_path: Path) -> None:
    long = tuple(Note(f"{n} Beat", "Many words. " * 40, f"0:0{n}.0") for n in range(6))
    write_handout(tmp_path / "a.pdf", [replace(sheet, notes=long)])
    assert (tmp_path / "a.pdf").read_bytes().count(b"/Type /Page\n") == 2


def test_lines_are_no_wider_than_they_may_be() -> None:
    style = Style(FontId("sans", "medium"), 10, "#000000")
    words = "some words and anextraordinarilylongwordthatfitsnowhere end"
    lines = style.lines(words, 80)
    assert " ".join(lines) == words
    assert [line for line in lines if style.width(line) > 80] == [
        "anextraordinarilylongwordthatfitsnowhere"
    ]
    assert style.lines("", 80) == []


@pytest.mark.slow
def test_a_clip_that_would_fail_is_not_printed_unless_it_is_allowed(
    hour29: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = Finding("freeze", "fail", "It stands still.", "Move it.")
    harmless = Finding("freeze", "warn", "It stands.", "Move it.")
    monkeypatch.setattr(handout, "judge_drawings", lambda *_: (planted, harmless))
    with pytest.raises(InspectionError, match=r"\(freeze: It stands still\.\).*--allow-failed"):
        sheet_of(hour29)
    assert sheet_of(hour29, allow_failed=True).title == "Reproducibility gates"
    monkeypatch.setattr(handout, "judge_drawings", lambda *_: (harmless,))
    assert sheet_of(hour29).title == "Reproducibility gates"


def test_a_sheet_is_made_from_the_clip_itself(hour29: Loaded, hour29_at) -> None:
    sheet = sheet_of(hour29)
    last: Drawing = hour29_at(15)[-1]
    assert sheet.poster == last
    assert len(sheet.moments) == 6
