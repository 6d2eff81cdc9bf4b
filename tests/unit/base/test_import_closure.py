"""The import closure: found by pattern, and the same as what a parser finds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyreel.base.import_closure import SourceTree, imported_names

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import a", {"a"}),
        ("import a.b as c, d", {"a.b", "d"}),
        ("import a; import b", {"a", "b"}),
        ("import a, \\\n    b", {"a", "b"}),
        ("from a import b", {"a", "a.b"}),
        ("from a.b import c as d, e", {"a.b", "a.b.c", "a.b.e"}),
        ("from a import (  # why (not)\n    b,\n    c as d,  # really\n)", {"a", "a.b", "a.c"}),
        ("from a import *", {"a"}),
        ("from . import b", {".", ".b"}),
        ("from .import b", {".", ".b"}),
        ("from ..a import b", {"..a", "..a.b"}),
        ("def f():\n    import a", {"a"}),
        ("if TYPE_CHECKING:\n    from a import B", {"a", "a.B"}),
        ("raise E from error\nimport a", {"a"}),
        ("import_module('a.b')", {"a.b"}),
        ("# import a", set()),
        ("important = 1", set()),
        ("imports = from_here", set()),
    ],
)
def test_every_form_of_import_is_found(text: str, names: set[str]) -> None:
    assert imported_names(text) == names


def parsed_names(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module
            joint = "" if module.endswith(".") else "."
            yield from (f"{module}{joint}{it.name}" for it in node.names if it.name != "*")


@pytest.mark.parametrize("folder", ["storyreel", "scenes"])
def test_no_import_of_this_project_is_missed(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        text = path.read_text("utf-8")
        assert set(parsed_names(text)) <= imported_names(text), path


@pytest.fixture
def tree(tmp_path: Path) -> SourceTree:
    files = {
        "lib/engine/__init__.py": "",
        "lib/engine/start.py": "import json, numpy\nfrom engine.sub import deep",
        "lib/engine/sub/__init__.py": "",
        "lib/engine/sub/deep.py": "def f():\n    from ..late import x",
        "lib/engine/late.py": "",
        "lib/engine/unused.py": "from engine import start",
        "talks/talk.py": "import helper\nfrom engine.unused import start",
        "talks/helper.py": "from parts import card",
        "talks/parts/card.py": "import talk",
        "talks/other.py": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return SourceTree({"engine": tmp_path / "lib"}, (tmp_path / "talks",))


def names(tree: SourceTree, *entries: Path) -> set[str]:
    root = tree.folders[0].parent
    return {path.relative_to(root).as_posix() for path in tree.closure(entries).files}


def test_closure_follows_lazy_and_relative_imports_and_holds_packages(tree: SourceTree) -> None:
    engine = {"start", "late", "__init__", "sub/__init__", "sub/deep"}
    assert names(tree, *tree.files_of("engine.start")) == {f"lib/engine/{it}.py" for it in engine}


def test_closure_of_a_file_outside_the_packages(tree: SourceTree) -> None:
    found = names(tree, tree.folders[0] / "talk.py")
    talks = {"talks/talk.py", "talks/helper.py", "talks/parts/card.py"}
    assert {name for name in found if name.startswith("talks")} == talks
    assert "lib/engine/unused.py" in found


def test_names_from_elsewhere_are_told(tree: SourceTree) -> None:
    assert tree.closure(tree.files_of("engine.start")).foreign == {"json", "numpy"}


def test_digest_depends_on_names_and_contents_and_not_on_the_folder(
    tree: SourceTree, tmp_path: Path
) -> None:
    def digest(*names: str) -> str:
        fresh = SourceTree(tree.packages, tree.folders)
        return fresh.digest(tree.folders[0] / name for name in names)

    first = digest("talk.py", "other.py")
    assert digest("talk.py", "other.py") == first
    assert digest("talk.py") != first
    (tree.folders[0] / "other.py").write_text("x = 1")
    second = digest("talk.py", "other.py")
    (tree.folders[0] / "other.py").rename(tree.folders[0] / "another.py")
    assert len({first, second, digest("talk.py", "another.py")}) == 3
    moved = tree.folders[0].rename(tmp_path / "moved")
    assert SourceTree({}, (moved,)).digest([moved / "talk.py", moved / "another.py"]) != first


def test_names_that_are_not_utf_8_have_digests_of_their_own(tree: SourceTree) -> None:
    digests = set()
    for name in ("talk\udcfe.py", "talk\udcff.py"):
        path = tree.folders[0] / name
        path.write_text("x = 1")
        digests.add(tree.digest([path]))
    assert len(digests) == 2


@pytest.mark.parametrize("name", ["engine.gone", "engine.start.f", "engine.sub.gone", "gone"])
def test_unknown_module_is_an_error(tree: SourceTree, name: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=name):
        tree.files_of(name)


def test_a_package_brings_its_c_sources(tmp_path: Path) -> None:
    for name in ("p/__init__.py", "p/loop.c", "p/loop.h", "p/loop.so", "q/__init__.py", "q/loop.c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    tree = SourceTree({name: tmp_path for name in ("p", "q")})
    files = tree.closure(tree.files_of("p")).files
    assert [path.relative_to(tmp_path).as_posix() for path in files] == [
        "p/__init__.py",
        "p/loop.c",
        "p/loop.h",
    ]


def test_a_known_closure_is_left_out_with_all_that_it_holds(tree: SourceTree) -> None:
    talk = tree.folders[0] / "talk.py"
    known = tree.closure(tree.files_of("engine.start"))
    more = tree.closure([talk], known)
    assert set(more.files) == set(tree.closure([talk]).files) - set(known.files)
    assert {path.name for path in more.files} > {"talk.py", "helper.py", "unused.py"}


def test_files_outside_the_packages(tree: SourceTree) -> None:
    talk, other = tree.folders[0] / "talk.py", tree.folders[0].parent / "lib/engine2/x.py"
    assert tree.unpackaged([talk, other, *tree.files_of("engine.late")]) == {talk, other}
