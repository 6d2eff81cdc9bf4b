"""How a page of a browser deck refers to its files: beside it in a folder, or within it."""

from __future__ import annotations

import base64
import re
from functools import cached_property
from typing import Protocol

from storyreel.slides import page_assets
from storyreel.slides.clip import SlideClip, png
from storyreel.slides.reveal import reveal_files

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


class InlineLinks:
    """The files themselves, within the page."""

    def style(self, name: str) -> str:
        text = _FONT.sub(lambda font: f'url("{self._font(font[1])}")', self._text(name))
        return f"<style>\n{text}\n</style>"

    def script(self, name: str) -> str:
        text = self._text(name).replace("</script", "<\\/script")
        return f"<script>\n{text}\n</script>"

    def video(self, clip: SlideClip) -> str:
        return data_address(clip.video.read_bytes(), "video/mp4")

    def poster(self, clip: SlideClip) -> str:
        return data_address(clip.poster, "image/png")

    def closing(self, clip: SlideClip) -> str:
        return data_address(png(clip.closing), "image/png")

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


def data_address(content: bytes, kind: str) -> str:
    """A file as an address that contains it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
