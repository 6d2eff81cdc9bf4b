"""The rules of the code, checked by tools: lint, format, types, imports and names."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.unit.project_files import PROJECT, name_of, own_files, syntax

SETTINGS: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]

PLANTED = [
    ("storyreel/base/timebase.py", "import storyreel.render.pipeline", "Dependencies point down"),
    ("storyreel/storyboard/load.py", "import storyreel.design.text", "Dependencies point down"),
    ("storyreel/drawing/drawing.py", "import storyreel.paint.raster", "Dependencies point down"),
    ("storyreel/encode/encoder.py", "import storyreel.inspection", "Dependencies point down"),
    ("storyreel/workers/worker.py", "import storyreel.stage.clock", "Dependencies point down"),
    ("storyreel/output/publish.py", "import storyreel.render", "Dependencies point down"),
    ("storyreel/render/pipeline.py", "import storyreel.slides.deck", "Dependencies point down"),
    ("storyreel/misplaced.py", "", "Dependencies point down"),
    ("storyreel/design/tokens.py", "import manim", "Manim stays in"),
    ("storyreel/encode/segment.py", "import manim", "A worker process knows nothing"),
    ("storyreel/stage/clock.py", "import skia", "Skia stays in"),
    ("storyreel/render/pipeline.py", "import av", "FFmpeg stays in"),
    ("storyreel/encode/encoder.py", "import storyreel.encode.h264.splice", "The H.264 code has"),
    ("storyreel/render/pipeline.py", "import pptx", "PowerPoint's format stays in"),
    ("storyreel/render/pipeline.py", "import dask", "Dask stays in"),
    ("storyreel/install/system.py", "import storyreel.base.metrics", "The set-up needs"),
    ("storyreel/parts/text.py", "import storyreel.parts.road", "Parts build on"),
    ("scenes/hour29/scene.py", "import storyreel.paint.raster", "Clips speak of"),
    ("scenes/hour29/data.py", "import storyreel.parts.steps", "The data of a clip"),
    ("scenes/hour29/scene.py", "import scenes.hour30.data", "No clip imports another"),
]
"""A file, the import planted in it, and the beginning of the name of the contract it breaks."""

FIRST_PLANTED = {plant[2]: plant for plant in reversed(PLANTED)}.values()
"""One for each contract: the default suite plants these alone."""


def run(*command: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_lint() -> None:
    done = run("-m", "ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_format() -> None:
    done = run("-m", "ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_types() -> None:
    done = run("-m", "mypy")
    assert done.returncode == 0, done.stdout


def test_types_are_strict_in_code_and_tests(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    checked = SETTINGS["mypy"]["files"]
    assert {"render.py", "storyreel", "tests"} <= set(checked)
    planted = [name if name.endswith(".py") else f"{name}/planted_{name}.py" for name in checked]
    for name in planted:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("def f(x):\n    return x\n", encoding="utf-8")
    done = run("-m", "mypy", cwd=tmp_path)
    found = re.findall(r"^(\S+):1: error: .*\[no-untyped-def\]$", done.stdout, flags=re.MULTILINE)
    assert sorted(found) == sorted(planted)


def test_nothing_depends_on_the_time_of_day() -> None:
    """A clock that jumps changes neither files nor waiting; only the age of files is measured."""
    asks = re.compile(r"time\.time\(|\.now\(|\.today\(|\.utcnow\(|localtime|gmtime\(")
    assert asks.search("datetime.now(UTC)") and not asks.search("time.monotonic()")
    asking = [
        name_of(path)
        for path in own_files()
        if path.suffix == ".py"
        and name_of(path).startswith(("storyreel/", "scenes/"))
        and asks.search(path.read_text("utf-8"))
    ]
    assert asking == []


def shared_class_names(modules: Mapping[str, ast.Module]) -> dict[str, list[str]]:
    """The public classes that several modules define, each with those modules."""
    places: dict[str, list[str]] = defaultdict(list)
    for name, module in modules.items():
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_no_two_classes_of_the_engine_share_a_public_name() -> None:
    modules = {name_of(path): syntax(path) for path in (PROJECT / "storyreel").rglob("*.py")}
    assert shared_class_names(modules) == {}


def test_a_class_name_defined_twice_is_found_and_a_private_one_is_not() -> None:
    module = ast.parse("class Box: ...\nclass _Own: ...")
    modules = {"a.py": module, "b.py": module}
    assert shared_class_names(modules) == {"Box": ["a.py", "b.py"]}


def broken_contracts(project: Path) -> list[str]:
    """The names of the import contracts that a copy of the project breaks."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = run("-c", program, cwd=project)
    broken = re.findall(r"^(.*) BROKEN", done.stdout, flags=re.MULTILINE)
    assert (done.returncode != 0) == bool(broken), done.stdout + done.stderr
    return broken


