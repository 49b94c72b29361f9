"""`make fuzz`: a million cases at every door, shared out over the processors; exit 1 where one failed."""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from tests.fuzz.case import Broken
from tests.fuzz.doors import DOORS, cases
from tests.fuzz.running import run

AT_ONCE = 2500
"""Cases a process tries before it says how it went."""


class Score:
    """How far we are."""

    def __init__(self, folder: Path, whole: int) -> None:
        self._folder, self._whole, self._began = folder, whole, time.monotonic()
        self.count, self.broken = 0, list[Broken]()

    def add(self, count: int, broken: list[Broken]) -> None:
        """Count what a process has tried, and keep what failed."""
        self.count += count
        self.broken += broken
        for each in broken:
            self._keep(each)
        rate = self.count / (time.monotonic() - self._began)
        said = f"\r  {self.count:,} of {self._whole:,} cases, {rate:,.0f} a second, {len(self.broken)} failed "
        print(said, end="", file=sys.stderr, flush=True)

    def _keep(self, broken: Broken) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{broken.door}-{broken.seed}-{broken.number}"
        file.write_bytes(broken.case)
        print(f"\n{broken.again}\n  kept as {file}\n{broken.why[-2000:]}", flush=True)


def runs(names: list[str], whole: int, seed: int) -> Iterator[tuple[str, int, range]]:
    """All there is to do, the doors by turns."""
    share = {name: cases(DOORS[name], whole) if len(names) > 1 else whole for name in names}
    for begin in range(0, max(share.values()), AT_ONCE):
        for name, most in share.items():
            if begin < most:
                yield name, seed, range(begin, min(begin + AT_ONCE, most))


def main() -> int:
    """Try them, and say what came of it."""
    args = _arguments()
    names = [args.door] if args.door else list(DOORS)
    print(f"seed {args.seed}: python -m tests.fuzz --seed {args.seed}", flush=True)
    score = Score(args.folder, args.cases)
    if args.only is not None:
        score.add(*run(names[0], args.seed, range(args.only, args.only + 1)))
    else:
        with ProcessPoolExecutor(args.processes, get_context("spawn")) as pool:
            for each in as_completed([pool.submit(run, *what) for what in runs(names, args.cases, args.seed)]):
                score.add(*each.result())
    print(f"\n{score.count:,} cases, {len(score.broken)} failed")
    return 1 if score.broken else 0


def _arguments() -> argparse.Namespace:
    found = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    found.add_argument("--cases", type=int, default=1_000_000, help="in all (1,000,000)")
    found.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000), help="of all chance")
    found.add_argument("--door", choices=list(DOORS), help="one door, and no other")
    found.add_argument("--only", type=int, help="one case of it, by its number")
    found.add_argument("--processes", type=int, default=os.cpu_count())
    found.add_argument("--folder", type=Path, default=Path("var/fuzz"), help="where failed cases are kept (var/fuzz)")
    return found.parse_args()


if __name__ == "__main__":
    sys.exit(main())
