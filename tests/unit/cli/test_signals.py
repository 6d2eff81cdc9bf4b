"""Signals stop programs: in generated code, in imports, and where a library lost one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storyreel import cli


def run(program: str, argument: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program that imports Storyreel and the modules of the folder."""
    (folder / "program.py").write_text(program)
    return subprocess.run(
        [sys.executable, "-m", "program", argument],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
        timeout=15,
    )


def exit_code(program: str, argument: str, folder: Path) -> int:
    return run(program, argument, folder).returncode


def test_ctrl_c_in_generated_code_ends_with_our_exit_code(tmp_path: Path) -> None:
    """Dataclasses and named tuples are made by `exec`, and importing Manim makes many."""
    program = (
        "import os, signal, sys\n"
        "from storyreel.cli.signals import stopping_on_signals\n"
        "with stopping_on_signals():\n"
        "    try:\n"
        "        exec('os.kill(os.getpid(), signal.SIGINT)')\n"
        "    except KeyboardInterrupt:\n"
        "        pass\n"
        "sys.exit(130)\n"
    )
    assert exit_code(program, "", tmp_path) == 130


IMPORTING = """\
import os, signal, sys, time
from storyreel.cli import signals
signals.LONGEST_IMPORT_S = float(sys.argv[1])
with signals.stopping_on_signals():
    try:
        import interrupted
    except KeyboardInterrupt:
        sys.exit(5)
    try:
        time.sleep(20)
    except KeyboardInterrupt:
        sys.exit(6)
"""
INTERRUPTED_MODULE = """\
import os, signal, time
try:
    os.kill(os.getpid(), signal.{signal})
    for _ in range(20):
        time.sleep(0.02)
except KeyboardInterrupt:
    os._exit(7)
"""


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize(("longest", "code"), [("5", 6), ("0.1", 7)], ids=["short", "endless"])
def test_a_signal_waits_for_modules_that_are_imported_but_not_for_ever(
    number: str, longest: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / "interrupted.py").write_text(INTERRUPTED_MODULE.format(signal=number))
    assert exit_code(IMPORTING, longest, tmp_path) == code


LOSING = """\
import os, signal, sys, time
from storyreel.cli import signals
signals.AGAIN_S = 0.2
with signals.stopping_on_signals():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except KeyboardInterrupt:
        if sys.argv[1] == "handles":
            time.sleep(1)
            sys.exit(5)
    try:
        time.sleep(20)
    except KeyboardInterrupt:
        sys.exit(6)
"""


@pytest.mark.parametrize(("way", "code"), [("loses", 6), ("handles", 5)])
def test_a_signal_that_was_lost_stops_again_but_nothing_that_tidies_up(
    way: str, code: int, tmp_path: Path
) -> None:
    assert exit_code(LOSING, way, tmp_path) == code


LOST_BY_PYTHON = """\
import os, signal, sys, time, weakref
from storyreel.cli import signals
signals.AGAIN_S = 60
class Thing: pass
thing = Thing()
callback = weakref.ref(thing, lambda gone: os.kill(os.getpid(), signal.SIGINT))
with signals.stopping_on_signals():
    try:
        if sys.argv[1] == "stop":
            del thing
        else:
            callback = weakref.ref(thing, lambda gone: 1 / 0)
            del thing
            sys.exit(7)
        time.sleep(20)
    except KeyboardInterrupt:
        sys.exit(6)
"""


BLOCKED = """\
import ctypes, os, signal, sys, weakref
from storyreel.cli import signals
signals.AGAIN_S = 60
class Thing: pass
thing = Thing()
callback = weakref.ref(thing, lambda gone: os.kill(os.getpid(), signal.SIGINT))
sleep = ctypes.CDLL(None).sleep
with signals.stopping_on_signals():
    try:
        del thing
        list(map(sleep, (1, 20)))
    except KeyboardInterrupt:
        sys.exit(6)
"""


def test_a_signal_that_comes_just_before_a_call_that_blocks_ends_it(tmp_path: Path) -> None:
    """The first sleep takes the first alarm, and Python answers none before the second sleep."""
    assert exit_code(BLOCKED, "", tmp_path) == 6


LOST_BY_CYTHON = """\
import os, signal, sys, time
import uharfbuzz
from storyreel.cli import signals
from storyreel.design.fonts import load_font, manifest
signals.AGAIN_S = 60
draw = uharfbuzz.DrawFuncs()
draw.set_move_to_func(lambda x, y, once: once and once.pop()())
stop = lambda: os.kill(os.getpid(), signal.SIGINT)
once = [stop if sys.argv[1] == "stop" else lambda: 1 / 0]
with signals.stopping_on_signals():
    try:
        load_font(next(iter(manifest()))).hb_font.draw_glyph(40, draw, once)
        if sys.argv[1] == "stop":
            time.sleep(20)
        sys.exit(7)
    except KeyboardInterrupt:
        sys.exit(6)
"""


@pytest.mark.parametrize("program", [LOST_BY_PYTHON, LOST_BY_CYTHON], ids=["python", "cython"])
def test_a_signal_in_a_callback_stops_at_once_and_says_nothing(
    program: str, tmp_path: Path
) -> None:
    """Python reports what a callback raises, and goes on; Cython also shows it."""
    ended = run(program, "stop", tmp_path)
    assert (ended.returncode, ended.stderr) == (6, "")
    other = run(program, "other", tmp_path)
    assert other.returncode == 7
    assert "ZeroDivisionError" in other.stderr


AGAIN = """\
import os, signal, sys, time
from storyreel.cli import signals
signals.ONCE_S = float(sys.argv[1])
with signals.stopping_on_signals():
    try:
        os.kill(os.getpid(), signal.{stop})
    except KeyboardInterrupt:
        os.kill(os.getpid(), signal.{stop})
        time.sleep(0.01)
        sys.exit(6)
"""


@pytest.mark.parametrize(
    ("stop", "once", "code"),
    [
        ("SIGTERM", "60", 6),
        ("SIGHUP", "60", 6),
        ("SIGINT", "60", 130),
        ("SIGTERM", "0", 130),
    ],
)
def test_a_termination_that_is_sent_twice_is_one(
    stop: str, once: str, code: int, tmp_path: Path
) -> None:
    """As by `timeout`, to the program and to its group; two times Ctrl-C are meant."""
    assert exit_code(AGAIN.format(stop=stop), once, tmp_path) == code


FORKED = """\
import os, signal, sys
from storyreel.cli import signals
with signals.stopping_on_signals():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except KeyboardInterrupt:
        pass
    child = os.fork()
    if child == 0:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except KeyboardInterrupt:
            os._exit(6)
        os._exit(7)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_the_first_signal_of_a_fork_is_its_own(tmp_path: Path) -> None:
    """Its parent may have had one before, and waited for a module."""
    assert exit_code(FORKED, "", tmp_path) == 6
