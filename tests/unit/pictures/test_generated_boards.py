"""What `check` accepts can be performed: generated boards are drawn, or refused at a line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.design.fonts import missing_characters
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.rules.drawing import DRAWING_RULES
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.load import load_clip
from storyreel.storyboard.timeline import compile_timeline
from tests.unit.pictures.generated import Board, boards

RATE = 5


class Dumper(yaml.SafeDumper):
    """Writes equal values twice, as storyboards have no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


QUIET = settings(
    database=None, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.at(tmp_path_factory.mktemp("generated"))
    project.storyboards.mkdir()
    return project


def performed(project: Project, board: Board) -> bool:
    """Whether a board is valid; it is drawn and judged then, and has located mistakes otherwise."""
    path: Path = project.storyboards / "lesson.yaml"
    path.write_text(yaml.dump(board, Dumper=Dumper, allow_unicode=True, sort_keys=False), "utf-8")
    try:
        clip = load_clip(path, project, missing_characters)
    except RequestError as error:
        for problem in error.problems:
            assert problem.where and problem.where.line, problem
        return False
    assert isinstance(clip, PictureClip)
    timeline = compile_timeline(clip.storyboard, Fps(RATE))
    frames = range(timeline.frames)
    drawings = tuple(drawing for _, drawing in clip.performance.drawings(timeline.fps, frames))
    assert len(drawings) == timeline.frames
    case = DrawingCase(timeline, drawings, clip.storyboard.title, 1.0, 16 / 9)
    for rule in DRAWING_RULES:
        list(rule.check(case))
    return True


@settings(QUIET, max_examples=12, phases=[Phase.generate])
@given(st.data())
def test_what_is_accepted_can_be_drawn(project: Project, data: st.DataObject) -> None:
    performed(project, data.draw(boards()))


@pytest.mark.slow
@settings(QUIET, max_examples=3000, phases=[Phase.generate])
@given(st.data())
def test_much_of_what_is_accepted_can_be_drawn(project: Project, data: st.DataObject) -> None:
    performed(project, data.draw(boards()))
