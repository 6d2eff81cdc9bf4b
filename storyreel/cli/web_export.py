"""The page that `export --web` writes: a clip or a plain scene, drawn by the browser."""

from __future__ import annotations

import argparse

from storyreel.base.errors import Problem, RequestError
from storyreel.base.project import Project
from storyreel.cli import values
from storyreel.cli.clips import clip_names, load_clip
from storyreel.cli.console import Console, Reply
from storyreel.output.inventory import published_scenes
from storyreel.slides.deliver import deliver_all, require_folder, size_words, writing
from storyreel.web.page import WebClip, compressed_size, page_files, require_own_files

QUALITY, RATE = "1080p", 60
"""Only the frames per second matter: browsers draw at any size."""


def write_web(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Write a page, the player and the packed drawings; one folder holds several clips."""
    require_own_files(options.web, options.clip)
    texts = page_files(_drawn(options, project, console))
    paths = {options.web / name: text for name, text in texts.items()}
    require_folder("--web", options.web)
    deliver_all({path: writing(text.encode()) for path, text in paths.items()})
    page, size = next(iter(paths)), compressed_size(texts)
    console.say(f"{page}: {size_words(size)} compressed, with its player")
    shown = [str(path.absolute()) for path in paths]
    return Reply({"clip": options.clip, "paths": shown, "compressed_bytes": size})


def _drawn(options: argparse.Namespace, project: Project, console: Console) -> WebClip:
    """The drawings of a clip, or of a plain scene that has been rendered."""
    quality, known = values.quality(QUALITY, options.fps or RATE), clip_names(project)
    scenes = {} if options.clip in known else published_scenes(project, known)
    if options.clip not in scenes:
        loaded = load_clip(project, options.clip)
        # Manim, which a mistake in the request need not wait for.
        from storyreel.slides.drawn_clips import drawn_storyboard  # noqa: PLC0415

        return drawn_storyboard(loaded, quality.fps)
    from storyreel.slides.drawn_clips import drawn_scene  # noqa: PLC0415
    from storyreel.slides.obtain_video import scene_source  # noqa: PLC0415

    source = scene_source(options.clip, scenes[options.clip], project)
    if source is None:
        what = f"{scenes[options.clip][0].source} is not in the project."
        raise RequestError(Problem(what, "Copy it there, and render the scene again."))
    return drawn_scene(source, source.shaped(quality, options.fps).fps, console.say)
