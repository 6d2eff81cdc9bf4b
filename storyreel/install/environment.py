"""Makes `.venv` with exactly the packages of `requirements.lock`."""

from __future__ import annotations

import compileall
import fcntl
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import MachineError, Problem
from storyreel.install import stamp, system
from storyreel.install.commands import Outcome, Step, run, say, without

ROOM_MB = 2000
"""Free disk space for `.venv` (0.8 GB), the wheels beside it, and pip's cache of both."""

PYTHON_SETTINGS = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
"""Settings of the user that would make pip look or install outside `.venv`."""

UNREACHABLE = "The package index cannot be reached: is there a network, does it need a proxy?"

ADVICE = (
    ("No space left on device", "The disk is full: make room."),
    ("DO NOT MATCH THE HASHES", "A package is not the one that was locked: do not use it."),
    ("CERTIFICATE_VERIFY_FAILED", "A certificate is not trusted: set PIP_CERT to your CA file."),
    ("Failed to establish a new connection", UNREACHABLE),
    ("Name or service not known", UNREACHABLE),
    ("Temporary failure in name resolution", UNREACHABLE),
    ("(from versions: none)", f"{UNREACHABLE} Or has it nothing for this Python?"),
    ("No matching distribution", "The package index does not have it, or not for this Python."),
    ("timed out", "The network is too slow or gone."),
    ("Permission denied", "A file belongs to someone else: look at the owner of this folder."),
    ("subprocess-exited-with-error", "A package did not compile; the lines above say why."),
)
"""What pip's words mean for the user; the first that is found counts."""


def set_up(root: Path) -> None:
    """Bring the machine and `.venv` to where `storyreel` runs; safe to repeat at any point.

    Raises MachineError with what to do. KeyboardInterrupt passes through.
    """
    with _one_at_a_time(root) as lock:
        if stamp.is_current(str(root)):
            return  # another set-up finished while this one waited
        say(f"Setting up in {root / '.venv'} ({_why(root)}). This takes a few minutes, once.")
        system.provide()
        _require_room(root)
        _Maker(root, lock).make()
        say("Ready.")


def _why(root: Path) -> str:
    """Why `.venv` is not as it should be, in a few words."""
    found = stamp.found(str(root))
    if not os.path.lexists(root / ".venv"):
        return "first run"
    if found is None:
        return "the .venv there was not made by render.py"
    if found == stamp.UNFINISHED:
        return "the last set-up was interrupted"
    then, now = found.splitlines(), stamp.expected(str(root)).splitlines()
    if then[:1] != now[:1]:
        return "the locked packages have changed"
    if then[1:2] != now[1:2]:
        return "the checkout has moved"
    return "its Python has changed or gone"


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[int]:
    """Hold the set-up lock of this checkout; the kernel drops it with its last holder.

    Yields the file descriptor: pip inherits it, so that a pip whose launcher was killed still
    keeps the next set-up waiting instead of writing into the same `.venv`.
    """
    try:
        (root / ".storyreel").mkdir(exist_ok=True)
        file = (root / ".storyreel" / "setup.lock").open("w")
    except OSError as error:
        raise MachineError(
            Problem(
                f"Cannot write in {root}: {error.strerror}.",
                "Use a copy of the project that belongs to you.",
            )
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up of this checkout is running; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def _require_room(root: Path) -> None:
    free = shutil.disk_usage(root).free // 2**20
    if free < ROOM_MB:
        raise MachineError(
            Problem(
                f"{free} MB are free where {root} is; the set-up needs {ROOM_MB} MB.",
                "Make room and run the same command again.",
            )
        )


@dataclass(frozen=True)
class _Maker:
    """Makes one `.venv` from nothing: a half-made one is not worth the risk of keeping it."""

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

    def make(self) -> None:
        try:
            self._clear()
            self._create()
            self._fetch_and_build()
            self._install()
            self._finish()
        except OSError as error:
            raise MachineError(
                Problem(
                    f"Making {self._venv} failed: {error}.",
                    "Mend that and run the same command again.",
                )
            ) from error

    def _clear(self) -> None:
        if stamp.found(str(self.root)) is not None and not self._venv.is_symlink():
            shutil.rmtree(self._venv)
        elif os.path.lexists(self._venv):
            aside = _free_name(self._venv)
            self._venv.rename(aside)
            say(f"The .venv that was there is now {aside.name}; delete it if you do not need it.")
        self._venv.mkdir()
        stamp.write(str(self.root), stamp.UNFINISHED)

    def _create(self) -> None:
        base = getattr(sys, "_base_executable", sys.executable)  # outside any virtual environment
        with Step(f"Making .venv with Python {platform.python_version()}"):
            self._run([base, "-I", "-m", "venv", str(self._venv)], "venv")

    def _fetch_and_build(self) -> None:
        with Step("Fetching the build tools of requirements-build.lock"):
            self._pip(
                "install",
                *("--target", str(self._tools)),
                *_exactly(self.root / "requirements-build.lock"),
            )
        with Step("Fetching the packages of requirements.lock, compiling those without a wheel"):
            self._pip(
                "wheel",
                *("--wheel-dir", str(self._wheels)),
                # Building is done with the locked tools, not with whatever is newest today.
                *("--no-build-isolation", "--use-pep517"),
                *_exactly(self.root / "requirements.lock"),
                tools=self._tools,
            )

    def _install(self) -> None:
        wheels = sorted(map(str, self._wheels.glob("*.whl")))
        with Step(f"Installing {len(wheels)} packages"):
            self._pip("install", "--no-index", "--no-deps", *wheels)

    def _finish(self) -> None:
        packages = next(self._venv.glob("lib/python3*/site-packages"))
        # Python reads this file and finds the checkout, wherever the command is called from.
        (packages / "storyreel.pth").write_text(os.path.relpath(self.root, packages) + "\n")
        # As pip does with packages: where Python is told to write no bytecode, none would ever be.
        compileall.compile_dir(self.root / "storyreel", quiet=2)
        shutil.rmtree(self._tools)
        shutil.rmtree(self._wheels)
        stamp.write(str(self.root), stamp.expected(str(self.root)))

    def _pip(self, *arguments: str, tools: Path | None = None) -> None:
        env = without(PYTHON_SETTINGS)
        if tools:
            env["PYTHONPATH"] = str(tools)
            env["PATH"] = f"{tools / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
        command = [stamp.python_of(str(self.root)), "-m", "pip", arguments[0], "--no-input"]
        options = ["--disable-pip-version-check", "--no-color", "--progress-bar", "off"]
        self._run([*command, *options, *arguments[1:]], "pip", env)

    def _run(self, command: list[str], name: str, env: dict[str, str] | None = None) -> None:
        outcome = run(
            command,
            env=env or without(PYTHON_SETTINGS),
            cwd=str(self._venv),  # the working directory is on pip's own path
            keep_open=self.lock,
        )
        if outcome.code:
            say(outcome.tail)
            raise MachineError(
                Problem(f"{name} failed; its last words are above.", advice(outcome))
            )


def _exactly(lock: Path) -> tuple[str, ...]:
    return ("--require-hashes", "--no-deps", "--requirement", str(lock))


def _free_name(path: Path) -> Path:
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}-before-{number}")):
        number += 1
    return aside


def advice(outcome: Outcome) -> str:
    """What a person does about a command that failed."""
    again = "Then run the same command again; it goes on by itself."
    for words, meaning in ADVICE:
        if words in outcome.output:
            return f"{meaning} {again}"
    return again
