"""System packages that the machine needs: detect what is missing, and install it with apt."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import platform
import shlex
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import MachineError, Problem
from storyreel.install.commands import QUICK_S, Step, run, say

PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
SOURCE_ONLY = "pycairo and manimpango have no wheels for this system and must be compiled"

_SYSTEM_COMPILERS = {"CC": "cc", "CXX": "c++"}


@dataclass(frozen=True)
class SystemNeed:
    """Something outside Python that is needed, why, and the packages that contain it."""

    name: str
    why: str
    apt: tuple[str, ...]
    brew: tuple[str, ...]
    is_met: Callable[[], bool]
    only_to_set_up: bool = True
    """Not needed any more once `.venv` is finished."""
    variable: str = ""
    """The environment variable that can name a program of the user's own for it."""


def needs(system: str = sys.platform, machine: str = platform.machine()) -> tuple[SystemNeed, ...]:
    """Everything that a machine needs.

    `system` is a value of `sys.platform`, `machine` one of `platform.machine()`.
    """
    common = (
        SystemNeed(
            "Python's venv module",
            "it creates .venv, so that no Python package is installed system-wide",
            (f"{PYTHON}-venv",),
            ("python@3.13",),
            has_venv,
        ),
        SystemNeed(
            "a C compiler", SOURCE_ONLY, ("gcc", "libc6-dev"), (), can_compile, variable="CC"
        ),
        SystemNeed(
            "Python's header files",
            SOURCE_ONLY,
            (f"{PYTHON}-dev",),
            ("python@3.13",),
            has_python_headers,
        ),
        SystemNeed(
            "pkg-config",
            "it finds cairo and pango",
            ("pkg-config",),
            ("pkgconf",),
            has_pkg_config,
            variable="PKG_CONFIG",
        ),
        SystemNeed(
            "cairo with header files",
            "pycairo is built on it",
            ("libcairo2-dev",),
            ("cairo",),
            lambda: has_library("cairo", "1.15.10"),
        ),
        SystemNeed(
            "pango with header files",
            "manimpango is built on it",
            ("libpango1.0-dev",),
            ("pango",),
            lambda: has_library("pangocairo", "1.30.0"),
        ),
    )
    if system != "linux":
        return common
    cxx = SystemNeed(
        "a C++ compiler",
        "glcontext and moderngl have no wheels for this processor and must be compiled",
        ("g++",),
        (),
        can_compile_cxx,
        variable="CXX",
    )
    return (
        *common,
        *(() if machine == "x86_64" else (cxx,)),
        SystemNeed(
            "the OpenGL and EGL libraries",
            "skia-python is linked against them, even though no graphics card is used",
            ("libgl1", "libegl1"),
            (),
            lambda: can_load("libGL.so.1") and can_load("libEGL.so.1"),
            only_to_set_up=False,
        ),
    )


def missing() -> tuple[SystemNeed, ...]:
    """The unmet needs of this machine."""
    return tuple(need for need in needs() if not need.is_met())


def has_venv() -> bool:
    """Whether `python -m venv` works: on Debian and Ubuntu, ensurepip is a separate package."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def can_compile() -> bool:
    """Whether a C program compiles and links, which needs libc's headers, too."""
    return _builds("CC", "probe.c", "#include <stdio.h>\nint main(void) { return 0; }\n")


def can_compile_cxx() -> bool:
    """Whether a C++ program compiles and links."""
    return _builds("CXX", "probe.cpp", "#include <string>\nint main() { return 0; }\n")


