"""GC tuning, observed in separate processes: few collections, and still bounded garbage."""

from __future__ import annotations

import json
from typing import Any

from storyreel.base.gc_tuning import IMPORT_THRESHOLD, THRESHOLD
from tests.processes import printed_by


def result_of(program: str) -> Any:
    """The last line that a program prints, as JSON."""
    return json.loads(printed_by(program).splitlines()[-1])


def test_garbage_stays_bounded_during_and_after_imports() -> None:
    """Planted: 700,000 objects that only the garbage collector can free."""
    during, after = result_of("""
from storyreel.base.gc_tuning import freeze_imports, tuned_gc
class Cycle:
    alive = peak = 0
    def __init__(self):
        self.own = self
        Cycle.alive += 1
        Cycle.peak = max(Cycle.peak, Cycle.alive)
    def __del__(self):
        Cycle.alive -= 1
def peak():
    Cycle.alive = Cycle.peak = 0
    for _ in range(700_000):
        Cycle()
    return Cycle.peak
with tuned_gc():
    during = peak()
    freeze_imports()
    print([during, peak()])
""")
    assert during < 1.1 * IMPORT_THRESHOLD
    assert after < 1.1 * THRESHOLD


def test_the_program_hardly_ever_collects() -> None:
    """Without tuning the same command collects hundreds of times; before it begins, up to five."""
    collections = result_of("""
import gc, runpy, sys
sys.argv = ["storyreel", "check", "--quiet"]
phases = []
gc.callbacks.append(lambda phase, info: phases.append(phase))
try:
    runpy.run_module("storyreel", run_name="__main__")
except SystemExit:
    print(phases.count("start"))
""")
    assert collections < 10


def test_importing_manim_collects_nothing() -> None:
    assert (
        result_of("""
import gc
from storyreel.base.gc_tuning import tuned_gc
phases = []
gc.callbacks.append(lambda phase, info: phases.append(phase))
with tuned_gc():
    from storyreel.stage.import_manim import import_stage
    import_stage()
    print(len(phases))
""")
        == 0
    )
