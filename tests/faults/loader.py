"""A program that loads storyboards or checks pictures, one after another, with little memory.

Each input on standard input is a decimal length, a line break and that many bytes. Each answer on
standard output is a line of JSON with the problems and their places, or with a traceback, which is
a failure of the loader. `work` is its processor time in units of scanning a hundred kilobytes by
PyYAML, so that it is about the same on every machine.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import yaml

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.design.fonts import missing_characters
from storyreel.storyboard.assets import check_asset
from storyreel.storyboard.load import load_storyboard

HEADROOM = 200 * 2**20


def answer(project: Project, kind: str, data: bytes) -> dict[str, Any]:
    if kind == "storyboard":
        (path,) = project.storyboards.glob("hour29-*.yaml")  # replaces the shipped one
        path.write_bytes(data)
        try:
            load_storyboard(path, project, missing_characters)
        except RequestError as error:
            return {"problems": [[str(p.where or ""), p.what] for p in error.problems]}
        return {"problems": []}
    (project.assets / "hostile.png").write_bytes(data)
    try:
        check_asset(project.assets, "hostile.png")
    except ValueError as error:
        return {"problems": [["assets", str(error)]]}
    return {"problems": []}


def peak_mb() -> float:
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 2**10


def unit_of_work() -> float:
    """The processor time, in seconds, in which PyYAML scans a hundred kilobytes of hard text."""
    start = time.process_time()
    for _ in yaml.scan('title: "' + "\\\n" * 50_000 + '"', Loader=yaml.SafeLoader):
        pass
    return time.process_time() - start


def main() -> None:
    from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401, PLC0415

    project = Project.at(Path(sys.argv[1]))
    answer(project, sys.argv[2], b"")  # imports everything
    unit = unit_of_work()
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + HEADROOM
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    while line := sys.stdin.buffer.readline():
        data = sys.stdin.buffer.read(int(line))
        start = time.process_time()
        try:
            found = answer(project, sys.argv[2], data)
        except BaseException:
            found = {"traceback": traceback.format_exc()}
        print(
            json.dumps(
                {**found, "work": (time.process_time() - start) / unit, "peak_mb": peak_mb()}
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
