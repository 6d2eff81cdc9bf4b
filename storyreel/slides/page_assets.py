"""Style sheets, scripts and fonts of the pages of a browser deck."""

from __future__ import annotations

from importlib.resources import files

from storyreel.design.fonts import FontId, load_font, manifest
from storyreel.design.tokens import Color

_FACES = {500: FontId("sans", "medium"), 700: FontId("sans", "bold")}
_LICENSE = "OFL.txt"
FONTS = "fonts"


def font_files() -> dict[str, bytes]:
    """File name to content of the fonts of the pages, with their licence."""
    found = {_file_of(face): load_font(face).data for face in _FACES.values()}
    package = manifest()[_FACES[500]]["package"]
    return found | {_LICENSE: files(package).joinpath("files", _LICENSE).read_bytes()}


def page_file(name: str) -> str:
    """A style sheet or a script of the pages, such as `deck.css`."""
    return files("storyreel.slides").joinpath("browser", name).read_text("utf-8")


def _file_of(face: FontId) -> str:
    return manifest()[face]["file"].rpartition("/")[2]


def shared_style() -> str:
    """The style sheet that all pages share: fonts and colours."""
    faces = "\n".join(
        f"@font-face {{ font-family: Manrope; font-weight: {weight}; font-display: block;"
        f' src: url("{FONTS}/{_file_of(face)}"); }}'
        for weight, face in _FACES.items()
    )
    return f"""\
{faces}
:root {{
  --pearl: {Color.PEARL}; --white: {Color.WHITE}; --charcoal: {Color.CHARCOAL};
  --navy: {Color.NAVY}; --gold: {Color.GOLD}; --gold-text: {Color.GOLD_TEXT};
  --slate: {Color.SLATE}; --hairline: {Color.HAIRLINE}; --cell: {Color.CELL};
  --shadow: 0 1px 2px rgb(26 54 93 / 8%), 0 6px 20px rgb(26 54 93 / 10%);
}}
html {{ font: 500 1rem/1.6 Manrope, system-ui, sans-serif; color: var(--charcoal);
  background: var(--pearl); }}
button {{ font: inherit; font-weight: 700; color: var(--navy); background: var(--white);
  border: 1px solid var(--hairline); border-radius: 999px; padding: 0.35em 0.9em;
  cursor: pointer; }}
button:hover {{ border-color: var(--navy); }}
button[aria-pressed="true"] {{ color: var(--white); background: var(--navy); }}
:focus-visible {{ outline: 3px solid var(--gold); outline-offset: 2px; }}
kbd {{ font: inherit; font-weight: 500; opacity: 0.65; margin-left: 0.35em; }}
"""
