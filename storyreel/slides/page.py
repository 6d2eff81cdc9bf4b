"""A deck for browsers: a folder whose page opens without a network or a server."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.slides import page_assets
from storyreel.slides.clip import SlideClip
from storyreel.slides.deliver import deliver_all, require_folder, writing
from storyreel.slides.reveal import reveal_files

INDEX = "index.html"
SNIPPETS = "embed.html"
CLIPS, REVEAL = "clips", "reveal"
_STYLES = "look.css", "deck.css", "embed.css"
_SCRIPTS = "deck.js", "embed.js"
_NAMES = (INDEX, SNIPPETS, *_STYLES, *_SCRIPTS, CLIPS, REVEAL, page_assets.FONTS)
"""The files and folders of a deck."""

_GENERATOR = '<meta name="generator" content="Storyreel">'


def require_own_folder(folder: Path) -> None:
    """Raise RequestError where a file that is not of a deck would be replaced.

    Raises MachineError for a folder that is read-only.
    """
    require_folder("--html", folder)
    if not _is_deck(folder):
        foreign = next((name for name in _NAMES if os.path.lexists(folder / name)), None)
        if foreign:
            what = f"--html {folder} already contains {foreign}, which is not of a deck."
            raise RequestError(Problem(what, "Choose another folder."))


def _is_deck(folder: Path) -> bool:
    index = folder / INDEX
    return index.is_file() and _GENERATOR in index.read_text("utf-8", "replace")


def write_page(folder: Path, clips: Sequence[SlideClip]) -> int:
    """Write the deck, or nothing of it; returns the size of all its files in bytes.

    Other files in the folder stay.
    """
    files: dict[str, Callable[[Path], None]] = {}
    for name, content in reveal_files().items():
        files[f"{REVEAL}/{name}"] = writing(content)
    for name, content in page_assets.font_files().items():
        files[f"{page_assets.FONTS}/{name}"] = writing(content)
    for clip in clips:
        name = f"{CLIPS}/{clip.words.name}"
        files[f"{name}.mp4"] = _copying(clip.video)
        files[f"{name}.png"] = writing(clip.poster)
        if clip.words.captions:
            files[f"{name}.vtt"] = writing(clip.words.captions.encode())
    pages = {
        "look.css": page_assets.shared_style(),
        "deck.css": page_assets.DECK_STYLE,
        "deck.js": page_assets.DECK_SCRIPT,
        "embed.css": page_assets.SNIPPETS_STYLE,
        "embed.js": page_assets.SNIPPETS_SCRIPT,
        SNIPPETS: snippets_page(clips),
        INDEX: deck_page(clips),
    }
    files |= {name: writing(text.encode()) for name, text in pages.items()}
    return deliver_all({folder / name: write for name, write in files.items()})


def deck_page(clips: Sequence[SlideClip]) -> str:
    """The page of the deck, with one slide for each clip.

    Captions are part of the page, as browsers refuse to load them from a file beside a local page.
    """
    title = escape(", ".join(clip.words.title for clip in clips))
    slides = "\n".join(_slide(clip) for clip in clips)
    return f"""<!doctype html>
<html lang="{escape(clips[0].words.language)}">
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
    """A page that shows how each clip looks on other pages, with the lines to copy."""
    figures = "\n".join(
        f"<section>\n<h2>{escape(clip.words.title)}</h2>\n{snippet(clip)}\n"
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
    """The lines that show a clip on a page beside the folder of clips."""
    name = f"{CLIPS}/{clip.words.name}"
    track = _track(clip, f"{name}.vtt")
    return (
        f'<video src="{name}.mp4" poster="{name}.png" width="{clip.width}" height="{clip.height}"'
        f' controls muted playsinline preload="metadata" aria-label="{escape(clip.words.alt)}">\n'
        + (f"  {track}\n" if track else "")
        + "</video>"
    )


def _slide(clip: SlideClip) -> str:
    words, name = clip.words, f"{CLIPS}/{clip.words.name}"
    captions = base64.b64encode(words.captions.encode()).decode()
    notes = "".join(f"<p>{escape(str(note))}</p>" for note in words.notes)
    colors = clip.edge_colors if len(clip.edge_colors) > 1 else clip.edge_colors * 2
    return (
        f'<section aria-label="{escape(words.title)}"'
        f' data-background-gradient="linear-gradient({", ".join(colors)})">\n'
        f'<video data-src="{name}.mp4" poster="{name}.png" '
        f'style="--share: {words.share:g}; --across: {clip.width}; --down: {clip.height}"'
        " data-autoplay muted playsinline controls"
        f' aria-label="{escape(words.alt)}">\n'
        f"{_track(clip, f'data:text/vtt;base64,{captions}')}\n"
        "</video>\n"
        f'<aside class="notes">{notes}</aside>\n'
        "</section>"
    )


def _track(clip: SlideClip, source: str) -> str:
    """The element that names the captions of a clip; nothing for a clip without captions."""
    if not clip.words.captions:
        return ""
    language = escape(clip.words.language)
    return f'<track kind="captions" src="{source}" srclang="{language}" label="Captions">'


def _copying(source: Path) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        shutil.copyfile(source, path)

    return write
