"""What a storyboard's pictures may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.pictures.board import PictureBoard
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.forms import Number, Words
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.load import load_clip
from storyreel.storyboard.load import no_missing_characters
from tests.unit.pictures.conftest import Loads

ROOT = Path(__file__).parents[3]


def test_numbers_come_from_facts_and_arithmetic(load: Loads) -> None:
    performance = load(
        "picture:\n  a: {figure: {value: guess, digits: 3}}\n"
        '  b: {text: {lines: ["{after / guess - 1:+.0%}"]}}'
    ).performance
    forms = [element.form for element in performance.picture(10.0)]
    assert any(isinstance(form, Number) and form.value == 4.605 for form in forms)
    assert any(isinstance(form, Words) and form.text == "−77%" for form in forms)


def words(clip: PictureClip, now: float) -> set[str]:
    """All texts and numbers that show at a time."""
    return {
        form.words.text if isinstance(form, Number) else form.text
        for form in (element.form for element in clip.performance.picture(now))
        if isinstance(form, (Words, Number))
    }


def test_what_a_later_picture_does_not_say_stays(load: Loads) -> None:
    clip = load(
        "picture: {a: {figure: {value: 3, note: loss}}}\nthen: [{at: 5, a: {figure: {value: 4}}}]"
    )
    assert {"3", "loss"} <= words(clip, 3.0)
    assert {"4", "loss"} <= words(clip, 10.0)
    assert {"4", "loss"} <= words(clip, 29.0), "a beat without a picture keeps the stage"


LEAVES = "picture: {a: {figure: {value: 3, note: loss}}, b: {figure: {value: 5}}}"


@pytest.mark.parametrize(
    ("back", "shown", "not_shown"),
    [
        ("layout: a b", {"3", "loss", "5"}, set()),
        ("layout: a b, a: {dim: true}", {"3", "loss", "5"}, set()),
        ("layout: a b, a: {figure: {value: 4}}", {"4", "5"}, {"3", "loss"}),
        ("layout: b", {"5"}, {"3", "loss"}),
    ],
)
def test_what_has_left_comes_back_as_it_was_unless_it_is_described_again(
    load: Loads, back: str, shown: set[str], not_shown: set[str]
) -> None:
    clip = load(f"layout: a b\n{LEAVES}\nthen: [{{at: 3, layout: b}}, {{at: 6, {back}}}]")
    assert "loss" not in words(clip, 5.0)
    assert shown <= words(clip, 12.0)
    assert not not_shown & words(clip, 12.0)


TWO_BEATS = """\
clip: lesson
title: A lesson
alt: A lesson.
wisdom: It is.
beats:
- id: one
  step: One
  duration: 15
  caption: One.
  layout: a b
  picture: {{a: {{figure: {{value: 3}}}}, b: {{figure: {{value: 5}}}}}}
- {{id: two, step: Two, duration: 15, {later}}}
"""


def later_keys(folder: Path, later: str) -> set[str]:
    """What shows at the end of a clip whose second beat says this."""
    project = Project.at(folder)
    project.storyboards.mkdir()
    path = project.storyboards / "lesson.yaml"
    path.write_text(TWO_BEATS.format(later=later), "utf-8")
    clip = load_clip(path, project)
    assert isinstance(clip, PictureClip)
    return {element.key for element in clip.performance.picture(28.0)}


@pytest.mark.parametrize(
    ("later", "shown"),
    [
        ("picture: {}", {"a", "b"}),
        ("picture: {a: {figure: {value: 4}}}", {"a", "b"}),
        ("layout: a, picture: {a: {figure: {value: 4}}}", {"a"}),
        ("layout: a", {"a"}),
    ],
)
def test_a_later_layout_alone_takes_things_away(
    tmp_path: Path, later: str, shown: set[str]
) -> None:
    assert {key[0] for key in later_keys(tmp_path, later) if key.endswith("/number")} == shown


def test_a_new_thing_needs_a_place_in_a_layout(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="brings 'c' and has no layout"):
        later_keys(tmp_path, "picture: {c: {figure: {value: 4}}}")


def test_facts_with_one_source_are_named_together(load: Loads) -> None:
    clip = load("picture: {a: {figure: {value: guess}}}")
    assert clip.storyboard.sources == ("guess 4.605: ln 100", "after 1.069: log, step 1500")
    facts = {
        name: {"value": 1, "source": source} for name, source in zip("abc", "xyx", strict=True)
    }
    board = PictureBoard.model_validate(
        {
            "clip": "c",
            "title": "C",
            "alt": "C.",
            "wisdom": "W.",
            "facts": facts,
            "beats": tuple({"id": name, "duration": 15, "step": name} for name in ("one", "two")),
        },
        context=PictureSurroundings(no_missing_characters, Path()),
    )
    assert board.storyboard().sources == ("a 1, c 1: x", "b 1: y")


def test_a_picture_in_the_storyboard_of_a_scene_is_the_mistake(tmp_path: Path) -> None:
    board = ROOT / "storyboards" / "hour29-reproducibility-gates.yaml"
    planted = tmp_path / board.name
    text = board.read_text("utf-8")
    planted.write_text(text.replace("step: Tests", "step: Tests\n    picture: {}"), "utf-8")
    with pytest.raises(RequestError) as caught:
        load_clip(planted, Project.at(ROOT))
    (problem,) = caught.value.problems
    assert problem.what == "beat 'tests', picture: this key is unknown."
