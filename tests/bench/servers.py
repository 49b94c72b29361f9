"""The servers that are measured: each a process of its own on the first processor; load and Redis have the last."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.people import SECRET
from tests.ports import free_port

TOKEN = "1234567:bench-bench-bench-bench-bench-bench"
STARTS_WITHIN = 30.0
SMS = "sms"
"""The file in the folder that messages are written to."""


@dataclass(frozen=True)
class Server:
    """A server under measurement."""

    port: int
    process: int

    def spent(self) -> float:
        """Seconds of processor it has taken so far; 0 where the system does not tell (it is Linux that does)."""
        stat = Path(f"/proc/{self.process}/stat")
        if not stat.exists():
            return 0.0
        words = stat.read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def floor(redis_url: str) -> AsyncIterator[Server]:
    """The bare handler."""
    port = free_port()
    async with _serving(port, ["-m", "tests.bench.floor", redis_url, str(port)], {}) as server:
        yield server


@asynccontextmanager
async def assistant(redis_url: str, bot_api: str, folder: Path) -> AsyncIterator[Server]:
    """The whole assistant, as `make run` starts it."""
    port = free_port()
    env = {
        "HTTP_PORT": str(port),
        "REDIS_URL": redis_url,
        "DATA_DIR": str(folder / "data"),
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API": bot_api,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "PUBLIC_URL": "https://bench.example",
        "RATE_PERSON": "100000/s",  # people here answer at once, all day long; they are counted all the same
        "RATE_DOOR": "100000/s",
        "SMS_ASKED": "100000/d",
    }
    async with _serving(port, ["-m", "bot", "run"], env, folder / SMS) as server:
        yield server


PROCESSORS = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
"""Those we may run on, before anyone is pinned to one."""


def pin(process: int, *, last: bool) -> None:
    """Keep a process on the first processor or the last, where there are two and the system lets us."""
    if len(PROCESSORS) > 1:
        os.sched_setaffinity(process, {PROCESSORS[-1] if last else PROCESSORS[0]})


@asynccontextmanager
async def _serving(
    port: int, words: list[str], env: dict[str, str], errors: Path = Path(os.devnull)
) -> AsyncIterator[Server]:
    with _process(words, env, errors) as process:
        async with asyncio.timeout(STARTS_WITHIN):
            while not await _answers(port):
                if process.poll() is not None:
                    raise SystemExit(f"python {' '.join(words)} ended with {process.returncode}")
                await asyncio.sleep(0.1)
        yield Server(port, process.pid)


@contextmanager
def _process(words: list[str], env: dict[str, str], errors: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """One Python process, gone on the way out, also by Ctrl-C; `errors`: where its standard error goes."""
    with errors.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, *words], env=os.environ | env, stdout=subprocess.DEVNULL, stderr=told
        )
    try:
        pin(process.pid, last=False)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
