"""A change in the storyboard of hour 29 changes the clip in that place and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded, load_storyboard
from storyreel.storyboard.timeline import Timeline, compile_timeline
from tests.unit.drawn_texts import drawn_texts

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


CHANGES = {
    "score": ("opening", ("score: 100%", "score: 98%"), {"98%"}, {"100%"}),
    "caption": (
        "tests",
        ("All 12 pass.", "Every one passes."),
        {"Every one passes."},
        {"All 12 pass."},
    ),
    "tool": ("preflight", ("tool: NumPy", "tool: Torch"), {"Torch"}, {"NumPy"}),
    "seed": ("seed_lock", ("seed: seed 123", "seed: seed 77"), {"seed 77"}, {"seed 123"}),
}
DRAWN = {
    "test count": (("tests", "others"), ("count: 12", "count: 9")),
    "free draw": (("seed_lock", "seed"), ('"0.969553"', '"0.734661"')),
    "weights": (("checkpoint_hash", "grow"), ("weights: 752", "weights: 700")),
    "locked draw": (("seed_lock", "check"), ('"0.682352"', '"0.282352"')),
}
"""Numbers that are not written but drawn: the cue at which they are seen, and the change."""


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
    assert drawn_texts(before) >= old and not drawn_texts(before) & new
    assert drawn_texts(after) >= new and not drawn_texts(after) & old
    assert before != after


def frame_at(loaded: Loaded, beat: str, cue: str) -> int:
    (found,) = (timed for timed in timeline_of(loaded).beats if timed.id == beat)
    return found.frames.start + round(float(found.cues[cue]) * RATE)


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_numbers_come_from_the_storyboard(
    name: str, edited: Edited, loaded: Loaded, drawings: Drawings
) -> None:
    at, change = DRAWN[name]
    other, frame = edited(change), frame_at(loaded, *at)
    (after,) = draw_frames(other, timeline_of(other), [frame])
    assert after != drawings[frame]
    assert drawn_texts(after) == drawn_texts(drawings[frame])


def test_a_duration_moves_all_that_follows(edited: Edited, drawings: Drawings) -> None:
    longer = edited(
        ("id: opening\n    duration: 4.2\n", "id: opening\n    duration: 4.6\n"),
        ("    duration: 3.8\n", "    duration: 3.4\n"),
    )
    timeline = timeline_of(longer)
    assert timeline.frames == 450
    before, later = drawings, draw_frames(longer, timeline, range(120))
    assert later[:63] == list(before[:63])
    assert later[63:69] == [before[62]] * 6, "what the beat leaves over is held"
    assert later[69:87] == list(before[63:81])


def test_a_cue_moves_what_waits_for_it(edited: Edited, drawings: Drawings) -> None:
    later = edited(("cues: {rise: 0.32", "cues: {rise: 0.52"))
    before, after = drawings, draw_frames(later, timeline_of(later), range(22))
    assert before[6] != before[7]
    assert after[5] == after[7] == before[0]
    assert after[8:14] == list(before[5:11])


@pytest.mark.parametrize(("beat", "text"), [("tests", "some text"), ("seed_lock", "seed 123")])
def test_what_flies_to_one_run_does_not_cover_what_flies_to_the_other(
    beat: str, text: str, loaded: Loaded, drawings: Drawings
) -> None:
    (frames,) = (timed.frames for timed in timeline_of(loaded).beats if timed.id == beat)
    pairs = 0
    for drawing in drawings[frames.start : frames.stop]:
        shown = [item.box for item in drawing.items if item.tag and item.tag.text == text]
        assert not any(one.overlaps(other) for one, other in combinations(shown, 2))
        pairs += len(shown) > 1
    assert pairs > 10


def test_changing_nothing_changes_nothing(edited: Edited, drawings: Drawings) -> None:
    same = edited()
    assert draw_frames(same, timeline_of(same), range(40)) == list(drawings[:40])
