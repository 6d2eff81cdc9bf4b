"""How many workers a render gets, and what planning costs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from storyreel.base.errors import MachineError
from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment_store import Entry, Store
from storyreel.render.resources import plan_resources
from storyreel.workers.capacity import Machine
from tests.unit.render.drawn_source import DrawnSource, request_for


@pytest.mark.parametrize(
    ("length_is_known", "lines", "workers", "started", "single_inline"),
    [
        (False, 480, 1, 0, False),
        (False, 480, 2, 2, True),
        (False, 482, 1, 1, True),
        (True, 480, 1, 1, False),
    ],
)
def test_a_small_scene_of_unknown_length_gets_no_worker_for_a_single_segment(
    moving_drawings: tuple[Drawing, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    length_is_known: bool,
    lines: int,
    workers: int,
    started: int,
    single_inline: bool,
) -> None:
    monkeypatch.setattr(Machine, "current", lambda: Machine(2, 4000))
    project, quality = Project.at(tmp_path), Quality("small", 854, lines, Fps(15), 100)
    source = DrawnSource(moving_drawings, (0, 20), length_is_known=length_is_known)
    asked = replace(request_for(source, project, quality), workers=workers)
    planned = plan_resources(asked, project)
    assert (planned.workers.workers, planned.single_inline) == (started, single_inline)


def test_the_store_is_not_listed_for_a_disk_with_room(
    moving_drawings: tuple[Drawing, ...],
    tmp_path: Path,
    tiny: Quality,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed: list[Store] = []
    entries = Store.entries

    def counted(store: Store) -> list[Entry]:
        listed.append(store)
        return entries(store)

    monkeypatch.setattr(Store, "entries", counted)
    project = Project.at(tmp_path)
    asked = request_for(DrawnSource(moving_drawings, (0, 20)), project, tiny)
    plan_resources(asked, project)
    assert not listed
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(MachineError):
        plan_resources(asked, project)
    assert listed == [Store(project.store)]
