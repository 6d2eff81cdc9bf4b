"""System packages: what the machine lacks, and the command that installs it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.base.errors import MachineError
from storyreel.install import system
from storyreel.install.commands import CommandResult
from storyreel.install.system import (
    Privileges,
    apt_packages,
    install_command,
    install_missing,
    needs,
)

DEBIAN_USER = Privileges(
    "linux", has_apt=True, is_root=False, has_sudo=True, passwordless_sudo=False
)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def unmet(*names: str, machine: str = "x86_64", os: str = "linux") -> list[system.SystemNeed]:
    return [need for need in needs(os, machine) if need.name in names]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Creates a program, from its name and shell script, on an otherwise empty PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("CC", "CXX", "PKG_CONFIG"):
        monkeypatch.delenv(name, raising=False)

    def add(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!{shutil.which('sh', path='/bin:/usr/bin')}\n{script}\n")
        (tmp_path / name).chmod(0o755)

    return add


def test_an_empty_machine_lacks_everything_needed_to_compile(
    programs: Callable[[str, str], None],
) -> None:
    names = [need.name for need in system.missing()]
    assert {
        "a C compiler",
        "pkg-config",
        "cairo with header files",
        "pango with header files",
    } <= set(names)


def test_a_compiler_that_cannot_link_does_not_count(
    programs: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    programs("planted-cc", "exit 0")
    monkeypatch.setenv("CC", "planted-cc -O2")
    assert system.can_compile()
    programs("planted-cc", "echo crt1.o: no such file; exit 1")
    assert not system.can_compile()


@pytest.mark.parametrize(
    ("named", "command"),
    [
        ("ccache gcc -m64", ["ccache", "gcc", "-m64"]),
        ("'unbalanced", ["'unbalanced"]),
        (" ", ["their-cc"]),
        (None, ["their-cc"]),
    ],
)
def test_the_compiler_is_the_one_that_the_environment_names(
    named: str | None,
    command: list[str],
    programs: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    programs("their-cc", "exit 0")
    monkeypatch.setattr(sysconfig, "get_config_var", lambda variable: "their-cc -pthread")
    if named is not None:
        monkeypatch.setenv("CC", named)
    assert system.compiler("CC") == command


@pytest.mark.parametrize("own", [None, "", "/build/of/python/clang -pthread"])
@pytest.mark.parametrize(("variable", "name"), [("CC", "cc"), ("CXX", "c++")])
def test_a_python_that_was_built_elsewhere_uses_the_systems_compiler(
    own: str | None,
    variable: str,
    name: str,
    programs: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sysconfig, "get_config_var", lambda variable: own)
    assert system.compiler(variable) == [name]


def test_a_compiler_of_the_user_that_does_not_work_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No package would help."""
    monkeypatch.setenv("CC", "no-such-cc -O2")
    monkeypatch.setattr(system, "missing", lambda: tuple(unmet("a C compiler", "pkg-config")))
    monkeypatch.setattr(system, "run", lambda command: pytest.fail(f"ran {command}"))
    with pytest.raises(MachineError, match="CC='no-such-cc -O2' does not work here"):
        install_missing(replace(DEBIAN_USER, is_root=True))
    assert "a C compiler" in capsys.readouterr().err


def test_a_library_that_is_too_old_does_not_count(programs: Callable[[str, str], None]) -> None:
    programs("pkg-config", '[ "$1" = --version ] || [ "$2" = cairo ]')
    assert system.has_pkg_config()
    assert system.has_library("cairo", "1.15.10")
    assert not system.has_library("pangocairo", "1.30.0")


def test_a_shared_library_that_does_not_exist() -> None:
    assert not system.can_load("libnosuchthing.so.9")


def test_debian_packages_ensurepip_separately(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    assert system.has_venv()
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name)
    )
    assert not system.has_venv()


def test_the_command_for_a_user_with_sudo_names_each_package_once() -> None:
    line = install_command(needs("linux", "x86_64"), DEBIAN_USER)
    assert line == (
        "sudo apt-get update && sudo apt-get install --no-install-recommends -y "
        f"python{VERSION}-venv gcc libc6-dev python{VERSION}-dev pkg-config "
        "libcairo2-dev libpango1.0-dev libgl1 libegl1"
    )


