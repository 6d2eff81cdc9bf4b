#!/usr/bin/env python3
"""How fast the studio shows a change: from the write of a storyboard to the pixels, in Chromium.

    python benchmarks/studio.py                     eight clips, about two minutes
    python benchmarks/studio.py hour26 stage1

For each clip the caption of the beat under the playhead is changed five times; then three times the
title, which shows in every frame, and three times a word of `data` or of a picture, which makes the
studio perform the whole clip again. Each change follows the one before as soon as that is drawn.
Chromium marks when the frame under the playhead, its beat, and the whole clip have been painted;
the clock starts at the write of the file. Then the playhead moves through 200 frames, and each is
painted and read back. Medians, in seconds; scrubbing in milliseconds. The figures of the clips
replace theirs in `studio.json`. The studio is opened once before, so no figure contains the first
reading of programs and libraries from the disk.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FIGURES = Path(__file__).with_suffix(".json")
sys.path.insert(0, str(ROOT))

from storyreel.base.project import Project  # noqa: E402
from storyreel.storyboard.catalog import find_clip  # noqa: E402
from storyreel.storyboard.compose import KeyPath  # noqa: E402
from storyreel.studio.edit import Edit  # noqa: E402
from storyreel.studio.edits import edited  # noqa: E402
from tests.e2e import browser  # noqa: E402
from tests.e2e.program import program  # noqa: E402

WORDS: dict[str, tuple[KeyPath, str]] = {
    "hour25": (("data", "house", "sign"), "app"),
    "hour26": (("data", "app"), "Ap"),
    "hour27": (("data", "writer"), "Llam"),
    "hour28": (("data", "shelf"), "Vocabular"),
    "hour29": (("data", "preflight", "tool"), "NumP"),
    "hour30": (("data", "round_trip", "label"), "extra spac"),
    "stage1": (("beats", 4, "picture", "odds", "label"), "untraine"),
    "stage3": (("beats", 1, "picture", "line", "label"), "score, untraine"),
}
"""A word of each clip that the scene or a picture shows: its place, and all but its last letter."""

CAPTION_ROUNDS = 5
LAST_LETTERS = "xyz"
"""The title and the word are changed once for each."""

STATES = ("frame", "beat", "clip")

CAPTION = re.compile(r"""(?:caption|text): (?:\[?\{text: )?("[^"]*"|[^"\[{,}\n]+)""")
"""The first words of a caption that is a text, a mapping or a list."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("clips", nargs="*", metavar="CLIP", help=f"of {', '.join(WORDS)}")
    clips = options.parse_args().clips or list(WORDS)
    if unknown := set(clips) - set(WORDS):
        options.error(f"no word to change is known for {', '.join(sorted(unknown))}")
    results: dict[str, Any] = json.loads(FIGURES.read_text())
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("storyboards", "scenes", "assets"):
            shutil.copytree(ROOT / name, project / name)
        with shown(clips[0], project):
            pass
        for clip in clips:
            results[clip] = measured(clip, project)
            told = "  ".join(f"{key} {value}" for key, value in results[clip].items())
            print(f"{clip:8} {told}", flush=True)
            FIGURES.write_text(json.dumps(results, indent=1) + "\n")


@contextmanager
def shown(clip: str, project: Path) -> Iterator[tuple[browser.Tab, float]]:
    """The page of the studio with a clip, and the seconds from its start to the first picture."""
    begun = time.time()
    studio = subprocess.Popen(
        [*program(), "studio", clip, "--no-open", "--project", str(project)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert studio.stdout is not None
    address = studio.stdout.readline().split()[-1]
    try:
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
            browser.browsing(Path(profile)) as tab,
        ):
            tab.go(address)
            first = arrival(tab, "frame", begun)
            wait_live(tab)
            yield tab, first
    finally:
        studio.terminate()
        studio.wait()


def measured(clip: str, project: Path) -> dict[str, float]:
    board = find_clip(Project.at(project), clip).storyboard
    text = board.read_text()
    place, word = WORDS[clip]
    changes = {
        "": [with_caption(text, number) for number in range(CAPTION_ROUNDS)],
        "title_": [edited(text, [Edit(("title",), f"Title {last}")]) for last in LAST_LETTERS],
        "data_": [edited(text, [Edit(place, word + last)]) for last in LAST_LETTERS],
    }
    times: dict[str, float] = {}
    with shown(clip, project) as (tab, first):
        tab.ask("document.querySelector('#position').focus()")
        for _ in range(2):
            tab.press("]", 221)
        for name, versions in changes.items():
            times |= medians(name, [changed(tab, board, version) for version in versions])
        board.write_text(text)
        wait_live(tab)
        scrub = tab.ask(SCRUB)
    return {"first": round(first, 2), **times, "scrub_ms": round(median(scrub), 1),
            "scrub_p95_ms": round(sorted(scrub)[int(len(scrub) * 0.95)], 1)}  # fmt: skip


def medians(name: str, rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name + state: round(median(each[state] for each in rounds), 2) for state in STATES}


def with_caption(text: str, number: int) -> str:
    """The storyboard with other words in the third beat's caption."""
    third = list(re.finditer(r"^  - id: ", text, re.MULTILINE))[2].start()
    line = CAPTION.search(text, third)
    assert line is not None, "the third beat has no caption"
    return f'{text[: line.start(1)]}"Changed {number} times."{text[line.end(1) :]}'


def changed(tab: browser.Tab, board: Path, text: str) -> dict[str, float]:
    """Write the storyboard, and return the seconds until each state was painted."""
    tab.ask("performance.clearMarks()")
    begun = time.time()
    board.write_text(text)
    return {state: arrival(tab, state, begun) for state in STATES}


def arrival(tab: browser.Tab, state: str, begun: float) -> float:
    """Seconds from `begun` until the page has painted a state since its marks were cleared."""
    marks = f"performance.getEntriesByName('storyreel-{state}')"
    tab.wait(f"{marks}.length > 0")
    first = "0" if state == "frame" else f"{marks}.length - 1"
    at: float = tab.ask(f"performance.timeOrigin + {marks}[{first}].startTime")
    return at / 1000 - begun


def wait_live(tab: browser.Tab) -> None:
    tab.wait("window.studio?.clip && document.querySelector('#status').dataset.state === 'live'")


SCRUB = """(async () => {
  const line = document.querySelector('#timeline'), box = line.getBoundingClientRect(), times = [];
  const context = document.querySelector('#picture').getContext('2d');
  for (let k = 0; k < 200; k++) {
    const begun = performance.now(), clientX = box.left + box.width * (k + 0.5) / 200;
    line.dispatchEvent(new PointerEvent('pointerdown', { clientX, pointerId: 1, bubbles: true }));
    context.getImageData(0, 0, 1, 1);
    times.push(performance.now() - begun);
    await new Promise((done) => setTimeout(done));
  }
  return times;
})()"""


if __name__ == "__main__":
    main()
