"""`make soak`: break everything for ten minutes, and say what came of it; exit 1 where anything was lost or doubled."""

import argparse
import asyncio
import random
import shutil
import sys
from dataclasses import fields, replace
from pathlib import Path

from tests.soak.plan import Plan
from tests.soak.report import breaches, report, write
from tests.soak.run import Outcome, soak


def main() -> int:
    """Run, print, and judge."""
    args = _arguments()
    given = {field.name: value for field in fields(Plan) if (value := getattr(args, field.name, None)) is not None}
    plan = Plan.short(**given) if args.short else Plan(**given)
    plan = replace(plan, seconds=args.minutes * 60) if args.minutes else plan
    print(f"seed {plan.seed}: python -m tests.soak --seed {plan.seed}", flush=True)
    try:
        outcome = asyncio.run(soak(plan, _say))
    except KeyboardInterrupt:
        _say("stopped")
        return 130
    print(report(outcome), flush=True)
    if args.json:
        write(outcome, args.json)
    return _end(outcome)


def _end(outcome: Outcome) -> int:
    if any(breaches(outcome).values()):
        print(f"logs: {outcome.folder}")
        return 1
    shutil.rmtree(outcome.folder, ignore_errors=True)
    return 0


def _say(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    found = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    found.add_argument("--minutes", type=float, help="of chaos (10)")
    found.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000), help="of all chance")
    found.add_argument("--people", type=int, help="borrowers at a time")
    found.add_argument("--short", action="store_true", help="the one of `make test`")
    found.add_argument("--without", choices=("intent", "fence", "owner"), help="take a safeguard out, to see it missed")
    found.add_argument("--dawdle", type=float, help="percent of intents kept by one who fell asleep past the lease")
    found.add_argument("--doze", type=float, help="percent of sendings by one who fell asleep just before")
    found.add_argument("--json", type=Path, help="where to write the figures")
    return found.parse_args()


if __name__ == "__main__":
    sys.exit(main())
