"""The provenance of a clip, made from a storyboard or from a plain scene, as of now.

`render` records it in the report and compares it before it renders again, `list` and `slides`
compare it: all of them call what is here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.base.project import Project
from storyreel.base.provenance import (
    Provenance,
    digest_of,
    digest_of_files,
    engine_inputs,
    scene_inputs,
)
from storyreel.design.fonts import installed_fonts_digest
from storyreel.encode.settings import EncoderSettings

if TYPE_CHECKING:
    from storyreel.storyboard.load import Loaded

CLIP_PIPELINE = "storyreel.render.pipeline", "storyreel.render.sources.storyboard"
SCENE_PIPELINE = "storyreel.render.pipeline", "storyreel.render.sources.manim_scene"
"""The modules that everything else follows from, by their imports."""

ELSEWHERE = "…/"
"""Before the name of a scene file outside the project: reports name no other folder."""


def clip_provenance(
    loaded: Loaded, project: Project, settings: EncoderSettings, renderer: str
) -> Provenance:
    """What rendering a storyboard would use now."""
    clip = loaded.clip
    modules = tuple(path for path in (clip.scene, clip.data_module) if path.is_file())
    inputs = {
        "storyboard": loaded.source.digest,
        **scene_inputs(modules, project.root, *CLIP_PIPELINE),
        "assets": digest_of_files(
            project.assets,
            sorted({*_assets((loaded.source.value, *_texts_in(modules)), project.assets)}),
        ),
        **_common_inputs(CLIP_PIPELINE, settings, renderer),
    }
    return Provenance(project.shown(clip.storyboard), inputs)


def scene_provenance(
    file: Path, project: Project, settings: EncoderSettings, renderer: str
) -> Provenance:
    """What rendering a plain scene would use now."""
    inside = file.is_relative_to(project.root)
    inputs = {
        **scene_inputs((file,), file.parent, *SCENE_PIPELINE),
        **_common_inputs(SCENE_PIPELINE, settings, renderer),
    }
    return Provenance(project.shown(file) if inside else f"{ELSEWHERE}{file.name}", inputs)


def unseen_scene_provenance(
    recorded: dict[str, Any], settings: EncoderSettings, renderer: str
) -> Provenance:
    """The same for a scene whose file can't be read, which is taken to be unchanged."""
    inputs = _common_inputs(SCENE_PIPELINE, settings, renderer)
    inputs |= {name: str(recorded[name]) for name in ("scene", "parts") if name in recorded}
    return Provenance(str(recorded["source"]), inputs)


def _common_inputs(
    pipeline: tuple[str, ...], settings: EncoderSettings, renderer: str
) -> dict[str, str]:
    return {
        **engine_inputs(*pipeline),
        "fonts": installed_fonts_digest(),
        "settings": digest_of([settings.digest(), renderer]),
    }


def _texts_in(modules: tuple[Path, ...]) -> Iterator[str]:
    """The texts that a scene's code contains: pictures that it shows may name images."""
    for module in modules:
        try:
            tree = ast.parse(module.read_bytes())
        except (OSError, SyntaxError, ValueError):
            continue  # reported where the scene is loaded
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _assets(value: Any, folder: Path) -> Iterator[Path]:
    """The files in `folder` that a storyboard's values name."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for each in value:
            yield from _assets(each, folder)
    elif isinstance(value, str) and value and "\n" not in value:
        try:
            if (folder / value).is_file():
                yield folder / value
        except (OSError, ValueError):
            return
