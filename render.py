#!/usr/bin/env python3
"""Start Storyreel: set up what is missing, then run the program in `.venv`.

    python3 render.py hour29 --quality 4k
    python3 render.py --help

The first run takes a few minutes and reports its steps; later runs start at once. Needs only Python
3.11 or later on Linux or macOS.
"""

import os
import sys

OLDEST_PYTHON = (3, 11)
UNABLE_MACHINE = 3
INTERRUPTED = 130

if sys.version_info < OLDEST_PYTHON or os.name != "posix":
    found = ".".join(map(str, sys.version_info[:3]))
    print(
        f"Storyreel needs Python 3.11 or later on Linux or macOS; this is Python {found}"
        f" ({sys.executable}) on {sys.platform}.\n"
        "Call a newer Python by name, for example: python3.11 render.py",
        file=sys.stderr,
    )
    sys.exit(UNABLE_MACHINE)

import signal  # noqa: E402  (needs the version checked above)

# These wait until the program can answer: the block outlasts the start of its interpreter.
STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)

ROOT = os.path.dirname(os.path.realpath(__file__))
USER_PATH = os.environ.get("PYTHONPATH", "").split(os.pathsep)
sys.path[:] = [ROOT, *(path for path in sys.path[1:] if path not in USER_PATH)]


def main() -> int:
    """Set up if necessary, then become the program; returns only if that fails."""
    try:
        from storyreel.install import stamp

        code = 0 if stamp.is_current(ROOT) else set_up()
    except (ImportError, OSError) as error:
        code = refuse_checkout(error)
    if code:
        return code
    python = stamp.python_of(ROOT)
    # Isolated, and without Python's variables for its child processes: neither the working
    # directory nor the user's settings may replace a locked package.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    os.execve(python, [python, "-I", "-m", "storyreel", *sys.argv[1:]], environment)


def set_up() -> int:
    """Do the work of the first run; 0, or an exit code after the error is printed."""
    from pathlib import Path

    from storyreel.base.errors import MachineError
    from storyreel.install import environment

    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        environment.set_up(Path(ROOT))
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    except MachineError as error:
        print(f"\n{error}", file=sys.stderr)
        return UNABLE_MACHINE
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same command again to finish the set-up.", file=sys.stderr)
        return INTERRUPTED
    return 0


def refuse_checkout(error: "ImportError | OSError") -> int:
    """Say which file of this checkout is missing or cannot be read, and return the exit code."""
    module = getattr(error, "name", None) or ""
    path = getattr(error, "filename", None) or os.path.join(ROOT, *module.split("."))
    if isinstance(error, (ImportError, FileNotFoundError)):
        problem, remedy = "is missing or incomplete", "Get a complete copy of the project"
    else:
        problem, remedy = f"can't be read ({error.strerror})", "Check its permissions"
    print(f"{path} {problem}.\n{remedy} and run the same command again.", file=sys.stderr)
    return UNABLE_MACHINE


if __name__ == "__main__":
    sys.exit(main())
