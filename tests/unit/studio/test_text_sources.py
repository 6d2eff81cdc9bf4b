"""Sources of drawn texts: the value that an editor of a text offers makes this text, and no other.

The proof changes each value that is offered and looks at all texts of the frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, Tag
from storyreel.pictures.load import load_clip
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.catalog import all_clips
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from storyreel.studio.edit import Edit
from storyreel.studio.edits import edited
from storyreel.studio.part_names import with_renamed_part
from storyreel.studio.step_names import with_renamed_steps
from storyreel.studio.text_source import TextSource
from storyreel.studio.text_sources import TextSources

ROOT = Path(__file__).parents[3]
CLIPS = [clip.id for clip in all_clips(Project.at(ROOT))]

ALIKE = ("aeosun", "AEOSUN", "ltrf", "bdpqh", "xvz", "1234567890", ":;", ",.?")

BOARD = """\
clip: averages
title: Means mislead
alt: Bars from 20 to 50. Ana has 20, and the mean is 35.
facts:
  low: {value: 20, source: "20, made for this lesson"}
  high: {value: 50, source: made for this lesson}
  same: {value: 20, source: made for this lesson}
beats:
  - id: first
    step: Look
    duration: 20
    caption: Ana has 20.
    notes: Ana has 20 and Ben has 50.
    layout: pay mean
    picture:
      pay: {bars: {values: {Ana: low, Ben: high, Cem: same}, digits: 0, mark: Ana}}
      mean: {figure: {value: (low + high) / 2, note: "mean of {low} and {high}"}}
    then:
      - {at: 9, pay: {bars: {values: {Ana: low, Ben: 60, Cem: same}}}}
  - id: close
    step: Close
    duration: 10
    layout: row chart
    picture:
      chart: {curve: {x: [0, 4], y: [0, 3], y_ticks: [1], line: x, lines: {limit: "1"}}}
      row: {tokens: {pieces: [the, bee, the]}}
wisdom: One large value moves the mean.
"""


@pytest.fixture(scope="module")
def averages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip in which "20" is in many texts that are not on screen."""
    project = Project.at(tmp_path_factory.mktemp("project"))
    project.storyboards.mkdir()
    path = project.storyboards / "averages.yaml"
    path.write_text(BOARD, "utf-8")
    return path


def sources_in(path: Path, frames: list[int]) -> dict[str, TextSource]:
    """The source of every text of some frames, by the part that shows it."""
    loaded = load_clip(path, Project.at(path.parents[1]))
    found = {}
    for frame in frames:
        for tag, source in _texts(loaded, frame):
            found[tag.part or tag.text or ""] = source
    return found


def _texts(loaded: Loaded, frame: int) -> Iterator[tuple[Tag, TextSource]]:
    timeline = compile_timeline(loaded.storyboard, Fps(30))
    (drawing,) = draw_frames(loaded, timeline, [frame])
    beat = timeline.beat_at(frame).index
    sources = TextSources(loaded.source)
    return ((tag, sources.of(tag, beat)) for tag in _tags(drawing))


def _tags(drawing: Drawing) -> list[Tag]:
    return [item.tag for item in drawing.items if item.tag and item.tag.text]


def test_a_number_leads_to_its_fact_or_to_the_number_in_the_picture(averages: Path) -> None:
    early, late = sources_in(averages, [60]), sources_in(averages, [400])
    assert early["pay/value/Ana"].path == ("facts", "low", "value")
    assert early["pay/value/Cem"].path == ("facts", "same", "value")
    assert early["pay/value/Ben"].path == ("facts", "high", "value")
    values = ("beats", 0, "then", 0, "pay", "bars", "values")
    assert late["pay/value/Ben"].path == (*values, "Ben")


def test_texts_lead_to_their_own_keys_and_templates(averages: Path) -> None:
    found = sources_in(averages, [60, 800])
    assert found["title"].path == ("title",)
    assert found["caption/0"].path == ("beats", 0, "caption")
    assert found["wisdom/0"].path == ("wisdom",)
    assert found["step/Look"].path == ("beats", 0, "step")
    assert found["mean/note"].path == ("beats", 0, "picture", "mean", "figure", "note")
    pieces = ("beats", 1, "picture", "row", "tokens", "pieces")
    assert found["row/word/the#1"].path == (*pieces, 0)
    assert found["row/word/the#2"].path == (*pieces, 2)


def test_without_a_value_that_makes_a_text_a_sentence_says_why(averages: Path) -> None:
    found = sources_in(averages, [60])
    assert found["mean/number"].path is found["pay/name/Ana"].path is None
    assert "calculated by '(low + high) / 2'" in found["mean/number"].why
    assert found["pay/name/Ana"].why == "A new name is written in lines 16 and 19."
    assert found["pay/name/Ana"].part == ("pay", "Ana")


def test_functions_make_no_texts_but_lines(averages: Path) -> None:
    found = sources_in(averages, [880])
    assert found["chart/number/y1"].path == ("beats", 1, "picture", "chart", "curve", "y_ticks", 0)


