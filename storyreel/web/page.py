"""A clip as files of a web page: a page, the player, and the packed drawings."""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import Any

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import WIDE
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.model import Storyboard
from storyreel.storyboard.timeline import Timeline
from storyreel.web.pack import ClipPacker
from storyreel.web.script import PLAYER, SCRIPT_MARK, player_script
from storyreel.web.still import LINES, svg_still

GENERATOR = '<meta name="generator" content="Storyreel">'
"""What says that a page is ours."""

_MARKS = {".html": GENERATOR, ".js": SCRIPT_MARK, ".svg": 'data-generator="Storyreel"'}
"""What says that a file is ours, by its suffix."""


def require_own_files(folder: Path, name: str) -> None:
    """Raise RequestError where a file that Storyreel has not made would be replaced."""
    for file in _names(name):
        path = folder / file
        if os.path.lexists(path) and not _is_ours(path):
            what = f"--web {folder} already contains {file}, which Storyreel did not make."
            raise RequestError(Problem(what, "Choose another folder."))


def _is_ours(path: Path) -> bool:
    return path.is_file() and _MARKS[path.suffix] in path.read_text("utf-8", "replace")[:500]


def _names(name: str) -> tuple[str, ...]:
    return f"{name}.html", PLAYER, f"{name}.clip.js", f"{name}.svg"


@dataclass(frozen=True)
class WebClip:
    """What a page needs of a clip: `words` as from `clip_words`, and the drawing of each frame."""

    name: str
    language: str
    words: Mapping[str, Any]
    drawings: Sequence[Drawing]

    @classmethod
    def of(
        cls, storyboard: Storyboard[Any], timeline: Timeline, drawings: Sequence[Drawing]
    ) -> WebClip:
        """A clip with a storyboard."""
        words = clip_words(storyboard, timeline)
        return cls(storyboard.clip, storyboard.language, words, drawings)

    @property
    def aspect(self) -> Fraction:
        return Fraction(*self.words["aspect"])


def page_files(clip: WebClip) -> dict[str, str]:
    """File name to text: the page, the player, the clip and its closing frame."""
    texts = (
        clip_page(clip),
        player_script(),
        clip_script(clip),
        svg_still(clip.drawings[-1], round(LINES * clip.aspect), clip.words["alt"]),
    )
    return dict(zip(_names(clip.name), texts, strict=True))


def compressed_size(texts: Mapping[str, str]) -> int:
    """The bytes of these files as a web server sends them, compressed by gzip."""
    return sum(len(gzip.compress(text.encode())) for text in texts.values())


def clip_script(clip: WebClip) -> str:
    """The script that gives the clip to the player."""
    packed = base64.b64encode(ClipPacker().chunk(0, clip.drawings)).decode()
    told = json.dumps({**clip.words, "chunks": [packed]}, ensure_ascii=False)
    return f"{_MARKS['.js']}\nStoryreel.register({json.dumps(clip.name)}, {told});\n"


def clip_words(storyboard: Storyboard[Any], timeline: Timeline) -> dict[str, Any]:
    """Title, times, beats and captions, as the player reads them; times in seconds."""
    fps = timeline.fps
    return {
        "title": storyboard.title,
        "alt": " ".join(storyboard.alt.split()),
        "aspect": list(WIDE.as_integer_ratio()),
        "fps": fps.rate,
        "frames": timeline.frames,
        "beats": [
            {
                "id": beat.id,
                "title": beat.sentence if beat.step is None else storyboard.steps[beat.step],
                "start": float(fps.seconds(beat.frames.start)),
                "stop": float(fps.seconds(beat.frames.stop)),
            }
            for beat in timeline.beats
        ],
        "captions": [
            {
                "start": float(fps.seconds(sentence.frames.start)),
                "stop": float(fps.seconds(sentence.frames.stop)),
                "text": sentence.text,
            }
            for beat in timeline.beats
            for sentence in beat.sentences
        ],
    }


def clip_page(clip: WebClip) -> str:
    """A page that shows the clip, and the lines that show it on another page."""
    element = snippet(clip.name, clip.words["alt"])
    ratio = f"main {{ --ratio: {float(clip.aspect):.6g}; }}"
    return f"""<!doctype html>
<html lang="{escape(clip.language)}">
<head>
<meta charset="utf-8">
{GENERATOR}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(clip.words["title"])}</title>
<link rel="icon" href="data:,">
<style>{ratio}{_STYLE}</style>
</head>
<body>
<main>
{element}
</main>
</body>
</html>
"""


def snippet(name: str, alt: str) -> str:
    """The lines that show a clip on a page beside its files."""
    return (
        f'<storyreel-clip clip="{name}">'
        f'<img src="{name}.svg" alt="{escape(alt)}"></storyreel-clip>\n'
        f'<script src="{PLAYER}" defer></script>\n'
        f'<script src="{name}.clip.js" defer></script>'
    )


_STYLE = f"""
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: linear-gradient({Color.PEARL}, {Color.SOFT_GREY}) fixed; }}
@media (prefers-color-scheme: dark) {{
  :root {{ color-scheme: dark; }}
  body {{ background: #141C28; }}
}}
main {{ width: min(94vw, calc((100vh - 72px) * var(--ratio))); }}
@media print {{ body {{ background: none; display: block; }} main {{ width: 100%; }} }}
"""
