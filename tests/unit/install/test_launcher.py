"""`render.py` itself: what it refuses, what it hands over to, and how little it loads."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from storyreel.install import stamp

PROJECT = Path(__file__).parents[3]

INSTALL = sorted((PROJECT / "storyreel/install").glob("*.py"))
PROGRAM = "import os, sys\nprint(sys.argv[1:], __file__, sys.path[0] or '.', os.getcwd())\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout whose program says how it was called, with a `.venv` that is this one."""
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
    root: Path, *arguments: str, cwd: Path | None = None, options: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, str(root / "render.py"), *arguments]
    return subprocess.run(command, cwd=cwd or root, capture_output=True, text=True, check=False)


def test_a_finished_set_up_hands_over_at_once(root: Path) -> None:
    done = launch(root, "hour29", "--quality", "4k", "a b")
    assert done.stderr == ""
    assert done.stdout.startswith("['hour29', '--quality', '4k', 'a b'] ")
    assert f"{root}/storyreel/__main__.py" in done.stdout


def test_the_checkout_of_the_launcher_counts_and_not_the_working_directory(
    root: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "storyreel").mkdir(parents=True)
    (other / "storyreel/__init__.py").touch()
    (other / "storyreel/__main__.py").write_text("print('the wrong one')\n")
    link = tmp_path / "link"
    link.symlink_to(root)
    done = launch(link, "list", cwd=other)
    assert f"{root}/storyreel/__main__.py" in done.stdout, done.stderr
    assert str(other) in done.stdout


def test_the_way_to_the_program_loads_next_to_nothing(root: Path) -> None:
    done = launch(root, options=("-I", "-S", "-X", "importtime"))
    loaded = set(re.findall(r"\| +(\S+)$", done.stderr, flags=re.MULTILINE))
    assert "storyreel.install.stamp" in loaded
    costly = {"subprocess", "pathlib", "dataclasses", "re", "typing", "tempfile", "inspect"}
    assert not loaded & costly


def test_what_is_missing_ends_with_3_and_a_line(root: Path) -> None:
    (root / ".venv" / stamp.NAME).unlink()
    (root / ".storyreel").write_text("in the way")
    done = launch(root, "list")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert f"Cannot write in {root}" in done.stderr


def test_an_interrupted_set_up_ends_with_130(root: Path) -> None:
    (root / ".venv" / stamp.NAME).unlink()
    with (root / "storyreel/install/system.py").open("a") as file:
        file.write("\n\ndef provide() -> None:\n    raise KeyboardInterrupt\n")
    done = launch(root, "list")
    assert done.returncode == 130
    assert done.stdout == ""
    assert "The same command finishes the set-up." in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_is_told_so(root: Path) -> None:
    text = (root / "render.py").read_text()
    assert "OLDEST_PYTHON = (3, 11)" in text
    (root / "render.py").write_text(text.replace("(3, 11)", "(3, 99)"))
    done = launch(root, "list")
    assert done.returncode == 3
    assert "Storyreel needs Python 3.11 or later" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_gets_as_far_as_the_message() -> None:
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
def test_the_set_up_needs_the_standard_library_alone(file: Path) -> None:
    own = ("storyreel.install", "storyreel.base.errors")
    for node in ast.walk(ast.parse(file.read_text())):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.startswith(own) or name.split(".")[0] in sys.stdlib_module_names, name
