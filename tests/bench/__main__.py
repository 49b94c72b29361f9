"""`make bench`: turns a second against the floor, in the same interleaved run, and what `hear` alone costs."""

import argparse
import asyncio
import os
import platform
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from aiohttp import web

from adapters.redis_server import EmbeddedRedis
from tests.bench.hear import measure_hear
from tests.bench.load import Figures, load
from tests.bench.people import SECRET, telegram, ussd

PROMISED = {"ussd": 0.7, "telegram": 0.5}
HEAR_MOST = 60.0
TOKEN = "1234567:bench-bench-bench-bench-bench-bench"


RESULTS: dict[str, object] = {
    "getMe": {"id": 1234567, "is_bot": True, "first_name": "Loans", "username": "bench_bot"},
    "sendMessage": {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "?"},
}


def main() -> int:
    """Run the bench and print its figures; exit 1 where a promise is broken."""
    args = _arguments()
    print(f"{platform.platform()}, {os.cpu_count()} processors, Python {platform.python_version()}, {_processor()}")
    runs = asyncio.run(_rounds(args.rounds, args.seconds, args.people))
    floor = runs.pop("floor")
    _print("floor", floor, "aiohttp and the same two round trips to Redis, nothing else")
    kept = [_print_door(name, found, floor) for name, found in runs.items()]
    hearing = measure_hear()
    print(f"hear       {hearing:8.1f} us a turn (promised: at most {HEAR_MOST:.0f})")
    return 0 if all(kept) and hearing <= HEAR_MOST else 1


def _arguments() -> argparse.Namespace:
    found = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    found.add_argument("--rounds", type=int, default=5)
    found.add_argument("--seconds", type=float, default=3.0)
    found.add_argument("--people", type=int, default=20)
    return found.parse_args()


async def _rounds(rounds: int, seconds: float, people: int) -> dict[str, list[Figures]]:
    """Floor, USSD and Telegram in turn, several times, so that a machine that slows down slows all three."""
    found: dict[str, list[Figures]] = {"floor": [], "ussd": [], "telegram": []}
    with (
        tempfile.TemporaryDirectory(prefix="loan-bench-") as folder,
        EmbeddedRedis(Path(folder) / "redis") as redis_url,
    ):
        _pin(os.getpid(), last=True)
        bot_api = await _bot_api()
        with _floor(redis_url) as floor_port, _assistant(redis_url, bot_api, Path(folder)) as port:
            for ready in (floor_port, port):
                await _answers(ready)
            persons = iter(range(1, 10_000_000, people))
            for number in range(rounds + 1):
                start = next(persons)
                speaking = {
                    "floor": (floor_port, [ussd(start + i) for i in range(people)]),
                    "ussd": (port, [ussd(start + i) for i in range(people)]),
                    "telegram": (port, [telegram(start + i) for i in range(people)]),
                }
                for name, (where, speak) in speaking.items():
                    figures = await load(where, speak, seconds)
                    if number:  # the first round warms up
                        found[name].append(figures)
    return found


async def _bot_api() -> str:
    """A Bot API that says yes to everything at once: what it costs to call it is ours, what it does is not."""

    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": RESULTS.get(request.match_info["method"], True)})

    app = web.Application()
    app.router.add_route("*", "/{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = _free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return f"http://127.0.0.1:{port}"


@contextmanager
def _floor(redis_url: str) -> Iterator[int]:
    port = _free_port()
    with _process(["-m", "tests.bench.floor", redis_url, str(port)], {}):
        yield port


@contextmanager
def _assistant(redis_url: str, bot_api: str, folder: Path) -> Iterator[int]:
    port = _free_port()
    env = {
        "HTTP_PORT": str(port),
        "REDIS_URL": redis_url,
        "DATA_DIR": str(folder / "data"),
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API": bot_api,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "PUBLIC_URL": "https://bench.example",
    }
    with _process(["-m", "bot", "run"], env):
        yield port


@contextmanager
def _process(words: list[str], env: dict[str, str]) -> Iterator[None]:
    """One Python process on the first processor, ended on the way out."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, *words], env=os.environ | env, stdout=quiet, stderr=quiet)
    _pin(process.pid, last=False)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _pin(process: int, *, last: bool) -> None:
    """The server on the first processor, load and Redis on the last, where there are two and the system lets us."""
    processors = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else []
    if len(processors) > 1:
        os.sched_setaffinity(process, {processors[-1] if last else processors[0]})


async def _answers(port: int) -> None:
    for _ in range(300):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise SystemExit("a server of the bench did not start")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _print(name: str, runs: list[Figures], words: str) -> None:
    rate, p50, p99 = (median(f(run) for run in runs) for f in (_rate, _p50, _p99))
    print(f"{name:10} {rate:8.0f} turns/s   p50 {p50:6.2f} ms   p99 {p99:6.2f} ms   {words}")


def _print_door(name: str, runs: list[Figures], floor: list[Figures]) -> bool:
    ratio = median(run.rate / under.rate for run, under in zip(runs, floor, strict=True))
    _print(name, runs, f"{ratio:.2f} of the floor (promised: at least {PROMISED[name]})")
    return ratio >= PROMISED[name]


def _rate(run: Figures) -> float:
    return run.rate


def _p50(run: Figures) -> float:
    return run.percentile(50)


def _p99(run: Figures) -> float:
    return run.percentile(99)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main())
