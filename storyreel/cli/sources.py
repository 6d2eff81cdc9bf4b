"""From the command line to the sources of clips: storyboards, and plain scenes by class name."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyreel.base.errors import Problem, RequestError
from storyreel.base.project import Project
from storyreel.cli.clips import clip_names, load_clip
from storyreel.cli.scene_files import named_scene
from storyreel.cli.variants import choose, chosen
from storyreel.output.inventory import PublishedVariant, published_scenes

if TYPE_CHECKING:
    from storyreel.render.sources.manim_scene import ManimSceneSource
    from storyreel.render.sources.source import Source

# The sources bring the engine, which a mistake in the command line need not wait for.


def clip_or_scene_options(parser: argparse.ArgumentParser) -> None:
    """One clip by its id, or a plain scene by its file or, once published, by its class."""
    parser.add_argument(
        "clip", nargs="?", metavar="CLIP", help="a clip's id or full name, or a published scene"
    )
    scene_option(parser)


def scene_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scene", metavar="FILE.py:CLASS", help="instead of a clip: a plain Manim scene"
    )


def scene_of(options: argparse.Namespace, project: Project) -> ManimSceneSource | None:
    """The plain scene that the options name; None where they name a clip.

    Raises RequestError for a published scene whose file is not in the project, and where both a
    clip and a scene are named, or neither.
    """
    if (options.clip is None) is (options.scene is None):
        raise RequestError(
            Problem("One clip or one scene is needed.", "Give CLIP or --scene FILE.py:CLASS.")
        )
    from storyreel.render.sources.manim_scene import ManimSceneSource  # noqa: PLC0415

    if options.scene is not None:
        scene = named_scene(options.scene)
        return ManimSceneSource(scene.path, scene.shown, scene.name)
    known = clip_names(project)
    scenes = {} if options.clip in known else published_scenes(project, known)
    if options.clip not in scenes:
        return None
    newest = max(scenes[options.clip], key=lambda each: each.modified)
    source = ManimSceneSource.of_published(options.clip, newest, project)
    if source is None:
        raise RequestError(
            Problem(
                f"The file of the scene {options.clip} is not in the project: {newest.source}.",
                f"Name it with --scene FILE.py:{options.clip}.",
            )
        )
    return source


@dataclass(frozen=True, slots=True)
class PublishedSource:
    """A clip or scene with one of its rendered files, and the arguments that render it."""

    source: Source
    variant: PublishedVariant
    render_words: str


def published_source(options: argparse.Namespace, project: Project) -> PublishedSource:
    """The clip or scene that the options name, and the rendered file that they select."""
    scene = scene_of(options, project)
    if scene is not None:
        found = published_scenes(project, clip_names(project)).get(scene.name, [])
        words = f"--scene {scene.shown}:{scene.name}"
        return PublishedSource(scene, choose(found, scene.name, words, options), words)
    loaded = load_clip(project, options.clip)
    from storyreel.render.sources.storyboard import StoryboardSource  # noqa: PLC0415

    variant = chosen(loaded, project, options)
    return PublishedSource(StoryboardSource(loaded), variant, loaded.clip.id)
