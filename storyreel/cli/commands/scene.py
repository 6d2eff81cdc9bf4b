"""`render --scene`: a plain Manim scene, written by anybody, by the same fast way."""

from __future__ import annotations

import argparse

from storyreel.base.errors import ExitCode, Problem, RequestError
from storyreel.base.project import Project
from storyreel.cli import rendering
from storyreel.cli.console import Console, Reply
from storyreel.cli.scene_files import NamedScene, named_scene
from storyreel.storyboard.catalog import all_clips


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Render one scene and publish it under the name of its class."""
    if options.clips or options.storyboard:
        what = "--scene renders a scene alone, without clips and storyboards."
        raise RequestError(Problem(what, "Leave one of the two out."))
    asked = rendering.RenderOptions.by(options)
    scene = named_scene(options.scene)
    _require_other_name(scene, project)

    # Manim, which a mistake above need not wait for.
    from storyreel.render.scene_clip import SceneRequest, render_scene
    from storyreel.stage.scene_file import SceneFile

    request = SceneRequest(
        file=SceneFile(scene.path, scene.shown, scene.name),
        quality=asked.quality,
        settings=asked.settings,
        renderer=options.renderer,
        workers=asked.workers,
        force=options.force,
        strict=options.strict,
    )
    (progress,) = rendering.progress_listeners(options.quiet, 1)
    outcome = render_scene(request, project, progress)
    rendering.tell(outcome, project, console)
    exit_code = ExitCode.OK if outcome.report.passed else ExitCode.FAILED_INSPECTION
    clip = rendering.data(outcome, outcome.report_data())
    return Reply({"clips": [clip], "problems": []}, exit_code)


def _require_other_name(scene: NamedScene, project: Project) -> None:
    """A scene must not be published over a clip of the project."""
    for clip in all_clips(project):
        if scene.name.casefold() == clip.id.casefold():
            what = f"--scene: {clip.id} is a clip of this project, and would be written over."
            raise RequestError(Problem(what, "Name the class otherwise."))
