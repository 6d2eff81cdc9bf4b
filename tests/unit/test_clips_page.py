"""`docs/clips.md` lists every clip of this repository by its title."""

from __future__ import annotations

import re

import pytest

from storyreel.cli.clips import load_clip
from tests.clips import CLIP_IDS, PROJECT

PAGE = (PROJECT.root / "docs/clips.md").read_text("utf-8")
LISTED = set(re.findall(r"^\| ((?:hour|stage|factory)\d+)\b", PAGE, flags=re.MULTILINE))


def test_the_page_lists_the_clips_and_no_others() -> None:
    assert sorted(CLIP_IDS) == sorted(LISTED)


@pytest.mark.parametrize("clip", CLIP_IDS)
def test_the_page_lists_a_clip_by_its_title(clip: str) -> None:
    title = re.escape(load_clip(PROJECT, clip).storyboard.title)
    assert re.search(rf"^\| {clip}(?: \|)? {title} \|", PAGE, flags=re.MULTILINE)
