"""Late imports: a package that takes names from a library imports it when it first uses them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from storyreel.stage.late_imports import imported_late, made_late
from tests.processes import printed_by

PACKAGE = """
import rarely.needed as whole
from rarely.needed import Thing, value

LAYOUTS = {"round": whole.shapes.round_one}

def made():
    return Thing()

def is_thing(what):
    return isinstance(what, Thing)

def is_line(verb):
    return verb == whole.Verb.LINE

def verb_names():
    return {whole.Verb.LINE: "line"}
"""
LIBRARY = """
class Thing:
    @property
    def self(self):
        return self

class shapes:
    @staticmethod
    def round_one(size, sides=0):
        return size, sides

def value():
    return 7

class Verb:
    LINE = 3
"""


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "rarely").mkdir()
    (tmp_path / "rarely/needed.py").write_text(LIBRARY)
    (tmp_path / "eager_package.py").write_text(PACKAGE)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("rarely", "rarely.needed", "eager_package"):
        sys.modules.pop(name, None)


def test_a_library_is_imported_when_something_of_it_is_called() -> None:
    with imported_late("rarely.needed"):
        package = import_module("eager_package")
    assert "rarely.needed" not in sys.modules
    assert package.value() == 7
    assert "rarely.needed" in sys.modules


def test_names_mean_what_they_mean_in_the_library() -> None:
    with imported_late("rarely.needed"):
        package = import_module("eager_package")
    real = import_module("rarely.needed")
    assert type(package.made()) is real.Thing
    assert package.is_thing(real.Thing())
    assert not package.is_thing(7)
    assert package.LAYOUTS["round"](3, sides=4) == (3, 4)
    assert package.is_line(3)
    assert not package.is_line(4)
    assert package.verb_names()[3] == "line"


def test_a_library_that_is_imported_already_is_itself() -> None:
    real = import_module("rarely.needed")
    with imported_late("rarely.needed"):
        package = import_module("eager_package")
    assert package.Thing is real.Thing
    assert sys.modules["rarely.needed"] is real


def test_a_failing_import_leaves_no_stand_in() -> None:
    with pytest.raises(ZeroDivisionError), imported_late("rarely.needed"):
        raise ZeroDivisionError
    assert import_module("rarely.needed").value() == 7


def test_a_name_that_the_library_does_not_have_is_an_error_where_it_is_used() -> None:
    with imported_late("rarely.needed"):
        missing = import_module("rarely.needed").missing
    with pytest.raises(AttributeError, match="missing"):
        missing()


def test_what_a_package_makes_with_a_library_is_made_when_it_is_used() -> None:
    with made_late("rarely.needed"):
        package = import_module("eager_package")
        pair = package.LAYOUTS["round"](3, sides=4)
    assert "rarely.needed" not in sys.modules
    assert pair[1] == 4
    assert pair.count(3) == 1
    assert "rarely.needed" in sys.modules


def test_it_is_made_once() -> None:
    with made_late("rarely.needed"):
        thing = import_module("eager_package").made()
    assert thing.self is thing.self


def test_what_is_imported_already_is_made_at_once() -> None:
    real = import_module("rarely.needed")
    with made_late("rarely.needed"):
        assert type(import_module("eager_package").made()) is real.Thing


def test_the_log_and_the_command_line_of_manim_work_when_they_are_used() -> None:
    program = """
import sys
from storyreel.stage.import_manim import import_manim
import_manim()
from manim import CONTEXT_SETTINGS, logger
print("rich" in sys.modules)
logger.warning("a word")
print("rich" in sys.modules, {**CONTEXT_SETTINGS}["align_sections"])
from manim.__main__ import main
main(["cfg", "--help"])
"""
    first, logged, then, *helped = printed_by(program).splitlines()
    assert (first, then) == ("False", "True True")
    assert "WARNING" in logged
    assert "a word" in logged
    assert any("Manages Manim configuration files." in line for line in helped)


def test_scenes_import_rare_libraries_and_pictures_only_when_they_are_used() -> None:
    program = """
import sys
import storyreel.cli.commands.render
import storyreel.render.pipeline
import storyreel.render.sources.manim_scene
from storyreel.stage.import_manim import import_manim
import_manim()
import storyreel.stage.plain_scene
from manim import Circle, Code, Cube, Graph, Square, Union
Cube().rotate(0.3, (1, 2, 2))
rare = {"scipy", "networkx", "bs4", "pathops", "srt", "pydub", "isosurfaces", "asyncio", "pydantic"}
rare |= {"moderngl", "mapbox_earcut", "urllib.request", "html.entities", "cloup", "click", "rich"}
rare |= {"pygments.lexers", "pygments.formatters", "pygments.styles", "tqdm", "watchdog.observers"}
print(sorted(rare & set(sys.modules)))
from copy import deepcopy
print(len(Union(Circle(), Square().shift((1, 0, 0))).points) > 12)
print(len(deepcopy(Graph([1, 2, 3], [(1, 2), (2, 3)], layout="circular")).vertices))
print(len(Code(code_string="a = 1", language="python").code_lines))
from manim.utils.space_ops import earclip_triangulation
print(len(earclip_triangulation(Square().get_start_anchors(), [4])))
from manim.scene.scene import Observer, tqdm
print(list(tqdm(range(2), disable=True)), Observer().is_alive())
import storyreel.stage.scene, storyreel.render.sources.storyboard_performer
print("storyreel.pictures.board" in sys.modules)
"""
    assert printed_by(program).split("\n") == [
        "[]",
        "True",
        "3",
        "1",
        "6",
        "[0, 1] False",
        "False",
        "",
    ]
