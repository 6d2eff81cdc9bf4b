"""Commands of the set-up: captured output, and Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from storyreel.install.commands import Step, run


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


def test_the_command_inherits_a_file_descriptor(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as file:
        probe = f"import os; os.fstat({file.fileno()})"
        assert run([sys.executable, "-c", probe], keep_open=file.fileno()).code == 0
        assert run([sys.executable, "-c", probe]).code != 0
        assert not os.get_inheritable(file.fileno())
