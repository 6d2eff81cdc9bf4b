"""Provenance: inputs that differ are named, and builds of libraries are told apart."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from storyreel.base import provenance
from storyreel.base.import_closure import SourceTree
from storyreel.base.provenance import (
    CHANGES,
    UNKNOWN,
    Provenance,
    engine_inputs,
    file_digest,
    installed_build,
    scene_inputs,
)

NOW = Provenance("talk.py", dict.fromkeys(CHANGES, "a"))


@pytest.mark.parametrize("name", CHANGES)
def test_each_input_that_differs_is_named(name: str) -> None:
    other = Provenance("talk.py", {**NOW.inputs, name: "b"})
    assert NOW.changes_since(NOW.as_data()) == ()
    assert NOW.changes_since(other.as_data()) == (CHANGES[name],)
    missing = {key: value for key, value in NOW.as_data().items() if key != name}
    assert NOW.changes_since(missing) == (CHANGES[name],)


@pytest.mark.parametrize("recorded", [None, [], "text", {}, {"storyboard": "a"}])
def test_report_without_provenance(recorded: object) -> None:
    assert NOW.changes_since(recorded) == (UNKNOWN,)


@pytest.mark.parametrize("module", ["av", "skia", "numpy", "PIL", "yaml", "pydantic", "manim"])
def test_libraries_are_found_by_the_name_of_their_module(module: str) -> None:
    build = installed_build(module)
    assert build is not None
    assert len(build.split()[-1]) == 64


def test_what_is_no_library_has_no_build() -> None:
    assert installed_build("statements") is None


def test_another_build_of_the_same_version_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Near miss: installed by another program, with scripts and notes of its own."""
    record = tmp_path / "thing-1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    (record.parent / "METADATA").write_text("Name: thing\nVersion: 1.0\n")
    found = importlib.metadata.PathDistribution(record.parent)
    monkeypatch.setattr(provenance, "distribution", lambda name: found)

    def build(content: str) -> str | None:
        record.write_text(content)
        installed_build.cache_clear()
        return installed_build("thing")

    files = "thing.py,sha256=aa,1\nthing.libs/x264.so,sha256=bb,2\n"
    first = build(files)
    assert build(files.replace("bb", "cc")) != first
    notes = "../../bin/thing,sha256=dd,3\nthing-1.0.dist-info/INSTALLER,sha256=ee,4\nt.pyc,,\n"
    assert build(notes + files) == first
    installed_build.cache_clear()


def test_missing_file_has_a_digest_of_its_own(tmp_path: Path) -> None:
    assert file_digest(tmp_path / "gone") == "missing"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An engine of four modules: its start, what that needs, a part, and a command."""
    package = tmp_path / "engine"
    package.mkdir()
    texts = {"__init__": "", "start": "from engine import deep", "deep": "", "part": "", "cli": ""}
    for name, text in texts.items():
        (package / f"{name}.py").write_text(text)
    monkeypatch.setattr(provenance, "engine_tree", lambda: SourceTree({"engine": tmp_path}))
    return package


def test_engine_is_what_is_needed_and_parts_are_what_scenes_need_beside_it(
    engine: Path, tmp_path: Path
) -> None:
    scene = tmp_path / "talk.py"
    scene.write_text("from engine import part, deep")

    def changed_by(path: Path) -> set[str]:
        def inputs() -> dict[str, str]:
            scene_side = scene_inputs((scene,), scene.parent, "engine.start")
            return engine_inputs("engine.start") | scene_side

        before = inputs()
        path.write_text(path.read_text() + "\n# edited")
        after = inputs()
        return {name for name in before if before[name] != after[name]}

    assert changed_by(engine / "start.py") == {"engine"}
    assert changed_by(engine / "deep.py") == {"engine"}
    assert changed_by(engine / "part.py") == {"parts"}
    assert changed_by(scene) == {"scene"}
    assert changed_by(engine / "cli.py") == set()


def test_what_all_scenes_need_is_looked_through_once(
    engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: a second scene adds its own files, not those of the engine."""
    tree = provenance.engine_tree()
    monkeypatch.setattr(provenance, "engine_tree", lambda: tree)
    looked_at: list[str] = []
    source = SourceTree._source

    def noted(self: SourceTree, path: Path) -> object:
        looked_at.append(path.stem)
        return source(self, path)

    monkeypatch.setattr(SourceTree, "_source", noted)
    for name in ("talk", "other"):
        (tmp_path / f"{name}.py").write_text("from engine import part, deep")
        scene_inputs((tmp_path / f"{name}.py",), tmp_path, "engine.start")
    assert looked_at.count("start") == looked_at.count("deep") == 1
    assert looked_at.count("part") > 1


def test_a_module_beside_the_scene_belongs_to_it_though_the_engine_alone_needs_it(
    engine: Path, tmp_path: Path
) -> None:
    """It takes the place of a library of that name."""
    (engine / "deep.py").write_text("import library")
    scene = tmp_path / "talk.py"
    scene.write_text("from engine import deep")
    before = scene_inputs((scene,), tmp_path, "engine.start")
    (tmp_path / "library.py").write_text("")
    after = scene_inputs((scene,), tmp_path, "engine.start")
    assert [before[name] == after[name] for name in ("scene", "parts")] == [False, True]


def test_libraries_of_the_engine_are_all_known() -> None:
    """Everything that the engine imports outside the standard library is a library with a build."""
    tree = provenance.engine_tree()
    closure = tree.closure(tree.files_of("storyreel.render.sources.storyboard"))
    wanted = {"av", "cairo", "manim", "numpy", "PIL", "pydantic", "skia", "uharfbuzz", "yaml"}
    assert wanted <= closure.foreign
    assert all(installed_build(name) for name in wanted)
