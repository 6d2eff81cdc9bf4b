"""Clips as drawings in a real browser: what it shows is what the engine paints."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.cli.clips import load_clip
from storyreel.drawing.drawing import Drawing
from storyreel.inspection.contrast_ratio import contrast
from storyreel.inspection.luminance import luminance
from storyreel.paint.raster import paint_drawing
from storyreel.render.sources.manim_scene import ManimSceneSource
from storyreel.slides.drawn_clips import drawn_scene
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.timeline import compile_timeline
from tests.clips import CLIP_IDS
from tests.e2e import browser
from tests.e2e.program import Run

ROOT = Path(__file__).parents[2]
RATE = 30
"""Frames per second of the page that most tests use; the usual 60 take twice as long to export."""

TWO_FRAMES = """new Promise((done) => requestAnimationFrame(
  () => requestAnimationFrame(() => done(true))))"""

MAX_MEAN, MAX_SHARE, LEVELS = 0.6, 0.002, 8
"""Of levels from 0 to 255: the mean difference, and the share of pixels that differ by more than
LEVELS. Browsers round gradients to whole levels, and smooth edges a little differently."""

pytestmark = browser.needs_browser


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Tab]:
    with browser.browsing(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture(scope="module")
def site(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = run("export", "stage3", "--web", folder, "--fps", RATE, "--json", "--project", ROOT)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["compressed_bytes"] < 10**6
    return folder


@pytest.fixture
def player(tab: browser.Tab, site: Path) -> browser.Tab:
    open_clip(tab, site / "stage3.html")
    return tab


def test_the_page_opens_from_the_file_system_without_a_complaint(player: browser.Tab) -> None:
    assert all(address.startswith(("file:", "data:")) for address in player.requests())
    assert player.complaints() == []


@pytest.mark.parametrize(("width", "size"), [(1280, 84), (420, 50), (200, 48)])
def test_the_start_button_leaves_a_small_picture_to_be_seen(
    player: browser.Tab, width: int, size: int
) -> None:
    player.ask(f"document.querySelector('storyreel-clip').style.width = '{width}px'")
    button = "document.querySelector('storyreel-clip').shadowRoot.querySelector('.start')"
    shown = player.ask(
        f"(({{width, height}}) => [width, height])({button}.getBoundingClientRect())"
    )
    player.ask("document.querySelector('storyreel-clip').style.width = ''")
    assert shown == pytest.approx([size, size], abs=6)


def test_keys_move_through_the_clip(player: browser.Tab) -> None:
    for key, code, seconds in (
        ("ArrowRight", 39, 1.0), ("l", 76, 6.0), ("ArrowLeft", 37, 5.0), ("End", 35, 30.0),
        ("Home", 36, 0.0),
    ):  # fmt: skip
        player.press(key, code)
        assert player.ask("clip.seconds") == pytest.approx(seconds), key
    player.press("]", 221)
    assert player.ask("clip.seconds") == pytest.approx(player.ask("clip.clip.beats[1].start"))
    player.press("3", 51)
    assert player.ask("clip.seconds") == pytest.approx(player.ask("clip.clip.beats[2].start"))


def test_it_plays_and_pauses_and_ends_on_the_last_frame(player: browser.Tab) -> None:
    player.press(" ", 32)
    player.wait("clip.seconds > 0.3")
    player.press(" ", 32)
    at = player.ask("clip.seconds")
    assert player.ask("clip.playing") is False
    player.ask("clip.seek(clip.duration - 0.2), clip.play()")
    player.wait("!clip.playing")
    assert player.ask("clip.seconds") == 30 > at
    assert player.ask("clip.parts.play.getAttribute('aria-label')") == "Play again"


def test_with_steps_it_pauses_at_the_end_of_each_beat(player: browser.Tab) -> None:
    player.ask(
        "clip.setAttribute('steps', ''), clip.seek(clip.clip.beats[1].stop - 0.2), clip.play()"
    )
    player.wait("!clip.playing")
    assert player.ask("clip.seconds") == pytest.approx(player.ask("clip.clip.beats[1].stop"))


def test_with_reduced_motion_it_shows_the_closing_frame_of_each_beat(player: browser.Tab) -> None:
    feature = {"name": "prefers-reduced-motion", "value": "reduce"}
    player.call("Emulation.setEmulatedMedia", features=[feature])
    shown = "(clip.pause(), clip.painter.previous.frame === clip.painter.drawings.frames[FRAME])"
    try:
        player.ask("clip.seek(0.1), clip.play()")
        player.wait("clip.seconds > 0.2")
        last = round(player.ask("clip.clip.beats[0].stop") * RATE) - 1
        assert player.ask(shown.replace("FRAME", str(last)))
    finally:
        player.call("Emulation.setEmulatedMedia", features=[])


def test_a_screen_reader_hears_the_position_and_the_captions(player: browser.Tab) -> None:
    player.ask("clip.seek(clip.clip.captions[1].start + 0.1), clip.play()")
    player.wait("clip.parts.unseen.textContent === clip.clip.captions[1].text")
    slider = "clip.parts.beats.getAttribute('aria-valuetext')"
    begun = player.ask(slider)
    player.ask("clip.goToBeat(clip.beat + 1)")
    assert player.ask(slider) == begun, "a position that moves is not said"
    player.ask("clip.pause()")
    assert player.ask(f"{slider}.endsWith(clip.clip.beats[clip.beat].title)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_controls_can_be_read_on_a_light_and_on_a_dark_page(
    scheme: str, player: browser.Tab
) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    player.call("Emulation.setEmulatedMedia", features=[feature])
    try:
        ground = player.ask(
            "((style) => /rgb.*?\\)/.exec(style.backgroundImage)?.[0] || style.backgroundColor)"
            "(getComputedStyle(document.body))"
        )
        for part in ("clip", "clip.parts.time"):
            color = player.ask(f"getComputedStyle({part}).color")
            assert contrast(_luminance(color), _luminance(ground)) >= 4.5, part
    finally:
        player.call("Emulation.setEmulatedMedia", features=[])


def _luminance(color: str) -> float:
    """The relative luminance of a colour that the browser writes as `rgb(26, 54, 93)`."""
    return float(luminance(np.array([int(each) for each in re.findall(r"\d+", color)])))


def test_print_shows_the_closing_frame(player: browser.Tab) -> None:
    player.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert player.ask("getComputedStyle(clip.canvas).display") == "none"
        still = player.ask(
            "document.querySelector('storyreel-clip img').getBoundingClientRect().width"
        )
        assert still > 600
    finally:
        player.call("Emulation.setEmulatedMedia", media="")


def test_frames_in_the_browser_are_those_that_the_engine_paints(player: browser.Tab) -> None:
    assert_painted_alike("stage3", Fps(RATE), 4, player)


@pytest.mark.slow
@pytest.mark.parametrize("name", CLIP_IDS)
def test_every_clip_is_the_same_in_the_browser(
    name: str, run: Run, tab: browser.Tab, tmp_path: Path
) -> None:
    done = run("export", name, "--web", tmp_path, "--json", "--project", ROOT)
    assert done.returncode == 0, done.stderr
    size = json.loads(done.stdout)["compressed_bytes"]
    assert size < 10**6
    print(f"{name}: {size:,} bytes", end=", ")
    open_clip(tab, tmp_path / f"{name}.html")
    assert_painted_alike(name, Fps(60), 20, tab)


SCENE = """\
from manim import *

