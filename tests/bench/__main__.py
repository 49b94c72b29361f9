"""`make bench`: turns a second against the floor, in the same interleaved run, and what `hear` alone costs."""

import argparse
import os
import platform
import sys
from pathlib import Path
from statistics import median

import uvloop

from tests.bench.hear import measure_hear
from tests.bench.load import Figures
from tests.bench.rounds import FLOOR, TELEGRAM, USSD, measure

PROMISED = {USSD: 0.7, TELEGRAM: 0.5}
HEAR_MOST = 60.0
HEAD = f"{'':10}{'turns/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'us/turn':>9}{'of floor':>10}{'promised':>10}{'by us':>8}"
LEGEND = """\
of floor: median over the rounds of our turns/s against the floor's in the same round; this is what is promised
us/turn: the server's own processor time; by us: its floor against ours, which a busy machine disturbs least
floor: a bare aiohttp handler, redis-py as it comes, and the same two scripts with sizes about as ours"""


def main() -> int:
    """Run the bench and print its figures; exit 1 where a promise is broken."""
    args = _arguments()
    print(f"{platform.platform()}, {os.cpu_count()} processors ({_processor()}), Python {platform.python_version()}")
    print(f"load when we began: {os.getloadavg()[0]:.2f}; {args.people} people at once, {args.seconds:g} s a run")
    try:
        runs = uvloop.run(measure(args.rounds, args.seconds, args.people, _progress))
        hearing = measure_hear()
    except KeyboardInterrupt:
        _progress("stopped")
        return 130
    print(HEAD)
    _print(FLOOR, runs[FLOOR], "")
    kept = [_print_door(name, runs[name], runs[FLOOR]) for name in PROMISED]
    print(f"hear with words: {hearing:.1f} us a turn (promised: at most {HEAR_MOST:.0f})\n\n{LEGEND}")
    return 0 if all(kept) and hearing <= HEAR_MOST else 1


def _arguments() -> argparse.Namespace:
    found = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    found.add_argument("--rounds", type=int, default=5, help="of floor, USSD and Telegram in turn (5)")
    found.add_argument("--seconds", type=float, default=3.0, help="each of them is loaded in a round (3)")
    found.add_argument("--people", type=int, default=20, help="at once (20)")
    return found.parse_args()


def _progress(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)


def _print_door(name: str, runs: list[Figures], floor: list[Figures]) -> bool:
    """One door's line; whether its promise is kept."""
    pairs = list(zip(runs, floor, strict=True))
    ratio = median(run.rate / under.rate for run, under in pairs)
    spent = (
        f"{median(under.cost / run.cost for run, under in pairs):8.2f}" if all(run.processor for run in runs) else ""
    )
    _print(name, runs, f"{ratio:10.2f}{PROMISED[name]:10.2f}{spent}")
    return ratio >= PROMISED[name]


def _print(name: str, runs: list[Figures], rest: str) -> None:
    rate, cost = median(run.rate for run in runs), median(run.cost for run in runs)
    p50, p99 = (median(run.percentile(of) for run in runs) for of in (50, 99))
    print(f"{name:10}{rate:9.0f}{p50:9.2f}{p99:9.2f}{cost:9.0f}{rest}")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main())