def test_imports_keep_the_contracts() -> None:
    assert broken_contracts(PROJECT) == []


@pytest.fixture(scope="module")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, without the tests; a test leaves it as it was."""
    copy = tmp_path_factory.mktemp("project")
    for folder in SETTINGS["importlinter"]["root_packages"]:
        unneeded = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / folder, copy / folder, ignore=unneeded)
    shutil.copy(PROJECT / "pyproject.toml", copy)
    return copy


@contextmanager
def planted(path: Path, line: str) -> Iterator[None]:
    """A line at the end of a file, while the block runs; the file may be new."""
    text = path.read_text("utf-8") if path.exists() else None
    path.write_text(f"{text or ''}\n{line}\n", "utf-8")
    try:
        yield
    finally:
        path.unlink() if text is None else path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        pytest.param(*plant, marks=() if plant in FIRST_PLANTED else pytest.mark.slow)
        for plant in PLANTED
    ],
)
def test_a_planted_import_breaks_its_contract(
    file: str, line: str, contract: str, project_copy: Path
) -> None:
    with planted(project_copy / file, line):
        assert any(name.startswith(contract) for name in broken_contracts(project_copy))


def test_every_contract_has_a_planted_import() -> None:
    names = [contract["name"] for contract in SETTINGS["importlinter"]["contracts"]]
    planted = tuple(beginning for _, _, beginning in PLANTED)
    assert [name for name in names if not name.startswith(planted)] == []


MOST_PARAMETERS = 6


def long_signatures(module: ast.Module) -> list[str]:
    """The functions of a module that take too many parameters, without `self` and `cls`."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            each = node.args
            names = [a.arg for a in (*each.posonlyargs, *each.args, *each.kwonlyargs)]
            if len([name for name in names if name not in ("self", "cls")]) > MOST_PARAMETERS:
                found.append(node.name)
    return found


def test_no_function_of_the_engine_takes_more_than_six_parameters() -> None:
    found = {
        path.relative_to(PROJECT).as_posix(): names
        for path in sorted((PROJECT / "storyreel").rglob("*.py"))
        if (names := long_signatures(syntax(path)))
    }
    assert found == {}
    assert long_signatures(ast.parse("def f(a, b, c, d, e, f, g): ...")) == ["f"]
    assert long_signatures(ast.parse("def f(self, a, b, c, d, e, f): ...")) == []


def stray_texts(module: ast.Module) -> list[int]:
    """The lines of texts that document nothing, neither a block nor the assignment above."""
    found = []
    for node in ast.walk(module):
        body = getattr(node, "body", None)
        for before, each in pairwise(body if isinstance(body, list) else ()):
            is_text = isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
            is_assignment = isinstance(before, ast.Assign | ast.AnnAssign | ast.AugAssign)
            if is_text and not is_assignment and isinstance(each.value.value, str):
                found.append(each.lineno)
    return found


def test_every_text_in_the_code_documents_what_is_above_it() -> None:
    found = {
        name_of(path): lines
        for path in own_files()
        if path.suffix == ".py" and (lines := stray_texts(syntax(path)))
    }
    assert found == {}
    assert stray_texts(ast.parse('A = 1\n"""One."""\nB = 2\n"""Two."""')) == []
    assert stray_texts(ast.parse('A = 1\n"""One."""\n"""Two."""')) == [3]