config.pixel_width, config.pixel_height = 1080, 1080


class Turning(MovingCameraScene):
    def construct(self):
        square = Square(color=BLUE).set_fill(BLUE, 0.4)
        self.next_section("grow")
        words = Text("Turning").to_edge(UP)
        self.play(GrowFromCenter(square), Write(words), subcaption="It grows.")
        self.next_section("turn")
        self.play(Rotate(square, PI / 3), self.camera.frame.animate.scale(0.7))
        self.play(FadeOut(square))
"""


@pytest.mark.slow
def test_a_plain_scene_is_exported_like_a_clip(run: Run, tab: browser.Tab, tmp_path: Path) -> None:
    project, site = tmp_path / "project", tmp_path / "site"
    (project / "storyboards").mkdir(parents=True)
    file = project / "turning.py"
    file.write_text(SCENE)
    places = "--project", project, "--store", tmp_path / "store"
    done = run("--scene", f"{file}:Turning", "--quality", "smoke", *places)
    assert done.returncode == 0, done.stderr
    done = run("export", "Turning", "--web", site, *places[:2], "--json")
    assert done.returncode == 0, done.stderr
    open_clip(tab, site / "Turning.html")
    assert tab.ask("clip.clip.beats.map((beat) => beat.title)") == ["grow", "turn"]
    assert tab.ask("clip.clip.captions.map((each) => each.text)") == ["It grows."]
    assert tab.ask("clip.canvas.width === clip.canvas.height")
    drawn = drawn_scene(ManimSceneSource(file, "turning.py", "Turning"), Fps(60), print).drawings
    frames = np.linspace(0, len(drawn) - 1, 20).astype(int).tolist()
    assert_frames_alike({frame: drawn[frame] for frame in frames}, (720, 720), tab)


def open_clip(tab: browser.Tab, page: Path) -> None:
    tab.go(page.as_uri())
    tab.wait("document.querySelector('storyreel-clip').hasAttribute('ready')")
    tab.ask("window.clip = document.querySelector('storyreel-clip'), clip.parts.stage.focus()")


def assert_painted_alike(name: str, fps: Fps, moments: int, tab: browser.Tab) -> None:
    """Compare evenly spaced frames at 1280 by 720, reached in an order that jumps about."""
    loaded = load_clip(Project.at(ROOT), name)
    timeline = compile_timeline(loaded.storyboard, fps)
    frames = np.linspace(0, timeline.frames - 1, moments).astype(int).tolist()
    drawn = dict(zip(frames, draw_frames(loaded, timeline, frames), strict=True))
    assert_frames_alike(drawn, (1280, 720), tab)


def assert_frames_alike(
    drawn: Mapping[int, Drawing], size: tuple[int, int], tab: browser.Tab
) -> None:
    (width, height), worst = size, (0.0, 0.0)
    tab.ask(TWO_FRAMES)  # the player has fitted its canvas to the page
    tab.ask(f"clip.canvas.width = {width}, clip.canvas.height = {height}, 0")
    for frame in [*list(drawn)[::2], *list(drawn)[1::2]]:
        found = browser_frame(tab, frame)
        wanted = paint_drawing(drawn[frame], width, height)[..., :3].astype(int)
        difference = np.abs(found - wanted)
        share = (difference.max(axis=2) > LEVELS).mean()
        worst = max(worst[0], difference.mean()), max(worst[1], share)
        assert difference.mean() <= MAX_MEAN, frame
        assert share <= MAX_SHARE, frame
    print(f"mean {worst[0]:.3f} of 255 levels, {worst[1]:.3%} of pixels")


def browser_frame(tab: browser.Tab, frame: int) -> npt.NDArray[Any]:
    address = tab.ask(f"clip.painter.paint({frame}), clip.canvas.toDataURL('image/png')")
    with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as image:
        return np.asarray(image.convert("RGB")).astype(int)
