"""Ctrl-C, once and twice, at many moments of a render."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from contextlib import suppress

import pytest

from tests.faults.world import Undisturbed, World
from tests.processes import wait_until

pytestmark = pytest.mark.faults
STOPPED_S = 2.0
STOPPED_SHARE = 0.2
"""A share of the time of a whole render, for machines under load."""


@pytest.mark.parametrize("seed", range(5))
def test_ctrl_c_at_any_moment(world: World, undisturbed: Undisturbed, seed: int) -> None:
    share = random.Random(seed).uniform(0.3, 0.95)
    while True:
        run = world.start()
        time.sleep(share * undisturbed.seconds)
        start = time.monotonic()
        with suppress(ProcessLookupError):
            os.killpg(run.process.pid, signal.SIGINT)
        _, err = run.wait()
        took = time.monotonic() - start
        if run.process.returncode != 0:
            break
        world.empty()  # the render finished first
        share *= 0.8
    assert run.process.returncode == 130, err
    assert took < max(STOPPED_S, STOPPED_SHARE * undisturbed.seconds)
    assert "Interrupted." in err
    assert "Traceback" not in err
    assert run.is_gone()
    assert world.debris() == []
    kept = len(world.kept())
    reported = re.search(r"(\d+) of \d+ segments are kept", err)
    assert reported is None or int(reported[1]) <= kept + 1, "a clip may use a segment twice"
    world.render()
    assert world.digest() == undisturbed.sha256


def test_ctrl_c_twice_ends_at_once(world: World, undisturbed: Undisturbed) -> None:
    run = world.start()
    assert wait_until(lambda: len(world.kept()) >= 3)
    start = time.monotonic()
    run.process.send_signal(signal.SIGINT)
    run.process.send_signal(signal.SIGINT)
    run.wait()
    assert time.monotonic() - start < STOPPED_S
    assert run.process.returncode == 130
    assert run.is_gone()
    world.render()
    assert world.digest() == undisturbed.sha256
    assert world.debris() == []
