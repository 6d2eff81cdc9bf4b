"""The options of `render` and what they make of the encoder's settings."""

from __future__ import annotations

import pytest

from storyreel.base.errors import RequestError
from storyreel.cli.parser import parse
from storyreel.cli.rendering import RenderOptions
from storyreel.encode.settings import Splicing, encoder_settings


@pytest.mark.parametrize(
    ("options", "splicing"),
    [
        ([], Splicing.BANDS),
        (["--no-bands"], Splicing.COPIES),
        (["--plain-holds"], Splicing.NONE),
        (["--codec", "hevc"], Splicing.NONE),
        (["--codec", "hevc", "--no-bands"], Splicing.NONE),
    ],
)
def test_splicing_is_restricted_by_options(options: list[str], splicing: Splicing) -> None:
    asked = RenderOptions.by(parse(["hour29", *options]))
    settings = encoder_settings(asked.codec, asked.quality).spliced_at_most(asked.splicing)
    assert settings.splicing is splicing


def test_options_that_restrict_splicing_exclude_each_other() -> None:
    with pytest.raises(RequestError, match="--plain-holds"):
        parse(["hour29", "--no-bands", "--plain-holds"])
