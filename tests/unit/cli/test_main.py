"""Errors to exit codes: nothing but documents on standard output, no traceback anywhere."""

from __future__ import annotations

import argparse
import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from storyreel import cli
from storyreel.base.errors import (
    InspectionError,
    Location,
    MachineError,
    Problem,
    RequestError,
)
from storyreel.base.project import Project
from storyreel.cli.commands import check
from storyreel.cli.console import Console, Reply

NO_TEMPORARY_FOLDER = FileNotFoundError(
    errno.ENOENT, "No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/a']"
)
"""What Python raises where it can write no temporary file."""

Run = Callable[[argparse.Namespace, Project, Console], Reply]
Replace = Callable[[Run], None]


@pytest.fixture
def replace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Replace:
    """Replace what the command `check` does, in an empty project."""
    (tmp_path / "storyboards").mkdir()
    monkeypatch.chdir(tmp_path)
    return lambda run: monkeypatch.setattr(check, "run", run)


def raising(error: BaseException) -> Run:
    def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
        console.say("begun")
        print("a library speaks up")
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code"), [(RequestError, 2), (MachineError, 3), (InspectionError, 1)]
)
def test_problems_go_line_by_line_to_standard_error(
    replace: Replace, capsys: pytest.CaptureFixture[str], error: type, code: int
) -> None:
    here = Problem("is wrong.", "Fix it.", Location("board.yaml", 4, 2))
    replace(raising(error(here, Problem("So is this."))))
    assert cli.main(["check"]) == code
    out, err = capsys.readouterr()
    assert err == "board.yaml:4:2: is wrong. Fix it.\nSo is this.\n"
    assert out == "begun\na library speaks up\n"


