"""The locks hold what `pyproject.toml` asks for, pinned and hashed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from storyreel.install.doctor import pins

PROJECT = Path(__file__).parents[3]
SOURCE_ONLY = ("pycairo", "manimpango", "srt")


def wanted() -> dict[str, list[str]]:
    """What each lock has to satisfy."""
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    project = declared["project"]
    return {
        "requirements.lock": project["dependencies"] + project["optional-dependencies"]["dev"],
        "requirements-build.lock": declared["dependency-groups"]["build"],
    }


def problems(requirements: list[str], lock: str) -> list[str]:
    """What is wrong with a lock's text, in words."""
    locked: dict[str, list[Requirement]] = {}
    found = []
    for pin in pins(lock):
        locked.setdefault(canonicalize_name(pin.name), []).append(pin)
        if not re.fullmatch(r"==[^*,]+", str(pin.specifier)):
            found.append(f"{pin.name} is not pinned")
    for entry in re.split(r"\n(?=[^\s#-])", lock)[1:]:
        if "--hash=sha256:" not in entry:
            found.append(f"{entry.split()[0]} has no hash")
    for text in requirements:
        requirement = Requirement(text)
        held = locked.get(canonicalize_name(requirement.name), [])
        if not held:
            found.append(f"{requirement.name} is not locked")
        for pin in held:
            version = str(pin.specifier).removeprefix("==")
            if not requirement.specifier.contains(version, prereleases=True):
                found.append(f"{requirement} does not allow {version}")
    if hosts := re.findall(r"https?://\S+|--(?:extra-)?index-url.*|--find-links.*", lock):
        found.append(f"names a host: {hosts}")
    return found


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock"])
def test_the_lock_is_complete_and_hashed(name: str) -> None:
    text = (PROJECT / name).read_text()
    assert len(list(pins(text))) >= len(wanted()[name])
    assert problems(wanted()[name], text) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock"])
def test_the_lock_says_how_it_is_made_again(name: str) -> None:
    head = (PROJECT / name).read_text().split("\n", 2)[1]
    assert head.startswith("#    uv pip compile --universal --python-version 3.11 --generate-hash")
    assert head.endswith(f"-o {name}")


GOOD = """\
# a comment
some-package==1.5 ; python_full_version < '3.12' \\
    --hash=sha256:00
    # via nothing
some-package==1.6 ; python_full_version >= '3.12' \\
    --hash=sha256:11
"""


@pytest.mark.parametrize(
    ("requirement", "lock", "problem"),
    [
        ("Some_Package>=1,<2", GOOD, None),
        ("some-package>=1.6", GOOD, "does not allow 1.5"),
        ("other", GOOD, "other is not locked"),
        ("some-package", GOOD.replace("==1.5", ">=1.5"), "is not pinned"),
        ("some-package", GOOD.replace("--hash=sha256:11", ""), "has no hash"),
        ("some-package", "-f https://index.invalid/\n" + GOOD, "names a host"),
    ],
)
def test_planted_mistakes_are_found(requirement: str, lock: str, problem: str | None) -> None:
    found = problems([requirement], lock)
    assert (not found) if problem is None else any(problem in each for each in found), found


def test_what_builds_the_source_only_packages_is_locked() -> None:
    lock = (PROJECT / "requirements.lock").read_text()
    assert all(re.search(rf"^{name}==", lock, flags=re.MULTILINE) for name in SOURCE_ONLY)
