"""An edit of any module that a result depends on is noticed by everybody who asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from storyreel.base import provenance
from storyreel.base.presets import LADDER
from storyreel.base.project import Project
from storyreel.base.provenance import engine_tree
from storyreel.drawing.drawing import Drawing
from storyreel.encode.settings import encoder_settings
from storyreel.output.clip_provenance import (
    CLIP_PIPELINE,
    SCENE_PIPELINE,
    clip_provenance,
    scene_provenance,
)
from storyreel.output.inventory import published_scenes, published_variants
from storyreel.output.names import OutputPaths
from storyreel.output.up_to_date import up_to_date_report
from storyreel.pictures.load import load_clip
from storyreel.storyboard.load import Loaded
from storyreel.workers.checked_segment import checked_segment_key
from tests.published import publish_files
from tests.sparse import every

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "storyreel"
SETTINGS = encoder_settings("h264", LADDER["smoke"])
Edit = Callable[[Path], None]
UNEDITED = engine_tree()


def closure_of(*modules: str) -> frozenset[Path]:
    tree = engine_tree()
    return frozenset(tree.closure(path for it in modules for path in tree.files_of(it)).files)


def parts_of(clip: str) -> frozenset[Path]:
    """The engine's modules that the clip's scene needs and the pipeline does not."""
    tree = engine_tree().with_folders(ROOT)
    needed = tree.closure(ROOT / "scenes" / clip / f"{name}.py" for name in ("scene", "data")).files
    return frozenset(path for path in needed if path.is_relative_to(PACKAGE)) - ENGINE


ENGINE = closure_of(*CLIP_PIPELINE)
STORE = closure_of("storyreel.workers.checked_segment")
PARTS = parts_of("hour29")
UNREACHABLE = frozenset(PACKAGE.rglob("*.py")) - ENGINE - PARTS - closure_of(*SCENE_PIPELINE)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture
def edit(monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Makes the engine see one of its sources with another line."""

    def edit(edited: Path) -> None:
        tree = UNEDITED.with_content(edited, edited.read_bytes() + b"\nEDITED = True\n")
        monkeypatch.setattr(provenance, "engine_tree", lambda: tree)

    return edit


@pytest.fixture
def shelf(tmp_path: Path) -> Project:
    """The project itself, with a `media/` of its own."""
    return Project.at(ROOT, tmp_path / "media", tmp_path / "store")


def told(shelf: Project, loaded: Loaded, place: OutputPaths) -> tuple[str, ...]:
    """What everybody says of a clip: `list`, `slides` and `inspect`, and `render`."""
    now = clip_provenance(loaded, shelf, SETTINGS, "skia")
    (found,) = published_variants(shelf, "hour29", loaded)
    assert (up_to_date_report(place, now, strict=False) is None) == bool(found.why_not)
    return found.why_not


