"""Standard streams that are closed, full, gone, or unable to print a character."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.program import ROOT, program

FULL = Path("/dev/full")


def shell(redirections: str, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the program in a shell that redirects its streams."""
    return subprocess.run(
        ["sh", "-c", f'"$@" {redirections}', "sh", *program(), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_exit_code(closed: str) -> None:
    assert shell(closed, "check", "hour29", "--json").returncode == 0
    assert shell(closed, "check", "nothing", "--json").returncode == 2


def test_what_is_printed_to_a_closed_stream_reaches_no_file() -> None:
    """Else the first file that is opened has the number of the closed stream."""
    done = shell("2>&-", "check", "nothing", "--json")
    assert "nothing" in json.loads(done.stdout)["problems"][0]["what"]
    assert done.stderr == ""


@pytest.mark.skipif(not FULL.exists(), reason="/dev/full is of Linux")
@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["--help"], ["--version"]])
def test_output_that_cannot_be_written_is_an_error(
    arguments: list[str], small_project: Path
) -> None:
    done = shell("> /dev/full", *arguments, cwd=small_project)
    assert done.returncode == 3
    assert done.stderr == (
        "Cannot write to standard output: No space left on device. Redirect it to another file.\n"
    )


@pytest.mark.skipif(not FULL.exists(), reason="/dev/full is of Linux")
def test_messages_that_cannot_be_written_are_dropped() -> None:
    assert shell("2> /dev/full", "check", "hour29").returncode == 0
    assert shell("2> /dev/full", "check", "nothing").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list"], 0),
        (["list", "--json"], 0),
        (["--help"], 0),
        (["check", "nothing", "--json"], 2),
    ],
)
def test_a_reader_that_has_gone_changes_no_exit_code(
    arguments: list[str], code: int, small_project: Path
) -> None:
    """As in `render.py list | head -1`."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*program(), *arguments],
        cwd=small_project,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_locale_without_the_characters_prints_escapes() -> None:
    code = (
        "import sys\n"
        "from storyreel.cli.streams import prepare_streams, write_line\n"
        "sys.stdout.reconfigure(encoding='ascii', errors='strict')\n"
        "sys.stderr.reconfigure(encoding='ascii', errors='strict')\n"
        "prepare_streams()\n"
        "write_line('naïve')\n"
        "print('naïve', file=sys.stderr)\n"
    )
    done = subprocess.run(
        [program()[0], "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("na\\xefve\n", "na\\xefve\n")


def test_documents_are_ascii() -> None:
    done = shell("", "check", "naïve", "--json")
    assert done.stdout.isascii()
    assert "naïve" in json.loads(done.stdout)["problems"][0]["what"]


def test_a_folder_that_was_deleted_is_an_error(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["sh", "-c", 'rmdir "$0"; "$@"', str(gone), *program(), "list"],
        cwd=gone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "The current folder no longer exists." in done.stderr
