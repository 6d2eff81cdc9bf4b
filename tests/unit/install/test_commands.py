"""Commands of the set-up: captured output, and Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from storyreel.install.commands import STOPPED, Step, run


def test_output_is_captured_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    result = run([sys.executable, "-c", "import os; os.write(1, b'out'); os.write(2, b'err\\xff')"])
    assert result.code == 0
    assert result.output == "outerr\N{REPLACEMENT CHARACTER}"
    assert capfd.readouterr() == ("", "")


def test_a_program_that_does_not_exist() -> None:
    result = run(["/nowhere/pip"])
    assert result.code == 127
    assert result.output == "/nowhere/pip: No such file or directory"


def test_a_step_that_fails_is_not_reported_as_done(capsys: pytest.CaptureFixture[str]) -> None:
    with Step("Trying"):
        pass
    assert capsys.readouterr().err == "Trying ...\n  done in 0 s\n"
    with pytest.raises(OSError, match="planted"), Step("Trying"):
        raise OSError("planted")
    assert capsys.readouterr().err == "Trying ...\n"


def test_ctrl_c_interrupts_the_command_and_waits_for_it(tmp_path: Path) -> None:
    child = f"""
        import pathlib, time
        try:
            pathlib.Path({str(tmp_path / "started")!r}).touch()
            time.sleep(30)
        except KeyboardInterrupt:
            time.sleep(0.5)
            pathlib.Path({str(tmp_path / "tidied")!r}).touch()
    """
    parent = f"""
        import sys
        from storyreel.install.commands import run
        try:
            run([sys.executable, "-c", {textwrap.dedent(child)!r}])
        except KeyboardInterrupt:
            sys.exit(130)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(parent)])
    deadline = time.monotonic() + 20
    while not (tmp_path / "started").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(2)
    assert process.wait(timeout=20) == 130
    assert (tmp_path / "tidied").exists()


STARTS_ANOTHER = """
import os, pathlib, sys, time
if not os.fork():
    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(60)
"""


def wait_for(file: Path) -> str:
    deadline = time.monotonic() + 20
    while not (file.exists() and file.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return file.read_text()


def is_running(process: str) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return psutil.Process(int(process)).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def expect_ended(process: str) -> None:
    deadline = time.monotonic() + 20
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(process)


def test_a_command_is_stopped_at_its_limit_with_all_that_it_has_started(tmp_path: Path) -> None:
    begin = time.monotonic()
    result = run([sys.executable, "-c", STARTS_ANOTHER, str(tmp_path / "child")], limit_s=5)
    assert time.monotonic() - begin < 30
    assert result.code == STOPPED
    assert result.output == f"{sys.executable}: stopped, it took more than 5 s"
    expect_ended((tmp_path / "child").read_text())


def test_ctrl_c_ends_a_command_with_a_limit_and_all_that_it_has_started(tmp_path: Path) -> None:
    parent = f"""
        import sys
        from storyreel.install.commands import run
        try:
            run([sys.executable, "-c", {STARTS_ANOTHER!r}, {str(tmp_path / "child")!r}], limit_s=60)
        except KeyboardInterrupt:
            sys.exit(130)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(parent)])
    child = wait_for(tmp_path / "child")
    process.send_signal(2)
    assert process.wait(timeout=20) == 130
    expect_ended(child)


def test_the_command_inherits_a_file_descriptor(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as file:
        probe = f"import os; os.fstat({file.fileno()})"
        assert run([sys.executable, "-c", probe], keep_open=file.fileno()).code == 0
        assert run([sys.executable, "-c", probe]).code != 0
        assert not os.get_inheritable(file.fileno())
