"""What a render imports, and when: each program runs in an interpreter of its own."""

from __future__ import annotations

from tests.processes import printed_by


def test_dask_is_imported_for_clusters_alone() -> None:
    program = """
import sys
import storyreel.cli.commands.doctor
import storyreel.cli.commands.render
import storyreel.cli.commands.worker
import storyreel.render.pipeline
import storyreel.workers.local_pool
print(sorted({"dask", "distributed", "tornado"} & set(sys.modules)))
import storyreel.render.cluster
print("distributed" in sys.modules)
"""
    assert printed_by(program) == "[]\nTrue\n"


def test_manim_is_imported_when_a_clip_is_performed_or_on_request() -> None:
    """So workers start meanwhile, and forks share it."""
    program = """
import sys
import storyreel.render.pipeline
import storyreel.render.sources.storyboard
import storyreel.render.sources.manim_scene
from storyreel.stage.import_manim import import_stage
before = "manim" in sys.modules
import_stage()
print(before, "manim" in sys.modules)
"""
    assert printed_by(program) == "False True\n"


def test_what_an_up_to_date_clip_needs_imports_nothing_that_renders() -> None:
    """A law of cost: a run that changes nothing is over before these would be imported."""
    program = """
import sys
import storyreel.cli.clips
import storyreel.cli.commands.render
import storyreel.output.clip_provenance
import storyreel.render.request
import storyreel.render.sources.storyboard
rendering = {"numpy", "av", "skia", "manim", "psutil", "simpleeval", "storyreel.pictures.load"}
print(rendering & set(sys.modules))
"""
    assert printed_by(program) == "set()\n"


def test_no_storyboard_of_a_scene_needs_arrays_to_be_checked() -> None:
    """A law of cost: `list`, `check`, and a run that changes nothing do without."""
    program = """
import sys
from storyreel.base.project import Project
from storyreel.cli.program import CHECKOUT
from storyreel.storyboard.catalog import all_clips
from storyreel.storyboard.load import load_storyboard
project = Project.at(CHECKOUT)
scenes = [clip for clip in all_clips(project) if clip.performed]
for clip in scenes:
    load_storyboard(clip.storyboard, project)
print(len(scenes) > 4, "numpy" in sys.modules)
"""
    assert printed_by(program) == "True False\n"


def test_plain_scenes_need_nothing_that_reads_storyboards() -> None:
    program = """
import sys
import storyreel.cli.commands.render
import storyreel.render.pipeline
import storyreel.render.sources.manim_scene
from storyreel.stage.import_manim import import_manim
import_manim()
import storyreel.stage.plain_scene
print({"yaml", "pydantic", "storyreel.storyboard.model"} & set(sys.modules))
"""
    assert printed_by(program) == "set()\n"


def test_no_package_is_searched_for_plugins_of_pydantic() -> None:
    """A law of cost, and storyboards mean the same with every set of packages."""
    program = """
import importlib.metadata
import sys
from storyreel.__main__ import run
asked = []
entry_points = importlib.metadata.entry_points
importlib.metadata.entry_points = lambda **how: asked.append(how) or entry_points(**how)
sys.argv = ["storyreel", "check", "hour29"]
code = run()
print(code, asked, "pydantic" in sys.modules)
"""
    assert printed_by(program).splitlines()[-1] == "0 [] True"


def test_clips_side_by_side_share_what_each_would_import_and_read() -> None:
    """A law of cost: the parent does it once, before it forks the processes of the clips."""
    program = """
import sys
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.cli import main
from storyreel.cli.clips import load_clip
from storyreel.cli.commands import render
from storyreel.cli.program import CHECKOUT
from storyreel.design.fonts import load_font, manifest
from storyreel.stage.perform import perform
from storyreel.storyboard.timeline import compile_timeline

def run_clips(tasks, *others):
    print(load_font.cache_info().currsize - len(manifest()))
    board = load_clip(Project.at(CHECKOUT), "hour29")
    before = set(sys.modules)
    timeline = compile_timeline(board.storyboard, Fps(15))
    perform(board, timeline, lambda frame, drawing: None, frames=[0])
    common = "manim", "numpy", "storyreel.stage", "pymupdf_fonts"
    print([name for name in set(sys.modules) - before if name.startswith(common)])
    sys.stdout.flush()
    raise KeyboardInterrupt

render.run_clips = run_clips
main(["hour26", "hour29", "--quality", "smoke", "--force", "--quiet"])
"""
    assert printed_by(program) == "0\n[]\n"
