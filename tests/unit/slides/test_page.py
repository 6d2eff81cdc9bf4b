"""The deck for browsers, as files."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from storyreel.base.errors import MachineError, RequestError
from storyreel.slides import page_assets, reveal
from storyreel.slides.clip import SlideClip
from storyreel.slides.page import (
    INDEX,
    SNIPPETS,
    deck_page,
    require_own_folder,
    snippet,
    snippets_page,
    write_page,
)


class Elements(HTMLParser):
    """Every element with its attributes, as (name, attributes)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_every_link_leads_to_a_file_of_the_deck(clip: SlideClip, tmp_path: Path) -> None:
    size = write_page(tmp_path / "deck", [clip])
    files = [path for path in (tmp_path / "deck").rglob("*") if path.is_file()]
    assert size == sum(path.stat().st_size for path in files)
    for page in (INDEX, SNIPPETS):
        text = (tmp_path / "deck" / page).read_text("utf-8")
        for _, attributes in Elements(text).found:
            for name in ("src", "data-src", "href", "poster"):
                target = attributes.get(name)
                if target and not target.startswith("data:"):
                    assert not re.match(r"\w+:|/", target)
                    assert (tmp_path / "deck" / target).is_file()
    for address in re.findall(r'url\("(.*?)"\)', (tmp_path / "deck" / "look.css").read_text()):
        assert (tmp_path / "deck" / address).is_file()
    assert (tmp_path / "deck" / "reveal" / "LICENSE").is_file()
    assert "Open Font License" in (tmp_path / "deck" / "fonts" / "OFL.txt").read_text()
    assert (tmp_path / "deck" / "clips" / "hour29.mp4").read_bytes() == clip.video.read_bytes()


def test_one_slide_for_each_clip_with_captions_and_poster(clip: SlideClip) -> None:
    page = Elements(deck_page([clip, clip]))
    videos, tracks = page.named("video"), page.named("track")
    assert len(page.named("section")) == len(videos) == len(tracks) == 2
    for name in ("data-autoplay", "muted", "playsinline", "controls", "poster", "aria-label"):
        assert name in videos[0]
    kind, _, data = (tracks[0]["src"] or "").partition(",")
    assert kind == "data:text/vtt;base64"
    assert base64.b64decode(data).decode() == clip.words.captions


def test_texts_of_a_storyboard_are_escaped(clip: SlideClip) -> None:
    title, alt = '<b>"&', '"><script>alert(1)</script>'
    words = replace(clip.words, title=title, alt=alt)
    rude = replace(clip, words=words)
    for text in (deck_page([rude]), snippets_page([rude]), snippet(rude)):
        assert "<b>" not in text
        assert "<script>alert" not in text
    assert Elements(deck_page([rude])).named("video")[0]["aria-label"] == alt


def test_a_snippet_names_its_files_beside_the_page(clip: SlideClip) -> None:
    page = Elements(snippet(clip))
    (video,), (track,) = page.named("video"), page.named("track")
    assert (video["src"], video["poster"]) == ("clips/hour29.mp4", "clips/hour29.png")
    assert track["src"] == "clips/hour29.vtt"


def test_the_lines_to_copy_are_those_of_the_page(clip: SlideClip) -> None:
    page = snippets_page([clip])
    assert snippet(clip) in page
    assert f"<code>{escape(snippet(clip))}</code>" in page


def test_colours_are_named_once(clip: SlideClip) -> None:
    named = set(re.findall(r"--([a-z-]+):", page_assets.shared_style()))
    used = re.findall(
        r"var\(--([a-z-]+)\)",
        page_assets.shared_style() + page_assets.DECK_STYLE + page_assets.SNIPPETS_STYLE,
    )
    assert set(used) <= named | {"share", "across", "down"}
    assert not re.search(
        r"#[0-9A-Fa-f]{3,8}\b", page_assets.DECK_STYLE + page_assets.SNIPPETS_STYLE
    )


def test_a_folder_is_written_again_and_keeps_what_else_is_in_it(
    clip: SlideClip, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for _ in range(2):
        require_own_folder(tmp_path)
        write_page(tmp_path, [clip])
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("name", [INDEX, "deck.css", "embed.html", "clips/hour29.mp4"])
def test_files_that_are_not_of_a_deck_are_not_overwritten(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    with pytest.raises(
        RequestError, match=rf"contains {name.split('/', maxsplit=1)[0]}, which is not of a"
    ):
        require_own_folder(tmp_path)
    assert path.read_text() == "mine"


def test_a_deck_that_cannot_be_written_leaves_nothing(clip: SlideClip, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "odd" / INDEX).mkdir(parents=True)
    with pytest.raises(MachineError, match=r"index\.html: can't be written"):
        write_page(tmp_path / "odd", [clip])
    assert [path.name for path in (tmp_path / "odd").iterdir()] == [INDEX]
    with pytest.raises(RequestError, match="is a file"):
        require_own_folder(tmp_path / "file")


def test_changed_or_missing_files_of_reveal_are_errors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert set(reveal.reveal_files()) == {"reset.css", "reveal.css", "reveal.js", "LICENSE"}
    monkeypatch.setitem(reveal.FILES, "dist/reveal.js", "0" * 64)
    with pytest.raises(MachineError, match=r"another dist/reveal\.js"):
        reveal.reveal_files()
    monkeypatch.setattr(reveal, "PACKAGE", "no_such_package")
    with pytest.raises(MachineError, match="is missing"):
        reveal.reveal_files()
