"""How long a render waits for a cluster."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds, and the share of a segment's deadline, after which a render stops waiting."""

    first_worker_s: float = 10.0
    """For the first worker of a cluster that has none."""

    return_s: float = 300.0
    """For a scheduler that has vanished, or for another worker where all have."""

    answer_s: float = 30.0
    """For the answer of a scheduler or worker that should be immediate."""

    attempts: float = 2.0
    """For a segment that was given to a worker, in deadlines: the worker itself keeps one, but may
    work for other renders first, or hang as a whole."""
