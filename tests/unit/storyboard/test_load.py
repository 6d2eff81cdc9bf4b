"""Loading: from any file to a storyboard or an error that is located."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import LoadedScene, load_data_model, load_storyboard
from tests.processes import printed_by

FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def load(project: Project, data: str | bytes) -> LoadedScene | RequestError:
    """What becomes of a file; anything but a storyboard or a located error fails the test."""
    path = project.storyboards / "hour29-demo.yaml"
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    try:
        return load_storyboard(path, project)
    except RequestError as error:
        for problem in error.problems:
            assert problem.where is not None
            assert str(problem.where).startswith("storyboards/hour29-demo.yaml")
            assert "\n" not in problem.what.partition("not YAML")[0]
        return error


def test_a_valid_storyboard(project: Project, storyboard_text: str) -> None:
    loaded = load(project, storyboard_text)
    assert isinstance(loaded, LoadedScene)
    board = loaded.storyboard
    assert (board.clip, board.steps) == ("hour29", ("First", "Second"))
    assert board.wisdom == "All is well that ends well."
    assert board.beats[1].cues == {"drop": 1.0, "land": 2.5}
    assert board.data.rows[0].token == " the"
    assert loaded.contract.class_name == "Demo"
    assert loaded.source.line_of_text("And on.") == 21


def test_every_text_on_screen_is_checked_against_the_fonts(project: Project) -> None:
    asked: set[tuple[str, str]] = set()

    def covers(text: str, face: str) -> list[str]:
        asked.add((face, text))
        return []

    load_storyboard(find_clip(project, "hour29").storyboard, project, covers)
    assert asked == {
        *(("sans", text) for text in ("A demonstration", "First", "Second", "Here it begins.")),
        *(("sans", text) for text in ("Then it goes on.", "And on.")),
        *(("sans", text) for text in ("All is well that ends well.",)),
        *(("mono", text) for text in (" the", "cat")),
    }


def test_a_scene_with_mistakes_is_reported_with_those_of_the_storyboard(
    project: Project, storyboard_text: str
) -> None:
    find_clip(project, "hour29").scene.write_text("class (")
    path = project.storyboards / "hour29-demo.yaml"
    path.write_text(storyboard_text.replace("duration: 8.4", "duration: x"))
    with pytest.raises(RequestError) as caught:
        load_storyboard(path, project)
    board, scene = map(str, caught.value.problems)
    assert board.startswith(
        "storyboards/hour29-demo.yaml:15:15: beat 'first', duration: must be a num"
    )
    assert scene.startswith("scenes/hour29/scene.py:1:7: the scene module is not valid Python")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "scenes/hour29/data.py: the data module has no class Data(SceneData)."),
        ("class Data: ...", "the data module has no class Data(SceneData)."),
        (
            "\nimport nowhere",
            "scenes/hour29/data.py:2: the data module cannot be loaded: Modul",
        ),
        (
            "x = 1\nx = = 2",
            "scenes/hour29/data.py:2:5: the data module cannot be loaded: Syntax",
        ),
        (
            "raise KeyError('x')",
            "scenes/hour29/data.py:1: the data module cannot be loaded: KeyError: 'x'",
        ),
    ],
)
def test_a_data_module_with_mistakes(project: Project, text: str, message: str) -> None:
    clip = find_clip(project, "hour29")
    clip.data_module.write_text(text)
    with pytest.raises(RequestError) as caught:
        load_storyboard(clip.storyboard, project)
    assert len(caught.value.problems) == 1, "errors about the data would be noise"
    assert message in str(caught.value)


def test_a_changed_data_module_is_reloaded(project: Project) -> None:
    clip = find_clip(project, "hour29")
    first = load_data_model(clip)
    assert load_data_model(clip) is first
    clip.data_module.write_text(clip.data_module.read_text() + "\n    more: Count = 0\n")
    assert "more" in load_data_model(clip).model_fields


def test_loading_imports_no_heavy_library(project: Project) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from storyreel.base.project import Project\n"
        "from storyreel.storyboard.catalog import all_clips\n"
        "from storyreel.storyboard.load import load_storyboard\n"
        f"project = Project.at(Path({str(project.root)!r}))\n"
        "for clip in all_clips(project): load_storyboard(clip.storyboard, project)\n"
        "print(sorted({'manim', 'skia', 'av', 'numpy', 'PIL'} & set(sys.modules)))"
    )
    assert printed_by(code) == "[]\n"


@FUZZ
@given(st.binary(max_size=400))
def test_arbitrary_bytes_raise_only_request_errors(shared_project: Project, data: bytes) -> None:
    load(shared_project, data)


MARKS = r"- : ? [ ] { } , &a *a !! !< << | > ' # % --- ... \ \x \U00110000 @ ` ~ .inf 1 clip beats"
BLANKS = [
    " ",
    "  ",
    "\n",
    "\n  ",
    ": ",
    "- ",
    "\t",
    "\r",
    "\x85",
    "\u2028",
    "\ufeff",
    '"',
    "%YAML 1.2\n",
]
YAML_BITS = st.sampled_from([*MARKS.split(), *BLANKS])


@FUZZ
@given(st.lists(YAML_BITS, max_size=40).map("".join))
def test_arbitrary_yaml_raises_only_request_errors(shared_project: Project, text: str) -> None:
    load(shared_project, text)


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=50), st.just(10**400)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@FUZZ
@given(st.data())
def test_arbitrary_values_raise_only_request_errors(
    shared_project: Project, storyboard_text: str, data: st.DataObject
) -> None:
    board = yaml.safe_load(storyboard_text)
    places = list(_places(board))
    for _ in range(data.draw(st.integers(1, 3))):
        change = data.draw(st.sampled_from(places))
        change(data.draw(VALUES))
    load(shared_project, yaml.safe_dump(board, sort_keys=False))


def _places(node: object) -> list[Callable[[object], None]]:
    """A setter for every value of a tree, and for a new key of every mapping."""
    found: list[Callable[[object], None]] = []
    if isinstance(node, dict | list):
        for key, child in list(node.items() if isinstance(node, dict) else enumerate(node)):
            found.append(lambda value, node=node, key=key: node.__setitem__(key, value))  # type: ignore[misc]
            found += _places(child)
    if isinstance(node, dict):
        found.append(lambda value: node.__setitem__("new", value))
    return found


@FUZZ
@given(st.data())
def test_shuffled_storyboards_raise_only_request_errors(
    shared_project: Project, storyboard_text: str, data: st.DataObject
) -> None:
    spot = st.integers(0, len(storyboard_text))
    start, stop = sorted((data.draw(spot), data.draw(spot)))
    stop = min(stop, start + 30)
    piece = data.draw(st.lists(YAML_BITS, max_size=3).map("".join))
    load(shared_project, storyboard_text[:start] + piece + storyboard_text[stop:])


def test_models_are_built_when_they_are_used(project: Project) -> None:
    """A law of cost: a model that is only a part of others never builds a validator of its own."""
    code = (
        "from pathlib import Path\n"
        "from storyreel.base.project import Project\n"
        "from storyreel.storyboard.catalog import all_clips\n"
        "from storyreel.storyboard.load import load_storyboard\n"
        "from storyreel.storyboard.record import Model\n"
        "def built(model=Model):\n"
        "    own = [model.__name__] if model.__pydantic_complete__ else []\n"
        "    return own + [name for each in model.__subclasses__() for name in built(each)]\n"
        "before = built()\n"
        f"project = Project.at(Path({str(project.root)!r}))\n"
        "boards = [load_storyboard(clip.storyboard, project) for clip in all_clips(project)]\n"
        "print(len(boards) > 0, before, sorted(set(built()) & {'Beat', 'TimedCaption'}))\n"
        "print(any(name.startswith('Storyboard') for name in built()))"
    )
    assert printed_by(code) == "True [] []\nTrue\n"
