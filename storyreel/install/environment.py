"""Create `.venv` with exactly the packages of `requirements.lock`."""

from __future__ import annotations

import compileall
import fcntl
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import MachineError, Problem
from storyreel.install import extension, stamp, system
from storyreel.install.commands import CommandResult, Step, environment_without, run, say

REQUIRED_DISK_MB = 2000
"""For `.venv` (0.8 GB), the wheels during the set-up, and pip's cache of both."""

TEMPORARY_DISK_MB = 200
"""For what pip downloads and compiles at one time: 105 MB were measured with an empty cache."""

PIP_LOCATIONS = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX")
"""Settings that would make pip install outside `.venv`."""

UNREACHABLE = "The package index cannot be reached. Check the network and the proxy settings."

ADVICE = (
    ("No space left on device", "The disk is full. Free some space."),
    ("DO NOT MATCH THE HASHES", "A downloaded package differs from the locked one. Do not use it."),
    ("CERTIFICATE_VERIFY_FAILED", "A certificate is not trusted. Set PIP_CERT to your CA file."),
    ("Failed to establish a new connection", UNREACHABLE),
    ("Name or service not known", UNREACHABLE),
    ("Temporary failure in name resolution", UNREACHABLE),
    ("(from versions: none)", f"{UNREACHABLE} Or it has no package for this Python."),
    ("No matching distribution", "The package index has no such package for this Python."),
    ("timed out", "The network is too slow or down."),
    ("Permission denied", "A file belongs to another user. Check the owner of this folder."),
    ("subprocess-exited-with-error", "A package did not compile. See the lines above."),
)
"""A phrase of a command's output and what to do about it; the first that is found applies."""


def set_up(root: Path) -> None:
    """Install what the machine lacks and create `.venv`; can be repeated after any interruption.

    Raises MachineError with a remedy.
    """
    with _one_at_a_time(root) as lock:
        if stamp.is_current(str(root)):
            return  # another set-up finished while this one waited
        try:
            _make(root, lock)
        except OSError as error:
            raise MachineError(
                Problem(
                    f"The set-up could not be finished: {error}.",
                    "Fix the cause and run the same command again.",
                )
            ) from error
        say("Ready.")


def _make(root: Path, lock: int) -> None:
    """Make what is missing, and then the stamp; a command inherits the descriptor `lock`."""
    if not _has_packages(root):
        say(f"Setting up in {root / '.venv'} ({_why(root)}). This takes a few minutes, once.")
        _require_disk_space(root)
        system.install_missing()
        _Builder(root, lock).build()
    with Step("Compiling the extension"):
        extension.compile_in(root, lock)
    stamp.write(str(root), stamp.expected(str(root)))


def _has_packages(root: Path) -> bool:
    """Whether nothing but the extension has changed since `.venv` was finished."""
    found = stamp.found(str(root)) or ""
    return found.startswith(stamp.packages(str(root))) and os.access(
        stamp.python_of(str(root)), os.X_OK
    )


