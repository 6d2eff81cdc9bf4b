"""A clip with all its drawings, and which of them a changed storyboard leaves as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.load import Loaded, LoadedScene
from storyreel.storyboard.source import YamlSource
from storyreel.storyboard.timeline import Timeline

_MARGIN_S = 1
"""A caption changes nothing earlier before its beat, or later after it: entering takes less."""

_READS_CAPTIONS = re.compile(
    rb"(?<!\bself)(?<!\bdata)\.(caption|caption_times|captions|sentence|sentences|timed)\b"
)
"""Whether a scene may show what captions say by other means than the shared parts.

`self.sentences` and `data.sentences` are a scene's own.
"""


@dataclass(frozen=True)
class DrawnClip:
    """A clip with the drawing of each of its frames."""

    loaded: Loaded
    timeline: Timeline
    drawings: Sequence[Drawing]

    def is_current(self) -> bool:
        """Whether the storyboard is the one that was drawn."""
        path = self.loaded.clip.storyboard
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == self.loaded.source.digest

    def unchanged(self, loaded: Loaded, timeline: Timeline) -> Mapping[int, Drawing]:
        """The drawings that a newer version of the clip shares, by frame.

        These are the frames away from beats whose captions differ, where nothing else does, and
        none where it does. The modules of the scene must be the same.
        """
        beats = changed_captions(self.loaded.source, loaded.source)
        if beats is None or self.timeline.fps != timeline.fps or _reads_captions(loaded):
            return {}
        margin = _MARGIN_S * timeline.fps.rate
        spans = [timeline.beats[index].frames for index in beats]
        changed = {
            frame for span in spans for frame in range(span.start - margin, span.stop + margin)
        }
        return {
            frame: drawing for frame, drawing in enumerate(self.drawings) if frame not in changed
        }


def changed_captions(before: YamlSource, after: YamlSource) -> set[int] | None:
    """The beats whose captions differ; None where other values differ, or the lines of some."""
    if _others(before) != _others(after) or _other_lines(before) != _other_lines(after):
        return None
    captions = zip(_captions(before), _captions(after), strict=True)
    return {index for index, (old, new) in enumerate(captions) if old != new}


def _reads_captions(loaded: Loaded) -> bool:
    if not isinstance(loaded, LoadedScene):
        return False
    return any(_READS_CAPTIONS.search(path.read_bytes()) for path in loaded.clip.modules)


def _captions(source: YamlSource) -> list[Any]:
    return [beat.get("caption") for beat in _values(source)["beats"]]


def _others(source: YamlSource) -> dict[str, Any]:
    """All values but captions."""
    values = _values(source)
    beats = [{key: beat[key] for key in beat if key != "caption"} for beat in values["beats"]]
    return {**values, "beats": beats}


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
