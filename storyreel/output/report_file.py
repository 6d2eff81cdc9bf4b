"""Report files: JSON with a digest of itself, written and read without what makes a report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storyreel.base.provenance import digest_of
from storyreel.base.regular_file import read_regular

DIGEST = "report_sha256"
"""The key of the digest of everything else in the report."""


def report_text(data: Mapping[str, Any]) -> str:
    """A report as text that ends with a line break, with the digest that `is_intact` compares."""
    plain = json.loads(json.dumps(data))
    text = json.dumps(plain | {DIGEST: digest_of(plain)}, indent=2, ensure_ascii=False) + "\n"
    # Names of files that are not UTF-8 have characters that JSON can only hold escaped.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def read_report(path: Path) -> dict[str, Any]:
    """The content of a report; empty if there is none that can be read."""
    try:
        content = json.loads(read_regular(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def is_intact(report: Mapping[str, Any]) -> bool:
    """Whether a report is as it was written; the order of its keys does not matter."""
    data = {key: value for key, value in report.items() if key != DIGEST}
    return report.get(DIGEST) == digest_of(data)
