"""Where a drawn text comes from: the one value of the storyboard that makes it, or why none does.

Titles, steps, captions and the wisdom come from their own keys. What a thing shows comes from what
pictures state of it (`thing_texts`). Texts of scenes come from equal texts in `data`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from storyreel.drawing.drawing import Tag
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.source import YamlSource
from storyreel.studio.text_source import TextSource
from storyreel.studio.written_texts import WrittenTexts, holds, plain

if TYPE_CHECKING:
    from storyreel.studio.thing_texts import ThingTexts


class TextSources:
    """Finds the sources of drawn texts in one storyboard."""

    def __init__(self, source: YamlSource) -> None:
        self._source, self._written = source, WrittenTexts(source)

    def of(self, tag: Tag, beat: int) -> TextSource:
        """The source of a text that is drawn in a beat."""
        text = plain(tag.text or "")
        match tag.role:
            case "title" | "wisdom":
                return self._own_key((tag.role,), text)
            case "rail":
                return self._step(text)
            case "caption":
                return self._caption(text, beat)
        statements = self._statements(tag, beat)
        return self._things.of(text, tag, statements) if statements else self._of_scene(text, tag)

    # What every clip shows -------------------------------------------------------------------

    def _own_key(self, path: KeyPath, text: str) -> TextSource:
        value = self._source.get(path)
        if isinstance(value, str) and holds(value, text):
            return TextSource(path)
        return TextSource(why="The scene writes this text.")

    def _step(self, text: str) -> TextSource:
        rail = [path for path, value in self._written.texts(("rail",)) if plain(value) == text]
        if rail:
            return TextSource(rail[0])
        paths: list[KeyPath] = [("beats", at, "step") for at in range(self._beats)]
        steps = [path for path in paths if plain(str(self._source.get(path))) == text]
        if steps:  # a renamed step is renamed in all beats
            return TextSource(steps[0])
        return TextSource(why="The scene writes this text.")

    def _caption(self, text: str, beat: int) -> TextSource:
        """The caption of this beat, or of the one before, which may still be there."""
        for at in (beat, beat - 1):
            for path, value in self._written.texts(("beats", at, "caption")):
                if path[-1] in ("caption", "text") and holds(value, text):
                    return TextSource(path)
        return TextSource(why="No caption of this beat has this text.")

    # Scenes ----------------------------------------------------------------------------------

    def _of_scene(self, text: str, tag: Tag) -> TextSource:
        equal = [path for path, value in self._written.texts(("data",)) if plain(value) == text]
        here = [path for path in equal if self._written.line(path) == tag.line]
        if len(equal) == 1 or len(here) == 1:
            return TextSource((here or equal)[0])
        if equal:
            lines = self._written.lines(equal)
            return TextSource(why=f"Several values are equal: change one of them in {lines}.")
        return TextSource(why="The scene writes this text: no value of the storyboard is equal.")

    # Things ----------------------------------------------------------------------------------

    @cached_property
    def _things(self) -> ThingTexts:
        from storyreel.studio.thing_texts import ThingTexts  # noqa: PLC0415 - imports all kinds

        return ThingTexts(self._source)

    def _statements(self, tag: Tag, beat: int) -> list[KeyPath]:
        """Where pictures state something of a text's thing, up to the change that drew it."""
        name = tag.owner or ""
        homes: list[KeyPath] = []
        for at in range(beat + 1):
            here: KeyPath = ("beats", at)
            changes = self._source.get((*here, "then"))
            count = len(changes) if isinstance(changes, tuple) else 0
            homes += [(*here, "picture"), *((*here, "then", number) for number in range(count))]
        found = [(*home, name) for home in homes if (*home, name) in self._source.places]
        drawn = [k for k, path in enumerate(found) if self._written.line(path) == tag.line]
        return found[: drawn[-1] + 1] if drawn else found

    @property
    def _beats(self) -> int:
        beats = self._source.get(("beats",))
        return len(beats) if isinstance(beats, tuple) else 0
