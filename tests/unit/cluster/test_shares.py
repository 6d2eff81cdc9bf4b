"""Shares: who rendered what, in words and as data."""

from __future__ import annotations

from storyreel.cluster.shares import ClusterRecord, WorkerShare, by_worker

ALPHA = WorkerShare("alpha", "tls://10.0.0.2:4000", 2, 60, 1.23456, 200, 0)
BETA = WorkerShare("beta", "tls://10.0.0.3:4000", 5, 150, 4.0, 500, 90)
IDLE = WorkerShare("idle", "tls://10.0.0.4:4000")


def test_the_busiest_worker_comes_first_and_idle_ones_are_left_out() -> None:
    assert by_worker([ALPHA, IDLE, BETA]) == "beta 5, alpha 2"
    assert by_worker([IDLE]) == "none"


def test_a_record_is_plain_data_for_json() -> None:
    record = ClusterRecord("tls://h:1", (ALPHA,), {"old": "engine a instead of b"})
    assert record.as_data() == {
        "scheduler": "tls://h:1",
        "workers": [
            {
                "name": "alpha",
                "address": "tls://10.0.0.2:4000",
                "segments": 2,
                "frames": 60,
                "seconds": 1.235,
                "sent_bytes": 200,
                "received_bytes": 0,
            }
        ],
        "refused": {"old": "engine a instead of b"},
    }
