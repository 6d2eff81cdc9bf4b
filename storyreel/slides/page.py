"""A deck for browsers: a folder or one file that opens without a network or a server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.slides import page_assets
from storyreel.slides.clip import SlideClip, png
from storyreel.slides.deliver import deliver, deliver_all, require_folder, require_target, writing
from storyreel.slides.lesson import Lesson
from storyreel.slides.page_links import CLIPS, REVEAL, FolderLinks, InlineLinks, PageLinks
from storyreel.slides.page_slides import slide_markup
from storyreel.slides.reveal import reveal_files
from storyreel.web.page import GENERATOR
from storyreel.web.script import PLAYER, player_script

INDEX = "index.html"
SNIPPETS = "embed.html"
_STYLES = "look.css", "deck.css", "embed.css"
_SCRIPTS = "deck.js", "embed.js"
_NAMES = (INDEX, SNIPPETS, *_STYLES, *_SCRIPTS, PLAYER, CLIPS, REVEAL, page_assets.FONTS)
"""The files and folders of a deck."""

_KEYS = """<dialog class="keys" aria-label="Keys">
<h2>Keys</h2>
<dl>
<dt>→ Space</dt><dd>Next slide, or next beat</dd>
<dt>← P</dt><dd>Previous slide, or previous beat</dd>
<dt>K</dt><dd>Pause the clip, or play on</dd>
<dt>B</dt><dd>Black screen; pauses the clip</dd>
<dt>C</dt><dd>Captions</dd>
<dt>S</dt><dd>Speaker view with notes and what comes next</dd>
<dt>O</dt><dd>Overview of all slides</dd>
<dt>G</dt><dd>Go to a slide by its number</dd>
<dt>F</dt><dd>Full screen; Esc leaves it</dd>
<dt>Ctrl P</dt><dd>Print, or save a PDF: the end of each clip</dd>
<dt>?</dt><dd>This list</dd>
</dl>
<form method="dialog"><button>Close</button></form>
</dialog>"""


def require_own_folder(folder: Path) -> None:
    """Raise RequestError where a file that is not of a deck would be replaced.

    Raises MachineError for a folder that is read-only.
    """
    require_folder("--html", folder)
    if not _is_deck(folder / INDEX):
        foreign = next((name for name in _NAMES if os.path.lexists(folder / name)), None)
        if foreign:
            what = f"--html {folder} already contains {foreign}, which is not of a deck."
            raise RequestError(Problem(what, "Choose another folder."))


def require_own_file(path: Path) -> None:
    """Raise RequestError where one file cannot be written, or would replace another kind of page.

    Raises MachineError for a folder that is read-only.
    """
    require_target("--html", path, ".html")
    if path.exists() and not _is_deck(path):
        what = f"--html {path} exists, and is not of a deck."
        raise RequestError(Problem(what, "Choose another name."))


def _is_deck(page: Path) -> bool:
    return page.is_file() and GENERATOR in page.read_text("utf-8", "replace")


def write_page(folder: Path, lesson: Lesson, *, steps: bool) -> int:
    """Write the deck, or nothing of it; returns the size of all its files in bytes.

    With `steps`, clips stop at each beat. Other files in the folder stay.
    """
    files: dict[str, Callable[[Path], None]] = {}
    for name, content in reveal_files().items():
        files[f"{REVEAL}/{name}"] = writing(content)
    for name, content in page_assets.font_files().items():
        files[f"{page_assets.FONTS}/{name}"] = writing(content)
    for clip in lesson.clips:
        name = f"{CLIPS}/{clip.words.name}"
        if clip.drawn:
            files[PLAYER] = writing(player_script().encode())
            files[f"{name}.clip.js"] = writing(clip.drawn.encode())
        else:
            files[f"{name}.mp4"] = _copying(clip.video)
        files[f"{name}.png"] = writing(clip.poster)
        files[f"{name}-end.png"] = writing(png(clip.closing))
        if clip.words.captions and not clip.drawn:
            files[f"{name}.vtt"] = writing(clip.words.captions.encode())
    pages = {
        "look.css": page_assets.shared_style(),
        "deck.css": page_assets.page_file("deck.css"),
        "deck.js": page_assets.page_file("deck.js"),
        "embed.css": page_assets.page_file("embed.css"),
        "embed.js": page_assets.page_file("embed.js"),
        SNIPPETS: snippets_page(lesson.clips),
        INDEX: deck_page(lesson, FolderLinks(), steps=steps),
    }
    files |= {name: writing(text.encode()) for name, text in pages.items()}
    return deliver_all({folder / name: write for name, write in files.items()})


def write_one_file(path: Path, lesson: Lesson, *, steps: bool) -> int:
    """Write the deck as one file, with its videos and fonts; returns its size in bytes."""
    text = deck_page(lesson, InlineLinks(), steps=steps)
    return deliver(path, writing(text.encode()))


def deck_page(lesson: Lesson, links: PageLinks, *, steps: bool) -> str:
    """The page of the deck, with one slide for each of the lesson.

    Captions are part of the page, as browsers refuse to load them from a file beside a local page.
    The class of the root keeps reveal's own style for paper away from ours.
    """
    slides = "\n".join(slide_markup(slide, lesson, links, steps=steps) for slide in lesson.slides)
    language = lesson.clips[0].words.language
    styles = (f"{REVEAL}/reset.css", f"{REVEAL}/reveal.css", "look.css", "deck.css")
    scripts = (f"{REVEAL}/reveal.js", f"{REVEAL}/notes.js", "deck.js")
    return f"""<!doctype html>
