"""`python -m tests.safety`: known holes in what we depend on, and secrets in the tree and its history."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.safety.accepted import ACCEPTED
from tests.safety.advisories import CACHE, PINS, audit
from tests.safety.leaks import look_through

ROOT = Path(__file__).parent.parent.parent


def main() -> int:
    """Say what was found. Exit 1 for a secret, for a hole nobody accepted, and with --must for no answer."""
    asked = _arguments()
    leaks = look_through(ROOT)
    verdict = audit(PINS, ACCEPTED, datetime.now(UTC), CACHE, osv_url=asked.osv_url)
    for line in [*leaks.lines, *verdict.lines]:
        print(line)
    return int(bool(leaks.found) or verdict.holes or (asked.must and not verdict.answered))


def _arguments() -> argparse.Namespace:
    found = argparse.ArgumentParser(prog="python -m tests.safety", description=__doc__)
    found.add_argument("--must", action="store_true", help="no answer about dependencies is a failure too")
    found.add_argument("--osv-url", default="", help="ask this OSV service, and not the package index")
    return found.parse_args()


if __name__ == "__main__":
    sys.exit(main())
