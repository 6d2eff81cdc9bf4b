"""Fonts match the manifest, or the error names the one that does not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from storyreel.base.errors import MachineError
from storyreel.design import fonts
from storyreel.design.fonts import FontId, load_font, manifest, missing_characters, verify_fonts

BOLD = FontId("mono", "bold")


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[FontId, dict[str, str]]]:
    """A manifest of one font, to be spoilt."""
    planted = {BOLD: dict(manifest()[BOLD])}
    monkeypatch.setattr(fonts, "manifest", lambda: planted)
    load_font.cache_clear()
    yield planted
    load_font.cache_clear()


def test_every_font_matches_the_manifest() -> None:
    assert verify_fonts() == {str(font): entry["sha256"] for font, entry in manifest().items()}
    for font_id in manifest():
        font = load_font(font_id)
        assert hashlib.sha256(font.data).hexdigest() == font.sha256


def test_a_wrong_digest_is_an_error_of_the_machine(plant: dict[FontId, dict[str, str]]) -> None:
    plant[BOLD]["sha256"] = "0" * 64
    with pytest.raises(MachineError, match=r"mono\.bold .*has SHA-256 6fba97068f.*, not 0000"):
        verify_fonts()


@pytest.mark.parametrize(
    "source",
    [
        {"module": "pymupdf_fonts_of_nobody"},
        {"package": "font_of_nobody", "file": "files/Bold.ttf"},
        {"package": "font_manrope", "file": "files/Manrope-Heaviest.ttf"},
    ],
)
def test_a_missing_font_is_an_error_of_the_machine(
    plant: dict[FontId, dict[str, str]], source: dict[str, str]
) -> None:
    plant[BOLD] = {**source, "sha256": "0" * 64}
    with pytest.raises(MachineError, match=r"Font mono\.bold \(.*\) is missing") as caught:
        load_font(BOLD)
    assert "Delete .venv" in caught.value.problems[0].remedy


def test_characters_that_a_face_lacks() -> None:
    assert missing_characters("Seed 123: 64 / 64", "sans") == []
    assert missing_characters("␣ ✓ →", "mono") == []
    assert missing_characters("12\u00a0%, 12\u202f%", "sans") == []
    assert missing_characters("12\u00a0%, 12\u202f%", "mono") == []
    assert missing_characters("x漢y漢字", "mono") == ["漢", "字"]


def test_a_character_is_available_only_if_every_weight_has_it() -> None:
    unmet = missing_characters("→✓", "sans")
    weights = [load_font(font_id) for font_id in manifest() if font_id.face == "sans"]
    assert unmet == [c for c in "→✓" if not all(font.has(c) for font in weights)]


def test_every_font_has_the_common_characters() -> None:
    for font_id in manifest():
        assert [
            c for c in sorted(fonts.COMMON[font_id.face]) if not load_font(font_id).has(c)
        ] == []


def test_no_font_is_opened_for_common_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "load_font", None)
    assert missing_characters("Seed 123: 64 − 64 {~}", "sans") == []
    assert missing_characters("␣the", "mono") == []


def test_cap_height_is_the_height_of_a_capital_letter() -> None:
    """The metric that the type scale is built on is what a capital H measures."""
    for font_id in manifest():
        font = load_font(font_id)
        glyph = font.hb_font.get_nominal_glyph(ord("H"))
        extents = font.hb_font.get_glyph_extents(glyph)
        assert font.cap_height * font.units_per_em == pytest.approx(extents.y_bearing, rel=0.02)