<html lang="{escape(language)}" class="print-pdf">
<head>
<meta charset="utf-8">
{GENERATOR}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(lesson.title)}</title>
<link rel="icon" href="data:,">
{chr(10).join(map(links.style, styles))}
</head>
<body>
<div class="reveal"><div class="slides">
{slides}
</div></div>
<nav class="tools" aria-label="Presentation">
<output></output>
{_tool("captions", "Captions", "C", 'aria-pressed="false"')}
{_tool("overview", "Overview", "O")}
{_tool("speaker", "Speaker view", "S")}
{_tool("screen", "Full screen", "F")}
{_tool("help", "Keys", "?")}
</nav>
<div class="player" role="group" aria-label="Clip" hidden>
{_tool("pause", "<span>Pause</span>", "K")}
<div class="track"><input type="range" min="0" step="0.01" value="0" aria-label="Position"></div>
<output aria-live="off"></output>
</div>
{_KEYS}
{chr(10).join(_drawn_scripts(lesson.clips, links))}
{chr(10).join(map(links.script, scripts))}
</body>
</html>
"""


def _tool(name: str, content: str, key: str, *attributes: str) -> str:
    """A button with its key, which screen readers read apart from its name."""
    opening = " ".join(("<button", f'name="{name}"', f'aria-keyshortcuts="{key}"', *attributes))
    return f'{opening}>{content}<kbd aria-hidden="true">{key}</kbd></button>'


def _drawn_scripts(clips: Sequence[SlideClip], links: PageLinks) -> list[str]:
    """The player and the drawings of clips that are not shown as videos."""
    drawn = [links.drawn(clip) for clip in clips if clip.drawn]
    return [links.player(), *drawn] if drawn else []


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
{GENERATOR}
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
    if clip.drawn:
        return (
            f'<storyreel-clip clip="{clip.words.name}"><img src="{name}-end.png" '
            f'alt="{escape(clip.words.alt)}"></storyreel-clip>\n'
            f'<script src="{PLAYER}" defer></script>\n'
            f'<script src="{name}.clip.js" defer></script>'
        )
    language = escape(clip.words.language)
    track = f'<track kind="captions" src="{name}.vtt" srclang="{language}" label="Captions">'
    return (
        f'<video src="{name}.mp4" poster="{name}.png" width="{clip.width}" height="{clip.height}"'
        f' controls muted playsinline preload="metadata" aria-label="{escape(clip.words.alt)}">\n'
        + (f"  {track}\n" if clip.words.captions else "")
        + "</video>"
    )


def _copying(source: Path) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        shutil.copyfile(source, path)

    return write
