"""A clip as files of a web page."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.load import load_clip
from storyreel.storyboard.timeline import compile_timeline
from storyreel.web.page import WebClip, compressed_size, page_files, require_own_files

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    clip = load_clip(ROOT / "storyboards/stage3-twenty-pairs-one-judge.yaml", Project.at(ROOT))
    assert isinstance(clip, PictureClip)
    timeline = compile_timeline(clip.storyboard, Fps(10))
    drawn = dict(clip.performance.drawings(Fps(10), range(timeline.frames)))
    drawings: list[Drawing] = [drawn[frame] for frame in sorted(drawn)]
    return page_files(WebClip.of(clip.storyboard, timeline, drawings))


def test_the_page_names_its_files_and_nothing_elsewhere(texts: dict[str, str]) -> None:
    page = texts["stage3.html"]
    assert set(texts) == {"stage3.html", "storyreel-player.js", "stage3.clip.js", "stage3.svg"}
    assert all(name in page for name in texts if name != "stage3.html")
    assert not any(
        "http://" in text or "https://" in text
        for name, text in texts.items()
        if name != "stage3.svg"
    )


def test_the_clip_tells_its_beats_and_captions(texts: dict[str, str]) -> None:
    _, _, rest = texts["stage3.clip.js"].partition('"stage3", ')
    told = json.loads(rest.rstrip().removesuffix(");"))
    assert told["frames"] == 300
    assert told["beats"][0]["start"] == 0
    assert told["beats"][-1]["stop"] == 30
    assert [beat["stop"] for beat in told["beats"][:-1]] == [
        beat["start"] for beat in told["beats"][1:]
    ]
    assert len(told["captions"]) >= len(told["beats"])


def test_the_closing_frame_is_well_formed_and_described(texts: dict[str, str]) -> None:
    root = ET.fromstring(texts["stage3.svg"])
    assert root.get("viewBox") == "0 0 1920 1080"
    assert root.get("aria-label")
    used = [
        value for node in root.iter() for value in node.attrib.values() if value.startswith("url(#")
    ]
    defined = {node.get("id") for node in root.iter()}
    assert {value[5:-1] for value in used} <= defined


def test_a_clip_is_small(texts: dict[str, str]) -> None:
    assert compressed_size(texts) < 10**6


def test_own_files_are_replaced_and_others_refused(texts: dict[str, str], tmp_path: Path) -> None:
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    require_own_files(tmp_path, "stage3")
    (tmp_path / "stage3.svg").write_text("<svg/>")
    with pytest.raises(RequestError, match=r"stage3\.svg, which Storyreel did not make"):
        require_own_files(tmp_path, "stage3")
