#!/usr/bin/env python3
"""Start Storyreel: set up whatever is missing, then hand over to the program in `.venv`.

    python3 render.py hour29 --quality 4k
    python3 render.py --help

The first run takes a few minutes and says what it does; later runs hand over at once. Needs
nothing but Python 3.11 or later on Linux or macOS.
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
        "Call a newer one by name, for example: python3.11 render.py",
        file=sys.stderr,
    )
    sys.exit(UNABLE_MACHINE)

ROOT = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, ROOT)

from storyreel.install import stamp  # noqa: E402  (only after the version is known to do)


def main() -> int:
    """Set up if need be, then become the real program; returns only when that is impossible."""
    if not stamp.is_current(ROOT):
        code = set_up()
        if code:
            return code
    python = stamp.python_of(ROOT)
    # -P: the working directory must not bring a `storyreel` of its own.
    os.execv(python, [python, "-P", "-m", "storyreel", *sys.argv[1:]])


def set_up() -> int:
    """Do what the first run does; 0, or the exit code after saying what is wrong."""
    from pathlib import Path

    from storyreel.base.errors import MachineError
    from storyreel.install import environment

    try:
        environment.set_up(Path(ROOT))
    except MachineError as error:
        print(f"\n{error}", file=sys.stderr)
        return UNABLE_MACHINE
    except KeyboardInterrupt:
        print("\nInterrupted. The same command finishes the set-up.", file=sys.stderr)
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
