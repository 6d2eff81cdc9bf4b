"""Edits of storyboards: one value changes, and every other byte stays."""

from __future__ import annotations

import hashlib
import stat
from functools import partial
from pathlib import Path

import hypothesis.strategies as st
import pytest
import yaml
from hypothesis import given, settings

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.project import Project
from storyreel.studio.edit import Edit
from storyreel.studio.edits import edited
from storyreel.studio.mistakes import mistakes_data
from storyreel.studio.storyboard_file import StaleError, restore_text, text_digest, write_edits

read = partial(yaml.load, Loader=yaml.CSafeLoader)
ROOT = Path(__file__).parents[3]
BOARD = """\
# A clip about seeds
clip: hour31   # its id
title: 'It''s all one'
beats:
  - {id: open, duration: 2.5, cues: {roll: 1}}   # flow
  - id: close
    duration: 3
    caption: Lock the seed, then run.
    notes: >-
      First line
      and second line.

    quiet: false
wisdom: "Seeds \\u2192 repeats"
"""


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("title",), "It's none", "title: 'It''s none'"),
        (("clip",), "hour32", "clip: hour32   # its id"),
        (
            ("beats", 0, "duration"),
            2.75,
            "  - {id: open, duration: 2.75, cues: {roll: 1}}   # flow",
        ),
        (
            ("beats", 0, "cues", "roll"),
            0.5,
            "  - {id: open, duration: 2.5, cues: {roll: 0.5}}   # flow",
        ),
        (("beats", 1, "duration"), 4.6051702, "    duration: 4.6051702"),
        (("beats", 1, "duration"), 0.00001, "    duration: 0.00001"),
        (("beats", 1, "duration"), 30.0, "    duration: 30"),
        (("beats", 1, "duration"), 1234567, "    duration: 1234567"),
        (("beats", 1, "caption"), "Lock it.", "    caption: Lock it."),
        (("beats", 1, "caption"), "Lock it, then [go].", "    caption: Lock it, then [go]."),
        (
            ("beats", 0, "id"),
            "open, close",
            '  - {id: "open, close", duration: 2.5, cues: {roll: 1}}   # flow',
        ),
        (("beats", 1, "caption"), "Lock: then #1 run", '    caption: "Lock: then #1 run"'),
        (("beats", 1, "caption"), "yes", '    caption: "yes"'),
        (("beats", 1, "caption"), "7", '    caption: "7"'),
        (("beats", 1, "caption"), "結果", "    caption: 結果"),
        (("beats", 1, "quiet"), True, "    quiet: true"),
        (("wisdom",), 'Say "go"', 'wisdom: "Say \\"go\\""'),
        (("beats", 1, "notes"), "One line only.", "      One line only."),
    ],
)
def test_a_value_is_replaced_in_the_style_in_which_it_is_written(
    path: tuple[str | int, ...], value: str | float | bool, line: str
) -> None:
    after = edited(BOARD, [Edit(path, value)])
    assert line in after.splitlines()
    assert after.count("#") == BOARD.count("#") + str(value).count("#")
    before_value: object = read(after)
    for part in path:
        before_value = before_value[part]  # type: ignore[index]
    assert before_value == value


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    text = "\ufeff" + BOARD.replace("\n", "\r\n")
    path.write_bytes(text.encode())
    write_edits(path, "board.yaml", text_digest(text), [Edit(("beats", 1, "notes"), "One line.")])
    after = path.read_bytes().decode()
    assert after.startswith("\ufeff#")
    assert after.count("\r\n") == after.count("\n") == text.count("\n") - 1


