"""Compiling the extension: from these sources, from others, and where it fails."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from storyreel.install import extension, stamp
from storyreel.native import SWITCH

PROJECT = Path(__file__).parents[3]

EMPTY_MODULE = """
#include <Python.h>
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_extension"};
PyMODINIT_FUNC PyInit__extension(void) { return PyModuleDef_Init(&module); }
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one source, of a module without functions, and nothing else."""
    folder = tmp_path / stamp.EXTENSION
    folder.mkdir(parents=True)
    (folder / "extension.c").write_text(EMPTY_MODULE)
    return tmp_path


def module_of(root: Path) -> Path:
    return root / stamp.EXTENSION / stamp.MODULE


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("_extension", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sources_compile_without_a_warning_to_a_module_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(
        PROJECT / stamp.EXTENSION, tmp_path / stamp.EXTENSION, ignore=lambda *_: [stamp.MODULE]
    )
    before = sorted(module_of(tmp_path).parent.iterdir())
    monkeypatch.setenv("CC", "cc -Werror")
    extension.compile_in(tmp_path)
    rows = np.arange(12).reshape(3, 4)
    assert loaded(module_of(tmp_path)).equal(rows, rows.copy())
    assert sorted(module_of(tmp_path).parent.iterdir()) == sorted([*before, module_of(tmp_path)])


def test_sources_that_do_not_compile_leave_no_module_and_say_so(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    extension.compile_in(root)
    (root / stamp.EXTENSION / "planted.c").write_text("this is not C\n")
    extension.compile_in(root)
    shown = capfd.readouterr().err
    assert "planted.c" in shown
    assert "Rendering works without it, but slower." in shown
    assert not list(module_of(root).parent.glob(f"{stamp.MODULE}*"))


def test_a_missing_compiler_is_not_an_error(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", str(root / "no-compiler"))
    extension.compile_in(root)
    assert "no-compiler" in capfd.readouterr().err
    assert not module_of(root).exists()


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("exit 0", "No such file or directory"),
        ('while [ "$1" != -o ]; do shift; done; echo text > "$2"', "ImportError"),
        ("exit 7", "no output, exit code 7"),
    ],
    ids=["writes nothing", "writes something else", "says nothing"],
)
def test_a_compiler_that_makes_no_module_is_not_an_error(
    script: str,
    shown: str,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    compiler = root / "compiler"
    compiler.write_text(f"#!/bin/sh\n{script}\n")
    compiler.chmod(0o755)
    monkeypatch.setenv("CC", shlex.quote(str(compiler)))
    extension.compile_in(root)
    assert shown in capfd.readouterr().err
    assert not list(module_of(root).parent.glob(f"{stamp.MODULE}*"))


def test_a_compiler_that_hangs_is_stopped(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    compiler = root / "compiler"
    compiler.write_text("#!/bin/sh\nsleep 60\n")
    compiler.chmod(0o755)
    monkeypatch.setenv("CC", shlex.quote(str(compiler)))
    monkeypatch.setattr(extension, "COMPILING_S", 0.2)
    extension.compile_in(root)
    assert "stopped" in capfd.readouterr().err
    assert not list(module_of(root).parent.glob(f"{stamp.MODULE}*"))


def test_a_module_that_ends_its_process_is_not_kept(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = root / stamp.EXTENSION / "planted.c"
    source.write_text("__attribute__((constructor)) static void end(void) { __builtin_trap(); }\n")
    extension.compile_in(root)
    assert "no output, exit code -" in capfd.readouterr().err
    assert not list(module_of(root).parent.glob(f"{stamp.MODULE}*"))


def test_a_compiler_may_have_options_and_a_launcher(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CC", "env -u LANG cc -pthread")
    extension.compile_in(root)
    assert module_of(root).exists()


def test_every_source_is_also_compiled_for_the_wheel() -> None:
    text = (PROJECT / "pyproject.toml").read_text("utf-8")
    for name in stamp.extension_sources(str(PROJECT)):
        assert (f'"{name}"' in text) == name.endswith(".c")


@pytest.mark.parametrize(("value", "found"), [("off", "None"), ("", "_extension")])
def test_the_program_runs_with_the_extension_unless_it_is_left_out(value: str, found: str) -> None:
    """The set-up has compiled it, for these tests too."""
    done = subprocess.run(
        [sys.executable, "-c", "from storyreel.native import extension; print(extension)"],
        env={**os.environ, SWITCH: value},
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    assert found in done.stdout
