"""The report as JSON and as text."""

from __future__ import annotations

import json
from dataclasses import replace

from storyreel.base.provenance import Provenance
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Finding, Severity
from storyreel.inspection.report import summary_text
from storyreel.output.report import Report
from storyreel.output.report_file import is_intact

FAIL = Finding(
    "text-size",
    Severity.FAIL,
    "'exit code 0' (code) is 2.1% of the slide's height, under 3%.",
    "Use fewer words.",
    beat="preflight",
    frame=90,
    time_s=3.0,
    line=41,
)
WARN = Finding("hold", Severity.WARN, "Short.", "Lengthen.")


def report(good: FileCase, *findings: Finding) -> Report:
    assert good.expected is not None
    return Report(
        clip="hour29",
        quality="smoke",
        renderer="skia",
        settings=good.expected.settings,
        facts=good.facts,
        poster_sha256="a" * 64,
        captions_sha256="b" * 64,
        findings=findings,
        drawing_digest="d" * 64,
        provenance=Provenance("hour29.yaml", {"storyboard": "s" * 64}),
        fonts={"Manrope-Bold.ttf": "f" * 64},
        seconds={"stage": 1.0, "wall": 2.0},
        peak_rss_mb=123.45,
        segments_total=4,
        fidelities=good.fidelities,
    )


def test_the_report_survives_json_and_says_what_matters(good: FileCase) -> None:
    data = json.loads(report(good, FAIL).to_json())
    assert data["passed"] is False
    assert data["video_sha256"] == good.facts.sha256
    assert data["file"]["frames"] == 100
    assert data["file"]["fps"] == 15
    assert data["file"]["start_s"] == 0
    assert data["file"]["keyframes"] == [0, 20, 45, 75]
    assert data["encoder"]["effective"]["bframes"] == "0"
    assert "x264 - core" in data["encoder"]["build"]
    assert data["fidelity"]["sampled_frames"] == 12
    assert data["fidelity"]["least_psnr_db"] > 38
    assert data["findings"][0]["severity"] == "fail"
    assert data["versions"]["manim"].startswith("0.22")


def test_the_report_notices_a_change_of_itself(good: FileCase) -> None:
    """Near miss: keys in another order, as another program may write them."""
    data = json.loads(report(good, FAIL).to_json())
    assert is_intact(data)
    assert is_intact(dict(reversed(data.items())))
    assert not is_intact(data | {"passed": True})
    assert not is_intact({**data, "file": {**data["file"], "frames": 101}})
    assert not is_intact({})


def test_warnings_alone_pass(good: FileCase) -> None:
    assert report(good, WARN).passed
    assert not report(good, WARN, FAIL).passed


def test_the_report_of_a_broken_file_can_be_written(good: FileCase) -> None:
    broken = replace(good.facts, decoded_pts=(None,), rate=None, time_base=None, encoder=None)
    assert json.loads(replace(report(good), facts=broken).to_json())["file"]["start_s"] is None


def test_the_summary_names_place_and_remedy() -> None:
    text = summary_text([FAIL, WARN], "storyboards/hour29.yaml")
    assert "1 failure, 1 warning" in text
    assert "storyboards/hour29.yaml:41, beat 'preflight', 3.000 s, frame 90" in text
    assert "Use fewer words." in text
    assert "whole clip" in text
    assert summary_text([]) == "Inspection: nothing found."
