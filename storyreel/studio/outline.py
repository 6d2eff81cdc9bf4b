"""What the studio shows of a clip beside its picture: words, times, lines, and things drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from storyreel.drawing.drawing import Drawing, Item, PathItem
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT
from storyreel.inspection.reading_speed import reading_seconds
from storyreel.inspection.report import box_data
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.source import YamlSource
from storyreel.storyboard.timeline import Timeline
from storyreel.studio.text_source import TextSource
from storyreel.studio.text_sources import TextSources
from storyreel.web.page import clip_words

_HEIGHT = FRAME_HEIGHT * QUANTA_PER_UNIT


def clip_outline(loaded: Loaded, timeline: Timeline) -> dict[str, Any]:
    """The clip for the page: what the player reads, cues, and every value with its line."""
    words = clip_words(loaded.storyboard, timeline)
    for beat, told in zip(timeline.beats, words["beats"], strict=True):
        told["cues"] = {name: told["start"] + float(time) for name, time in beat.cues.items()}
        told["line"] = loaded.source.locate(("beats", beat.index)).line
    for caption in words["captions"]:
        caption["reading"] = round(reading_seconds(caption["text"]), 2)
    return words | {
        "text": loaded.clip.storyboard.read_text("utf-8", "replace").removeprefix("\ufeff"),
        "marks": list(_marks(loaded.source, words["beats"])),
        "name": loaded.clip.id,
        "file": loaded.source.shown,
        "digest": loaded.source.digest,
        "values": storyboard_values(loaded.source),
        "warnings": [
            {"line": each.where.line if each.where else None, "what": str(each)}
            for each in loaded.source.warnings
        ],
    }


def _marks(source: YamlSource, beats: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Moments of beats that are written as seconds and can be moved: cues, and times of changes."""
    for path in source.places:
        seconds = source.get(path)
        if path[:1] != ("beats",) or len(path) < 3 or not isinstance(path[1], int):
            continue
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            continue
        name = _mark_name(source, path)
        if name is not None:
            start = beats[path[1]]["start"]
            yield {"path": list(path), "name": name, "beat": path[1], "time": start + seconds}


def _mark_name(source: YamlSource, path: KeyPath) -> str | None:
    """How the timeline calls a moment, None for a number that is none."""
    match path:
        case (_, _, "cues", str(name)):
            return name
        case (_, _, "picture", str(name), "at"):
            return name
        case (_, _, "then", int(), str(name), "at"):
            return name
        case (_, _, "then", int(), "at"):
            change = source.get(path[:-1])
            keys = change if isinstance(change, dict) else {}
            names = [key for key in keys if key not in ("at", "layout")]
            return ", ".join(names) or "layout"
        case (_, _, "caption", *_, "from"):
            return "caption"
    return None


def storyboard_values(source: YamlSource) -> list[dict[str, Any]]:
    """Every text, number and switch of a storyboard, with its path, name and position."""
    values = []
    for path, place in source.places.items():
        value = source.get(path)
        if isinstance(value, str | int | float | bool):
            where = place.value
            values.append(
                {
                    "path": list(path),
                    "name": source.name(path),
                    "value": value,
                    "line": where.line,
                    "column": where.column,
                }
            )
    return values


def drawn_items(drawing: Drawing, source: YamlSource, beat: int) -> list[dict[str, Any]]:
    """The tagged items of a frame, from top to bottom: what each is, its box, and its line.

    `box` is in shares of the frame: left, top, right, bottom; `size` is the cap height of a text
    in per cent of the frame's height. `source` is the path of the value that makes a text; where
    there is none, `why` says what makes it.
    """
    items = []
    sources = TextSources(source)
    for item in reversed(drawing.items):
        tag = item.tag
        if tag is None or tag.role == "background" or not item.box.width:
            continue
        made = sources.of(tag, beat) if tag.text else TextSource()
        size = None if tag.cap_share is None else tag.cap_share * item.box.height / _HEIGHT
        items.append(
            {
                "role": tag.role,
                "text": tag.text,
                "owner": tag.owner,
                "line": tag.line,
                "box": box_data(_without_shadow(item).box),
                "size": None if size is None else round(100 * size, 2),
                "source": made.path,
                "why": made.why,
                "part": made.part,
            }
        )
    return items


def _without_shadow(item: Item) -> Item:
    """An item as authors see it: its shadow reaches over its neighbours."""
    return replace(item, shadow=None) if isinstance(item, PathItem) else item
