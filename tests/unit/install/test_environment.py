"""Creating .venv: from scratch, after an interruption, after a change."""

from __future__ import annotations

import fcntl
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from storyreel.base.errors import MachineError
from storyreel.install import environment, stamp, system
from storyreel.install.commands import CommandResult
from storyreel.install.environment import advice, set_up


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with locks, on a machine that lacks nothing."""
    monkeypatch.setattr(system, "install_missing", lambda: None)
    root = tmp_path / "checkout"
    root.mkdir()
    for lock in stamp.LOCKS:
        (root / lock).write_text(f"{lock}==1\n")
    return root


class FakeCommands:
    """Stands in for venv and pip: records the commands and creates the files that they would."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.steps: list[str] = []
        self.commands: list[list[str]] = []
        self.fails: dict[str, CommandResult] = {}
        self.on_step: Callable[[str], None] = lambda step: None
        self.environments: list[dict[str, str]] = []

    def run(
        self, command: list[str], *, env: dict[str, str], cwd: str, keep_open: int
    ) -> CommandResult:
        step = "venv" if "venv" in command else command[3]
        self.steps.append(step)
        self.commands.append(command)
        self.environments.append(env)
        self.on_step(step)
        if step in self.fails:
            return self.fails[step]
        if step == "venv":
            (self.root / ".venv/lib/python3.11/site-packages").mkdir(parents=True)
            (self.root / ".venv/bin").mkdir()
            Path(stamp.python_of(str(self.root))).symlink_to(sys.executable)
        for option in ("--target", "--wheel-dir"):
            if option in command:
                folder = Path(command[command.index(option) + 1])
                folder.mkdir()
                (folder / "some-1-py3-none-any.whl").touch()
        return CommandResult(0, "")


