"""Mistakes in requests and storyboards are reported with their place; no file changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.program import Run

Edit = Callable[[str], str]


def replaced(pattern: str, by: str) -> Edit:
    """The storyboard with the first match replaced; `by` may refer to groups."""

    def edit(text: str) -> str:
        changed, count = re.subn(pattern, by, text, count=1, flags=re.MULTILINE)
        assert count, f"{pattern} is not in the storyboard"
        return changed

    return edit


CAPTION = r"^    caption: .*$"
DURATION = r"^    duration: .*$"
BAD_STORYBOARDS: dict[str, tuple[Edit, str]] = {
    "unknown key": (replaced("^title:", "titel:"), "titel.*Did you mean 'title'"),
    "wrong type": (replaced("^title: .*$", "title: 12"), "title"),
    "missing beat": (replaced(r"^  - id: preflight\n(?:    .*\n)+", ""), "preflight"),
    "unknown beat": (replaced("id: preflight", "id: postflight"), "postflight"),
    "duplicate key": (replaced("^(title: .*)$", r"\1\n\1"), "title"),
    "wrong sum": (replaced(DURATION, "    duration: 9.5"), "28 to 32 s"),
    "zero": (replaced(DURATION, "    duration: 0"), "duration"),
    "negative": (replaced(DURATION, "    duration: -1"), "duration"),
    "infinite": (replaced(DURATION, "    duration: .inf"), "duration"),
    "not a number": (replaced(DURATION, "    duration: .nan"), "duration"),
    "missing glyph": (replaced(CAPTION, "    caption: Same 字 seed."), r"U\+5B57"),
    "control character": (replaced(CAPTION, '    caption: "a\\\\x07b"'), "U\\+0007"),
    "long caption": (replaced(CAPTION, "    caption: " + "a " * 13), "12"),
    "anchor": (replaced("^title: ", "title: &t "), "[Aa]nchor"),
    "brackets": (lambda _: "[" * 100_000, "."),
    "empty": (lambda _: "", "empty"),
}


@pytest.mark.parametrize(("edit", "message"), BAD_STORYBOARDS.values(), ids=BAD_STORYBOARDS)
def test_a_bad_storyboard_is_refused_at_its_line(
    run: Run, tmp_path: Path, storyboard_text: str, edit: Edit, message: str
) -> None:
    board = tmp_path / "hour29-bad.yaml"
    board.write_text(edit(storyboard_text), "utf-8")
    done = run("hour29", "--quality", "smoke", "--storyboard", board, "--out", tmp_path / "media")
    assert done.returncode == 2, done.stderr
    first = done.stderr.splitlines()[0]
    place = "" if edit(storyboard_text) == "" else r":\d+(:\d+)?"
    assert re.match(rf"{re.escape(str(board))}{place}: ", first)
    assert re.search(message, done.stderr)
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "media").exists()


def test_bytes_that_are_not_text(run: Run, tmp_path: Path) -> None:
    board = tmp_path / "hour29-bad.yaml"
    board.write_bytes(b"clip: hour29\ntitle: \xff\xfe\n")
    done = run("hour29", "--storyboard", board, "--out", tmp_path / "media")
    assert done.returncode == 2
    assert re.match(rf"{re.escape(str(board))}:2", done.stderr)
    assert "UTF-8" in done.stderr


def test_folder_in_place_of_a_storyboard(run: Run, tmp_path: Path) -> None:
    done = run("hour29", "--storyboard", tmp_path, "--out", tmp_path / "media")
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_comment_after_a_caption_is_a_warning(
    run: Run, tmp_path: Path, storyboard_text: str
) -> None:
    board = tmp_path / "hour29-draft.yaml"
    board.write_text(replaced(CAPTION, "    caption: Guess token #1 of 100.")(storyboard_text))
    done = run("check", "hour29", "--storyboard", board, "--json")
    assert done.returncode == 0, done.stderr
    assert re.match(rf"warning: {re.escape(str(board))}:\d+:26: .* is a comment", done.stderr)
    (warning,) = json.loads(done.stdout)["clips"][0]["warnings"]
    assert warning["column"] == 26


def test_all_mistakes_are_reported_together(run: Run, tmp_path: Path, storyboard_text: str) -> None:
    edits = [
        replaced("^title:", "titel:"),
        replaced("step: Tests", "step: Test"),
        replaced(DURATION, "    duration: 0"),
    ]
    for edit in edits:
        storyboard_text = edit(storyboard_text)
    board = tmp_path / "hour29-bad.yaml"
    board.write_text(storyboard_text, "utf-8")
    done = run("hour29", "--storyboard", board, "--out", tmp_path / "media", "--json")
    assert done.returncode == 2
    document = json.loads(done.stdout)
    reported = " ".join(problem["what"] for problem in document["problems"])
    assert all(word in reported for word in ("titel", "step", "duration"))
    assert len(done.stderr.splitlines()) == len(document["problems"])
    assert all(problem["line"] and problem["column"] for problem in document["problems"][1:])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["houer29"], "clip 'houer29' does not exist.*Did you mean 'hour29'"),
        (["chekc"], "Did you mean the command check"),
        (["hour29", "nothing"], "clip 'nothing' does not exist"),
        (["hour29", "--quality", "4kk"], "Did you mean 4k"),
        (["hour29", "--fps", "23"], "--fps 23"),
        (["hour29", "--codec", "h265"], "--codec h265 does not exist"),
        (["hour29", "--workers", "none"], "--workers none"),
        (["hour29", "--frobnicate"], "--frobnicate"),
        (["all", "--storyboard", "x.yaml"], "--storyboard is for one clip"),
        (["hour29", "--storyboard", "gone.yaml"], "gone.yaml"),
        (["check", "houer29"], "clip 'houer29' does not exist"),
        (["sheet", "hour29", "--at", "31"], "lasts 30.000 s"),
        (["sheet", "hour29", "--frames", "900"], "no frame 900"),
        (["sheet", "hour29", "--beat", "nothing"], "no beat nothing"),
        (["sheet", "hour29", "--size", "0"], "--size"),
        (["sheet", "hour29", "--beat", "tests", "--at", "2"], "--at shows the same with"),
        (["sheet", "hour29", "--beat", "tests", "--frames", "2"], "--frames shows the same with"),
        (["sheet", "--parts", "--beat", "tests"], "--parts shows the same with"),
        (["export", "hour29", "--gif", "--fps", "60"], "a loop has 10 frames a second"),
        (["inspect", "houer29"], "houer29"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_bad_command_line_is_refused_before_anything_is_made(
    run: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = run(*arguments, "--out", tmp_path / "media", "--json")
    assert done.returncode == 2, done.stderr
    assert re.search(message, done.stderr)
    assert "Traceback" not in done.stderr
    document = json.loads(done.stdout)
    assert document["exit_code"] == 2
    assert document["problems"]
    assert not (tmp_path / "media").exists()
