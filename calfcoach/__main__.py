"""`python -m calfcoach`."""

import sys

from calfcoach.cli import main

if __name__ == "__main__":
    sys.exit(main())
