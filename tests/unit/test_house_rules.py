"""The rules of the house, held by tools: lint, format, types, who imports whom, and no leaks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]

LEAKS = {
    "a person's or a machine's folder": r"(?<![\w.~<$}])/(?:work|home|root|Users|opt)/[\w.-]+",
    "a package index": r"(?i)https?://[^\s\"'/]*(?:artifact|registry|nexus|jfrog|pkg\.dev|proxy)[^\s\"']*",
    "a setting of a package index": r"(?:--(?:extra-)?index-url|--find-links)[ =]\S+",
    "a key": r"(?:AKIA[0-9A-Z]{16}|ghp_\w{36}|-----BEGIN [A-Z ]*PRIVATE KEY-----)",
}
"""What no file of the project may hold: regular expressions by name."""


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


def test_types_are_strict(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("def f(x):\n    return x\n")
    config = ("--config-file", str(PROJECT / "pyproject.toml"), "--cache-dir", str(tmp_path))
    done = run("-m", "mypy", *config, str(planted))
    assert done.returncode == 1
    assert "no-untyped-def" in done.stdout


def test_nothing_depends_on_the_time_of_day() -> None:
    """A clock that jumps changes no file and no waiting; only the age of files is looked at."""
    asks = re.compile(r"time\.time\(|\.now\(|\.today\(|\.utcnow\(|localtime|gmtime\(")
    assert asks.search("datetime.now(UTC)") and not asks.search("time.monotonic()")
    asking = [
        str(path.relative_to(PROJECT))
        for folder in ("storyreel", "scenes")
        for path in (PROJECT / folder).rglob("*.py")
        if asks.search(path.read_text("utf-8"))
    ]
    assert asking == []


def broken_contracts(project: Path) -> list[str]:
    """The import contracts that a copy of the project breaks; [] for none."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = run("-c", program, cwd=project)
    broken = re.findall(r"^(.*) BROKEN", done.stdout, flags=re.MULTILINE)
    assert (done.returncode != 0) == bool(broken), done.stdout + done.stderr
    return broken


def test_dependencies_point_down_and_libraries_stay_behind_their_fences() -> None:
    assert broken_contracts(PROJECT) == []


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        (
            "storyreel/base/timebase.py",
            "import storyreel.render.pipeline",
            "Dependencies point down",
        ),
        ("storyreel/misplaced.py", "", "Dependencies point down"),
        ("storyreel/design/tokens.py", "import manim", "Manim stays in"),
        ("storyreel/encode/segment.py", "import manim", "A worker process knows nothing"),
        ("storyreel/stage/clock.py", "import skia", "Skia stays in"),
        ("storyreel/render/pipeline.py", "import av", "FFmpeg stays in"),
        ("storyreel/render/pipeline.py", "import pptx", "PowerPoint's format stays in"),
        ("storyreel/parts/basics/text.py", "import storyreel.parts.gates.door", "Parts build on"),
        ("storyreel/render/pipeline.py", "import storyreel.slides.deck", "Dependencies point down"),
        ("storyreel/render/pipeline.py", "import dask", "Clusters are not"),
        ("scenes/hour29/scene.py", "import storyreel.paint.raster", "Clips speak of"),
        ("scenes/hour29/data.py", "import storyreel.parts.furniture.rail", "The data of a clip"),
        ("scenes/hour29/scene.py", "import scenes.hour30.data", "No clip imports another"),
    ],
)
def test_a_planted_import_breaks_its_contract(
    file: str, line: str, contract: str, tmp_path: Path
) -> None:
    for folder in ("storyreel", "scenes"):
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=skip)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    with (tmp_path / file).open("a") as planted:
        planted.write(f"\n{line}\n")
    assert any(name.startswith(contract) for name in broken_contracts(tmp_path))


def leaks(text: str) -> list[str]:
    """What a text gives away, in words."""
    return [
        f"{name}: {found[0]}"
        for name, pattern in LEAKS.items()
        for found in re.finditer(pattern, text)
    ]


def own_files() -> list[Path]:
    """The files under version control; without git or a repository, all that no tool made."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        found = [path.relative_to(PROJECT) for path in PROJECT.rglob("*")]
        made = re.compile(r"\.|__pycache__$|.*\.egg-info$|media$|_failures$")
        names = [path for path in found if not any(map(made.match, path.parts))]
    else:
        names = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    return [PROJECT / name for name in names if (PROJECT / name).is_file()]


def test_there_are_files_to_search_with_and_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"render.py", "requirements.lock", "storyreel/base/errors.py"}
    assert names <= {path.relative_to(PROJECT).as_posix() for path in own_files()}
    monkeypatch.setenv("PATH", "")
    without = {path.relative_to(PROJECT).as_posix() for path in own_files()}
    assert names <= without
    assert not any(name.startswith((".venv", ".git/", "media/")) for name in without)


def test_no_file_gives_the_machine_away() -> None:
    found = []
    for path in own_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{path.relative_to(PROJECT)}: {leak}" for leak in leaks(text)]
    assert found == []


@pytest.mark.parametrize(
    "parts",
    [
        ("cd /wo", "rk/main"),
        ("/ho", "me/ann/clips"),
        ("'/ro", "ot/.cache'"),
        ("https://eu-python.pkg", ".dev/x/simple"),
        ("--index", "-url https://x"),
        ("-----BEGIN RSA PRI", "VATE KEY-----"),
    ],
)
def test_a_planted_leak_is_found(parts: tuple[str, str]) -> None:
    assert len(leaks("".join(parts))) >= 1


@pytest.mark.parametrize(
    "harmless",
    ["tests/unit/work/x", "the root/branch", "https://example.org/home/page", "~/work/x"],
)
def test_what_is_no_leak(harmless: str) -> None:
    assert leaks(harmless) == []
