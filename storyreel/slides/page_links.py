"""How a page of a browser deck refers to its files: beside it in a folder, or within it."""

from __future__ import annotations

import base64
import re
from functools import cached_property
from typing import Protocol

from storyreel.slides import page_assets
from storyreel.slides.clip import SlideClip, png
from storyreel.slides.reveal import reveal_files
from storyreel.web.script import PLAYER, player_script

CLIPS, REVEAL = "clips", "reveal"
"""Folders of a deck."""

_FONT = re.compile(rf'url\("{page_assets.FONTS}/([^"]+)"\)')


class PageLinks(Protocol):
    """Addresses and elements for the files of a page."""

    def style(self, name: str) -> str:
        """The element for a style sheet."""

    def script(self, name: str) -> str:
        """The element for a script."""

    def video(self, clip: SlideClip) -> str: ...

    def poster(self, clip: SlideClip) -> str: ...

    def closing(self, clip: SlideClip) -> str: ...

    def player(self) -> str:
        """The element for the player of drawings."""

    def drawn(self, clip: SlideClip) -> str:
        """The element for the drawings of a clip."""


class FolderLinks:
    """Files beside the page."""

    def style(self, name: str) -> str:
        return f'<link rel="stylesheet" href="{name}">'

    def script(self, name: str) -> str:
        return f'<script src="{name}"></script>'

    def video(self, clip: SlideClip) -> str:
        return f"{CLIPS}/{clip.words.name}.mp4"

    def poster(self, clip: SlideClip) -> str:
        return f"{CLIPS}/{clip.words.name}.png"

    def closing(self, clip: SlideClip) -> str:
        return f"{CLIPS}/{clip.words.name}-end.png"

    def player(self) -> str:
        return self.script(PLAYER)

    def drawn(self, clip: SlideClip) -> str:
        return self.script(f"{CLIPS}/{clip.words.name}.clip.js")


class InlineLinks:
    """The files themselves, within the page."""

    def style(self, name: str) -> str:
        text = _FONT.sub(lambda font: f'url("{self._font(font[1])}")', self._text(name))
        return f"<style>\n{text}\n</style>"

    def script(self, name: str) -> str:
        return _inline_script(self._text(name))

    def video(self, clip: SlideClip) -> str:
        return data_address(clip.video.read_bytes(), "video/mp4")

    def poster(self, clip: SlideClip) -> str:
        return data_address(clip.poster, "image/png")

    def closing(self, clip: SlideClip) -> str:
        return data_address(png(clip.closing), "image/png")

    def player(self) -> str:
        return _inline_script(player_script())

    def drawn(self, clip: SlideClip) -> str:
        return _inline_script(clip.drawn)

    def _text(self, name: str) -> str:
        folder, _, base = name.rpartition("/")
        if folder == REVEAL:
            return self._reveal[base].decode()
        return page_assets.shared_style() if name == "look.css" else page_assets.page_file(name)

    def _font(self, name: str) -> str:
        return data_address(page_assets.font_files()[name], "font/ttf")

    @cached_property
    def _reveal(self) -> dict[str, bytes]:
        return reveal_files()


def _inline_script(text: str) -> str:
    escaped = text.replace("</script", "<\\/script")
    return f"<script>\n{escaped}\n</script>"


def data_address(content: bytes, kind: str) -> str:
    """A file as an address that contains it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
