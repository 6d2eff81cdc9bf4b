"""`python -m storyreel` is the program."""

import signal
import sys

from storyreel.cli import main

if __name__ == "__main__":  # worker processes import this module again and must not run it
    exit_code = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left that it could stop
    sys.exit(exit_code)
