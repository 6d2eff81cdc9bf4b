"""Reports as text."""

from __future__ import annotations

from pathlib import Path

from storyreel.output.report_file import is_intact, read_report, report_text


def test_a_report_may_name_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "clip.report.json"
    path.write_text(report_text({"file": "talk\udcff.py", "title": "Zähne"}), "utf-8")
    report = read_report(path)
    assert report["file"] == "talk\udcff.py"
    assert is_intact(report)
    assert "Zähne" in path.read_text("utf-8")
