#!/usr/bin/env python3
"""How smoothly the player of web pages draws, in Chromium: the time of a frame, and the rate.

    python benchmarks/player.py                       the six clips, about three minutes
    python benchmarks/player.py hour26 --width 1280

Each clip is exported as a page, at 60 frames a second. Every frame is painted and read back once:
the median and the 95th percentile in milliseconds, of 16.7 that there are. Then ten seconds are
played: the interval between two pictures, and the share of the frames that were shown.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e import browser  # noqa: E402
from tests.e2e.program import program  # noqa: E402

CLIPS = ("hour25", "hour26", "hour27", "hour28", "hour29", "hour30")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("clips", nargs="*", metavar="CLIP", default=CLIPS)
    options.add_argument("--width", type=int, default=1920, help="of the window, in pixels")
    chosen = options.parse_args()
    size = {"width": chosen.width, "height": chosen.width * 9 // 16}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        pages = [exported(clip, Path(folder, clip)) for clip in chosen.clips]
        with browser.browsing(Path(folder, "profile")) as tab:
            tab.call(
                "Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=1, mobile=False
            )
            for page in pages:
                print(f"{page.stem:8} {measured(tab, page)}", flush=True)


def exported(clip: str, folder: Path) -> Path:
    """The page of a clip."""
    command = [*program(), "export", clip, "--web", str(folder), "--quiet"]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder / f"{clip}.html"


def measured(tab: browser.Tab, page: Path) -> str:
    """The figures of a page, as a line."""
    tab.go(page.as_uri())
    tab.ask("void (window.clip = document.querySelector('storyreel-clip'))")
    tab.wait("clip.hasAttribute('ready')")
    painted: list[float] = tab.ask(PAINT_ALL)
    played: dict[str, Any] = tab.ask(PLAY)
    late = sorted(painted)[int(len(painted) * 0.95)]
    return (
        f"{len(painted)} frames: {median(painted):.1f} ms, 95% within {late:.1f} ms; played: "
        f"{median(played['intervals']):.1f} ms apart, {played['shown']:.0%} of the frames shown"
    )


PAINT_ALL = """(async () => {
  const context = clip.canvas.getContext('2d'), { frames, fps } = clip.clip, times = [];
  for (let frame = 0; frame < frames; frame++) {
    const begun = performance.now();
    clip.seek((frame + 0.5) / fps);
    context.getImageData(0, 0, 1, 1);
    times.push(performance.now() - begun);
    if (frame % 30 === 0) await new Promise((done) => setTimeout(done));
  }
  return times;
})()"""

PLAY = """new Promise((done) => {
  const intervals = [], frames = new Set(), begun = performance.now();
  let last = 0;
  clip.seek(2);
  clip.play();
  requestAnimationFrame(function tick(now) {
    if (last) intervals.push(now - last);
    last = now;
    frames.add(clip.frame);
    const passed = (performance.now() - begun) / 1000;
    if (passed < 10) return requestAnimationFrame(tick);
    clip.pause();
    done({ intervals, shown: Math.min(1, frames.size / (passed * clip.clip.fps)) });
  });
})"""


if __name__ == "__main__":
    main()
