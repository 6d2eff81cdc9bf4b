"""Workers measured by the machine that orders: one that differs is refused with what differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.base.errors import Problem
from storyreel.cluster.address import SchedulerAddress
from storyreel.cluster.fingerprint import Fingerprint, fingerprint
from storyreel.cluster.overview import ClusterView
from storyreel.cluster.questions import Capability, Inability, Terms
from storyreel.cluster.view import Standard

HERE = Fingerprint({"engine": "a" * 64, "architecture": "x86_64", "painted sample": "b" * 64})
TERMS = Terms("r", "h264", 450)
STANDARD = Standard(SchedulerAddress("tls://render.example:8786"), HERE, TERMS)
FITTING = Capability(
    "alpha", 4, 4000, None, HERE, {"processor": "X", "system": "Linux", "architecture": "x86_64"}
)
URL = "tls://10.0.0.2:40000"


def test_a_worker_that_differs_in_nothing_fits() -> None:
    view = STANDARD.view(URL, FITTING)
    assert view.reasons == ()
    assert "4 segments at a time, 4000 MB (up to 8k), sends its segments" in view.detail
    shared = STANDARD.view(URL, replace(FITTING, store=Path("/films")))
    assert "shares the store" in shared.detail


@pytest.mark.parametrize("part", HERE.parts)
def test_a_worker_that_differs_is_refused_with_what_differs(part: str) -> None:
    other = Fingerprint({**HERE.parts, part: "c" * 64})
    view = STANDARD.view(URL, replace(FITTING, fingerprint=other))
    (reason,) = view.reasons
    assert reason.startswith(f"{part} cccccccccccc instead of ")
    assert view.name == "alpha" and view.detail == reason


def test_a_worker_of_another_release_may_lack_a_part() -> None:
    older = Fingerprint({name: HERE.parts[name] for name in ("engine", "architecture")})
    (reason,) = STANDARD.view(URL, replace(FITTING, fingerprint=older)).reasons
    assert reason == "painted sample unknown instead of bbbbbbbbbbbb"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Inability("alpha", Problem("The disk is full.")), "The disk is full."),
        (ModuleNotFoundError("no storyreel"), "another version of Storyreel (ModuleNotFoundError"),
        (TimeoutError(), "it does not answer"),
        (None, "it was not started by `storyreel worker`"),
        (replace(FITTING, memory_mb=449), "449 MB of memory, and a segment needs 450 MB"),
    ],
)
def test_other_reasons_to_refuse_a_worker(answer: object, reason: str) -> None:
    assert reason in STANDARD.view(URL, answer).detail


def test_a_worker_without_encryption_is_refused_although_the_scheduler_has_it() -> None:
    assert STANDARD.view("tcp://10.0.0.2:40000", FITTING).reasons == (
        "its connection is not encrypted",
    )


def test_memory_limits_segments_at_a_time() -> None:
    assert FITTING.slots_for(TERMS) == 4
    assert FITTING.slots_for(replace(TERMS, memory_mb=1500)) == 2
    assert FITTING.slots_for(replace(TERMS, memory_mb=5000)) == 0


def test_the_fingerprint_names_everything_that_decides_bits() -> None:
    found = fingerprint("h264").parts
    assert list(found) == [
        "engine",
        "libraries",
        "build of av",
        "build of libx264",
        "fonts",
        "architecture",
        "painted sample",
        "encoded sample",
    ]
    assert fingerprint("hevc").parts["painted sample"] == found["painted sample"]
    assert fingerprint("hevc").parts["encoded sample"] != found["encoded sample"]


def test_an_overview_lists_all_workers_and_fails_where_none_fits() -> None:
    fits, refused = STANDARD.view(URL, FITTING), STANDARD.view(URL, TimeoutError())
    some = ClusterView("tls://render.example:8786", [fits, refused])
    assert some.exit_code == 0
    assert some.text().splitlines()[-1] == (
        "1 of 2 workers of tls://render.example:8786 can render for this machine."
    )
    assert [each["fits"] for each in some.as_data()["workers"]] == [True, False]
    assert ClusterView("tls://render.example:8786", [refused]).exit_code == 3
    assert ClusterView("tls://render.example:8786", []).exit_code == 3
