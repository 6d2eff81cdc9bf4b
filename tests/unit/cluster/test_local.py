"""A cluster of this machine's own."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import suppress

from tests.processes import ROOT

USUAL_PORT = 8787
"""Of the server with which dask's schedulers show what they do."""

PROGRAM = """
from storyreel.cluster.local import local_cluster
with local_cluster(1) as address:
    print(address.local)
"""


def test_another_cluster_on_the_machine_is_no_reason_for_a_warning() -> None:
    with socket.socket() as taken:
        with suppress(OSError):  # another one has it already
            taken.bind(("127.0.0.1", USUAL_PORT))
            taken.listen()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert (done.stdout, done.stderr) == ("True\n", "")
