"""Documents that follow from the program: they are generated, current, and what they show works."""

from __future__ import annotations

import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from storyreel.base.errors import RequestError
from storyreel.cli.parser import parse
from storyreel.cli.registry import COMMANDS, command

ROOT = Path(__file__).parents[3]
WORKFLOW = ROOT / ".github/workflows/clips.yml"


def script(name: str) -> Any:
    """A generator of documents, imported from its file."""
    spec = spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec and spec.loader
    module: ModuleType = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands", "notices"])
def test_generated_page_is_current(name: str) -> None:
    generator = script(name)
    text = generator.PAGE.read_text("utf-8")
    assert text == generator.page(), f"run: .venv/bin/python docs/{name}.py"


def test_reference_has_a_section_for_each_command() -> None:
    sections = re.findall(r"^## ([a-z]+)$", script("commands").page(), flags=re.MULTILINE)
    assert sections == list(COMMANDS)


def test_notices_name_every_locked_package() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE))
    assert locked
    listed = set(re.findall(r"^\| ([\w.-]+) \| \d", script("notices").page(), flags=re.MULTILINE))
    assert listed == locked


def test_a_package_without_a_licence_is_noticed() -> None:
    from email.message import Message  # noqa: PLC0415

    silent = Message()
    silent["Name"] = "silent"
    with pytest.raises(ValueError, match="silent does not say its licence"):
        script("notices").licence_of(silent)


def shown_lines(text: str) -> list[str]:
    """The arguments of every command line of the program in a text."""
    return re.findall(r"^\s*(?:run: )?(?:python3 )?render\.py (.+)$", text, flags=re.MULTILINE)


def workflow_lines() -> list[str]:
    steps = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["render"]["steps"]
    return shown_lines("\n".join(step.get("run", "") for step in steps))


def test_the_workflow_runs_commands_that_exist() -> None:
    lines = workflow_lines()
    assert len(lines) == 4
    for line in lines:
        parse(shlex.split(line))


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_documents_show_commands_that_exist(page: Path) -> None:
    for line in shown_lines(page.read_text("utf-8")):
        words = re.split(r"\s{2,}| > ", line)[0]
        if words.isupper() or "…" in words or words.endswith("--help"):
            continue
        parse(shlex.split(words))


def test_a_command_line_that_does_not_exist_is_noticed() -> None:
    (line,) = shown_lines("python3 render.py list --colour\n")
    with pytest.raises(RequestError, match="--colour"):
        parse(shlex.split(line))


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_of_the_help_are_commands_that_exist(name: str) -> None:
    for words, _ in command(name).EXAMPLES:
        parse([name, *shlex.split(words)])


PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
PAGES.append(ROOT / "benchmarks" / "README.md")


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """The links of a page that lead to no file of the repository, or to no heading of a page."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_documents_lead_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_a_broken_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Two words: one\n[a](#two-words-one) [b](page.md#three) [c](none.md)\n")
    assert broken_links(page) == ["page.md#three", "none.md"]
