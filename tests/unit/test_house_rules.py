"""The rules of the code, checked by tools: lint, format, types, imports and names."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.unit.project_files import PROJECT, blocks, name_of, own_files, statements, syntax

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


def run(*command: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_ruff_finds_nothing() -> None:
    done = run("-m", "ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_all_code_is_formatted() -> None:
    done = run("-m", "ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_mypy_finds_nothing() -> None:
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
        for node in statements(module):
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


def broken_contracts(project: Path) -> dict[str, str]:
    """The import contracts that a copy of the project breaks, and which imports break each."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = run("-c", program, cwd=project)
    _, _, report = done.stdout.partition("Broken contracts")
    _, *sections = re.split(r"^(.+)\n-+\n", report, flags=re.MULTILINE)
    broken = dict(zip(sections[::2], sections[1::2], strict=True))
    names = re.findall(r"^(.*) BROKEN", done.stdout, flags=re.MULTILINE)
    assert sorted(broken) == sorted(names), done.stdout
    assert (done.returncode != 0) == bool(broken), done.stdout + done.stderr
    return broken


def test_imports_keep_the_contracts() -> None:
    assert broken_contracts(PROJECT) == {}


@pytest.fixture(scope="module")
def broken_by_planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The contracts that a copy of the code breaks in which all imports are planted."""
    copy = tmp_path_factory.mktemp("project")
    for folder in SETTINGS["importlinter"]["root_packages"]:
        unneeded = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / folder, copy / folder, ignore=unneeded)
    shutil.copy(PROJECT / "pyproject.toml", copy)
    for file, line, _ in PLANTED:
        with (copy / file).open("a", encoding="utf-8") as code:
            code.write(f"\n{line}\n")
    return broken_contracts(copy)


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_planted_import_breaks_its_contract(
    file: str, line: str, contract: str, broken_by_planted: dict[str, str]
) -> None:
    (reported,) = (text for name, text in broken_by_planted.items() if name.startswith(contract))
    module, imported = file.removesuffix(".py").replace("/", "."), line.removeprefix("import ")
    assert (f" {module} -> {imported} (l." if imported else f"- {module}\n") in reported


def test_every_contract_has_a_planted_import() -> None:
    names = [contract["name"] for contract in SETTINGS["importlinter"]["contracts"]]
    planted = tuple(beginning for _, _, beginning in PLANTED)
    assert [name for name in names if not name.startswith(planted)] == []


MOST_PARAMETERS = 6


def long_signatures(module: ast.Module) -> list[str]:
    """The functions of a module that take too many parameters, without `self` and `cls`."""
    found = []
    for node in statements(module):
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
    for block in blocks(module):
        for before, each in pairwise(block):
            content = each.value if isinstance(each, ast.Expr) else None
            is_text = isinstance(content, ast.Constant) and isinstance(content.value, str)
            is_assignment = isinstance(before, ast.Assign | ast.AnnAssign | ast.AugAssign)
            if is_text and not is_assignment:
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
    assert stray_texts(ast.parse('if A:\n    B\nelse:\n    C\n    """Stray."""')) == [5]
