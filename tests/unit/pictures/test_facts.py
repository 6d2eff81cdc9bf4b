"""Numbers in pictures come from facts; those that are made up say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.design.tokens import Color
from storyreel.inspection.run import judge_drawings
from storyreel.pictures.elements import color
from storyreel.pictures.facts import Fact, KnownNumbers, Ledger
from storyreel.pictures.forms import Rect
from storyreel.pictures.load import PictureClip, load_clip
from storyreel.storyboard.timeline import compile_timeline
from tests.unit.pictures.conftest import Loads

FACTS = {
    "loss": Fact(value=4.605, source="ln 100"),
    "rows": Fact(value=1_200_000.0, source="log"),
    "share": Fact(value=0.173, source="log"),
}


def known(**fields: object) -> KnownNumbers:
    return KnownNumbers.of(fields, Ledger(results={-0.25}), FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "4.605",
        "4.6 of loss",
        "5",
        "1,200,000 rows",
        "1.2 M rows",
        "17 %",
        "17.3%",
        "−25%",
        "step 3",
        "the 2nd try",
        "#4",
        "H100",
        "int8",
        "at 12:30",
        "no number",
        "three rows",
    ],
)
def test_facts_their_roundings_ordinals_and_names_are_carried(text: str) -> None:
    assert known().unknown_in(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("4.7", "4.7"), ("18 %", "18 %"), ("1.3 M", "1.3 M"), ("17 of 20", "17"), ("26%", "26%")],
)
def test_other_numbers_are_not(text: str, found: str) -> None:
    assert known().unknown_in(text) == found


def test_the_length_of_a_list_and_the_ticks_of_an_axis_are_carried() -> None:
    assert known(items=["a", "b", "c"]).unknown_in("3 things") is None
    assert known(items=["a", "b"]).unknown_in("3 things") == "3"
    assert known(x_ticks=[0, 250]).unknown_in("250") is None
    assert known(values={"a": 250}).unknown_in("250") == "250"


def findings(clip: PictureClip) -> list[tuple[str, int | None]]:
    timeline = compile_timeline(clip.storyboard, Fps(10))
    drawings = [drawing for _, drawing in clip.performance.drawings(Fps(10), range(300))]
    found = judge_drawings(timeline, clip.storyboard, drawings, clip.source)
    return [(each.message, each.line) for each in found if each.rule == "unsourced"]


def test_a_number_without_a_fact_is_a_warning_at_its_line(load: Loads) -> None:
    clip = load(
        "picture:\n"
        "  a: {bars: {values: {seal: 0.24, sensor: after}, digits: 2}}\n"
        "  b: {figure: {value: guess, digits: 3}}\n"
    )
    assert findings(clip) == [("0.24 in 'a' does not come from a fact.", 13)]


def test_quoted_words_need_no_fact(load: Loads) -> None:
    assert findings(load("picture: {a: {tokens: {pieces: ['12', '26'], ids: [7, 8]}}}")) == []


def made_up(folder: Path, beat: str) -> PictureClip:
    project = Project.at(folder)
    project.storyboards.mkdir()
    path = project.storyboards / "lesson.yaml"
    path.write_text(
        "clip: lesson\ntitle: A lesson\nalt: A lesson.\n"
        "facts: {rate: {value: 0.4, illustration: true}, seen: {value: 0.2, source: log}}\n"
        f"beats:\n- {{id: one, step: One, duration: 15, caption: One., {beat}}}\n"
        "- {id: two, step: Two, duration: 15, picture: {b: {figure: {value: seen, digits: 1}}}}\n"
        "wisdom: It is over.\n",
        "utf-8",
    )
    clip = load_clip(path, project)
    assert isinstance(clip, PictureClip)
    return clip


def test_what_is_made_up_is_hollow_and_named_once(tmp_path: Path) -> None:
    clip = made_up(
        tmp_path,
        "picture: {a: {bars: {values: {x: rate}, digits: 1}}, b: {figure: {value: rate}},"
        " c: {bars: {values: {y: seen}, digits: 1}}}",
    )
    picture = {element.key: element for element in clip.performance.picture(8.0)}
    bar = picture["a/bar/x"]
    assert bar.look.fill is None and bar.look.dash and bar.look.stroke == color(Color.SLATE)
    assert isinstance(picture["b/illustration"].form, Rect), "words get a dashed frame"
    assert picture["c/bar/y"].look.fill == color(Color.NAVY)
    assert [key for key in picture if key.startswith("illustration/word")]
    later = {element.key for element in clip.performance.picture(20.0)}
    assert "illustration/word" not in later
