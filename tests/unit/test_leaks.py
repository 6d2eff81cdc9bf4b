"""No file of the project names a machine, a private package index or a secret."""

from __future__ import annotations

import re

import pytest

from tests.unit.project_files import name_of, own_files

LEAKS = {
    "a person's or a machine's folder": r"(?<![\w.~<$}])/(?:work|home|root|Users|opt)/[\w.-]+",
    "a package index": r"(?i)https?://[^\s\"'/]*(?:artifact|registry|nexus|jfrog|pkg\.dev|proxy)[^\s\"']*",
    "a setting of a package index": r"(?:--(?:extra-)?index-url|--find-links)[ =]\S+",
    "a key": r"(?:AKIA[0-9A-Z]{16}|ghp_\w{36}|-----BEGIN [A-Z ]*PRIVATE KEY-----)",
}
"""Regular expressions of what no file of the project may contain, by name."""


def leaks(text: str) -> list[str]:
    """The leaks in a text, each with the name of its kind."""
    return [
        f"{name}: {found[0]}"
        for name, pattern in LEAKS.items()
        for found in re.finditer(pattern, text)
    ]


def test_own_files_are_found_with_and_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"render.py", "requirements.lock", "storyreel/base/errors.py"}
    assert names <= {name_of(path) for path in own_files()}
    monkeypatch.setenv("PATH", "")
    without = {name_of(path) for path in own_files()}
    assert names <= without
    assert not any(name.startswith((".venv", ".git/", "media/")) for name in without)


def test_no_file_names_a_machine_or_a_secret() -> None:
    found = []
    for path in own_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{name_of(path)}: {leak}" for leak in leaks(text)]
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
def test_harmless_text_passes(harmless: str) -> None:
    assert leaks(harmless) == []
