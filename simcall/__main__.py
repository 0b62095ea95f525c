"""`python -m simcall` is the same as `simcall`."""

import sys

from simcall.cli.main import run

sys.exit(run())