@pytest.fixture
def machine(root: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCommands:
    machine = FakeCommands(root)
    monkeypatch.setattr(environment, "run", machine.run)
    return machine


FROM_SCRATCH = ["venv", "install", "wheel", "install"]


def is_current(root: Path) -> bool:
    return stamp.is_current(str(root))


def test_the_first_run_creates_everything_and_the_second_nothing(
    root: Path, machine: FakeCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not is_current(root)
    set_up(root)
    assert is_current(root)
    assert machine.steps == FROM_SCRATCH
    assert "first run" in capsys.readouterr().err
    set_up(root)
    assert machine.steps == FROM_SCRATCH


def test_python_finds_the_checkout_and_no_temporary_files_remain(
    root: Path, machine: FakeCommands
) -> None:
    set_up(root)
    packages = root / ".venv/lib/python3.11/site-packages"
    assert (packages / (packages / "storyreel.pth").read_text().strip()).resolve() == root
    assert {path.name for path in (root / ".venv").iterdir()} == {"bin", "lib", stamp.NAME}


def test_packages_are_compiled_with_the_locked_tools_despite_the_users_settings(
    root: Path, machine: FakeCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "PIP_USER", "PIP_TARGET"):
        monkeypatch.setenv(name, "/planted")
    set_up(root)
    tools = str(root / ".venv/build-tools")
    for env, step in zip(machine.environments, machine.steps, strict=True):
        assert env.get("PYTHONPATH") == (tools if step == "wheel" else None)
        assert not {"PYTHONHOME", "PYTHONWARNINGS", "PIP_USER", "PIP_TARGET"} & env.keys()
    wheel = machine.environments[machine.steps.index("wheel")]
    assert wheel["PATH"].startswith(f"{tools}/bin:")


def test_bytecode_is_written_despite_the_users_settings(
    root: Path, machine: FakeCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (root / "storyreel").mkdir()
    (root / "storyreel" / "right.py").write_text("x = 1\n")
    (root / "storyreel" / "wrong.py").write_text("x =\n")
    set_up(root)
    compiled = {path.name.split(".")[0] for path in root.glob("storyreel/__pycache__/*.pyc")}
    assert compiled == {"right"}


@pytest.mark.parametrize("stopped_in", ["venv", "install", "wheel"])
def test_an_interrupted_set_up_is_detected_and_repeated(
    stopped_in: str, root: Path, machine: FakeCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    def die(step: str) -> None:
        if step == stopped_in:
            raise KeyboardInterrupt

    machine.on_step = die
    with pytest.raises(KeyboardInterrupt):
        set_up(root)
    assert not is_current(root)
    (root / ".venv" / "half-made").touch()
    machine.on_step = lambda step: None
    set_up(root)
    assert is_current(root)
    assert not (root / ".venv" / "half-made").exists()
    assert "the last set-up was interrupted" in capsys.readouterr().err


@pytest.mark.parametrize("lock", stamp.LOCKS)
def test_a_changed_lock_is_detected(
    lock: str, root: Path, machine: FakeCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(root)
    (root / lock).write_text("other==2\n")
    assert not is_current(root)
    set_up(root)
    assert is_current(root)
    assert "the locked packages have changed" in capsys.readouterr().err


@pytest.fixture
def source(root: Path) -> Path:
    """The source of an extension without functions, in the checkout."""
    source = root / stamp.EXTENSION / "extension.c"
    source.parent.mkdir(parents=True)
    source.write_text(EMPTY_EXTENSION)
    return source


EMPTY_EXTENSION = """
#include <Python.h>
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_extension"};
PyMODINIT_FUNC PyInit__extension(void) { return PyModuleDef_Init(&definition); }
"""


def test_a_changed_source_of_the_extension_is_compiled_alone(
    root: Path, machine: FakeCommands, source: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up(root)
    capfd.readouterr()
    source.write_text(f"int two;{EMPTY_EXTENSION}")
    assert not is_current(root)
    set_up(root)
    assert is_current(root)
    assert machine.steps == FROM_SCRATCH
    assert "Compiling the extension ..." in capfd.readouterr().err


@pytest.mark.parametrize("damage", ["gone", "empty", "truncated", "of other sources"])
def test_another_extension_than_the_compiled_one_is_compiled_again(
    damage: str, root: Path, machine: FakeCommands, source: Path
) -> None:
    set_up(root)
    module = source.parent / stamp.MODULE
    whole = module.read_bytes()
    module.unlink()
    if damage != "gone":
        kept = {"empty": 0, "truncated": len(whole) // 2}.get(damage, len(whole))
        module.write_bytes(whole[:kept] + (b"." if damage == "of other sources" else b""))
    assert not is_current(root)
    set_up(root)
    assert is_current(root)
    assert module.stat().st_size == len(whole)
    assert machine.steps == FROM_SCRATCH


def test_files_that_cannot_be_replaced_end_the_set_up_with_a_message(
    root: Path, machine: FakeCommands, source: Path
) -> None:
    (source.parent / stamp.MODULE / "in the way").mkdir(parents=True)
    with pytest.raises(MachineError, match="The set-up could not be finished"):
        set_up(root)
    assert not is_current(root)


def test_an_extension_that_does_not_compile_is_not_tried_again(
    root: Path, machine: FakeCommands, source: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source.write_text("planted mistake\n")
    set_up(root)
    assert is_current(root)
    assert "The extension did not compile" in capfd.readouterr().err


def test_a_moved_checkout_is_detected(
    root: Path, machine: FakeCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(root)
    machine.root = root.rename(root.with_name("moved"))
    assert not is_current(machine.root)
    set_up(machine.root)
    assert is_current(machine.root)
    assert "the checkout has moved" in capsys.readouterr().err


@pytest.mark.parametrize("now", ["nothing", "other"])
def test_a_removed_or_upgraded_python_is_detected(
    now: str, root: Path, machine: FakeCommands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(root)
    python = Path(stamp.python_of(str(root)))
    python.unlink()
    other = tmp_path / "python3.99"
    if now == "other":
        shutil.copy(shutil.which("true") or "", other)
    python.symlink_to(other)
    assert not is_current(root)
    set_up(root)
    assert is_current(root)
    assert "the Python that it uses was changed or removed" in capsys.readouterr().err


def test_a_python_that_cannot_be_executed_is_detected(root: Path, machine: FakeCommands) -> None:
    set_up(root)
    python = Path(stamp.python_of(str(root)))
    python.unlink()
    python.touch(mode=0o644)
    stamp.write(str(root), stamp.expected(str(root)))
    assert not is_current(root)


def test_a_venv_that_we_did_not_create_is_kept(
    root: Path, machine: FakeCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / ".venv").mkdir()
    (root / ".venv" / "theirs").touch()
    (root / ".venv-before-1").mkdir()
    set_up(root)
    assert is_current(root)
    assert (root / ".venv-before-2" / "theirs").exists()
    assert ".venv-before-2" in capsys.readouterr().err


def test_a_failed_command_prints_its_output_and_leaves_no_stamp(
    root: Path, machine: FakeCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "\n".join(f"line {n}" for n in range(100)) + "\nOSError: No space left on device"
    machine.fails["wheel"] = CommandResult(1, words)
    with pytest.raises(MachineError, match="The disk is full"):
        set_up(root)
    shown = capsys.readouterr().err
    assert "No space left on device" in shown
    assert "line 50\n" not in shown
    assert not is_current(root)


@pytest.mark.parametrize("words", [words for words, _ in environment.ADVICE])
def test_every_known_failure_has_its_own_advice(words: str) -> None:
    assert dict(environment.ADVICE)[words] in advice(CommandResult(1, f"ERROR: {words}: ..."))


def test_wheels_are_named_by_relative_paths(root: Path, machine: FakeCommands) -> None:
    """pip takes `;` and `[` in an absolute path for a marker or an extra."""
    set_up(root)
    install = machine.commands[-1]
    assert install[-1] == "./wheels/some-1-py3-none-any.whl"
    assert not any(str(root) in argument for argument in install[1:])


def test_an_unknown_failure_can_be_repeated() -> None:
    assert advice(CommandResult(1, "planted")).startswith("Then run the same command again")


@pytest.mark.parametrize(("full", "needed"), [("checkout", 2000), ("temporary", 200)])
def test_a_small_disk_is_detected_before_anything_is_installed(
    full: str, needed: int, root: Path, machine: FakeCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = []
    monkeypatch.setattr(system, "install_missing", lambda: installed.append("packages"))
    monkeypatch.setattr(tempfile, "tempdir", str(root.with_name("temporary")))

    def disk_usage(path: str | Path) -> SimpleNamespace:
        return SimpleNamespace(free=(100 if Path(path).name == full else 3000) * 2**20)

    monkeypatch.setattr(shutil, "disk_usage", disk_usage)
    words = rf"{full} has 100 MB of free disk space; the set-up needs {needed} MB"
    with pytest.raises(MachineError, match=words):
        set_up(root)
    assert machine.steps == installed == []


def test_two_set_ups_do_not_run_at_the_same_time(
    root: Path, machine: FakeCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def flock(file: object, how: int) -> None:
        asked.append(how)
        if how & fcntl.LOCK_NB:
            raise BlockingIOError
        machine.run(["", "", "", "venv"], env={}, cwd="", keep_open=0)  # the other one finishes
        stamp.write(str(root), stamp.expected(str(root)))
        machine.steps.clear()

    monkeypatch.setattr(fcntl, "flock", flock)
    set_up(root)
    assert asked == [fcntl.LOCK_EX | fcntl.LOCK_NB, fcntl.LOCK_EX]
    assert machine.steps == []


def test_a_folder_that_cannot_be_written(root: Path, machine: FakeCommands) -> None:
    (root / ".storyreel").write_text("in the way")
    with pytest.raises(MachineError, match="Cannot write to"):
        set_up(root)