def test_packages_for_a_missing_compiler() -> None:
    assert apt_packages(unmet("a C compiler")) == ("gcc", "libc6-dev")


def test_the_command_without_sudo_and_for_root() -> None:
    need = unmet("pkg-config")
    install = "apt-get update && apt-get install --no-install-recommends -y pkg-config"
    assert install_command(need, replace(DEBIAN_USER, has_sudo=False)) == f'su -c "{install}"'
    assert install_command(need, replace(DEBIAN_USER, is_root=True)) == install


def test_the_command_for_homebrew() -> None:
    mac = Privileges("darwin", has_apt=False, is_root=False, has_sudo=True, passwordless_sudo=True)
    names = ("a C compiler", "pkg-config", "cairo with header files", "pango with header files")
    assert not mac.may_install
    assert install_command(unmet(*names, os="darwin"), mac) == (
        "xcode-select --install && brew install pkgconf cairo pango"
    )
    assert install_command(unmet("a C compiler", os="darwin"), mac) == "xcode-select --install"


def test_without_apt_the_user_is_referred_to_the_package_manager() -> None:
    fedora = replace(DEBIAN_USER, has_apt=False, is_root=True)
    assert not fedora.may_install
    assert install_command(unmet("pkg-config"), fedora) is None
    assert "package manager" in system.remedy_for(unmet("pkg-config"), fedora)


def test_processors_without_wheels_need_a_cxx_compiler() -> None:
    assert not unmet("a C++ compiler")
    assert apt_packages(unmet("a C++ compiler", machine="aarch64")) == ("g++",)
    assert not unmet("a C++ compiler", "the OpenGL and EGL libraries", os="darwin")


@pytest.mark.parametrize("need", needs("linux", "aarch64"), ids=lambda need: need.name)
def test_every_need_has_a_reason_and_packages(need: system.SystemNeed) -> None:
    assert need.why
    assert need.apt


def test_a_user_without_privileges_gets_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing", lambda: tuple(unmet("a C compiler")))
    with pytest.raises(MachineError) as caught:
        install_missing(DEBIAN_USER)
    assert "    sudo apt-get update && sudo apt-get install" in str(caught.value)
    assert "a C compiler: pycairo" in capsys.readouterr().err


def planted_apt(monkeypatch: pytest.MonkeyPatch, code: int) -> list[list[str]]:
    """Records the commands instead of running them."""
    ran: list[list[str]] = []

    def run(command: list[str]) -> CommandResult:
        ran.append(command)
        return CommandResult(code, "E: Unable to locate package gcc")

    monkeypatch.setattr(system, "run", run)
    return ran


@pytest.mark.parametrize(
    ("privileges", "prefix"),
    [
        (replace(DEBIAN_USER, is_root=True), []),
        (replace(DEBIAN_USER, passwordless_sudo=True), ["sudo", "-n"]),
    ],
    ids=["root", "passwordless sudo"],
)
def test_packages_are_installed_with_sufficient_privileges(
    privileges: Privileges, prefix: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter([tuple(unmet("a C compiler")), ()])
    monkeypatch.setattr(system, "missing", lambda: next(states))
    ran = planted_apt(monkeypatch, 0)
    install_missing(privileges)
    update, install = ran
    assert update[-1] == "update"
    assert install[: len(prefix)] == prefix
    assert install[-4:] == ["-y", "--no-install-recommends", "gcc", "libc6-dev"]
    assert "DEBIAN_FRONTEND=noninteractive" in install


def test_the_output_of_a_failed_apt_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing", lambda: tuple(unmet("a C compiler")))
    planted_apt(monkeypatch, 100)
    with pytest.raises(MachineError, match="could not install"):
        install_missing(replace(DEBIAN_USER, is_root=True))
    assert "Unable to locate package gcc" in capsys.readouterr().err


def test_needs_are_checked_again_after_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "missing", lambda: tuple(unmet("Python's header files")))
    planted_apt(monkeypatch, 0)
    with pytest.raises(MachineError, match="still lacks"):
        install_missing(replace(DEBIAN_USER, is_root=True))
