"""The plan of the house holds: imports go one way, and flows stay pure."""

import subprocess
import sys
from pathlib import Path


def test_import_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
