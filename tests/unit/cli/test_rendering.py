"""The options of `render` and what they make of the encoder's settings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from storyreel.base.errors import MachineError, RequestError
from storyreel.cli.parser import parse
from storyreel.cli.rendering import RenderOptions, verdict
from storyreel.cluster.address import OwnCluster, SchedulerAddress
from storyreel.cluster.extra import require_distributed
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


def test_a_cluster_is_named_by_its_option() -> None:
    assert RenderOptions.by(parse(["hour29"])).cluster is None
    assert RenderOptions.by(parse(["hour29", "--cluster", "local:3"])).cluster == OwnCluster(3)
    insecure = ["hour29", "--cluster", "tcp://render.example:8786", "--insecure"]
    assert RenderOptions.by(parse(insecure)).cluster == SchedulerAddress(
        "tcp://render.example:8786", insecure=True
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--workers", "4"], "--workers starts workers on this machine"),
        (["--renderer", "cairo"], "--renderer cairo paints in one process"),
    ],
)
def test_options_that_a_cluster_excludes(options: list[str], message: str) -> None:
    with pytest.raises(RequestError, match=message):
        RenderOptions.by(parse(["hour29", "--cluster", "local:3", *options]))


def test_a_cluster_without_the_extra_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MachineError, match=r"pip install 'storyreel\[cluster\]'"):
        require_distributed()
    monkeypatch.undo()
    require_distributed()


def test_an_old_clip_stays_only_where_there_is_one(tmp_path: Path) -> None:
    published = tmp_path / "clip.mp4"
    assert verdict(False, published) == "FAILED inspection; it is not published"
    published.touch()
    assert verdict(False, published) == "FAILED inspection; the old clip stays"
    assert verdict(True, published) == "published"
