"""Clips that are rendered side by side: the one that took longest before begins first."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from storyreel.base.project import Project
from storyreel.base.provenance import Provenance
from storyreel.output.names import OutputPaths
from storyreel.render.longest_first import longest_first
from storyreel.render.request import Request
from tests.published import publish_files

NOW = Provenance("any.yaml", {})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.at(tmp_path)


def request_for(name: str) -> Request:
    asked = SimpleNamespace(
        name=name, place=lambda project: OutputPaths.of(project.media, name, "smoke")
    )
    return cast(Request, asked)


def published(name: str, project: Project, **report: Any) -> Request:
    asked = request_for(name)
    publish_files(asked.place(project), NOW, **report)
    return asked


def names(requests: list[Request]) -> list[str]:
    return [cast(Any, request).name for request in requests]


def test_the_longest_comes_first(project: Project) -> None:
    requests = [
        published("short", project, seconds={"stage": 9.0, "wall": 2.5}),
        published("long", project, seconds={"stage": 1.0, "wall": 12.0}),
        published("middle", project, seconds={"wall": 7}),
    ]
    assert names(longest_first(requests, project)) == ["long", "middle", "short"]


def test_unknown_clips_come_before_all_others_in_their_order(project: Project) -> None:
    requests = [
        published("known", project, seconds={"wall": 99.0}),
        request_for("never rendered"),
        published("from the store", project, seconds={"wall": 0.5}, segments_reused=3),
        published("without seconds", project),
        published("other seconds", project, seconds=[1.0]),
    ]
    expected = ["never rendered", "from the store", "without seconds", "other seconds", "known"]
    assert names(longest_first(requests, project)) == expected
