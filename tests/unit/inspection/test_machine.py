"""The machine in the report: what a picture could depend on, and nothing that names a person."""

from __future__ import annotations

import getpass
import json
import platform
from pathlib import Path

import pytest

from storyreel.inspection import machine
from storyreel.inspection.machine import machine_data


def test_it_says_what_pictures_could_depend_on() -> None:
    data = machine_data()
    assert data["architecture"] == platform.machine()
    assert {"libavcodec", "libswscale"} <= set(data["ffmpeg"])
    assert isinstance(data["instructions"], list) and data["cores"] >= 1


def test_it_names_neither_host_nor_user() -> None:
    text = json.dumps(machine_data())
    assert platform.node() not in text
    assert getpass.getuser() not in text.split('"')


def test_a_machine_that_tells_nothing_is_no_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(machine, "_CPU_INFO", tmp_path / "none")
    assert machine_data()["instructions"] == []
