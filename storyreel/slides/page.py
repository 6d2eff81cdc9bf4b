"""A deck for browsers: a folder that needs no network and no server, only to be opened."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.slides import page_assets
from storyreel.slides.clip import SlideClip
from storyreel.slides.deliver import deliver_all, require_folder
from storyreel.slides.reveal import reveal_files

INDEX = "index.html"
SNIPPETS = "embed.html"
CLIPS, REVEAL = "clips", "reveal"
_GENERATOR = '<meta name="generator" content="Storyreel">'


def require_own_folder(folder: Path) -> None:
    """Raise RequestError for a folder with a page of somebody else's, MachineError for one that
    can't be written.
    """
    index = folder / INDEX
    if index.is_file() and _GENERATOR not in index.read_text("utf-8", "replace"):
        raise RequestError(
            Problem(f"--html {folder} holds another page already.", "Name another folder.")
        )
    require_folder("--html", folder)


def write_page(folder: Path, clips: Sequence[SlideClip]) -> int:
    """Write the deck, or nothing of it; returns the bytes of all files.

    What else is in the folder stays.
    """
    files: dict[str, Callable[[Path], None]] = {}
    for name, content in reveal_files().items():
        files[f"{REVEAL}/{name}"] = _writing(content)
    for name, content in page_assets.font_files().items():
        files[f"{page_assets.FONTS}/{name}"] = _writing(content)
    for clip in clips:
        files[f"{CLIPS}/{clip.id}.mp4"] = _copying(clip.video)
        files[f"{CLIPS}/{clip.id}.png"] = _writing(clip.poster)
        files[f"{CLIPS}/{clip.id}.vtt"] = _writing(clip.captions.encode())
    pages = {
        "look.css": page_assets.look(),
        "deck.css": page_assets.DECK_STYLE,
        "deck.js": page_assets.DECK_SCRIPT,
        "embed.css": page_assets.SNIPPETS_STYLE,
        "embed.js": page_assets.SNIPPETS_SCRIPT,
        SNIPPETS: snippets_page(clips),
        INDEX: deck_page(clips),
    }
    files |= {name: _writing(text.encode()) for name, text in pages.items()}
    return deliver_all({folder / name: write for name, write in files.items()})


def deck_page(clips: Sequence[SlideClip]) -> str:
    """The deck itself, one slide for each clip.

    Captions stand in the page: browsers refuse to read them from a file beside a local page.
    """
    title = escape(", ".join(clip.title for clip in clips))
    slides = "\n".join(_slide(clip) for clip in clips)
    return f"""<!doctype html>
<html lang="{escape(clips[0].language)}">
<head>
<meta charset="utf-8">
{_GENERATOR}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{REVEAL}/reset.css">
<link rel="stylesheet" href="{REVEAL}/reveal.css">
<link rel="stylesheet" href="look.css">
<link rel="stylesheet" href="deck.css">
</head>
<body>
<div class="reveal"><div class="slides">
{slides}
</div></div>
<nav class="tools" aria-label="Presentation">
<output></output>
<button name="captions" aria-pressed="false">Captions<kbd>C</kbd></button>
<button name="screen">Full screen<kbd>F</kbd></button>
</nav>
<script src="{REVEAL}/reveal.js"></script>
<script src="deck.js"></script>
</body>
</html>
"""


def snippets_page(clips: Sequence[SlideClip]) -> str:
    """A page that shows each clip as another page would, with the lines to copy."""
    figures = "\n".join(
        f"<section>\n<h2>{escape(clip.title)}</h2>\n{snippet(clip)}\n"
        f'<div class="lines"><button>Copy</button><pre><code>{escape(snippet(clip))}'
        "</code></pre></div>\n</section>"
        for clip in clips
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{_GENERATOR}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clips for other pages</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="look.css">
<link rel="stylesheet" href="embed.css">
</head>
<body>
<h1>Clips for other pages</h1>
<p>Put the folder <code>{CLIPS}</code> beside your page and copy the lines under a clip. Captions
appear once the page comes from a web server: browsers refuse to read them from a local file.</p>
{figures}
<script src="embed.js"></script>
</body>
</html>
"""


def snippet(clip: SlideClip) -> str:
    """The lines that show a clip on any page beside the folder of the clips."""
    name = f"{CLIPS}/{clip.id}"
    return (
        f'<video src="{name}.mp4" poster="{name}.png" width="{clip.width}" height="{clip.height}"'
        f' controls muted playsinline preload="metadata" aria-label="{escape(clip.alt)}">\n'
        f'  <track kind="captions" src="{name}.vtt" srclang="{escape(clip.language)}"'
        ' label="Captions">\n'
        "</video>"
    )


def _slide(clip: SlideClip) -> str:
    name = f"{CLIPS}/{clip.id}"
    captions = base64.b64encode(clip.captions.encode()).decode()
    notes = "".join(f"<p>{escape(str(note))}</p>" for note in clip.notes)
    colors = clip.edge if len(clip.edge) > 1 else clip.edge * 2
    return (
        f'<section aria-label="{escape(clip.title)}"'
        f' data-background-gradient="linear-gradient({", ".join(colors)})">\n'
        f'<video data-src="{name}.mp4" poster="{name}.png" '
        f'style="--share: {clip.share:g}; --across: {clip.width}; --down: {clip.height}"'
        " data-autoplay muted playsinline controls"
        f' aria-label="{escape(clip.alt)}">\n'
        f'<track kind="captions" srclang="{escape(clip.language)}" label="Captions"'
        f' src="data:text/vtt;base64,{captions}">\n'
        "</video>\n"
        f'<aside class="notes">{notes}</aside>\n'
        "</section>"
    )


def _writing(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _copying(source: Path) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        shutil.copyfile(source, path)

    return write
