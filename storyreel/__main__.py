"""`python -m storyreel` is the program."""

import signal
import sys

from storyreel.base.gc_tuning import tuned_gc

if __name__ == "__main__":  # worker processes import this module again and must not run it
    with tuned_gc():
        from storyreel.cli import main

        exit_code = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left that it could stop
    sys.exit(exit_code)
