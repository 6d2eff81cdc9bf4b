"""Inspection as a user meets it: `inspect`, `check --drawings`, `verify`, `sheet --findings`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.e2e.program import Rendered, Run, Small
from tests.published import write_report
from tests.small_clip import SMALL


def document(done: Any) -> Any:
    return json.loads(done.stdout)


def test_a_rendered_clip_is_inspected_and_strictness_decides(run: Run, small: Small) -> None:
    places = ("--project", small.project, "--out", small.rendered.media)
    plain = run("inspect", SMALL, "--quality", "smoke", "--json", *places)
    strict = run("inspect", SMALL, "--strict", "--json", *places)
    assert plain.returncode == 0, plain.stderr
    severities = {finding["severity"] for finding in document(plain)["findings"]}
    assert severities <= {"warn"}
    assert strict.returncode == (1 if severities else 0)
    assert {finding["severity"] for finding in document(strict)["findings"]} <= {"fail"}


@pytest.fixture
def hasty(storyboard_text: str, tmp_path: Path) -> Path:
    """Planted: a wisdom that must be read in some haste, which is warned of."""
    path = tmp_path / "hour29-draft.yaml"
    words = "turn experiments into evidence"
    assert words in storyboard_text
    path.write_text(storyboard_text.replace(words, "turn our experiments into evidence"))
    return path


@pytest.mark.slow
def test_a_strict_render_publishes_nothing_that_is_warned_of(
    run: Run, hasty: Path, tmp_path: Path
) -> None:
    options = ("--storyboard", hasty, "--quality", "smoke", "--out", tmp_path / "media", "--json")
    strict, plain = run("hour29", "--strict", *options), run("hour29", *options)
    assert (strict.returncode, plain.returncode) == (1, 0), strict.stderr + plain.stderr
    (clip,) = document(strict)["clips"]
    assert Path(clip["path"]).name == "hour29-smoke.failed.mp4"
    assert {finding["severity"] for finding in clip["findings"]} == {"fail"}
    assert {one["severity"] for one in document(plain)["clips"][0]["findings"]} == {"warn"}


def test_a_text_named_mp4_fails_and_is_no_crash(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("no film")
    done = run("inspect", path)
    assert done.returncode == 1
    assert "FAIL  stream" in done.stdout


@pytest.mark.slow
def test_a_storyboard_is_judged_by_its_drawings(
    run: Run, storyboard_text: str, tmp_path: Path
) -> None:
    """Planted: a caption that is a note of the maker, and a video in a half-width box."""
    caption = "All 12 pass."
    planted = tmp_path / "hour29-draft.yaml"
    planted.write_text(
        storyboard_text.replace(caption, "Twelve TODO pass.").replace(
            "placement: full-slide", "placement: 0.5"
        )
    )
    good = run("check", "hour29", "--drawings", "--json")
    assert good.returncode == 0, good.stderr
    done = run("check", "hour29", "--drawings", "--storyboard", planted, "--json")
    assert done.returncode == 1
    found = document(done)["clips"][0]["findings"]
    words = next(finding for finding in found if finding["rule"] == "words")
    line = storyboard_text[: storyboard_text.index(caption)].count("\n") + 1
    assert (words["line"], words["beat"], words["measured"]) == (line, "tests", "TODO")
    sizes = [finding for finding in found if finding["rule"] == "text-size"]
    assert any("times as large" in finding["remedy"] for finding in sizes)


@pytest.mark.slow
def test_a_clip_is_the_same_when_rendered_again(run: Run, published: Path) -> None:
    done = run("verify", "hour29", "--json", "--out", published)
    assert done.returncode == 0, done.stderr
    told = document(done)
    assert told["drawings"] and told["pictures"] and told["file"] and told["same"]


@pytest.mark.slow
def test_a_clip_that_is_not_the_same_is_told_where(run: Run, published: Path) -> None:
    """Planted: the report of a clip with another drawing in frame 200."""
    report = published / "hour29" / "hour29-smoke.report.json"
    data = json.loads(report.read_text())
    marks = data["drawing_marks"]
    data["drawing_marks"] = f"{marks[:1600]}00000000{marks[1608:]}"
    data["drawing_digest"] = "0" * 64
    write_report(report, data)
    done = run("verify", "hour29", "--workers", "2", "--out", published)
    assert done.returncode == 1
    assert "drawings: DIFFERENT" in done.stdout and "file: identical" in done.stdout
    assert "first in frame 200, beat 'seed_lock': the drawing" in done.stdout


def test_a_clip_that_is_not_current_is_not_verified(run: Run, published: Path) -> None:
    report = published / "hour29" / "hour29-smoke.report.json"
    recorded = json.loads(report.read_text())
    recorded["provenance"]["scene"] = "0"
    write_report(report, recorded)
    done = run("verify", "hour29", "--out", published)
    assert done.returncode == 2
    assert "the scene has changed" in done.stderr and "Render it first" in done.stderr


@pytest.mark.slow
def test_findings_are_drawn_on_a_sheet(run: Run, hasty: Path, tmp_path: Path) -> None:
    options = ("--storyboard", hasty, "--beat", "closing", "--size", "320", "--out", tmp_path)
    marked = run("sheet", "hour29", "--findings", "--json", *options)
    plain = run("sheet", "hour29", "--json", *options)
    assert marked.returncode == plain.returncode == 0, marked.stderr
    told = document(marked)
    assert told["path"] != document(plain)["path"]
    assert {finding["rule"] for finding in told["findings"]} >= {"reading-time"}
    first = tuple(
        Image.open(document(done)["path"]).convert("RGB").crop((10, 40, 330, 220))
        for done in (marked, plain)
    )
    assert first[0].tobytes() != first[1].tobytes()


@pytest.mark.parametrize("field", ["machine", "workers", "drawing_marks", "provenance", "fonts"])
def test_the_report_tells_how_the_file_came_to_be(smoke: Rendered, field: str) -> None:
    report = json.loads((smoke.media / "hour29" / "hour29-smoke.report.json").read_text())
    assert report[field]
    assert report["encoder"]["effective"]
    assert len(report["drawing_marks"]) == 8 * report["file"]["frames"]
    assert {"libavcodec"} <= set(report["machine"]["ffmpeg"])