scalars = st.text(max_size=60) | st.integers(-(10**9), 10**9) | st.booleans()
PATHS = [
    ("title",),
    ("beats", 0, "id"),
    ("beats", 1, "caption"),
    ("wisdom",),
    ("beats", 1, "duration"),
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PATHS), scalars)
def test_any_value_is_written_so_that_it_is_read_again_or_refused(
    path: tuple[str | int, ...], value: str | int | bool
) -> None:
    try:
        after = edited(BOARD, [Edit(path, value)])
        found: object = read(after)
    except yaml.YAMLError:
        return  # characters that YAML forbids: `write_edits` refuses them
    for part in path:
        found = found[part]  # type: ignore[index]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "board", sorted((ROOT / "storyboards").glob("*.yaml")), ids=lambda p: p.stem
)
def test_every_duration_of_every_storyboard_can_be_edited(board: Path, tmp_path: Path) -> None:
    text = board.read_bytes().decode()
    count = len(read(text)["beats"])
    path = tmp_path / board.name
    path.write_bytes(text.encode())
    edits = [Edit(("beats", index, "duration"), 1.25) for index in range(count)]
    write_edits(path, board.name, text_digest(text), edits)
    after = path.read_bytes().decode()
    assert [beat["duration"] for beat in read(after)["beats"]] == [1.25] * count
    assert len(after.splitlines()) == len(text.splitlines())


def test_a_file_that_has_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    path.write_text(BOARD)
    seen = text_digest(BOARD)
    path.write_text(BOARD + "# mine\n")
    with pytest.raises(RequestError, match="has changed since"):
        write_edits(path, "board.yaml", seen, [Edit(("title",), "Other")])
    assert path.read_text().endswith("# mine\n")


ADDED = """\
beats:
  - id: open   # first
    duration: 2.5
    picture:
      row: {tokens: {pieces: [a]}, at: 1}

  - {id: close, cues: {}}
  - picture:
      sum:
        figure:
          value: 1
    # the end
step:
"""


