"""From the clips that the `slides` command names to their sources. Imports Manim."""

from __future__ import annotations

from storyreel.cli.slide_clips import NamedClips
from storyreel.slides.sources import (
    RenderContext,
    SceneSlideSource,
    SlideSource,
    StoryboardSlideSource,
    VideoFileSource,
)


def named_sources(named: NamedClips, context: RenderContext) -> list[SlideSource]:
    """The source of each clip, in order."""
    return [_source(name, named, context) for name in named.names]


def _source(name: str, named: NamedClips, context: RenderContext) -> SlideSource:
    if name in named.videos:
        return VideoFileSource(named.videos[name], context.wanted.poster)
    if name in named.boards:
        return StoryboardSlideSource(named.boards[name], context)
    return SceneSlideSource(name, context)
