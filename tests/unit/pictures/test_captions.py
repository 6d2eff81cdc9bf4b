"""Captions with times of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.inspection.run import judge_drawings
from storyreel.output.webvtt import read_cues, webvtt
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.forms import Words
from storyreel.pictures.load import load_clip
from storyreel.storyboard.timeline import compile_timeline

LINES = """\
clip: lesson
title: A lesson
alt: A lesson.
beats:
  - id: one
    step: One
    duration: 15
    cues: {count: 4}
    caption: CAPTION
    picture: {a: {text: {lines: [words]}}}
  - {id: two, step: Two, duration: 15}
wisdom: It is over.
"""


def load(caption: str, folder: Path) -> PictureClip:
    project = Project.at(folder)
    project.storyboards.mkdir()
    path = project.storyboards / "lesson.yaml"
    path.write_text(LINES.replace("CAPTION", caption), "utf-8")
    clip = load_clip(path, project)
    assert isinstance(clip, PictureClip)
    return clip


def shown(clip: PictureClip, now: float) -> set[str]:
    elements = clip.performance.picture(now)
    return {
        element.form.text
        for element in elements
        if element.role == "caption" and isinstance(element.form, Words)
    }


TWO = "[{text: First this., from: 1, to: count}, {text: Then that., from: 6}]"


def test_each_shows_at_its_time(tmp_path: Path) -> None:
    clip = load(TWO, tmp_path)
    moments = {0.5: set(), 3.0: {"First this."}, 5.0: set(), 9.0: {"Then that."}, 20.0: set()}
    assert {now: shown(clip, now) for now in moments} == moments


def test_the_captions_of_the_video_have_these_times(tmp_path: Path) -> None:
    timeline = compile_timeline(load(TWO, tmp_path).storyboard, Fps(10))
    cues = [(float(cue.start), float(cue.stop), cue.text) for cue in read_cues(webvtt(timeline))]
    assert cues == [(1, 4, "First this."), (6, 15, "Then that."), (15, 30, "It is over.")]


def test_a_single_one_may_begin_later_and_the_next_one_ends_it(tmp_path: Path) -> None:
    timeline = compile_timeline(
        load("[{text: First this.}, {text: Then that., from: 6}]", tmp_path).storyboard, Fps(10)
    )
    assert [(s.frames.start, s.frames.stop) for s in timeline.beats[0].sentences] == [
        (0, 60),
        (60, 150),
    ]


def test_too_little_time_to_read_one_is_found(tmp_path: Path) -> None:
    clip = load("{text: This sentence is much too long to be read., from: 1, to: 2.5}", tmp_path)
    timeline = compile_timeline(clip.storyboard, Fps(10))
    drawings = [drawing for _, drawing in clip.performance.drawings(Fps(10), range(300))]
    found = judge_drawings(timeline, clip.storyboard, drawings, clip.source)
    assert [(each.rule, each.line) for each in found if each.beat == "one"] == [("reading-time", 9)]


@pytest.mark.parametrize(
    ("caption", "says"),
    [
        ("{text: One., from: cont}", "9:27: beat 'one', caption.from: unknown cue 'cont'."),
        ("{text: One., from: 2, to: 2}", "9:14: beat 'one', caption: shows from 2 to 2 s."),
        ("{text: One., to: 16}", "9:31: beat 'one', caption.to: ends at 16 s, after"),
        (
            "[{text: One., to: 5}, {text: Two., from: 3}]",
            "9:49: beat 'one', caption item 2, from: begins at 3 s, before",
        ),
    ],
)
def test_times_that_cannot_be_are_located(caption: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        load(caption, tmp_path)
    (problem,) = caught.value.problems
    where, _, what = says.partition(": ")
    assert what in str(problem)
    assert str(problem).startswith(f"storyboards/lesson.yaml:{where.partition(':')[0]}:")


def test_a_caption_that_is_too_long_is_one_mistake(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        load("one two three four five six seven eight nine ten eleven twelve thirteen", tmp_path)
    (problem,) = caught.value.problems
    assert "9:14: beat 'one', caption: has 13 words" in str(problem)


def test_a_caption_waits_for_its_picture_and_the_one_before_stays_until_then(
    tmp_path: Path,
) -> None:
    lines = LINES.replace("CAPTION", "First this.").replace(
        "step: Two, duration: 15}",
        "step: Two, duration: 7, caption: Then that.,"
        " picture: {a: {at: 0.5, text: {lines: [b]}}}}\n"
        "  - {id: three, duration: 8}",
    )
    project = Project.at(tmp_path)
    project.storyboards.mkdir()
    path = project.storyboards / "lesson.yaml"
    path.write_text(lines, "utf-8")
    clip = load_clip(path, project)
    assert isinstance(clip, PictureClip)
    found = {now: shown(clip, now) for now in (15.1, 15.6, 21.9)}
    assert found == {15.1: {"First this."}, 15.6: {"Then that."}, 21.9: {"Then that."}}
    empty = [step for step in range(60) if not shown(clip, 15 + step / 60)]
    assert len(empty) <= 30