@pytest.mark.parametrize("module", every(15, sorted(ENGINE | PARTS)), ids=shown)
def test_an_edit_of_any_reachable_module_is_noticed(
    module: Path,
    edit: Edit,
    shelf: Project,
    hour29: Loaded,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    place = OutputPaths.of(shelf.media, "hour29", "smoke")
    publish_files(place, clip_provenance(hour29, shelf, SETTINGS, "skia"))
    key = checked_segment_key(moving_drawings, SETTINGS)
    edit(module)
    words = provenance.CHANGES["engine" if module in ENGINE else "parts"]
    assert told(shelf, hour29, place) == (words,)
    assert (checked_segment_key(moving_drawings, SETTINGS) != key) == (module in STORE)


@pytest.mark.parametrize("name", ["cli/commands/list", "slides/deck", "install/doctor"])
def test_an_edit_of_any_other_module_changes_nothing(
    name: str,
    edit: Edit,
    shelf: Project,
    hour29: Loaded,
    moving_drawings: tuple[Drawing, ...],
) -> None:
    assert PACKAGE / f"{name}.py" in UNREACHABLE
    place = OutputPaths.of(shelf.media, "hour29", "smoke")
    publish_files(place, clip_provenance(hour29, shelf, SETTINGS, "skia"))
    key = checked_segment_key(moving_drawings, SETTINGS)
    edit(PACKAGE / f"{name}.py")
    assert told(shelf, hour29, place) == ()
    assert checked_segment_key(moving_drawings, SETTINGS) == key


@pytest.mark.parametrize(
    "name",
    [
        "storyboard/text",
        "storyboard/timeline",
        "design/fonts",
        "stage/scene",
        "stage/perform",
        "paint/raster",
        "encode/h264/skip",
        "encode/h264/bits",
        "encode/bitstream",
        "encode/planes",
        "inspection/segment_check",
        "inspection/rules/light",
        "output/webvtt",
        "workers/checked_segment",
    ],
)
def test_modules_known_to_matter_are_in_the_closure(name: str) -> None:
    assert PACKAGE / f"{name}.py" in ENGINE


@pytest.mark.parametrize(
    "name", ["paint/raster", "encode/h264/skip", "encode/h264/bits", "encode/planes"]
)
def test_modules_known_to_make_segments_are_in_the_closure_of_their_key(name: str) -> None:
    assert PACKAGE / f"{name}.py" in STORE


def test_segments_do_not_depend_on_the_stage_or_on_storyboards() -> None:
    folders = {path.relative_to(PACKAGE).parts[0] for path in STORE}
    assert folders.isdisjoint({"stage", "storyboard", "parts", "render", "output", "cli"})


@pytest.fixture
def copy(tmp_path: Path, hour29: Loaded) -> Path:
    """A project of one file that a scene is made of."""
    folder = tmp_path / "project"
    (folder / "talks").mkdir(parents=True)
    (folder / "talks" / "talk.py").write_text("from manim import *\nimport helper\nclass Talk: ...")
    (folder / "talks" / "helper.py").write_text("")
    (folder / "talks" / "other.py").write_text("")
    return folder


def scene_changes(folder: Path) -> dict[str, tuple[str, ...]]:
    project = Project.at(folder)
    return {
        name: each.why_not
        for name, found in published_scenes(project, ()).items()
        for each in found
    }


@pytest.fixture
def talk(copy: Path, edit: Edit) -> Path:
    """A published plain scene."""
    project = Project.at(copy)
    path = copy / "talks" / "talk.py"
    made_of = scene_provenance(path, project, SETTINGS, "skia")
    publish_files(OutputPaths.of(project.media, "Talk", "smoke"), made_of)
    return path


@pytest.mark.parametrize(
    ("name", "words"),
    [("talk", "the scene has changed"), ("helper", "the scene has changed"), ("other", "")],
)
def test_a_plain_scene_is_its_file_and_what_it_imports_beside_it(
    talk: Path, edit: Edit, name: str, words: str
) -> None:
    assert scene_changes(talk.parents[1]) == {"Talk": ()}
    edit(talk.with_name(f"{name}.py"))
    assert scene_changes(talk.parents[1]) == {"Talk": (words,) if words else ()}


def test_an_edit_of_the_engine_is_noticed_by_plain_scenes(talk: Path, edit: Edit) -> None:
    edit(PACKAGE / "paint" / "raster.py")
    assert scene_changes(talk.parents[1]) == {"Talk": ("the engine has changed",)}


def test_a_plain_scene_outside_the_project_is_taken_to_be_unchanged(
    talk: Path, edit: Edit, tmp_path: Path
) -> None:
    project = Project.at(tmp_path / "elsewhere")
    made_of = scene_provenance(talk, project, SETTINGS, "skia")
    assert made_of.source == "…/talk.py"
    publish_files(OutputPaths.of(project.media, "Talk", "smoke"), made_of)
    assert scene_changes(project.root) == {"Talk": ()}
    talk.unlink()
    assert scene_changes(project.root) == {"Talk": ()}
    edit(PACKAGE / "paint" / "raster.py")
    assert scene_changes(project.root) == {"Talk": ("the engine has changed",)}


def test_a_plain_scene_that_is_gone_is_told(talk: Path) -> None:
    talk.unlink()
    assert scene_changes(talk.parents[1]) == {"Talk": ("talks/talk.py no longer exists",)}


PICTURED = """\
clip: pictured
title: Pictured
alt: A photograph.
beats:
  - {{id: one, step: One, duration: 15, caption: One., picture: {{a: {thing}}}{more}}}
  - {{id: two, step: Two, duration: 15}}
wisdom: It is over.
"""
CARD = "{card: {title: A photograph, body: {image: {file: pictures/a.png}}}}"
SHOWING = """\
class Pictured(StoryScene):
    @beat()
    def one(self):
        self.show({"b": {"image": {"file": "pictures/a.png"}}}, "a b")
"""


def image(path: Path, shade: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (8, 8), shade).save(path)


@pytest.mark.parametrize(
    ("thing", "scene", "stale"),
    [
        ("{image: {file: pictures/a.png}}", "", True),
        (CARD, "", True),
        ("{text: {words: none}}", SHOWING, True),
        ("{text: {words: none}}", "", False),
    ],
)
def test_a_changed_image_makes_the_clips_of_pictures_stale_that_show_it(
    tmp_path: Path, thing: str, scene: str, stale: bool
) -> None:
    project = Project.at(tmp_path)
    image(project.assets / "pictures/a.png", 0)
    path = project.storyboards / "pictured.yaml"
    path.parent.mkdir()
    path.write_text(PICTURED.format(thing=thing, more=", scene: true" if scene else ""), "utf-8")
    if scene:
        (project.scenes / "pictured").mkdir(parents=True)
        (project.scenes / "pictured/scene.py").write_text(scene, "utf-8")
    before = clip_provenance(load_clip(path, project), project, SETTINGS, "skia")
    image(project.assets / "pictures/b.png", 0)
    beside = clip_provenance(load_clip(path, project), project, SETTINGS, "skia")
    assert beside == before, "another image changes nothing"
    image(project.assets / "pictures/a.png", 255)
    after = clip_provenance(load_clip(path, project), project, SETTINGS, "skia")
    assert (after != before) == stale
    assert (after.inputs["assets"] != before.inputs["assets"]) == stale
