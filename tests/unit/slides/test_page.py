"""The deck for browsers, as files."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from storyreel.base.errors import MachineError, RequestError
from storyreel.slides import page_assets, reveal
from storyreel.slides.clip import LessonWords, SlideClip
from storyreel.slides.lesson import Lesson, full_lesson
from storyreel.slides.page import (
    INDEX,
    SNIPPETS,
    deck_page,
    require_own_file,
    require_own_folder,
    snippet,
    snippets_page,
    write_one_file,
    write_page,
)
from storyreel.slides.page_links import FolderLinks


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


def lesson(*clips: SlideClip) -> Lesson:
    return full_lesson("A lesson", [[clip] for clip in clips])


def deck_of(*clips: SlideClip, steps: bool = False) -> str:
    return deck_page(lesson(*clips), FolderLinks(), steps=steps)


def test_every_link_leads_to_a_file_of_the_deck(clip: SlideClip, tmp_path: Path) -> None:
    size = write_page(tmp_path / "deck", lesson(clip), steps=False)
    files = [path for path in (tmp_path / "deck").rglob("*") if path.is_file()]
    assert size == sum(path.stat().st_size for path in files)
    for page in (INDEX, SNIPPETS):
        text = (tmp_path / "deck" / page).read_text("utf-8")
        for _, attributes in Elements(text).found:
            for name in ("src", "data-src", "href", "poster"):
                target = attributes.get(name)
                if target and not target.startswith(("data:", "#/")):
                    assert not re.match(r"\w+:|/", target)
                    assert (tmp_path / "deck" / target).is_file()
    for address in re.findall(r'url\("(.*?)"\)', (tmp_path / "deck" / "look.css").read_text()):
        assert (tmp_path / "deck" / address).is_file()
    assert (tmp_path / "deck" / "reveal" / "LICENSE").is_file()
    assert "Open Font License" in (tmp_path / "deck" / "fonts" / "OFL.txt").read_text()
    assert (tmp_path / "deck" / "clips" / "hour29.mp4").read_bytes() == clip.video.read_bytes()


def test_a_clip_that_is_drawn_comes_with_its_player_and_without_a_video(
    clip: SlideClip, other_clip: SlideClip, tmp_path: Path
) -> None:
    drawn = replace(clip, drawn="Storyreel.register('hour29', {});")
    write_page(tmp_path / "deck", lesson(drawn, other_clip), steps=True)
    write_one_file(tmp_path / "one.html", lesson(drawn), steps=True)
    text = (tmp_path / "deck" / INDEX).read_text("utf-8")
    page = Elements(text)
    (element,) = page.named("storyreel-clip")
    assert json.loads(element["data-beats"] or "")[0]["start"] == 0
    assert len(page.named("video")) == 1
    scripts = [each.get("src") for each in page.named("script")]
    assert scripts[:2] == ["storyreel-player.js", "clips/hour29.clip.js"]
    for name in ("storyreel-player.js", "clips/hour29.clip.js"):
        assert (tmp_path / "deck" / name).is_file()
    assert not (tmp_path / "deck" / "clips" / "hour29.mp4").exists()
    assert "<storyreel-clip" in snippet(drawn)
    one = (tmp_path / "one.html").read_text("utf-8")
    assert "Storyreel.register('hour29'" in one
    assert not [each for each in Elements(one).named("script") if "src" in each]
    without = deck_of(other_clip)
    assert "storyreel-player" not in without


def test_one_slide_for_each_clip_with_captions_and_poster(
    clip: SlideClip, other_clip: SlideClip
) -> None:
    page = Elements(deck_of(clip, other_clip))
    videos, tracks = page.named("video"), page.named("track")
    assert [each["id"] for each in page.named("section") if each["class"] == "clip"] == [
        "hour29", "other",
    ]  # fmt: skip
    assert len(videos) == len(tracks) == 2
    for name in ("muted", "playsinline", "poster", "aria-label"):
        assert name in videos[0]
    kind, _, data = (tracks[0]["src"] or "").partition(",")
    assert kind == "data:text/vtt;base64"
    assert base64.b64decode(data).decode() == clip.words.captions


def test_the_words_of_the_lesson_are_on_slides_of_their_own(clip: SlideClip) -> None:
    page = deck_of(clip)
    kinds = [each["class"] for each in Elements(page).named("section")]
    assert kinds == ["text title", "clip", "text insight", "text question", "text sources"]
    for words in (clip.words.lesson.insight, clip.words.lesson.mistake, "A lesson"):
        assert escape(words) in page


def test_the_agenda_leads_to_the_clips(clip: SlideClip, other_clip: SlideClip) -> None:
    links = Elements(deck_of(clip, other_clip)).named("a")
    assert [link["href"] for link in links] == ["#/hour29", "#/other"]


def test_beats_are_known_with_their_times_and_loops(clip: SlideClip) -> None:
    words = replace(clip.words, loops=frozenset({"tests"}))
    looping = replace(clip, words=words)
    (video,) = Elements(deck_of(looping)).named("video")
    beats = json.loads(video["data-beats"] or "")
    assert (beats[0], beats[1]["start"]) == (
        {"name": "Opening", "start": 0.0, "stop": 4.2, "loop": False},
        4.2,
    )
    assert [beat["name"] for beat in beats if beat["loop"]] == ["Tests"]
    assert beats[-1]["stop"] == 30.0
    assert "data-steps" not in video


def test_a_deck_that_stops_has_a_step_with_notes_for_each_beat(clip: SlideClip) -> None:
    page = deck_of(clip, steps=True)
    elements = Elements(page)
    assert "data-steps" in elements.named("video")[0]
    fragments = [each for each in elements.named("span") if each.get("class") == "fragment"]
    assert len(fragments) == len(clip.timeline.beats) - 1
    opening, *rest = page.split('<span class="fragment">')
    assert "0:00.0–0:04.2 Opening:" in opening.rpartition("<aside")[2]
    assert "Preflight:" in rest[0] and "Tests:" in rest[1]
    assert "Insight:" in rest[-1].partition("</aside>")[0]


def test_screen_readers_hear_the_keys_apart_from_names_and_no_running_clock(
    clip: SlideClip,
) -> None:
    text = deck_of(clip)
    assert '<button name="overview" aria-keyshortcuts="O">Overview<kbd aria-hidden="true">' in text
    assert '<output aria-live="off">' in text[text.index('class="player"') :]


def test_one_file_needs_no_other(clip: SlideClip, tmp_path: Path) -> None:
    path = tmp_path / "lesson.html"
    require_own_file(path)
    assert write_one_file(path, lesson(clip), steps=False) == path.stat().st_size
    text = path.read_text("utf-8")
    page = Elements(text)
    for _, attributes in page.found:
        for name in ("src", "data-src", "href", "poster"):
            target = attributes.get(name)
            assert not target or target.startswith(("data:", "#/"))
    assert not re.search(r'url\("(?:fonts|reveal)/', text)
    _, _, video = (page.named("video")[0]["data-src"] or "").partition("base64,")
    assert base64.b64decode(video) == clip.video.read_bytes()
    assert len(page.named("script")) == text.count("</script>") == 3
    require_own_file(path)


def test_another_page_is_not_replaced_by_one_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.html"
    path.write_text("mine")
    with pytest.raises(RequestError, match="is not of a deck"):
        require_own_file(path)
    with pytest.raises(RequestError, match=r"does not end in \.html"):
        require_own_file(tmp_path / "deck")


def test_texts_of_a_storyboard_are_escaped(clip: SlideClip) -> None:
    title, alt = '<b>"&', '"><script>alert(1)</script>'
    said = LessonWords(insight=title, mistake=alt, sources=(title,))
    words = replace(clip.words, title=title, alt=alt, lesson=said)
    rude = replace(clip, words=words)
    for text in (deck_of(rude), snippets_page([rude]), snippet(rude)):
        assert "<b>" not in text
        assert "<script>alert" not in text
    assert Elements(deck_of(rude)).named("video")[0]["aria-label"] == alt


def test_a_snippet_names_its_files_beside_the_page(clip: SlideClip) -> None:
    page = Elements(snippet(clip))
    (video,), (track,) = page.named("video"), page.named("track")
    assert (video["src"], video["poster"]) == ("clips/hour29.mp4", "clips/hour29.png")
    assert track["src"] == "clips/hour29.vtt"


def test_the_lines_to_copy_are_those_of_the_page(clip: SlideClip) -> None:
    page = snippets_page([clip])
    assert snippet(clip) in page
    assert f"<code>{escape(snippet(clip))}</code>" in page


def test_colours_are_named_once() -> None:
    named = set(re.findall(r"--([a-z-]+):", page_assets.shared_style()))
    styles = page_assets.page_file("deck.css") + page_assets.page_file("embed.css")
    used = re.findall(
        r"var\(--([a-z-]+)\b",
        page_assets.shared_style() + styles,
    )
    assert set(used) <= named | {"share", "across", "down", "edge"}
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", styles)


def test_a_folder_is_written_again_and_keeps_what_else_is_in_it(
    clip: SlideClip, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for _ in range(2):
        require_own_folder(tmp_path)
        write_page(tmp_path, lesson(clip), steps=True)
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
        write_page(tmp_path / "odd", lesson(clip), steps=False)
    assert [path.name for path in (tmp_path / "odd").iterdir()] == [INDEX]
    with pytest.raises(RequestError, match="is a file"):
        require_own_folder(tmp_path / "file")


def test_changed_or_missing_files_of_reveal_are_errors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = {"reset.css", "reveal.css", "reveal.js", "notes.js", "LICENSE"}
    assert set(reveal.reveal_files()) == names
    monkeypatch.setitem(reveal.FILES, "dist/reveal.js", "0" * 64)
    with pytest.raises(MachineError, match=r"another dist/reveal\.js"):
        reveal.reveal_files()
    monkeypatch.setattr(reveal, "PACKAGE", "no_such_package")
    with pytest.raises(MachineError, match="is missing"):
        reveal.reveal_files()
