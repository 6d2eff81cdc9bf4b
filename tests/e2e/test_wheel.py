"""The wheel: installed without the repository, in a folder of one's own.

The environment takes the third-party packages of this one, so that nothing is compiled; Storyreel
itself comes from the wheel alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.e2e.program import LONGEST_S, ROOT, Done

pytestmark = pytest.mark.slow


def run(*words: object, cwd: Path) -> Done:
    """Run a command with an environment that says nothing of this repository."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the files that git knows."""
    folder = tmp_path_factory.mktemp("wheel")
    cloned = run("git", "clone", "--quiet", ROOT, folder / "source", cwd=folder)
    assert cloned.returncode == 0, cloned.stderr
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    built = run(*pip, "wheel", "--no-deps", "-w", folder, folder / "source", cwd=folder)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def storyreel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command, in an environment that has another package named `scenes`."""
    env = tmp_path_factory.mktemp("env")
    python = env / "bin" / "python"
    made = run(sys.executable, "-m", "venv", "--without-pip", env, cwd=env)
    assert made.returncode == 0, made.stderr
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    installed = run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=env)
    assert installed.returncode == 0, installed.stderr
    (packages,) = env.glob("lib/python3*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (packages / "scenes.py").write_text("raise ImportError('the wrong scenes')\n")
    return env / "bin" / "storyreel"


def test_the_wheel_contains_one_package_with_all_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    info = f"storyreel-{wheel.name.split('-')[1]}.dist-info"
    assert {name.split("/")[0] for name in names} == {"storyreel", info}
    wanted = {
        "storyreel/py.typed",
        "storyreel/design/fonts.toml",
        "storyreel/pictures/template/gitignore",
        "storyreel/pictures/template/storyboards/search-binary-search.yaml",
        f"{info}/licenses/LICENSE",
        f"{info}/licenses/THIRD_PARTY_NOTICES.md",
    }
    assert wanted <= set(names)
    data = run("git", "ls-files", "storyreel", cwd=ROOT).stdout.splitlines()
    assert data
    assert set(data) <= set(names)


def test_the_program_is_named_as_it_is_called(storyreel: Path, tmp_path: Path) -> None:
    page = run(storyreel, "--help", cwd=tmp_path).stdout
    assert "storyreel hour29 --quality 4k" in page
    assert "render.py" not in page


def test_a_new_project_renders_where_the_package_is_installed(
    storyreel: Path, tmp_path: Path
) -> None:
    assert run(storyreel, "new", "my-lesson", cwd=tmp_path).returncode == 0
    lesson = tmp_path / "my-lesson"
    done = run(
        storyreel, "all", "--quality", "smoke", "--strict", "--json", cwd=lesson / "storyboards"
    )
    assert done.returncode == 0, done.stderr
    (clip,) = json.loads(done.stdout)["clips"]
    assert Path(clip["path"]) == lesson / "media" / "search" / "search-smoke.mp4"
    listed = json.loads(run(storyreel, "list", "--json", cwd=lesson).stdout)
    assert listed["clips"][0]["rendered"][0]["current"] is True


def test_outside_of_a_project_the_message_says_what_to_do(storyreel: Path, tmp_path: Path) -> None:
    done = run(storyreel, "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "`storyreel new my-lesson`" in done.stderr


def test_the_tests_are_in_the_repository(storyreel: Path, tmp_path: Path) -> None:
    done = run(storyreel, "test", cwd=tmp_path)
    assert done.returncode == 2
    assert "Run them in a clone of the repository." in done.stderr
