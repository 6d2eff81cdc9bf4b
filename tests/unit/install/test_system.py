"""What the machine lacks, and the line that brings it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.base.errors import MachineError
from storyreel.install import system
from storyreel.install.commands import Outcome
from storyreel.install.system import Powers, apt_packages, line_to_run, needs, provide

DEBIAN_USER = Powers("linux", has_apt=True, is_root=False, has_sudo=True, sudo_is_free=False)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def lacking(*names: str, machine: str = "x86_64", os: str = "linux") -> list[system.Need]:
    return [need for need in needs(os, machine) if need.name in names]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Makes a program on an otherwise empty PATH: its name and its shell script."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("CC", "CXX", "PKG_CONFIG"):
        monkeypatch.delenv(name, raising=False)

    def add(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!{shutil.which('sh', path='/bin:/usr/bin')}\n{script}\n")
        (tmp_path / name).chmod(0o755)

    return add


def test_an_empty_machine_lacks_all_that_is_built_with(
    programs: Callable[[str, str], None],
) -> None:
    names = [need.name for need in system.missing()]
    assert {
        "a C compiler",
        "pkg-config",
        "cairo with header files",
        "pango with header files",
    } <= set(names)


def test_a_compiler_that_cannot_link_is_no_compiler(
    programs: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    programs("planted-cc", "exit 0")
    monkeypatch.setenv("CC", "planted-cc -O2")
    assert system.can_compile()
    programs("planted-cc", "echo crt1.o: no such file; exit 1")
    assert not system.can_compile()


def test_a_library_that_is_too_old_is_not_there(programs: Callable[[str, str], None]) -> None:
    programs("pkg-config", '[ "$1" = --version ] || [ "$2" = cairo ]')
    assert system.has_pkg_config()
    assert system.has_library("cairo", "1.15.10")
    assert not system.has_library("pangocairo", "1.30.0")


def test_a_shared_library_that_is_not_there() -> None:
    assert not system.can_load("libnosuchthing.so.9")


def test_debian_keeps_ensurepip_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    assert system.has_venv()
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name)
    )
    assert not system.has_venv()


def test_the_line_for_a_user_with_sudo_names_each_package_once() -> None:
    line = line_to_run(needs("linux", "x86_64"), DEBIAN_USER)
    assert line == (
        "sudo apt-get update && sudo apt-get install --no-install-recommends -y "
        f"python{VERSION}-venv gcc libc6-dev python{VERSION}-dev pkg-config "
        "libcairo2-dev libpango1.0-dev libgl1 libegl1"
    )


def test_no_compiler() -> None:
    assert apt_packages(lacking("a C compiler")) == ("gcc", "libc6-dev")


def test_the_line_without_sudo_and_for_root() -> None:
    need = lacking("pkg-config")
    install = "apt-get update && apt-get install --no-install-recommends -y pkg-config"
    assert line_to_run(need, replace(DEBIAN_USER, has_sudo=False)) == f'su -c "{install}"'
    assert line_to_run(need, replace(DEBIAN_USER, is_root=True)) == install


def test_the_line_for_homebrew() -> None:
    mac = Powers("darwin", has_apt=False, is_root=False, has_sudo=True, sudo_is_free=True)
    names = ("a C compiler", "pkg-config", "cairo with header files", "pango with header files")
    assert not mac.may_install
    assert line_to_run(lacking(*names, os="darwin"), mac) == (
        "xcode-select --install && brew install pkgconf cairo pango"
    )
    assert line_to_run(lacking("a C compiler", os="darwin"), mac) == "xcode-select --install"


def test_another_linux_is_told_what_and_not_how() -> None:
    fedora = replace(DEBIAN_USER, has_apt=False, is_root=True)
    assert not fedora.may_install
    assert line_to_run(lacking("pkg-config"), fedora) is None
    assert "package manager" in system.remedy_for(lacking("pkg-config"), fedora)


def test_some_processors_need_a_cxx_compiler() -> None:
    assert not lacking("a C++ compiler")
    assert apt_packages(lacking("a C++ compiler", machine="aarch64")) == ("g++",)
    assert not lacking("a C++ compiler", "the OpenGL and EGL libraries", os="darwin")


@pytest.mark.parametrize("need", needs("linux", "aarch64"), ids=lambda need: need.name)
def test_every_need_says_why_and_who_brings_it(need: system.Need) -> None:
    assert need.why
    assert need.apt


def test_a_user_who_may_not_install_gets_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing", lambda: tuple(lacking("a C compiler")))
    with pytest.raises(MachineError) as caught:
        provide(DEBIAN_USER)
    assert "    sudo apt-get update && sudo apt-get install" in str(caught.value)
    assert "a C compiler: pycairo" in capsys.readouterr().err


def planted_apt(monkeypatch: pytest.MonkeyPatch, code: int) -> list[list[str]]:
    """Records what would be run as root instead of running it."""
    ran: list[list[str]] = []

    def run(command: list[str]) -> Outcome:
        ran.append(command)
        return Outcome(code, "E: Unable to locate package gcc")

    monkeypatch.setattr(system, "run", run)
    return ran


@pytest.mark.parametrize(
    ("powers", "prefix"),
    [
        (replace(DEBIAN_USER, is_root=True), []),
        (replace(DEBIAN_USER, sudo_is_free=True), ["sudo", "-n"]),
    ],
    ids=["root", "free sudo"],
)
def test_who_may_install_does(
    powers: Powers, prefix: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter([tuple(lacking("a C compiler")), ()])
    monkeypatch.setattr(system, "missing", lambda: next(states))
    ran = planted_apt(monkeypatch, 0)
    provide(powers)
    update, install = ran
    assert update[-1] == "update"
    assert install[: len(prefix)] == prefix
    assert install[-4:] == ["-y", "--no-install-recommends", "gcc", "libc6-dev"]
    assert "DEBIAN_FRONTEND=noninteractive" in install


def test_apt_that_fails_shows_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing", lambda: tuple(lacking("a C compiler")))
    planted_apt(monkeypatch, 100)
    with pytest.raises(MachineError, match="could not install"):
        provide(replace(DEBIAN_USER, is_root=True))
    assert "Unable to locate package gcc" in capsys.readouterr().err


def test_apt_that_does_not_help_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "missing", lambda: tuple(lacking("Python's header files")))
    planted_apt(monkeypatch, 0)
    with pytest.raises(MachineError, match="still missing"):
        provide(replace(DEBIAN_USER, is_root=True))
