"""Fixtures shared by all tests."""

import pytest

from storyreel.film.codec import EncoderSettings, encoder_settings
from storyreel.film.drawing import Box, Drawing, Paint, Path, PathItem, quantise
from storyreel.quality import Quality
from storyreel.timebase import Fps


def _rectangle(left: float, bottom: float, right: float, top: float, color: str) -> PathItem:
    box = Box(*(int(quantise(value)) for value in (left, bottom, right, top)))
    red, green, blue = (channel * 257 for channel in bytes.fromhex(color))
    return PathItem(Path.rectangle(box), fill=Paint(((red, green, blue, 65535),)))


@pytest.fixture(scope="session")
def tiny() -> Quality:
    """A rung below the ladder, for tests that encode."""
    return Quality("tiny", 128, 72, Fps(15), 100)


@pytest.fixture(scope="session")
def tiny_settings(tiny: Quality) -> EncoderSettings:
    return encoder_settings("h264", tiny)


@pytest.fixture(scope="session")
def moving_drawings() -> tuple[Drawing, ...]:
    """Twenty frames: a navy card stands, a gold one slides right for ten frames and then holds."""
    card = _rectangle(-5, -2, -1, 2, "1A365D")
    return tuple(
        Drawing((card, _rectangle(x, -1, x + 2, 1, "C9A227")), background=(64250,) * 3 + (65535,))
        for x in [0.3 * min(frame, 10) for frame in range(20)]
    )
