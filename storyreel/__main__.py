"""`python -m storyreel` is the program."""

import sys

from storyreel.cli import main

if __name__ == "__main__":  # worker processes import this module again and must not run it
    sys.exit(main())