def test_document_of_an_error_stands_alone(
    replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(raising(RequestError(Problem("is wrong.", "Fix it.", Location("b.yaml", 4, 2)))))
    assert cli.main(["check", "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == {
        "problems": [
            {"path": "b.yaml", "line": 4, "column": 2, "what": "is wrong.", "remedy": "Fix it."}
        ],
        "exit_code": 2,
    }


def test_mistake_on_the_command_line_has_a_document_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["check", "--frobnicate", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["exit_code"] == 2


def test_reply_is_printed_with_its_exit_code(
    replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(lambda options, project, console: Reply({"clips": ["é"]}, 1))
    assert cli.main(["check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"clips": ["é"], "exit_code": 1}
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().out == ""


def test_quiet_says_nothing_but_errors(
    replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
        console.say("chatter")
        return Reply()

    replace(run)
    assert cli.main(["check", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_bug_is_called_a_bug_and_its_traceback_kept(
    replace: Replace, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    replace(raising(ZeroDivisionError("planted")))
    assert cli.main(["check"]) == cli.BUG
    err = capsys.readouterr().err
    log = tmp_path / ".storyreel" / "crash.log"
    assert err == f"This is a bug in Storyreel. Please report it with {log}.\n"
    assert "ZeroDivisionError: planted" in log.read_text()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "a.py"), "a.py: can't be read or writ"),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.py"), "a.py does not exist, or no lon"),
        (OSError(errno.ELOOP, "Too many links", "media"), "media: can't be read or written (Too m"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "x"), "x: can't be read or written (Fi"),
        (OSError(errno.EFBIG, "File too large"), "A file can't be written (File too large). Raise"),
        (OSError(errno.EMFILE, "Too many open files"), "Too many open files. Raise the limit on"),
        (
            NO_TEMPORARY_FOLDER,
            "No folder for temporary files can be written. Set TMPDIR to a folde",
        ),
        (MemoryError(), "Memory ran out. Close other programs"),
        (ImportError("not mapped", path="/a/skia.so"), "A library cannot be loaded: not mapped"),
        (
            ModuleNotFoundError("No module named 'yaml.nodes'", name="yaml.nodes"),
            "The package 'yaml' is missing or damaged. Delete .venv",
        ),
        (
            ImportError("cannot import name 'Model'", name="pydantic", path="/a/pydantic/main.py"),
            "The package 'pydantic' is missing or damaged.",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_states_of_the_machine_are_no_bugs(
    replace: Replace,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    error: Exception,
    message: str,
) -> None:
    replace(raising(error))
    assert cli.main(["check"]) == 3
    assert capsys.readouterr().err.startswith(message)
    assert not (tmp_path / ".storyreel").exists()


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EBADF, "Bad file descriptor"),
        FileNotFoundError(errno.ENOENT, "no file is named"),
        PermissionError(errno.EPERM, "no file is named"),
        ImportError("cannot import name", path="/a/module.py"),
        ImportError("cannot import name", name="storyreel.base.errors", path="/a/errors.py"),
        ModuleNotFoundError("No module named 'json.gone'", name="json.gone"),
    ],
)
def test_errors_of_the_system_that_name_no_state_are_bugs(
    replace: Replace, error: Exception
) -> None:
    replace(raising(error))
    assert cli.main(["check"]) == cli.BUG


def no_temporary_folder() -> str:
    raise NO_TEMPORARY_FOLDER


@pytest.mark.parametrize("has_temporary_folder", [True, False])
def test_a_crash_log_that_cannot_be_written_goes_to_standard_error(
    replace: Replace,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    has_temporary_folder: bool,
) -> None:
    (tmp_path / ".storyreel").write_text("in the way")
    (tmp_path / "storyreel").write_text("in the way")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    if not has_temporary_folder:
        monkeypatch.setattr(tempfile, "gettempdir", no_temporary_folder)
    replace(raising(ZeroDivisionError("planted")))
    assert cli.main(["check"]) == cli.BUG
    err = capsys.readouterr().err
    assert "ZeroDivisionError: planted" in err
    assert err.endswith("This is a bug in Storyreel. Please report it with the traceback above.\n")


def test_an_interruption_is_told_and_exits_with_130(
    replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(raising(KeyboardInterrupt()))
    assert cli.main(["check"]) == 130
    assert capsys.readouterr().err.startswith("Interrupted.")


def executing(code: str) -> Run:
    def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
        exec(code)
        return Reply({})

    return run


CAUSED = {
    "raised as its cause": "raise ImportError('initialization failed') from stop",
    "raised while it is handled": "raise OSError(5, 'planted')",
}


@pytest.mark.parametrize("statement", CAUSED.values(), ids=CAUSED)
def test_an_error_that_comes_of_an_interruption_is_one(
    statement: str, replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a library in C that is interrupted while it is loaded, and as cleaning up that fails."""
    code = f"try:\n  raise KeyboardInterrupt\nexcept KeyboardInterrupt as stop:\n  {statement}\n"
    replace(executing(code))
    assert cli.main(["check"]) == 130
    assert capsys.readouterr().err.startswith("Interrupted.")


def test_an_error_after_a_signal_is_an_interruption(
    replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    """As of pydantic, which makes an error of what it is interrupted by, without its cause."""
    code = (
        "import os, signal\n"
        "try:\n  os.kill(os.getpid(), signal.SIGTERM)\nexcept KeyboardInterrupt:\n  pass\n"
        "raise ValueError('Stopped: ')\n"
    )
    replace(executing(code))
    assert cli.main(["check"]) == 130
    assert capsys.readouterr().err.startswith("Interrupted.")


def test_an_error_after_an_interruption_that_was_dealt_with_is_its_own(
    replace: Replace, capsys: pytest.CaptureFixture[str]
) -> None:
    code = (
        "try:\n  raise KeyboardInterrupt\nexcept KeyboardInterrupt:\n  pass\n"
        "raise FileNotFoundError(2, 'planted')\n"
    )
    replace(executing(code))
    assert cli.main(["check"]) == 70
    assert "bug" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_unwind_and_their_handlers_are_put_back(replace: Replace, number: int) -> None:
    tidied = []

    def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
        try:
            os.kill(os.getpid(), number)
        finally:
            tidied.append(True)
        return Reply()

    before = signal.getsignal(number)
    replace(run)
    assert cli.main(["check"]) == 130
    assert tidied
    assert signal.getsignal(number) is before


def test_reader_that_went_away_is_no_error() -> None:
    """As in `render.py list | head -1`."""
    code = "import sys; from storyreel.cli import main; sys.exit(main(['check', 'factory10']))"
    process = subprocess.Popen(
        [sys.executable, "-c", f"import os; os.close(0)\n{code}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        text=True,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    assert process.wait() in (0, 2)
    process.stderr.close()


def test_project_and_media_folders_are_options(replace: Replace, tmp_path: Path) -> None:
    seen = []

    def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
        seen.append(project)
        return Reply()

    replace(run)
    cli.main(["check"])
    (tmp_path / "p").mkdir()
    folders = {option: str(tmp_path / option[2]) for option in ("--project", "--out", "--store")}
    cli.main(["check", *(word for pair in folders.items() for word in pair)])
    assert seen == [
        Project(tmp_path, tmp_path / "media", tmp_path / ".storyreel" / "store"),
        Project(tmp_path / "p", tmp_path / "o", tmp_path / "s"),
    ]


@pytest.mark.parametrize("option", ["--out", "--store"])
def test_a_file_in_place_of_a_named_folder_is_refused(
    option: str, replace: Replace, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    replace(lambda options, project, console: Reply())
    (tmp_path / "notes.txt").write_text("mine")
    assert cli.main(["check", option, "notes.txt"]) == 2
    said = capsys.readouterr().err
    assert said == f"{option}: notes.txt is not a folder. Name a folder.\n"
    assert cli.main(["check", option, "new"]) == 0, "a folder that does not exist yet is made later"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["hour29", "--longest", "60"], "--longest is for plain scenes."),
        (["--scene", "talk.py", "--longest", "0"], "--longest needs a time above 0."),
        (["--scene", "talk.py", "--longest", "-0.5"], "--longest needs a time above 0."),
    ],
)
def test_the_longest_time_is_for_scenes_and_above_0(
    words: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "talk.py").write_text("class Talk(Scene): ...")
    monkeypatch.chdir(tmp_path)
    assert cli.main(words) == 2
    assert message in capsys.readouterr().err


CLOSED = """\
import os, sys
from storyreel.base.errors import MachineError
from storyreel.cli.streams import prepare_streams, write_line
prepare_streams()
os.close(1)
try:
    write_line("published")
except MachineError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


def test_an_output_that_a_scene_has_closed_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOSED], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (
        3,
        "Cannot write to standard output: Bad file descriptor. Redirect it to another file.\n",
    )


THREAD = """\
import sys, threading, time
from storyreel import cli
from storyreel.__main__ import run
def main():
    threading.Thread(target=time.sleep, args=(600,)).start()
    print("published")
    return 2
cli.main = main
sys.exit(run())
"""


def test_a_thread_that_a_scene_has_started_does_not_keep_the_program_from_ending() -> None:
    command = [sys.executable, "-P", "-c", THREAD]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (2, "published\n"), done.stderr
