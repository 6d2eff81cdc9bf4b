"""Storyboards of pictures with one mistake each: where it is, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.design.fonts import missing_characters
from storyreel.pictures.load import load_clip

CASES = yaml.safe_load(Path(__file__).with_name("broken_boards.yaml").read_text("utf-8"))
VALID: str = CASES["valid"]
MISTAKES: dict[str, dict[str, str]] = CASES["mistakes"]


def load(text: str, folder: Path) -> None:
    project = Project.at(folder)
    project.storyboards.mkdir()
    path = project.storyboards / "lesson.yaml"
    path.write_text(text, "utf-8")
    load_clip(path, project, missing_characters)


def test_without_a_mistake_it_loads(tmp_path: Path) -> None:
    load(VALID, tmp_path)


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_message(name: str, tmp_path: Path) -> None:
    case = MISTAKES[name]
    assert VALID.count(case["written"]) == 1
    with pytest.raises(RequestError) as caught:
        load(VALID.replace(case["written"], case["broken"]), tmp_path)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"storyboards/lesson.yaml:{case['says']}")
    assert problem.remedy


def test_a_fact_with_too_many_numbers_for_a_field_is_a_mistake(tmp_path: Path) -> None:
    numbers = ", ".join(str(number / 3) for number in range(13))
    many = f'source: "ln 100"}}\n  many: {{value: [{numbers}], source: counted}}'
    text = VALID.replace('source: "ln 100"}', many).replace("point: 1", "x_ticks: many")
    with pytest.raises(RequestError, match=r"x_ticks: has 13 entries, but may have at most 12\."):
        load(text, tmp_path)
