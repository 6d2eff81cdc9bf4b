"""What the machine must have before Python packages can be installed: found out, and mended."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import MachineError, Problem
from storyreel.install.commands import Step, run, say

PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
SOURCE_ONLY = "pycairo and manimpango have no wheels for this system and are compiled"


@dataclass(frozen=True)
class Need:
    """Something outside Python that has to be there, why, and who brings it."""

    name: str
    why: str
    apt: tuple[str, ...]
    brew: tuple[str, ...]
    is_met: Callable[[], bool]
    only_to_set_up: bool = True
    """Not looked for again by the finished program."""


def needs(system: str = sys.platform, machine: str = platform.machine()) -> tuple[Need, ...]:
    """All that a machine has to have, in the order of asking.

    `system` is as in `sys.platform`, `machine` as in `platform.machine()`.
    """
    common = (
        Need(
            "Python's venv module",
            "it makes .venv, which keeps every Python package away from the system",
            (f"{PYTHON}-venv",),
            ("python@3.13",),
            has_venv,
        ),
        Need("a C compiler", SOURCE_ONLY, ("gcc", "libc6-dev"), (), can_compile),
        Need(
            "Python's header files",
            SOURCE_ONLY,
            (f"{PYTHON}-dev",),
            ("python@3.13",),
            has_python_headers,
        ),
        Need(
            "pkg-config",
            "it tells where cairo and pango are",
            ("pkg-config",),
            ("pkgconf",),
            has_pkg_config,
        ),
        Need(
            "cairo with header files",
            "pycairo is built on it",
            ("libcairo2-dev",),
            ("cairo",),
            lambda: has_library("cairo", "1.15.10"),
        ),
        Need(
            "pango with header files",
            "manimpango is built on it",
            ("libpango1.0-dev",),
            ("pango",),
            lambda: has_library("pangocairo", "1.30.0"),
        ),
    )
    if system != "linux":
        return common
    cxx = Need(
        "a C++ compiler",
        "glcontext and moderngl have no wheels for this processor and are compiled",
        ("g++",),
        (),
        can_compile_cxx,
    )
    return (
        *common,
        *(() if machine == "x86_64" else (cxx,)),
        Need(
            "the OpenGL and EGL libraries",
            "skia-python is linked against them, though nothing here draws with a graphics card",
            ("libgl1", "libegl1"),
            (),
            lambda: can_load("libGL.so.1") and can_load("libEGL.so.1"),
            only_to_set_up=False,
        ),
    )


def missing() -> tuple[Need, ...]:
    """The needs of this machine that are not met."""
    return tuple(need for need in needs() if not need.is_met())


def has_venv() -> bool:
    """Whether `python -m venv` works: Debian and Ubuntu keep ensurepip in a package of its own."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def can_compile() -> bool:
    """Whether a C program compiles and links: the compiler alone does no good without libc."""
    return _builds("CC", "probe.c", "#include <stdio.h>\nint main(void) { return 0; }\n")


def can_compile_cxx() -> bool:
    """Whether a C++ program compiles and links."""
    return _builds("CXX", "probe.cpp", "#include <string>\nint main() { return 0; }\n")


def _builds(variable: str, name: str, text: str) -> bool:
    """Whether the compiler that builds Python extensions here makes a program of `text`."""
    command = os.environ.get(variable) or sysconfig.get_config_var(variable) or "cc"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, name)
        source.write_text(text)
        return _succeeds([shlex.split(command)[0], str(source), "-o", f"{folder}/probe"])


def has_python_headers() -> bool:
    """Whether `Python.h` of the running Python is there."""
    return Path(sysconfig.get_path("include"), "Python.h").is_file()


def has_pkg_config() -> bool:
    """Whether pkg-config can be run."""
    return _succeeds([_pkg_config(), "--version"])


def has_library(name: str, version: str) -> bool:
    """Whether pkg-config finds the development files of a library, not older than `version`."""
    return _succeeds([_pkg_config(), f"--atleast-version={version}", name])


