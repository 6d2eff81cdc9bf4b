"""What `check` accepts can be performed: data generated within the schema of each clip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.design.fonts import missing_characters
from storyreel.stage.perform import perform
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import load_data_model, load_storyboard
from storyreel.storyboard.timeline import compile_timeline
from tests.clips import PROJECT
from tests.unit.from_schema import Schema, values
from tests.unit.scenes.leaves import Change
from tests.unit.scenes.leaves import Path as KeyPath

SPARSE = 5
CLIPS = ("hour25", "hour26", "hour27", "hour28", "hour29", "hour30")
QUIET = settings(
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
Load = Callable[[str, st.DataObject], bool]


def leaves(schema: Schema, root: Schema, value: Any, path: KeyPath = ()) -> Iterator[Any]:
    """The schema and the path of every value below one."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(schema["properties"][key], root, inner, (*path, key))
        return
    yield path, schema
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(schema["items"], root, inner, (*path, index))


@pytest.fixture(scope="module")
def performed(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Perform a clip with some values of its data generated; False where they are refused."""
    path: Path = tmp_path_factory.mktemp("generated") / "storyboard.yaml"

    def perform_with(clip: str, data: st.DataObject) -> bool:
        files = find_clip(PROJECT, clip)
        schema = load_data_model(files).model_json_schema()
        board = yaml.load(files.storyboard.read_text("utf-8"), yaml.CSafeLoader)
        found = st.sampled_from(list(leaves(schema, schema, board["data"])))
        for at, part in data.draw(
            st.lists(found, min_size=1, max_size=3, unique_by=lambda f: f[0])
        ):
            value = data.draw(values(part, schema))
            try:
                board = Change(("data", *at), "generated", value).applied(board)
            except (IndexError, KeyError, TypeError):
                continue  # the list that held it has been generated, too
        named = path.with_name(f"{clip}-generated.yaml")
        named.write_text(yaml.safe_dump(board, allow_unicode=True, sort_keys=False), "utf-8")
        try:
            loaded = load_storyboard(named, project, missing_characters)
        except RequestError as error:
            assert all(problem.where for problem in error.problems)
            return False
        drawn: list[int] = []
        timeline = compile_timeline(loaded.storyboard, Fps(SPARSE))
        frames = range(0, timeline.frames, SPARSE)
        perform(loaded, timeline, lambda frame, _: drawn.append(frame), frames=frames)
        assert drawn == list(frames)
        return True

    return perform_with


@pytest.mark.parametrize("clip", CLIPS)
@settings(QUIET, max_examples=2)
@given(data=st.data())
def test_accepted_data_can_be_performed(clip: str, performed: Load, data: st.DataObject) -> None:
    performed(clip, data)


@pytest.mark.slow
@pytest.mark.parametrize("clip", CLIPS)
@settings(QUIET, max_examples=150)
@given(data=st.data())
def test_much_accepted_data_can_be_performed(
    clip: str, performed: Load, data: st.DataObject
) -> None:
    performed(clip, data)