def _builds(variable: str, name: str, text: str) -> bool:
    """Whether the compiler of this Python's extension modules compiles and links `text`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, name)
        source.write_text(text)
        return _succeeds([*compiler(variable), str(source), "-o", f"{folder}/probe"])


def compiler(variable: str) -> list[str]:
    """The compiler that the environment names in CC or CXX; else this Python's, or the system's.

    Options of this Python's are left out, because they are for building Python itself. A Python
    that was built elsewhere may name a compiler that this machine lacks.
    """
    if named := _words(os.environ.get(variable)):
        return named
    own = _words(sysconfig.get_config_var(variable))[:1]
    return own if own and shutil.which(own[0]) else [_SYSTEM_COMPILERS[variable]]


def _words(command: str | None) -> list[str]:
    """The words of a shell command; one alone if its quotes do not match."""
    try:
        return shlex.split(command or "")
    except ValueError:
        return [command or ""]


def has_python_headers() -> bool:
    """Whether `Python.h` of this Python exists."""
    return Path(sysconfig.get_path("include"), "Python.h").is_file()


def has_pkg_config() -> bool:
    """Whether pkg-config runs."""
    return _succeeds([_pkg_config(), "--version"])


def has_library(name: str, version: str) -> bool:
    """Whether pkg-config finds the development files of a library, at least `version`."""
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
    return run(command, limit_s=QUICK_S).code == 0


@dataclass(frozen=True)
class Privileges:
    """How system packages can be installed on this machine by this user."""

    system: str
    has_apt: bool
    is_root: bool
    has_sudo: bool
    passwordless_sudo: bool

    @classmethod
    def detect(cls) -> Privileges:
        """The privileges of this process."""
        has_sudo = shutil.which("sudo") is not None
        return cls(
            system=sys.platform,
            has_apt=shutil.which("apt-get") is not None,
            is_root=os.geteuid() == 0,
            has_sudo=has_sudo,
            passwordless_sudo=has_sudo and run(["sudo", "-n", "true"]).code == 0,
        )

    @property
    def may_install(self) -> bool:
        """Whether packages can be installed with apt without a question."""
        return self.has_apt and (self.is_root or self.passwordless_sudo)


def install_command(unmet: Sequence[SystemNeed], privileges: Privileges) -> str | None:
    """The shell command that installs what is missing; None if the package manager is unknown."""
    if privileges.system == "darwin":
        parts = []
        if any(need.name == "a C compiler" for need in unmet):
            parts.append("xcode-select --install")
        if formulas := _unique(name for need in unmet for name in need.brew):
            parts.append("brew install " + " ".join(formulas))
        return " && ".join(parts)
    if not privileges.has_apt:
        return None
    install = "apt-get install --no-install-recommends -y " + " ".join(apt_packages(unmet))
    if privileges.is_root:
        return f"apt-get update && {install}"
    if privileges.has_sudo:
        return f"sudo apt-get update && sudo {install}"
    return f'su -c "apt-get update && {install}"'


def remedy_for(unmet: Sequence[SystemNeed], privileges: Privileges) -> str:
    """What the user can do about missing needs, as the end of an error message."""
    if settings := _failing_settings(unmet):
        return f"{settings} does not work here. Unset it, then run the same command again."
    line = install_command(unmet, privileges)
    if line is None:
        return "Install them with your package manager, then run the same command again."
    return f"Run this command, then the same one again:\n\n    {line}\n"


def _failing_settings(unmet: Sequence[SystemNeed]) -> str:
    """The settings of the environment that name programs which do not do what is needed."""
    variables = [need.variable for need in unmet if os.environ.get(need.variable)]
    return ", ".join(f"{variable}={shlex.quote(os.environ[variable])}" for variable in variables)


def apt_packages(unmet: Sequence[SystemNeed]) -> tuple[str, ...]:
    """The Debian and Ubuntu packages that contain what is missing."""
    return _unique(name for need in unmet for name in need.apt)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def install_missing(privileges: Privileges | None = None) -> None:
    """Install what the machine lacks, or raise MachineError with the command that does."""
    unmet = missing()
    if not unmet:
        return
    say("This machine lacks:")
    for need in unmet:
        say(f"  {need.name}: {need.why}")
    privileges = privileges or Privileges.detect()
    remedy = remedy_for(unmet, privileges)
    if _failing_settings(unmet):
        raise MachineError(Problem(remedy))
    if not privileges.may_install:
        raise MachineError(Problem("These must be installed first.", remedy))
    _install_with_apt(apt_packages(unmet), privileges, remedy)
    if still := missing():
        names = ", ".join(need.name for need in still)
        raise MachineError(
            Problem(
                f"apt-get has finished, but {sys.executable} still lacks: {names}.",
                "A Python that is not the system's must contain these itself;"
                " run /usr/bin/python3 render.py to use the system's Python.",
            )
        )


def _install_with_apt(packages: Sequence[str], privileges: Privileges, remedy: str) -> None:
    prefix = [] if privileges.is_root else ["sudo", "-n"]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    # A new machine often upgrades itself at first and holds the lock for some minutes.
    apt += ["-o", "DPkg::Lock::Timeout=600"]
    with Step(f"Installing with apt-get: {' '.join(packages)}"):
        # The update fails if one source is unreachable, even if the packages are available.
        update = run([*apt, "update"])
        install = run([*apt, "install", "-y", "--no-install-recommends", *packages])
    if install.code:
        say(update.tail if update.code else "")
        say(install.tail)
        raise MachineError(
            Problem(
                "apt-get could not install the packages. Its last lines of output are above.",
                f"Check the network. {remedy}",
            )
        )
