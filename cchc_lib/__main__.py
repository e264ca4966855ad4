"""`python -m cchc_lib`: the same as the command `cchc`."""

import sys

from cchc_lib.cli import main

if __name__ == "__main__":
    sys.exit(main())
