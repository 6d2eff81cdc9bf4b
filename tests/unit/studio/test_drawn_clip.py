"""A storyboard of which only words change leaves most frames as they are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.stage.perform import perform
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from storyreel.studio.clips import open_clip
from storyreel.studio.drawn_clip import DrawnClip, SharedDrawings
from storyreel.studio.edit import Edit
from storyreel.studio.edits import edited
from storyreel.studio.title_change import TitleChange
from tests.clips import CLIP_IDS
from tests.clips import PROJECT as SHIPPED
from tests.small_clip import write_small_clip

FPS = Fps(4)


def timed(loaded: Loaded, fps: Fps = FPS) -> Timeline:
    return compile_timeline(loaded.storyboard, fps)


def drawn(loaded: Loaded, fps: Fps = FPS) -> DrawnClip:
    """The clip with all its drawings, each drawn."""
    timeline = timed(loaded, fps)
    drawings: dict[int, Drawing] = {}
    perform(loaded, timeline, drawings.__setitem__)
    return DrawnClip(loaded, timeline, list(drawings.values()))


def kept(before: DrawnClip, loaded: Loaded) -> set[int]:
    return set(before.shared_with(loaded, timed(loaded)).same)


@pytest.fixture
def small(tmp_path: Path) -> Project:
    write_small_clip(tmp_path)
    return Project.at(tmp_path)


def copied(clip: str, folder: Path) -> Project:
    """A project with one of the shipped clips alone."""
    (board,) = SHIPPED.storyboards.glob(f"{clip}-*.yaml")
    (folder / "storyboards").mkdir()
    shutil.copy(board, folder / "storyboards")
    if (SHIPPED.scenes / clip).is_dir():
        shutil.copytree(SHIPPED.scenes / clip, folder / "scenes" / clip)
    if SHIPPED.assets.is_dir():
        shutil.copytree(SHIPPED.assets, folder / "assets")
    return Project.at(folder)


def rewritten(project: Project, change: Callable[[str], str], clip: str = "pair") -> Loaded:
    """The clip after a change of its storyboard's text."""
    (board,) = project.storyboards.glob(f"{clip}-*.yaml")
    text = board.read_text()
    changed = change(text)
    assert changed != text
    board.write_text(changed)
    return open_clip(project, clip)


def test_a_changed_caption_leaves_other_beats_as_they_are(small: Project) -> None:
    before = drawn(open_clip(small, "pair"))
    after = rewritten(small, lambda text: text.replace("The second is", "The other is"))
    same = kept(before, after)
    assert same == {*range(32), *range(80, 112)}  # a second before the beat, and one after it
    now = drawn(after).drawings
    assert all(now[frame] == before.drawings[frame] for frame in same)
    assert any(now[frame] != before.drawings[frame] for frame in range(36, 76))


def test_another_title_is_put_into_the_frames_of_before(small: Project) -> None:
    before = drawn(open_clip(small, "pair"))
    after = rewritten(small, lambda text: text.replace("title: Two", "title: Three"))
    now = drawn(after).drawings
    shared = before.shared_with(after, timed(after)).same_but_title
    change = TitleChange.between(before.drawings[20], now[20])
    assert change is not None
    retitled = change.applied_to_all(shared)
    assert len(retitled) == len(now) == 112
    assert [retitled[frame].drawing for frame in range(112)] == list(now)


def test_another_wisdom_leaves_the_frames_without_it(small: Project) -> None:
    before = drawn(open_clip(small, "pair"))
    after = rewritten(small, lambda text: text.replace("make a pair", "are a pair"))
    now = drawn(after).drawings
    differing = {frame for frame in range(112) if now[frame] != before.drawings[frame]}
    assert min(differing) > 76
    assert kept(before, after) == set(range(112)) - differing


def test_other_notes_leave_every_frame(small: Project) -> None:
    before = drawn(open_clip(small, "pair"))
    after = rewritten(small, lambda text: text.replace("alt: Two numbers", "alt: A pair"))
    assert len(kept(before, after)) == 112


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("duration: 9.0", "duration: 9.1"),
        ("{value: 24", "{value: 23"),
        ("The second is twice as large.", '"The second is\n      twice as large."'),  # lines move
    ],
)
def test_any_other_change_leaves_nothing(small: Project, old: str, new: str) -> None:
    before = drawn(open_clip(small, "pair"))
    after = rewritten(small, lambda text: text.replace(old, new, 1))
    assert before.shared_with(after, timed(after)) == SharedDrawings()


def test_a_scene_that_reads_captions_is_drawn_again(tmp_path: Path) -> None:
    project = copied("hour29", tmp_path)
    before = DrawnClip(loaded := open_clip(project, "hour29"), timed(loaded), [Drawing(())] * 120)
    caption = next(path for path in loaded.source.places if is_caption(loaded, path))
    edits = [Edit(caption, "Quite other words.")]
    after = rewritten(project, lambda text: edited(text, edits), "hour29")
    assert kept(before, after)
    scene = project.scenes / "hour29" / "scene.py"
    text = scene.read_text()
    scene.write_text(f"{text}\n\nWORDS = lambda data: data.sentences\n")
    assert kept(before, after), "sentences of its own"
    scene.write_text(f"{text}\n\nWORDS = lambda board: board.beats[0].caption\n")
    assert kept(before, after) == set()


@pytest.mark.slow
@pytest.mark.parametrize("clip", CLIP_IDS)
def test_frames_that_are_kept_are_those_that_would_be_drawn(clip: str, tmp_path: Path) -> None:
    project = copied(clip, tmp_path)
    fps = Fps(10)
    before = drawn(loaded := open_clip(project, clip), fps)
    captions = [path for path in loaded.source.places if is_caption(loaded, path)]
    edits = [Edit(path, "Quite other words.") for path in captions[1::4]]
    after = rewritten(project, lambda text: edited(text, edits), clip)
    same = before.shared_with(after, timed(after, fps)).same
    now = drawn(after, fps).drawings
    assert len(same) > 50
    assert [frame for frame in same if now[frame] != before.drawings[frame]] == []
    assert any(now[frame] != before.drawings[frame] for frame in range(len(now)))


@pytest.mark.slow
@pytest.mark.parametrize("clip", CLIP_IDS)
def test_retitled_frames_are_those_that_would_be_drawn(clip: str, tmp_path: Path) -> None:
    project = copied(clip, tmp_path)
    fps = Fps(10)
    before = drawn(open_clip(project, clip), fps)
    edits = [Edit(("title",), "Quite another title"), Edit(("wisdom",), "Quite other words.")]
    after = rewritten(project, lambda text: edited(text, edits), clip)
    shared = before.shared_with(after, timed(after, fps)).same_but_title
    now = drawn(after, fps).drawings
    change = TitleChange.between(before.drawings[0], now[0])
    assert change is not None
    retitled = change.applied_to_all(shared)
    assert len(retitled) > len(now) / 2
    assert [frame for frame, each in retitled.items() if each.drawing != now[frame]] == []


def is_caption(loaded: Loaded, path: KeyPath) -> bool:
    """Whether a value is the text of a caption on one line of the file."""
    text = loaded.source.get(path)
    written = loaded.clip.storyboard.read_text()
    timed = path[-1:] in (("from",), ("to",))
    return path[2:3] == ("caption",) and not timed and isinstance(text, str) and text in written
