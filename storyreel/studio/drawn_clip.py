"""A clip with all its drawings, and which of them a changed storyboard leaves as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from storyreel.base.errors import Problem
from storyreel.drawing.drawing import Drawing
from storyreel.stage.given_items import GivenItems
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.load import Loaded, LoadedScene
from storyreel.storyboard.source import YamlSource
from storyreel.storyboard.timeline import Timeline

_MARGIN_S = 1
"""A caption changes nothing earlier before its beat, or later after it: entering takes less."""

_READS_WORDS = re.compile(
    rb"(?<!\bself)(?<!\bdata)"
    rb"\.(caption|caption_times|captions|sentence|sentences|timed|title|wisdom)\b"
)
"""Whether a scene may show these words by other means than the shared parts.

`self.sentences` and `data.sentences` are a scene's own.
"""

_WORDS = ("title", "wisdom", "alt", "insight", "mistake", "question", "sources")
_WORDS_OF_BEAT = ("caption", "notes")
"""Values that only the shared parts draw, or nothing."""


@dataclass(frozen=True)
class SharedDrawings:
    """The drawings before a change that the clip shares after it, by frame."""

    same: Mapping[int, Drawing] = field(default_factory=dict)
    same_but_title: Mapping[int, Drawing] = field(default_factory=dict)
    """Drawings that may have another title, and are the same otherwise."""

    def __bool__(self) -> bool:
        return bool(self.same or self.same_but_title)


@dataclass(frozen=True)
class DrawnClip:
    """A clip with the drawing of each of its frames."""

    loaded: Loaded
    timeline: Timeline
    drawings: Sequence[Drawing]
    unfinished: tuple[Problem, ...] = ()
    """What keeps it from being published."""

    known: GivenItems = field(default_factory=GivenItems)
    """Items that its next version need not make again."""

    def is_current(self) -> bool:
        """Whether the storyboard is the one that was drawn."""
        path = self.loaded.clip.storyboard
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == self.loaded.source.digest

    def shared_with(self, loaded: Loaded, timeline: Timeline) -> SharedDrawings:
        """The drawings that a newer version of the clip shares.

        Where only words of the shared parts differ, these are the frames away from beats with other
        captions, and without another wisdom; where anything else differs, there are none. The
        modules of the scene must be the same.
        """
        before, after = self.loaded.source, loaded.source
        if not differ_in_words(before, after) or self.timeline.fps != timeline.fps:
            return SharedDrawings()
        if _reads_words(loaded):
            return SharedDrawings()
        changed = self._frames_with_captions(changed_captions(before, after), timeline)
        if before.get(("wisdom",)) != after.get(("wisdom",)):
            changed |= {at for at, drawing in enumerate(self.drawings) if _shows_wisdom(drawing)}
        rest = {at: drawing for at, drawing in enumerate(self.drawings) if at not in changed}
        if before.get(("title",)) == after.get(("title",)):
            return SharedDrawings(same=rest)
        return SharedDrawings(same_but_title=rest)

    def _frames_with_captions(self, beats: Iterable[int], timeline: Timeline) -> set[int]:
        """The frames in which captions of these beats may show."""
        margin = _MARGIN_S * timeline.fps.rate
        spans = [timeline.beats[index].frames for index in beats]
        return {frame for span in spans for frame in range(span.start - margin, span.stop + margin)}


def differ_in_words(before: YamlSource, after: YamlSource) -> bool:
    """Whether all values but words of the shared parts are equal, and on the same lines."""
    return _others(before) == _others(after) and _other_lines(before) == _other_lines(after)


def changed_captions(before: YamlSource, after: YamlSource) -> set[int]:
    """The beats whose captions differ between versions with as many beats."""
    captions = zip(_captions(before), _captions(after), strict=True)
    return {index for index, (old, new) in enumerate(captions) if old != new}


def _shows_wisdom(drawing: Drawing) -> bool:
    items = (*drawing.items, *drawing.outside)
    return any(item.tag is not None and item.tag.role == "wisdom" for item in items)


def _reads_words(loaded: Loaded) -> bool:
    if not isinstance(loaded, LoadedScene):
        return False
    return any(_READS_WORDS.search(path.read_bytes()) for path in loaded.clip.modules)


def _captions(source: YamlSource) -> list[Any]:
    return [beat.get("caption") for beat in _values(source)["beats"]]


def _others(source: YamlSource) -> dict[str, Any]:
    """All values but those words."""
    values = _without(_values(source), _WORDS)
    return {**values, "beats": [_without(beat, _WORDS_OF_BEAT) for beat in values["beats"]]}


def _without(values: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in keys}


def _values(source: YamlSource) -> dict[str, Any]:
    assert isinstance(source.value, dict)
    return source.value


def _other_lines(source: YamlSource) -> dict[KeyPath, int | None]:
    """The lines of all values but captions, which drawings carry for inspection."""
    return {
        path: place.value.line
        for path, place in source.places.items()
        if path[:1] != ("beats",) or path[2:3] != ("caption",)
    }