def test_texts_that_are_not_on_screen_are_never_offered(averages: Path) -> None:
    loaded = load_clip(averages, Project.at(averages.parents[1]))
    for text in ("20", "Ana", "made for this lesson", "Ana has 20 and Ben has 50."):
        for role in ("label", "number", "caption", "title"):
            path = TextSources(loaded.source).of(Tag(role, text, owner="other"), 0).path
            assert path is None or path[-1] == "caption"


@pytest.mark.slow
@pytest.mark.parametrize("clip", CLIPS)
def test_every_value_that_is_offered_changes_exactly_its_texts(clip: str, tmp_path: Path) -> None:
    probe = _Probe.of(clip, tmp_path)
    leaves = probe.leaves()
    verdicts = [probe.changes_exactly(path, numbers) for path, numbers in leaves.items()]
    wrong = [path for path, right in zip(leaves, verdicts, strict=True) if right is False]
    assert not wrong
    # A value to which others refer cannot be changed alone; most can.
    assert sum(verdict is True for verdict in verdicts) > 0.5 * len(leaves)


@pytest.mark.slow
@pytest.mark.parametrize("clip", CLIPS)
def test_every_name_that_is_offered_can_be_changed(clip: str, tmp_path: Path) -> None:
    probe = _Probe.of(clip, tmp_path)
    parts = {made.part for texts in probe.texts.values() for _, made in texts if made.part}
    original = (ROOT / "storyboards" / probe.path.name).read_text("utf-8")
    for part in parts:
        probe.path.write_text(with_renamed_part(original, *part, "Zz"), "utf-8")
        load_clip(probe.path, probe.project)


@dataclass(frozen=True)
class _Probe:
    """One clip, and its texts in the last but one frame of each beat."""

    project: Project
    path: Path
    frames: tuple[int, ...]
    texts: dict[int, list[tuple[str, TextSource]]]

    @classmethod
    def of(cls, clip: str, folder: Path) -> _Probe:
        project = Project.at(ROOT)
        path = next(each.storyboard for each in all_clips(project) if each.id == clip)
        loaded = load_clip(path, project)
        timeline = compile_timeline(loaded.storyboard, Fps(30))
        frames = tuple(beat.frames.stop - 2 for beat in timeline.beats)
        sources = TextSources(loaded.source)
        texts = {
            frame: [(tag.text or "", sources.of(tag, beat.index)) for tag in _tags(drawing)]
            for frame, beat, drawing in zip(
                frames, timeline.beats, draw_frames(loaded, timeline, frames), strict=True
            )
        }
        for link in ("assets", "scenes", "storyreel"):
            (folder / link).symlink_to(ROOT / link)
        (folder / "storyboards").mkdir()
        return cls(Project.at(folder), folder / "storyboards" / path.name, frames, texts)

    def leaves(self) -> dict[KeyPath, list[str]]:
        """The values that are offered, with the texts for which they are."""
        found: dict[KeyPath, list[str]] = {}
        for texts in self.texts.values():
            for text, source in texts:
                if source.path:
                    found.setdefault(source.path, []).append(text)
        return found

    def changes_exactly(self, path: KeyPath, shown: list[str]) -> bool | None:
        """Whether another value at `path` changes the texts that lead there, and no others that
        lead elsewhere; None where the storyboard is wrong with the other value."""
        original = (ROOT / "storyboards" / self.path.name).read_text("utf-8")
        source = load_clip(ROOT / "storyboards" / self.path.name, Project.at(ROOT)).source
        value = source.get(path)
        frames = [f for f in self.frames if any(s.path == path for _, s in self.texts[f])]
        edits = with_renamed_steps(_plain(source.value), [Edit(path, _other(value, shown))])
        try:
            self.path.write_text(edited(original, edits), "utf-8")
            loaded = load_clip(self.path, self.project)
            timeline = compile_timeline(loaded.storyboard, Fps(30))
            drawings = draw_frames(loaded, timeline, frames)
        except RequestError:
            return None
        filled = {path for path in self.leaves() if "{" in str(source.get(path))}
        for frame, drawing in zip(frames, drawings, strict=True):
            after = [tag.text for tag in _tags(drawing)]
            before = self.texts[frame]
            if len(after) != len(before):
                return None
            for (text, made), new in zip(before, after, strict=True):
                follows = made.path in filled and path[0] == "facts"
                if made.path and not follows and (text != new) != (made.path == path):
                    return False
        return True


def _plain(value: object) -> object:
    """A storyboard as an editor reads it: tuples are lists."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _other(value: object, shown: list[str]) -> str | float:
    """Another value of the same kind, with about as many letters."""
    if isinstance(value, str):
        shifted = "".join(map(_shifted, value)) if "{" not in value else value
        return f"{value}x" if shifted == value else shifted
    assert isinstance(value, (int, float))
    digits = min(len(text.strip("%").partition(".")[2]) for text in shown)
    shares = any(text.endswith("%") and float(text[:-1]) != value for text in shown)
    step = 10.0**-digits / (100 if shares else 1)
    return value + (round(step) if step >= 1 and isinstance(value, int) else step)


def _shifted(letter: str) -> str:
    """Another letter, nearly as wide."""
    row = next((row for row in ALIKE if letter in row), letter)
    return row[(row.index(letter) + 1) % len(row)]
