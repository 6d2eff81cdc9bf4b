"""`python -m storyreel`, and the `storyreel` command of the installed package."""

import os
import signal
import sys
import threading
from contextlib import suppress

from storyreel.base.gc_tuning import tuned_gc


def run() -> int:
    """Run the program in this process and return its exit code."""
    threads = threading.enumerate()
    stopping = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_BLOCK, stopping)  # until `main` can answer them
    os.environ.setdefault("PATH", os.defpath)  # a library of Manim reads it without asking
    if os.path.expanduser("~") == "~":  # noqa: PTH111 - `Path.home` raises an error
        os.environ["HOME"] = os.devnull  # Manim wants every user to have a home
    # pydantic would look for plugins in each installed package; none may change a storyboard.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    with tuned_gc():
        from storyreel.cli import main  # noqa: PLC0415 - imported under the tuned collector
        from storyreel.cli.signals import ignore_signals  # noqa: PLC0415
        from storyreel.cli.streams import prepare_streams  # noqa: PLC0415

        prepare_streams()
        exit_code = main()
    if any(not each.daemon for each in threading.enumerate() if each not in threads):
        _end_at_once(exit_code)  # Python would wait for a thread that a scene has started
    ignore_signals()  # nothing is left to interrupt
    return exit_code


def _end_at_once(exit_code: int) -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(exit_code)


if __name__ == "__main__":  # worker processes import this module again and must not run it
    sys.exit(run())