def _why(root: Path) -> str:
    """Why a set-up is necessary, in a few words."""
    found = stamp.found(str(root))
    if not os.path.lexists(root / ".venv"):
        return "first run"
    if found is None:
        return "the existing .venv was not made by render.py"
    if found == stamp.UNFINISHED:
        return "the last set-up was interrupted"
    then, now = found.splitlines(), stamp.expected(str(root)).splitlines()
    if then[:1] != now[:1]:
        return "the locked packages have changed"
    if then[1:2] != now[1:2]:
        return "the checkout has moved"
    return "the Python that it uses was changed or removed"


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[int]:
    """Hold the set-up lock of this checkout and yield its file descriptor.

    pip inherits the descriptor: if the launcher is killed, the next set-up still waits for that pip
    instead of writing into the same `.venv`.
    """
    try:
        (root / ".storyreel").mkdir(exist_ok=True)
        file = (root / ".storyreel" / "setup.lock").open("w")
    except OSError as error:
        raise MachineError(
            Problem(
                f"Cannot write to {root}: {error.strerror}.",
                "Use a copy of the project in a folder of your own.",
            )
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up of this checkout is running. Waiting for it to finish ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def _require_disk_space(root: Path) -> None:
    temporary = tempfile.gettempdir()
    for folder, needed in ((root, REQUIRED_DISK_MB), (temporary, TEMPORARY_DISK_MB)):
        free = shutil.disk_usage(folder).free // 2**20
        if free < needed:
            raise MachineError(
                Problem(
                    f"{folder} has {free} MB of free disk space; the set-up needs {needed} MB.",
                    "Free some space and run the same command again.",
                )
            )


@dataclass(frozen=True)
class _Builder:
    """Builds a `.venv` from scratch: an unfinished one is deleted, not completed."""

    root: Path
    lock: int

    @property
    def _venv(self) -> Path:
        return self.root / ".venv"

    @property
    def _tools(self) -> Path:
        return self._venv / "build-tools"

    @property
    def _wheels(self) -> Path:
        return self._venv / "wheels"

    def build(self) -> None:
        self._clear()
        self._create()
        self._download_and_compile()
        self._install()
        self._finish()

    def _clear(self) -> None:
        if stamp.found(str(self.root)) is not None and not self._venv.is_symlink():
            shutil.rmtree(self._venv)
        elif os.path.lexists(self._venv):
            aside = _free_name(self._venv)
            self._venv.rename(aside)
            say(f"The existing .venv was renamed to {aside.name}; delete it if you do not need it.")
        self._venv.mkdir()
        stamp.write(str(self.root), stamp.UNFINISHED)

    def _create(self) -> None:
        base = getattr(sys, "_base_executable", sys.executable)  # outside any virtual environment
        with Step(f"Creating .venv with Python {platform.python_version()}"):
            self._run([base, "-I", "-m", "venv", str(self._venv)], "venv")

    def _download_and_compile(self) -> None:
        with Step("Downloading the build tools of requirements-build.lock"):
            self._pip(
                "install",
                *("--target", str(self._tools)),
                *_exactly(self.root / "requirements-build.lock"),
            )
        with Step(
            "Downloading the packages of requirements.lock and compiling those without a wheel"
        ):
            self._pip(
                "wheel",
                *("--wheel-dir", str(self._wheels)),
                # Packages are compiled with the locked tools, not with the newest ones.
                *("--no-build-isolation", "--use-pep517"),
                *_exactly(self.root / "requirements.lock"),
                tools=self._tools,
            )

    def _install(self) -> None:
        # Relative paths: pip takes `;` and `[` in a path for its own syntax.
        wheels = sorted(f"./wheels/{path.name}" for path in self._wheels.glob("*.whl"))
        with Step(f"Installing {len(wheels)} packages"):
            self._pip("install", "--no-index", "--no-deps", *wheels)

    def _finish(self) -> None:
        packages = next(self._venv.glob("lib/python3*/site-packages"))
        # Python finds the checkout through this file.
        (packages / "storyreel.pth").write_text(os.path.relpath(self.root, packages) + "\n")
        # As pip does for packages, so that start-up is fast even if Python writes no bytecode.
        compileall.compile_dir(self.root / "storyreel", quiet=2)
        shutil.rmtree(self._tools)
        shutil.rmtree(self._wheels)

    def _pip(self, *arguments: str, tools: Path | None = None) -> None:
        env = _pip_environment()
        if tools:
            env["PYTHONPATH"] = str(tools)
            env["PATH"] = f"{tools / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
        command = [stamp.python_of(str(self.root)), "-m", "pip", arguments[0], "--no-input"]
        options = ["--disable-pip-version-check", "--no-color", "--progress-bar", "off"]
        self._run([*command, *options, *arguments[1:]], "pip", env)

    def _run(self, command: list[str], name: str, env: dict[str, str] | None = None) -> None:
        result = run(
            command,
            env=env or _pip_environment(),
            cwd=str(self._venv),  # pip imports from the working directory
            keep_open=self.lock,
        )
        if result.code:
            say(result.tail)
            raise MachineError(
                Problem(f"{name} failed. Its last lines of output are above.", advice(result))
            )


def _pip_environment() -> dict[str, str]:
    """The environment without settings that lead pip or its Python outside `.venv`."""
    python_settings = [name for name in os.environ if name.startswith("PYTHON")]
    return environment_without([*python_settings, *PIP_LOCATIONS])


def _exactly(lock: Path) -> tuple[str, ...]:
    return ("--require-hashes", "--no-deps", "--requirement", str(lock))


def _free_name(path: Path) -> Path:
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}-before-{number}")):
        number += 1
    return aside


def advice(result: CommandResult) -> str:
    """What to do about a command that failed."""
    again = "Then run the same command again."
    for words, meaning in ADVICE:
        if words in result.output:
            return f"{meaning} {again}"
    return again
