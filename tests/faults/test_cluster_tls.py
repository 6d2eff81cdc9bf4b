"""A cluster with certificates, made and configured as docs/cluster.md says."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.cluster_processes import ClusterProcesses, cluster_in
from tests.faults.world import ROOT, NewWorld, Undisturbed

pytestmark = pytest.mark.faults
PAGE = ROOT / "docs" / "cluster.md"


def block(first_words: str) -> str:
    """The code block of the page that begins with these words."""
    found = re.findall(r"^```\w*\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    (text,) = [each for each in found if each.startswith(first_words)]
    return str(text)


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    """A folder with an authority and a certificate, made with the commands of the page."""
    folder = tmp_path / "certificates"
    folder.mkdir()
    commands = f"set -e\n{block('openssl req')}"
    subprocess.run(["bash", "-c", commands], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def configuration(certificates: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a machine with the configuration file of the page."""
    folder = tmp_path / "configuration"
    folder.mkdir()
    text = block("distributed:").replace("/etc/storyreel", str(certificates))
    (folder / "storyreel.yaml").write_text(text, "utf-8")
    return {"DASK_CONFIG": str(folder)}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[ClusterProcesses]:
    yield from cluster_in(tmp_path / "cluster", "tls")


def test_a_cluster_with_certificates(
    cluster: ClusterProcesses,
    configuration: dict[str, str],
    new_world: NewWorld,
    undisturbed: Undisturbed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = new_world(executor=("--cluster", cluster.url))
    without = world.start()
    _, err = without.wait()
    assert without.process.returncode == 2
    assert "needs certificates, and dask's configuration names none" in err
    for name, value in configuration.items():
        monkeypatch.setenv(name, value)
    cluster.scheduler()
    cluster.worker("alpha")
    clip = world.render()
    assert [each["address"][:6] for each in clip["cluster"]["workers"]] == ["tls://"]
    assert world.digest() == undisturbed.sha256

    stranger = new_world("stranger", executor=("--cluster", cluster.url.replace("tls", "tcp")))
    run = stranger.start()
    _, err = run.wait()
    assert run.process.returncode == 3
    assert "does not answer" in err
