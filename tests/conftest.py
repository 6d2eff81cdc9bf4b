"""Fixtures shared by all tests."""

import gc
import os
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path as FilePath

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from storyreel.base.gc_tuning import IMPORT_THRESHOLD, freeze_imports
from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box, quantise
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.pictures.load import load_clip
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from tests.clips import SCENE_IDS
from tests.pictures import FAILURES, AssertAlike
from tests.shared import made_once

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")
gc.set_threshold(IMPORT_THRESHOLD, 10, 10)


EARLY = (
    "tests/unit/output/test_publish.py",
    "tests/unit/test_house_rules.py",
    "tests/unit/scenes/test_every",
    "tests/e2e/",
    "tests/faults/",
    "tests/unit/workers/test_local_pool.py",
)
"""Where the files are that run first, in this order: one that forks hundreds of processes, which
takes longer the more its own process holds, and those that take longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let some files run first: many short ones at the end keep all cores busy."""
    items.sort(key=lambda item: _place(item.nodeid))


def _place(name: str) -> int:
    return next((place for place, start in enumerate(EARLY) if name.startswith(start)), len(EARLY))


TOGETHER = "tests/e2e/studio/"
"""Where the files are that one process runs: their tests share a studio and a browser."""


class Together(LoadFileScheduling):  # type: ignore[misc]  # it has no types
    """Gives each file to one process, and all files below TOGETHER to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    return Together(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """Collect garbage as rarely as the program does; what is imported by now stays."""
    freeze_imports()


def _rectangle(left: float, bottom: float, right: float, top: float, color: str) -> PathItem:
    box = Box(*(int(quantise(value)) for value in (left, bottom, right, top)))
    red, green, blue = (channel * 257 for channel in bytes.fromhex(color))
    return PathItem(Path.rectangle(box), fill=Paint(((red, green, blue, 65535),)))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def tiny() -> Quality:
    """A quality smaller than any preset, for tests that encode."""
    return Quality("tiny", 128, 72, Fps(15), 100)


@pytest.fixture(scope="session")
def tiny_settings(tiny: Quality) -> EncoderSettings:
    return encoder_settings("h264", tiny)


@pytest.fixture(scope="session")
def moving_drawings() -> tuple[Drawing, ...]:
    """Twenty frames: a navy card is still; a gold one slides right for ten frames, then holds."""
    card = _rectangle(-5, -2, -1, 2, "1A365D")
    return tuple(
        Drawing((card, _rectangle(x, -1, x + 2, 1, "C9A227")), background=(64250,) * 3 + (65535,))
        for x in [0.3 * min(frame, 10) for frame in range(20)]
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="keep the pictures of this run as the golden ones (look at them before committing)",
    )


@pytest.fixture(scope="session")
def project() -> Project:
    """This project itself."""
    return Project.at(FilePath(__file__).parents[1])


@pytest.fixture(scope="session")
def shipped(project: Project) -> Callable[[str], Loaded]:
    """A shipped clip by its id, as `shipped("hour29")`."""

    @cache
    def load(name: str) -> Loaded:
        return load_clip(find_clip(project, name).storyboard, project)

    return load


@pytest.fixture(scope="session")
def drawings_of(
    shipped: Callable[[str], Loaded], shared: FilePath
) -> Callable[[str, int], tuple[Drawing, ...]]:
    """All drawings of a clip at a frame rate; each scene is performed once per test run."""

    def performed(name: str, rate: int) -> tuple[Drawing, ...]:
        # Imported here because most tests do not need Manim, which takes seconds to import.
        from storyreel.stage.perform import perform  # noqa: PLC0415

        taken: list[Drawing] = []
        loaded = shipped(name)
        timeline = compile_timeline(loaded.storyboard, Fps(rate))
        perform(loaded, timeline, lambda _, drawing: taken.append(drawing))
        return tuple(taken)

    @lru_cache(maxsize=4)
    def drawings(name: str, rate: int) -> tuple[Drawing, ...]:
        if name not in SCENE_IDS:  # performing pictures is faster than reading their drawings
            return performed(name, rate)
        return made_once(shared / f"{name}-{rate}.drawings", lambda: performed(name, rate))

    return drawings


@pytest.fixture(scope="session")
def hour29(shipped: Callable[[str], Loaded]) -> Loaded:
    """The shipped storyboard of hour 29."""
    return shipped("hour29")


@pytest.fixture(scope="session")
def hour29_at(
    drawings_of: Callable[[str, int], tuple[Drawing, ...]],
) -> Callable[[int], tuple[Drawing, ...]]:
    """All drawings of hour 29 at a frame rate."""
    return partial(drawings_of, "hour29")


@pytest.fixture(scope="session")
def assert_alike() -> AssertAlike:
    """`assert_alike(actual, expected, name, mean=…, level=…, share_over_level=…)`."""
    return AssertAlike(FAILURES)


@pytest.fixture
def assert_alike_here(tmp_path: FilePath) -> AssertAlike:
    """The comparator with a folder of its own, for tests in which it fails."""
    return AssertAlike(tmp_path)
