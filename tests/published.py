"""Published clips without a render: four files, and a report that describes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from storyreel.base.provenance import Provenance, file_digest
from storyreel.output.names import OutputPaths
from storyreel.output.report_file import DIGEST, report_text


def publish_files(
    paths: OutputPaths,
    made_of: Provenance,
    /,
    content: bytes = b"any ",
    video: bytes = b"",
    **changes: Any,
) -> None:
    """Write all four files, each with `content` and its kind; `changes` are of the report."""
    paths.folder.mkdir(parents=True, exist_ok=True)
    files = {"video": paths.video, "poster": paths.poster, "captions": paths.captions}
    for name, path in files.items():
        path.write_bytes(video if video and path == paths.video else content + name.encode())
    digests = {f"{name}_sha256": file_digest(path) for name, path in files.items()}
    report = {"passed": True, "findings": [], "file": {"fps": 30}}
    write_report(paths.report, report | digests | {"provenance": made_of.as_data()} | changes)


def write_report(path: Path, data: dict[str, Any]) -> None:
    """Write a report with a digest of its content."""
    data = {key: value for key, value in data.items() if key != DIGEST}
    path.write_text(report_text(data), "utf-8")
