"""One worker of a cluster as a render sees it: what it has, and whether it fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storyreel.base.presets import LADDER
from storyreel.cluster.address import SchedulerAddress
from storyreel.cluster.fingerprint import Fingerprint
from storyreel.cluster.questions import Capability, Inability, Terms


@dataclass(frozen=True, slots=True)
class WorkerView:
    """What a worker has, where it says so, and the reasons why it can't be used."""

    address: str
    name: str
    """Its address where it does not say."""

    reasons: tuple[str, ...]
    capability: Capability | None = None

    @property
    def detail(self) -> str:
        """What it has, or why it can't be used, in one line."""
        if self.reasons or self.capability is None:
            return "; ".join(self.reasons)
        has = self.capability
        fitting = [name for name, quality in LADDER.items() if quality.worker_mb <= has.memory_mb]
        store = "shares the store" if has.store else "sends its segments"
        return (
            f"{has.slots} segments at a time, {has.memory_mb} MB (up to {fitting[-1]}), {store}, "
            f"{has.machine['processor']}, {has.machine['system']} {has.machine['architecture']}"
        )

    def as_data(self) -> dict[str, Any]:
        """Plain values for a JSON document."""
        found: dict[str, Any] = {
            "name": self.name,
            "address": self.address,
            "fits": not self.reasons,
            "reasons": list(self.reasons),
        }
        if self.capability is not None:
            found |= {
                "segments_at_a_time": self.capability.slots,
                "memory_mb": self.capability.memory_mb,
                "shares_store": self.capability.store is not None,
                "made_by": dict(self.capability.fingerprint.parts),
                "machine": self.capability.machine,
            }
        return found


@dataclass(frozen=True, slots=True)
class Standard:
    """What workers are measured by: what decides the bits here, what a render needs, and which
    connections are safe."""

    scheduler: SchedulerAddress
    own: Fingerprint
    terms: Terms

    def view(self, address: str, answer: object) -> WorkerView:
        """The worker at an address that gave this answer to `examine`, or raised it."""
        match answer:
            case Capability(name):
                return WorkerView(address, name, self._against(address, answer), answer)
            case Inability(name, problem):
                return WorkerView(address, name, (str(problem),))
            case TimeoutError():
                why = "it does not answer"
            case BaseException():
                kind = type(answer).__name__
                why = f"it has another version of Storyreel ({kind}: {answer})"
            case _:
                why = "it was not started by `storyreel worker`"
        return WorkerView(address, address, (why,))

    def _against(self, address: str, has: Capability) -> tuple[str, ...]:
        reasons = self.own.differences(has.fingerprint)
        if not self.scheduler.allows(address):
            reasons = ("its connection is not encrypted", *reasons)
        if not has.slots_for(self.terms):
            needs = self.terms.memory_mb
            reasons += (f"{has.memory_mb} MB of memory, and a segment needs {needs} MB",)
        return reasons
