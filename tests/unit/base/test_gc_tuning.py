"""The collector rests, and memory stays bounded all the same; seen in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.gc_tuning import CONTAINERS, IMPORTED
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import EncoderSettings
from storyreel.workers.local_pool import LocalPool

ROOT = Path(__file__).parents[3]


def said_by(program: str) -> Any:
    """What a program in a process of its own prints, as JSON, on its last line."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_cycles_go_away_before_they_are_many() -> None:
    """Planted: two million objects that only a collector can free."""
    most, later = said_by("""
from storyreel.base.gc_tuning import resting, settled
class Each:
    alive = most = 0
    def __init__(self):
        self.own = self
        Each.alive += 1
        Each.most = max(Each.most, Each.alive)
    def __del__(self):
        Each.alive -= 1
def most():
    Each.alive = Each.most = 0
    for _ in range(2_000_000):
        Each()
    return Each.most
with resting():
    first = most()
    settled()
    print([first, most()])
""")
    assert IMPORTED / 4 < most < 1.1 * IMPORTED
    assert CONTAINERS / 4 < later < 1.1 * CONTAINERS


def test_what_is_imported_is_not_looked_at_again() -> None:
    looks, manim, left = said_by("""
import gc, sys
from storyreel.base.gc_tuning import resting
looks = []
gc.callbacks.append(lambda phase, info: looks.append(phase))
with resting():
    from storyreel.stage.perform import import_manim
    import_manim()
    print([len(looks), int("manim" in sys.modules), len(gc.get_objects())])
""")
    assert manim
    assert looks == 0
    assert left < CONTAINERS


def test_a_program_that_does_not_rest_is_left_alone() -> None:
    assert said_by("""
import gc
from storyreel.base.gc_tuning import settled
settled()
print([gc.get_threshold()[0], gc.get_freeze_count()])
""") == [700, 0]


def test_what_is_left_at_the_end_is_not_looked_at() -> None:
    left, looked_at = said_by("""
import gc
from storyreel.base.gc_tuning import resting
with resting():
    left = [[] for _ in range(50_000)]
print([gc.get_freeze_count(), len(gc.get_objects())])
""")
    assert left > 50_000
    assert looked_at < 100


def test_the_program_rests_from_before_its_imports_to_its_end() -> None:
    runs, threshold, left = said_by("""
import gc, json, runpy, sys
sys.argv = ["storyreel", "check", "--quiet"]
runs = []
gc.callbacks.append(lambda phase, info: runs.append(phase))
try:
    runpy.run_module("storyreel", run_name="__main__")
except SystemExit:
    print(json.dumps([runs.count("start"), gc.get_threshold()[0], gc.get_freeze_count()]))
""")
    assert threshold == IMPORTED
    assert left > 10_000
    assert runs < 5  # it were a hundred


def test_a_worker_rests(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    telling: Any = Telling()
    job = SegmentJob("beat", moving_drawings, tiny_settings, tmp_path / "beat.mp4")
    with LocalPool(1) as farm:
        future = farm.submit(replace(job, drawings=(*moving_drawings, telling)))
        with pytest.raises(ValueError, match=str(CONTAINERS)):
            future.result(timeout=60)


class Telling:
    """Becomes, in the worker, a drawing that tells the collector's threshold by an error."""

    def __reduce__(self) -> Any:
        error = "ValueError(__import__('gc').get_threshold()[0])"
        code = f"property(lambda d: (_ for _ in ()).throw({error}))"
        return eval, (f"type('D', (), {{'background': {code}}})()",)
