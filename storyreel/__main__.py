"""`python -m storyreel` is the program."""

import signal
import sys

from storyreel.base.gc_tuning import resting

if __name__ == "__main__":  # worker processes import this module again and must not run it
    with resting():
        from storyreel.cli import main

        exit_code = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left that it could stop
    sys.exit(exit_code)
