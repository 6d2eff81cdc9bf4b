"""A clip in which every kind enters, moves, steps back and leaves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from storyreel.base.project import Project
from storyreel.pictures.gallery import JOINED
from storyreel.pictures.kinds import KINDS

EACH = 2
"""Kinds in a beat."""


def write_clip_of_all_kinds(folder: Path) -> Project:
    """A project with the clip `kinds`."""
    project = Project.at(folder)
    project.storyboards.mkdir()
    picture = project.assets / "pictures/hour25.png"
    picture.parent.mkdir(parents=True)
    Image.new("RGB", (64, 36), (26, 54, 93)).save(picture)
    (project.storyboards / "kinds.yaml").write_text(json.dumps(_board()), "utf-8")
    return project


def _board() -> dict[str, Any]:
    placed = [name for name, kind in KINDS.items() if kind.placed]
    groups = [placed[at : at + EACH] for at in range(0, len(placed), EACH)]
    beats = [_beat(number, group) for number, group in enumerate(groups)]
    beats.append({"id": "links", "duration": 3.2, **_links()})
    for beat in beats[:-1]:
        beat["caption"] = "Some kinds."
    return {
        "clip": "kinds",
        "title": "All kinds",
        "alt": "Every kind of thing.",
        "beats": beats,
        "wisdom": "All are here.",
    }


def _beat(number: int, group: list[str]) -> dict[str, Any]:
    names = [f"my_{name}" for name in group] + ["."] * (EACH - len(group))
    first, second = names
    things = {f"my_{name}": {name: yaml.safe_load(KINDS[name].example)} for name in group}
    return {
        "id": f"beat_{number}",
        "step": ("First", "Second")[number > 6],
        "duration": 2.0,
        "layout": f"{first} {second}",
        "picture": {name: {**thing, "over": 0.5, "at": 0.1} for name, thing in things.items()},
        "then": [
            {"at": 0.7, "layout": f"{second} {first}", **{name: {"over": 0.7} for name in things}},
            {"at": 1.6, **{name: {"dim": True, "over": 0.4} for name in things}},
        ],
    }


def _links() -> dict[str, Any]:
    things = {**JOINED["arrow"], **JOINED["bracket"]}
    links = {name: {name: yaml.safe_load(KINDS[name].example)} for name in ("arrow", "bracket")}
    return {"layout": "odds loss\nrow row", "picture": {**things, **links}}
