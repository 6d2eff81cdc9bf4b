"""The sources of clips for decks and handouts: storyboards, published plain scenes, video files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from storyreel.base.progress import ProgressListener
from storyreel.base.project import Project
from storyreel.slides.clip import SlideClip, SmallestText
from storyreel.slides.drawn_clips import drawn_storyboard
from storyreel.slides.handout import HandoutClip, require_printable
from storyreel.slides.obtain_video import (
    VideoRequest,
    published_scene,
    scene_clip,
    storyboard_clip,
)
from storyreel.slides.poster import Poster
from storyreel.slides.published_scene import PublishedScene, video_handout
from storyreel.slides.storyboard_clip import (
    require_printable_storyboard,
    smallest_text,
    storyboard_handout,
)
from storyreel.slides.video_file import VideoFile
from storyreel.storyboard.load import Loaded
from storyreel.web.page import clip_script


@dataclass(frozen=True, slots=True)
class RenderContext:
    """How videos are obtained: which are wanted, the project, and who hears about renders."""

    wanted: VideoRequest
    project: Project
    progress: ProgressListener


class SlideSource(Protocol):
    """A clip that can go into decks and handouts."""

    def require_printable(self) -> None:
        """Raise RequestError for text that a handout cannot print."""

    def clip(self) -> SlideClip:
        """The clip with its video, which is rendered if it is not up to date."""

    def handout(self) -> HandoutClip:
        """What a handout shows of the clip."""

    def smallest_text(self) -> SmallestText | None:
        """The smallest words of the clip; None where they are not known."""

    def drawn(self) -> str:
        """The clip as a script for the player of drawings; empty where only a video is known."""


@dataclass(frozen=True)
class StoryboardSlideSource:
    """A clip with a storyboard."""

    loaded: Loaded
    context: RenderContext

    def require_printable(self) -> None:
        require_printable_storyboard(self.loaded)

    def clip(self) -> SlideClip:
        context = self.context
        return storyboard_clip(self.loaded, context.wanted, context.project, context.progress)

    def handout(self) -> HandoutClip:
        return storyboard_handout(self.loaded, allow_failed=self.context.wanted.allow_failed)

    def smallest_text(self) -> SmallestText | None:
        return smallest_text(self.loaded)

    def drawn(self) -> str:
        return clip_script(drawn_storyboard(self.loaded))


@dataclass(frozen=True)
class SceneSlideSource:
    """A plain scene that has been published, by the name of its class."""

    name: str
    context: RenderContext

    def require_printable(self) -> None:
        require_printable([self._scene.handout()])

    def clip(self) -> SlideClip:
        return scene_clip(self._scene, self.context.wanted.poster)

    def handout(self) -> HandoutClip:
        return self._scene.handout()

    def smallest_text(self) -> SmallestText | None:
        return None

    @cached_property
    def _scene(self) -> PublishedScene:
        context = self.context
        return published_scene(self.name, context.wanted, context.project, context.progress)

    def drawn(self) -> str:
        return ""


@dataclass(frozen=True)
class VideoFileSource:
    """A video by its path."""

    video: VideoFile
    poster: Poster

    def require_printable(self) -> None:
        require_printable([self.handout()])

    def clip(self) -> SlideClip:
        video = self.video
        return SlideClip.of(video.words, video.timeline, video.path, self.poster)

    def handout(self) -> HandoutClip:
        video = self.video
        return video_handout(video.words, video.timeline, video.path)

    def smallest_text(self) -> SmallestText | None:
        return None

    def drawn(self) -> str:
        return ""
