"""PDF files: what becomes of one that is not completed."""

from __future__ import annotations

import pytest

from tests.processes import printed_by

ABANDONED = """
from pathlib import Path
from tempfile import TemporaryDirectory
from storyreel.paint.pdf import pdf_document
with TemporaryDirectory() as folder:
    try:
        with pdf_document(Path(folder, "page.pdf"), "Page", "en", (500, 500)) as document:
            with document.page() as page:
                page.rectangle(0, 0, 10, 10, "#FF0000")
                {inside}
            {after}
    except KeyboardInterrupt:
        print(list(Path(folder).iterdir()))
"""
STOP = "raise KeyboardInterrupt"


@pytest.mark.parametrize(("inside", "after"), [(STOP, "pass"), ("pass", STOP)])
def test_a_document_that_is_given_up_leaves_no_file_and_ends_nothing(
    inside: str, after: str
) -> None:
    """Skia would complete it when its stream is gone, and end the process."""
    assert printed_by(ABANDONED.format(inside=inside, after=after)) == "[]\n"