def can_load(library: str) -> bool:
    """Whether the dynamic linker finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _pkg_config() -> str:
    return os.environ.get("PKG_CONFIG") or "pkg-config"


def _succeeds(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


@dataclass(frozen=True)
class Powers:
    """What we may do on this machine."""

    system: str
    has_apt: bool
    is_root: bool
    has_sudo: bool
    sudo_is_free: bool
    """sudo works without a password, so without a question."""

    @classmethod
    def found(cls) -> Powers:
        """The powers of this process on this machine."""
        has_sudo = shutil.which("sudo") is not None
        return cls(
            system=sys.platform,
            has_apt=shutil.which("apt-get") is not None,
            is_root=os.geteuid() == 0,
            has_sudo=has_sudo,
            sudo_is_free=has_sudo and _succeeds(["sudo", "-n", "true"]),
        )

    @property
    def may_install(self) -> bool:
        return self.has_apt and (self.is_root or self.sudo_is_free)


def line_to_run(lacking: Sequence[Need], powers: Powers) -> str | None:
    """The one line that a person runs to bring what is lacking; None where no line is known."""
    if powers.system == "darwin":
        parts = []
        if any(need.name == "a C compiler" for need in lacking):
            parts.append("xcode-select --install")
        if formulas := _unique(name for need in lacking for name in need.brew):
            parts.append("brew install " + " ".join(formulas))
        return " && ".join(parts)
    if not powers.has_apt:
        return None
    install = "apt-get install --no-install-recommends -y " + " ".join(apt_packages(lacking))
    if powers.is_root:
        return f"apt-get update && {install}"
    if powers.has_sudo:
        return f"sudo apt-get update && sudo {install}"
    return f'su -c "apt-get update && {install}"'


def remedy_for(lacking: Sequence[Need], powers: Powers) -> str:
    """What a person does about what is lacking, as the end of an error message."""
    line = line_to_run(lacking, powers)
    if line is None:
        return "Install them with this system's package manager, then run the same command again."
    return f"Run this line, then the same command again:\n\n    {line}\n"


def apt_packages(lacking: Sequence[Need]) -> tuple[str, ...]:
    """The packages of Debian and Ubuntu that bring what is lacking."""
    return _unique(name for need in lacking for name in need.apt)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def provide(powers: Powers | None = None) -> None:
    """Install what the machine lacks, or raise MachineError with the line that does."""
    lacking = missing()
    if not lacking:
        return
    say("This machine lacks:")
    for need in lacking:
        say(f"  {need.name}: {need.why}")
    powers = powers or Powers.found()
    remedy = remedy_for(lacking, powers)
    if not powers.may_install:
        raise MachineError(Problem("These have to be installed first.", remedy))
    _install_with_apt(apt_packages(lacking), powers, remedy)
    if still := missing():
        names = ", ".join(need.name for need in still)
        raise MachineError(
            Problem(
                f"apt-get has run, and this is still missing for {sys.executable}: {names}.",
                "A Python that is not the system's own has to bring these itself;"
                " /usr/bin/python3 render.py uses the system's.",
            )
        )


def _install_with_apt(packages: Sequence[str], powers: Powers, remedy: str) -> None:
    prefix = [] if powers.is_root else ["sudo", "-n"]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    # A fresh machine often upgrades itself in its first minutes and holds the lock meanwhile.
    apt += ["-o", "DPkg::Lock::Timeout=600"]
    with Step(f"Installing with apt-get: {' '.join(packages)}"):
        # One unreachable source makes the update fail although the packages can be had.
        update = run([*apt, "update"])
        install = run([*apt, "install", "-y", "--no-install-recommends", *packages])
    if install.code:
        say(update.tail if update.code else "")
        say(install.tail)
        raise MachineError(
            Problem(
                "apt-get could not install the packages; its last words are above.",
                f"Is there a network? {remedy}",
            )
        )
