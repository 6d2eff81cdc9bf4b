"""Manim's settings: ours inside the block, untouched outside it."""

from __future__ import annotations

import logging

import pytest
from manim import Mobject, RendererType, Square, config
from manim._config.utils import ManimConfig

from storyreel.base.timebase import Fps
from storyreel.stage.manim_config import manim_settings


def settings() -> dict[str, object]:
    return {key: str(config[key]) for key in config} | {
        "level": logging.getLogger("manim").level,
    }


def test_the_settings_hold_inside_the_block() -> None:
    with manim_settings(426, 240, Fps(15)):
        assert (config.pixel_width, config.pixel_height, config.frame_rate) == (426, 240, 15)
        assert config.frame_width == pytest.approx(8 * 16 / 9)  # for any number of pixels
        assert config.dry_run
        assert logging.getLogger("manim").level == logging.ERROR


@pytest.mark.parametrize("error", [None, ValueError, KeyboardInterrupt])
def test_everything_is_restored_however_the_block_is_left(
    error: type[BaseException] | None,
) -> None:
    before = settings()
    try:
        with manim_settings(426, 240, Fps(15)):
            config.background_color = "#123456"
            if error:
                raise error
    except (ValueError, KeyboardInterrupt):
        pass
    assert settings() == before


def test_the_renderer_is_not_set_again_to_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    sets: list[object] = []
    counting = property(lambda _: RendererType.CAIRO, lambda _, value: sets.append(value))
    monkeypatch.setattr(ManimConfig, "renderer", counting)
    with manim_settings(426, 240, Fps(15)):
        pass
    assert sets == []


def test_another_renderer_is_set_back() -> None:
    with manim_settings(426, 240, Fps(15)):
        config.renderer = RendererType.OPENGL
    assert config.renderer is RendererType.CAIRO
    assert issubclass(Square, Mobject)