@pytest.mark.parametrize(
    ("path", "value", "before", "line"),
    [
        (("title",), "Two: one", "beats:", 'title: "Two: one"'),
        (("beats", 0, "step"), "Take it", "    picture:", "    step: Take it"),
        (
            ("beats", 0, "picture", "row", "over"),
            0.5,
            "",
            "      row: {tokens: {pieces: [a]}, at: 1, over: 0.5}",
        ),
        (("beats", 1, "loop"), True, "  - picture:", "  - {id: close, cues: {}, loop: true}"),
        (("beats", 1, "cues", "go"), 1.5, "  - picture:", "  - {id: close, cues: {go: 1.5}}"),
        (("beats", 2, "picture", "sum", "at"), 2, "    # the end", "        at: 2"),
        (("beats", 2, "picture", "sum", "figure", "digits"), 2, "    # the end", None),
        (("step",), "Go", "", "step: Go"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_key_that_is_missing_is_added_to_its_mapping(
    path: tuple[str | int, ...], value: str | float | bool, before: str, line: str | None,
    newline: str,
) -> None:  # fmt: skip
    text = ADDED.replace("\n", newline)
    after = edited(text, [Edit(path, value)])
    lines = after.split(newline)
    if line is not None:
        assert line in lines
    if before in lines and before and path != ("title",):
        assert lines.index(line or "          digits: 2") < lines.index(before)
    found: object = read(after)
    for part in path:
        found = found[part]  # type: ignore[index]
    assert found == value
    assert after.count("#") == text.count("#")


def test_a_file_with_aliases_is_left_alone() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: x\n"
    with pytest.raises(RequestError, match="aliases"):
        edited(bomb, [Edit(("title",), "y")])


def test_no_edit_makes_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    path.write_text(BOARD)
    with pytest.raises(RequestError, match="too large"):
        write_edits(path, "board.yaml", text_digest(BOARD), [Edit(("title",), "x" * (1 << 20))])
    assert path.read_text() == BOARD


@pytest.mark.parametrize(
    "path", [("beats",), ("beats", 7, "id"), ("title", "x"), ("beats", 0, "a: b"), ("x", "y"), ()]
)
def test_a_value_that_is_nowhere_is_refused(path: tuple[str | int, ...]) -> None:
    with pytest.raises(RequestError, match="has no value"):
        edited(BOARD, [Edit(path, "x")])


def test_an_earlier_text_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    path.write_text(BOARD)
    path.chmod(0o640)
    before = write_edits(path, "board.yaml", text_digest(BOARD), [Edit(("title",), "Other")])
    after = path.read_text()
    assert restore_text(path, "board.yaml", text_digest(after), before) == after
    assert path.read_text() == BOARD
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["board.yaml"]


def test_a_link_to_a_storyboard_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text(BOARD)
    link = tmp_path / "board.yaml"
    link.symlink_to("real.yaml")
    write_edits(link, "board.yaml", text_digest(BOARD), [Edit(("title",), "Other")])
    assert link.is_symlink()
    assert "Other" in (tmp_path / "real.yaml").read_text()


RAIL = """\
rail: [Draft, [Test, Prove], Ship]
beats:
  - {id: one, step: Draft}
  - {id: two, step: Test}
  - {id: three, step: Ship}
  - {id: four, step: Test}
"""


@pytest.mark.parametrize("path", [("beats", 1, "step"), ("beats", 3, "step"), ("rail", 1, 0)])
def test_a_step_is_renamed_in_the_rail_and_in_all_its_beats(
    path: tuple[str | int, ...], tmp_path: Path
) -> None:
    board = tmp_path / "board.yaml"
    board.write_text(RAIL)
    write_edits(board, "board.yaml", text_digest(RAIL), [Edit(path, "Measure")])
    assert board.read_text() == RAIL.replace("Test", "Measure")


def test_a_beat_that_goes_on_to_another_step_leaves_the_rail_alone(tmp_path: Path) -> None:
    board = tmp_path / "board.yaml"
    board.write_text(RAIL)
    write_edits(board, "board.yaml", text_digest(RAIL), [Edit(("beats", 1, "step"), "Prove")])
    assert board.read_text() == RAIL.replace("two, step: Test", "two, step: Prove")


def test_steps_without_a_rail_have_names_of_their_own(tmp_path: Path) -> None:
    board, text = tmp_path / "board.yaml", RAIL.partition("\n")[2]
    board.write_text(text)
    write_edits(board, "board.yaml", text_digest(text), [Edit(("beats", 1, "step"), "Measure")])
    assert board.read_text() == text.replace("two, step: Test", "two, step: Measure")


@pytest.mark.parametrize(
    ("encoding", "place"), [("utf-16", r":1:1: .*byte 0 is 0xFF"), ("latin-1", r":14:11: .*0xFC")]
)
def test_a_file_in_another_encoding_is_told_and_left_as_it_is(
    encoding: str, place: str, tmp_path: Path
) -> None:
    path = tmp_path / "board.yaml"
    other = BOARD.replace("Seeds", "für").replace("\\u2192", "->").encode(encoding)
    path.write_bytes(other)
    for digest in (text_digest(BOARD), hashlib.sha256(other).hexdigest()):
        with pytest.raises(StaleError, match=rf"board\.yaml{place}.* Save the file as UTF-8 text"):
            write_edits(path, "board.yaml", digest, [Edit(("title",), "New")])
        with pytest.raises(StaleError, match="is not UTF-8"):
            restore_text(path, "board.yaml", digest, BOARD)
    assert path.read_bytes() == other


def test_a_byte_order_mark_is_no_other_encoding(tmp_path: Path) -> None:
    path = tmp_path / "board.yaml"
    path.write_text(BOARD, "utf-8-sig")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    write_edits(path, "board.yaml", digest, [Edit(("beats", 1, "caption"), "Lock it.")])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# A clip")
    assert "caption: Lock it." in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("encoding", "excerpt"),
    [("utf-8", "title: für"), ("latin-1", "title: f\ufffdr"), ("utf-16", None)],
)
def test_the_line_of_a_mistake_is_shown_where_it_can_be_read(
    encoding: str, excerpt: str | None, tmp_path: Path
) -> None:
    (tmp_path / "board.yaml").write_bytes("clip: a\ntitle: für\n".encode(encoding))
    problem = Problem("it is wrong.", "Correct it.", Location("board.yaml", 2, 8))
    (data,) = mistakes_data([problem], Project.at(tmp_path))
    assert data["excerpt"] == excerpt
