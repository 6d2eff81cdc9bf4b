"""The clips of the `slides` command: from names and paths to what decks show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storyreel.base.errors import Problem, RequestError
from storyreel.base.project import Project
from storyreel.cli.clips import ALL, clip_names, load_clips
from storyreel.output.inventory import published_scenes
from storyreel.slides.clip import WHOLE
from storyreel.slides.marks import ClipIdentity, SlideKey
from storyreel.slides.video_file import VideoFile, video_file
from storyreel.storyboard.load import Loaded


@dataclass(frozen=True)
class NamedClips:
    """The clips that a command names, in order, each once.

    A name is that of a storyboard's clip, of a plain scene that has been rendered, or the path of
    a video.
    """

    names: Sequence[str]
    boards: Mapping[str, Loaded]
    videos: Mapping[str, VideoFile]

    @classmethod
    def of(cls, project: Project, names: Sequence[str]) -> NamedClips:
        """Raises RequestError for unknown and repeated names, and for mistakes in their files."""
        _require_once(names)
        videos = {name: video for name in names if (video := video_file(name)) is not None}
        for video in videos.values():
            video.require_playable()
        _require_distinct(list(videos.values()))
        others = [name for name in names if name not in videos]
        known = clip_names(project) | {ALL}
        scenes = published_scenes(project, known) if set(others) - known else {}
        written = [name for name in others if name not in scenes]
        loaded = load_clips(project, written) if written else []
        boards = {name: board for board in loaded for name in (board.clip.id, board.clip.stem)}
        ordered: list[str] = []
        for name in names:
            ordered += [board.clip.id for board in loaded] if name == ALL else [name]
        ids = (boards[name].clip.id if name in boards else name for name in ordered)
        return cls(list(dict.fromkeys(ids)), boards, videos)

    def identity(self, name: str) -> ClipIdentity:
        """How slides that show all of a clip know it, as far as that is known without rendering."""
        if name in self.videos:
            words = self.videos[name].words
            return ClipIdentity(SlideKey(words.name, WHOLE), words.alt)
        board = self.boards.get(name)
        alt = "" if board is None else " ".join(board.storyboard.alt.split())
        return ClipIdentity(SlideKey(name, WHOLE), alt)


def _require_once(names: Sequence[str]) -> None:
    repeated = [name for name, number in Counter(names).items() if number > 1]
    if repeated:
        raise RequestError(
            *(
                Problem(
                    f"{name} is named more than once.",
                    "Name it once, and copy its slide to show it again.",
                )
                for name in repeated
            )
        )


def _require_distinct(videos: Sequence[VideoFile]) -> None:
    paths: dict[str, VideoFile] = {}
    for video in videos:
        other = paths.setdefault(video.name, video)
        if other.path.resolve() != video.path.resolve():
            raise RequestError(
                Problem(
                    f"{other.path} and {video.path} have the same name.",
                    "Rename one, since slides know their clips by name.",
                )
            )
