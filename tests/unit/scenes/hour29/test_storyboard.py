"""A change in the storyboard of hour 29 changes the clip in that place and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded, load_storyboard
from storyreel.storyboard.timeline import Timeline, compile_timeline

CLIP = "hour29"
RATE = 15
Drawings = Sequence[Drawing]
Edited = Callable[..., Loaded]


@pytest.fixture(scope="module")
def edited(project: Project, loaded: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """The storyboard with some of its text replaced by other text."""

    def edit(*changes: tuple[str, str]) -> Loaded:
        text = loaded.clip.storyboard.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path: Path = tmp_path_factory.mktemp("edited") / loaded.clip.storyboard.name
        path.write_text(text, encoding="utf-8")
        return load_storyboard(path, project)

    return edit


def timeline_of(loaded: Loaded) -> Timeline:
    return compile_timeline(loaded.storyboard, Fps(RATE))


def last_frame(loaded: Loaded, beat: str) -> int:
    (found,) = (timed for timed in timeline_of(loaded).beats if timed.id == beat)
    return found.frames.stop - 1


def texts(drawing: Drawing) -> set[str]:
    return {item.tag.text for item in drawing.items if item.tag and item.tag.text}


CHANGES = {
    "caption": (
        "opening",
        ("caption: Same seed, same fingerprint?", "caption: Is it the same again?"),
        {"Is it the same again?"},
        {"Same seed, same fingerprint?"},
    ),
    "printed line": (
        "preflight",
        ("{status: ok, text: tqdm}", "{status: fail, text: tqdm 0.0}"),
        {"tqdm 0.0"},
        {"tqdm"},
    ),
    "test count": (
        "tests",
        ("count: 12", "count: 9"),
        {"9 passed", "9 passed in 6.48s"},
        {"12 passed", "12 passed in 6.48s"},
    ),
    "draw": ("seed_lock", ('"0.053821"', '"0.053822"'), {"0.053822"}, {"0.053821"}),
    "digest": (
        "approved_run",
        ("other: b1b6baac85af4e696d93f5fe", "other: b692162c707f20df02c00680"),
        {"28"},
        set(),
    ),
}


@pytest.fixture(scope="module")
def everything_changed(edited: Edited) -> dict[str, Drawing]:
    """The last frame of each of the beats, with all of the changes at once."""
    loaded = edited(*(change for _, change, _, _ in CHANGES.values()))
    beats = [beat for beat, *_ in CHANGES.values()]
    frames = [last_frame(loaded, beat) for beat in beats]
    return dict(zip(beats, draw_frames(loaded, timeline_of(loaded), frames), strict=True))


@pytest.mark.parametrize("name", CHANGES)
def test_words_and_numbers_come_from_the_storyboard(
    name: str, everything_changed: dict[str, Drawing], loaded: Loaded, drawings: Drawings
) -> None:
    beat, _, new, old = CHANGES[name]
    before = drawings[last_frame(loaded, beat)]
    after = everything_changed[beat]
    assert texts(before) >= old and not texts(before) & new
    assert texts(after) >= new and not texts(after) & old
    assert before != after


def test_there_are_as_many_dots_as_tests(
    everything_changed: dict[str, Drawing], loaded: Loaded, drawings: Drawings
) -> None:
    before = drawings[last_frame(loaded, "tests")]
    parts = 3  # a ring, and above it a disc and its check
    assert len(before.items) - len(everything_changed["tests"].items) == 3 * parts


def test_a_duration_moves_all_that_follows(edited: Edited, drawings: Drawings) -> None:
    longer = edited(
        ("duration: 2.4\n", "duration: 2.8\n"), ("    duration: 4.2", "    duration: 3.8")
    )
    timeline = timeline_of(longer)
    assert timeline.frames == 450
    before, later = drawings, draw_frames(longer, timeline, range(60))
    assert later[:36] == list(before[:36])
    assert later[36:42] == [before[35]] * 6, "what the beat leaves over is held"
    assert later[42:60] == list(before[36:54])


def test_a_cue_moves_what_waits_for_it(edited: Edited, drawings: Drawings) -> None:
    later = edited(("cues: {roll: 1.0}", "cues: {roll: 1.2}"))
    before, after = drawings, draw_frames(later, timeline_of(later), range(33))
    assert before[15] != before[17]
    assert after[15] == after[17] == before[0]
    assert after[18:33] == list(before[15:30])


def test_changing_nothing_changes_nothing(edited: Edited, drawings: Drawings) -> None:
    same = edited()
    assert draw_frames(same, timeline_of(same), range(40)) == list(drawings[:40])
