"""`render.py`: what it refuses, how it starts the program, and how little it imports."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from storyreel.install import stamp

PROJECT = Path(__file__).parents[3]

INSTALL = sorted((PROJECT / "storyreel/install").glob("*.py"))
PROGRAM = """
import hashlib, json, os, sys
settings = [name for name in os.environ if name.startswith("PYTHON")]
print(json.dumps([sys.argv[1:], __file__, os.getcwd(), settings]))
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout whose program prints how it was started, with the `.venv` of these tests."""
    root = (tmp_path / "checkout").resolve()
    shutil.copytree(PROJECT / "storyreel/install", root / "storyreel/install")
    (root / "storyreel/base").mkdir()
    for name in ("render.py", *stamp.LOCKS, "storyreel/__init__.py", "storyreel/base/errors.py"):
        shutil.copy(PROJECT / name, root / name)
    (root / "storyreel/__main__.py").write_text(PROGRAM)
    bin_folder = root / ".venv/bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").symlink_to(os.path.realpath(sys.executable))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = root / ".venv/lib" / version / "site-packages"
    packages.mkdir(parents=True)
    (packages / "storyreel.pth").write_text("../../../..\n")
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", root / ".venv/pyvenv.cfg")
    stamp.write(str(root), stamp.expected(str(root)))
    return root


def launch(
    root: Path,
    *arguments: str,
    cwd: Path | None = None,
    options: tuple[str, ...] = (),
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, str(root / "render.py"), *arguments]
    return subprocess.run(
        command, cwd=cwd or root, env=environment, capture_output=True, text=True, check=False
    )


def test_the_program_starts_with_the_arguments(root: Path) -> None:
    done = launch(root, "hour29", "--quality", "4k", "a b")
    assert done.stderr == ""
    arguments, file, folder, _ = json.loads(done.stdout)
    assert arguments == ["hour29", "--quality", "4k", "a b"]
    assert (file, folder) == (f"{root}/storyreel/__main__.py", str(root))


@pytest.fixture
def impostors(tmp_path: Path) -> Path:
    """A folder with modules that must not be imported in place of the real ones."""
    folder = tmp_path / "impostors"
    for name in ("storyreel/__init__", "storyreel/__main__", "hashlib", "json", "sitecustomize"):
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"import os\nos.write(1, b'the wrong {name}')\nos._exit(9)\n")
    return folder


def test_the_working_directory_is_not_imported_from(
    root: Path, tmp_path: Path, impostors: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(root)
    done = launch(link, "list", cwd=impostors)
    assert done.returncode == 0, done.stdout
    _, file, folder, _ = json.loads(done.stdout)
    assert (file, folder) == (f"{root}/storyreel/__main__.py", str(impostors))


def test_pythonpath_replaces_no_module(root: Path, impostors: Path) -> None:
    (impostors / "sitecustomize.py").unlink()  # imported before the first line of render.py
    done = launch(root, "list", environment={**os.environ, "PYTHONPATH": str(impostors)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)[1] == f"{root}/storyreel/__main__.py"


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"PYTHONHOME": sys.base_prefix},
        {"PYTHONSTARTUP": "/nonexistent"},
        {"PYTHONWARNINGS": "error"},
        {"PYTHONINSPECT": "1", "PYTHONVERBOSE": "", "PYTHONNOUSERSITE": ""},
    ],
    ids=lambda environment: " ".join(environment) or "no PATH",
)
def test_settings_of_python_do_not_reach_the_program(
    root: Path, environment: dict[str, str]
) -> None:
    done = launch(root, "list", environment=environment)
    assert done.returncode == 0, done.stderr
    _, file, _, settings = json.loads(done.stdout)
    assert (file, settings) == (f"{root}/storyreel/__main__.py", [])


def test_starting_the_program_imports_little(root: Path) -> None:
    done = launch(root, options=("-I", "-S", "-X", "importtime"))
    loaded = set(re.findall(r"\| +(\S+)$", done.stderr, flags=re.MULTILINE))
    assert "storyreel.install.stamp" in loaded
    costly = {"subprocess", "pathlib", "dataclasses", "re", "typing", "tempfile", "inspect"}
    assert not loaded & costly


def test_a_failed_set_up_ends_with_3_and_a_message(root: Path) -> None:
    (root / ".venv" / stamp.NAME).unlink()
    (root / ".storyreel").write_text("in the way")
    done = launch(root, "list")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert f"Cannot write to {root}" in done.stderr


COMPLETE = "is missing or incomplete.\nGet a complete copy of the project"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        *((lock, lock) for lock in stamp.LOCKS),
        ("storyreel", "storyreel"),
        ("storyreel/install/stamp.py", "storyreel/install"),
    ],
)
def test_a_missing_file_of_the_checkout_is_named(root: Path, name: str, shown: str) -> None:
    (root / name).rename(root / "elsewhere")
    refused_checkout(root, str(root / shown), COMPLETE)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        *((lock, lock) for lock in stamp.LOCKS),
        ("storyreel/base/errors.py", "storyreel/base/errors"),
        ("storyreel/install/environment.py", "storyreel/install"),
    ],
)
def test_a_missing_file_of_the_set_up_is_named(root: Path, name: str, shown: str) -> None:
    (root / ".venv" / stamp.NAME).unlink()
    (root / name).unlink()
    refused_checkout(root, str(root / shown), COMPLETE)


def test_a_file_of_the_checkout_that_cannot_be_read_is_named(root: Path) -> None:
    (root / stamp.LOCKS[0]).unlink()
    (root / stamp.LOCKS[0]).mkdir()
    refused_checkout(root, str(root / stamp.LOCKS[0]), "Check its permissions")


def refused_checkout(root: Path, *shown: str) -> None:
    """Expect that the launcher refuses a checkout in two lines that say all this."""
    done = launch(root, "list", options=("-S",))  # without the storyreel of these tests
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 2
    for words in shown:
        assert words in done.stderr


def test_an_interrupted_set_up_ends_with_130(root: Path) -> None:
    (root / ".venv" / stamp.NAME).unlink()
    with (root / "storyreel/install/system.py").open("a") as file:
        file.write("\n\ndef install_missing() -> None:\n    raise KeyboardInterrupt\n")
    done = launch(root, "list")
    assert done.returncode == 130
    assert done.stdout == ""
    assert "Run the same command again to finish the set-up." in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_is_refused(root: Path) -> None:
    text = (root / "render.py").read_text()
    assert "OLDEST_PYTHON = (3, 11)" in text
    (root / "render.py").write_text(text.replace("(3, 11)", "(3, 99)"))
    done = launch(root, "list")
    assert done.returncode == 3
    assert "Storyreel needs Python 3.11 or later" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_can_read_the_file_up_to_that_message() -> None:
    text = (PROJECT / "render.py").read_text()
    tree = ast.parse(text, feature_version=(3, 7))
    before = [
        node for node in tree.body if node.lineno < text[: text.index("if sys.ver")].count("\n")
    ]
    imported = {name.name for node in before if isinstance(node, ast.Import) for name in node.names}
    assert imported == {"os", "sys"}
    assert not any(isinstance(node, ast.ImportFrom | ast.FunctionDef) for node in before)


@pytest.mark.parametrize(
    "file",
    [
        PROJECT / "render.py",
        *(path for path in INSTALL if path.name != "doctor.py"),
    ],
    ids=lambda file: file.name,
)
def test_the_set_up_imports_the_standard_library_alone(file: Path) -> None:
    own = ("storyreel.install", "storyreel.base.errors")
    for node in ast.walk(ast.parse(file.read_text())):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.startswith(own) or name.split(".")[0] in sys.stdlib_module_names, name
