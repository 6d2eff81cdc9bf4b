"""Fixtures shared by all tests."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path as FilePath

import pytest
from hypothesis import settings

from storyreel.base.presets import Quality
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Box, Drawing, Paint, Path, PathItem, quantise
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.pictures.load import load_clip
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from tests.pictures import FAILURES, AssertAlike

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def _rectangle(left: float, bottom: float, right: float, top: float, color: str) -> PathItem:
    box = Box(*(int(quantise(value)) for value in (left, bottom, right, top)))
    red, green, blue = (channel * 257 for channel in bytes.fromhex(color))
    return PathItem(Path.rectangle(box), fill=Paint(((red, green, blue, 65535),)))


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
def drawings_of(shipped: Callable[[str], Loaded]) -> Callable[[str, int], tuple[Drawing, ...]]:
    """All drawings of a clip at a frame rate; each clip is performed once per test process."""

    @cache
    def drawings(name: str, rate: int) -> tuple[Drawing, ...]:
        # Imported here because most tests do not need Manim, which takes seconds to import.
        from storyreel.stage.perform import perform  # noqa: PLC0415

        taken: list[Drawing] = []
        loaded = shipped(name)
        timeline = compile_timeline(loaded.storyboard, Fps(rate))
        perform(loaded, timeline, lambda _, drawing: taken.append(drawing))
        return tuple(taken)

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
