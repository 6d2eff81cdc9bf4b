"""Addresses of clusters: their forms, and which of them are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.cluster.address import (
    OwnCluster,
    SchedulerAddress,
    is_safe,
    parse_cluster,
    parse_scheduler,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("local:4", OwnCluster(4)),
        ("tls://render.example:8786", SchedulerAddress("tls://render.example:8786")),
        ("tcp://127.0.0.1:8786", SchedulerAddress("tcp://127.0.0.1:8786")),
        ("tcp://[::1]:8786", SchedulerAddress("tcp://[::1]:8786")),
        ("tcp://localhost:8786", SchedulerAddress("tcp://localhost:8786")),
    ],
)
def test_the_forms_of_an_address(text: str, expected: OwnCluster | SchedulerAddress) -> None:
    assert parse_cluster(text, insecure=False) == expected


def test_a_scheduler_file_gives_the_address(tmp_path: Path) -> None:
    path = tmp_path / "scheduler.json"
    path.write_text('{"type": "Scheduler", "address": "tls://10.0.0.1:8786", "workers": {}}')
    assert parse_scheduler(str(path), insecure=False).url == "tls://10.0.0.1:8786"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("local:0", "must be from 1 to 9999"),
        ("local:many", "must be from 1"),
        ("local:" + "9" * 5000, "must be from 1"),
        ("render.example:8786", "no file"),
        ("tls://render.example", "is not the address of a cluster"),
        ("tls://render.example:port", "is not the address of a cluster"),
        ("https://render.example:8786", "is not the address of a cluster"),
        ("", "no file"),
    ],
)
def test_anything_else_is_refused_with_the_forms(text: str, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        parse_cluster(text, insecure=False)


@pytest.mark.parametrize("content", ["", "[]", "{}", "7", "{"])
def test_a_file_without_an_address_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "scheduler.json"
    path.write_text(content)
    with pytest.raises(RequestError, match="it has no address"):
        parse_scheduler(str(path), insecure=False)


@pytest.mark.parametrize("host", ["10.0.0.1", "render.example", "127.0.0.1.example", "0.0.0.0"])
def test_connections_to_other_machines_must_be_encrypted(host: str) -> None:
    url = f"tcp://{host}:8786"
    with pytest.raises(RequestError, match=r"not encrypted.*--insecure"):
        parse_cluster(url, insecure=False)
    assert parse_cluster(url, insecure=True) == SchedulerAddress(url, insecure=True)
    assert is_safe(f"tls://{host}:8786") and not is_safe(url)


def test_a_worker_elsewhere_needs_encryption_although_its_scheduler_is_here() -> None:
    here = SchedulerAddress("tcp://127.0.0.1:8786")
    assert here.allows("tcp://127.0.0.1:4000") and not here.allows("tcp://10.0.0.2:4000")
    assert SchedulerAddress(here.url, insecure=True).allows("tcp://10.0.0.2:4000")
