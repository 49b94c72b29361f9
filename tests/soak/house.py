"""Everything that runs: Redis, the lender, web processes and workers, each its own process, and the wires between."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from adapters.redis_server import TETHER, EmbeddedRedis
from adapters.stand_ins.lenders import STAND_INS
from adapters.stand_ins.sms.clickatell import Clickatell
from adapters.stand_ins.telegram.server import serve
from adapters.vault import Vault
from tests.fault_proxy import FaultProxy, faulty
from tests.forked import Process
from tests.ports import free_port
from tests.soak.gateway import SECRET, Telegram
from tests.soak.plan import Plan, has_workers

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 240.0
KEEP = ("PATH", "HOME", "TMPDIR", "LANG", "REDIS_SERVER", "VIRTUAL_ENV")


@dataclass
class Program:
    """A process of ours that can be killed and started again; it dies with us. `asks` is where it says it is alive."""

    name: str
    words: tuple[str, ...]
    env: dict[str, str]
    log: Path
    asks: str
    forked: bool
    process: "subprocess.Popen[bytes] | Process | None" = None
    kills: int = 0
    ready: bool = False
    ended: list[int] = field(default_factory=list)
    """The codes with which it ended without our doing."""

    def start(self) -> None:
        tether = [sys.executable, "-I", "-S", "-c", TETHER, str(os.getpid())] if sys.platform == "linux" else []
        env = {name: os.environ[name] for name in KEEP if name in os.environ} | self.env
        self.ready = False
        with self.log.open("ab") as log, Path(os.devnull).open() as nothing:
            if self.forked:
                self.process = Process(self.words, env, nothing.fileno(), log.fileno(), log.fileno())
            else:
                words = [*tether, sys.executable, "-m", *self.words]
                self.process = subprocess.Popen(
                    words, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
                )

    def tell(self, number: int) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)

    def see(self) -> bool:
        """Start it again where it has ended by itself, as whoever supervises it would; whether that was so."""
        if self.process is None or (code := self.process.poll()) is None:
            return False
        self.ended.append(code)
        self.start()
        return True

    def kill(self) -> None:
        """Kill -9, and start again at once."""
        self.kills += 1
        self.end(signal.SIGKILL)
        self.start()

    def end(self, number: int = signal.SIGTERM, within: float = 15) -> None:
        if not self.process:
            return
        self.tell(signal.SIGCONT)
        self.tell(number)
        try:
            self.process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    async def up(self) -> float:
        """Wait until it answers; seconds it took."""
        began = time.monotonic()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as web:
            while time.monotonic() - began < STARTS_WITHIN:
                with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
                    async with web.get(self.asks) as answer:
                        if answer.status == 200:
                            self.ready = True
                            return time.monotonic() - began
                await asyncio.sleep(0.02)
        raise TimeoutError(f"{self.name} does not answer; see {self.log}")


@dataclass
class House:
    """What there is, by name. `front` is where networks bring messages; `wires` are what can fail in between."""

    folder: Path
    redis: EmbeddedRedis
    keys: str
    lender: Program
    lender_url: str
    telegram: Telegram
    sms: Clickatell
    front: str
    wires: dict[str, FaultProxy]
    webs: list[Program] = field(default_factory=list)
    workers: list[Program] = field(default_factory=list)

    @property
    def programs(self) -> list[Program]:
        """Those that may be killed."""
        return [*self.webs, *self.workers]


@asynccontextmanager
async def house(plan: Plan, folder: Path) -> AsyncIterator[House]:
    """Start everything, wait until it answers, and end all of it."""
    async with AsyncExitStack() as stack:
        redis = EmbeddedRedis(folder / "redis")
        stack.enter_context(redis)
        watching = asyncio.create_task(redis.watch(every=0.02))
        stack.push_async_callback(_stopped, watching)
        lender_port, web_ports = free_port(), [free_port() for _ in range(plan.webs)]
        lender = Program(
            "lender",
            ("bot", "stand-in", "maxintegrate", "--port", str(lender_port)),
            {},
            folder / "lender.log",
            f"http://127.0.0.1:{lender_port}/ledger",
            plan.forked,
        )
        await stack.enter_async_context(serve(telegram := Telegram()))
        to_redis, redis_at = await stack.enter_async_context(
            faulty(redis.url.removeprefix("unix://"), where=folder / "wire.sock")
        )
        to_lender, lender_at = await stack.enter_async_context(faulty(f"127.0.0.1:{lender_port}"))
        to_web, front = await stack.enter_async_context(faulty(*(f"127.0.0.1:{port}" for port in web_ports)))
        from_web, telegram_at = await stack.enter_async_context(faulty(telegram.url.removeprefix("http://")))
        keys, sms = Vault.new_key(), Clickatell()
        stage = STAND_INS["maxintegrate"]
        env = {
            "REDIS_URL": f"unix://{redis_at}",
            "DATA_DIR": str(folder / "data"),
            "DATA_KEYS": keys,
            "LENDER": "maxintegrate",
            "LENDER_URL": f"http://{lender_at}",
            "LENDER_USER": stage.user,
            "LENDER_KEY": stage.key,
            "LENDER_SETTLE": str(plan.settle),
            "TELEGRAM_TOKEN": telegram.token,
            "TELEGRAM_API": f"http://{telegram_at}",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "PUBLIC_URL": f"http://{front}",
            "USSD_ALLOW": "127.0.0.1",
            "SOAK_WITHOUT": plan.without,
            "SOAK_DAWDLE": str(plan.dawdle),
            "SOAK_DOZE": str(plan.doze),
            "WORKER_SILENCE": str(plan.silence),
            "SMS": "clickatell",
            "SMS_URL": await stack.enter_async_context(sms),
            "SMS_KEY": sms.key,
            "RATE_PERSON": "1000/s",  # people here do in a second what takes a person an hour
        }
        wires = {"redis": to_redis, "lender": to_lender, "web": to_web, "telegram": from_web}
        built = House(
            folder,
            redis,
            keys,
            lender,
            f"http://127.0.0.1:{lender_port}",
            telegram,
            sms,
            f"http://{front}",
            wires,
        )
        workers = plan.workers if has_workers() else 0
        built.webs = [_bot(f"web{n}", "web", port, env, plan, folder) for n, port in enumerate(web_ports)]
        built.workers = [_bot(f"worker{n}", "worker", free_port(), env, plan, folder) for n in range(workers)]
        seeing = asyncio.create_task(_see_to(built.programs))
        try:
            for program in (lender, *built.programs):
                program.start()
            await asyncio.gather(*(program.up() for program in (lender, *built.programs)))
            yield built
        finally:
            await _stopped(seeing)
            for program in (*built.programs, lender):
                program.tell(signal.SIGCONT)
                program.tell(signal.SIGTERM)
            for program in (*built.programs, lender):
                program.end()


def _bot(name: str, role: str, port: int, env: dict[str, str], plan: Plan, folder: Path) -> Program:
    """The assistant in one role, or a crippled one."""
    module = "tests.soak.crippled" if plan.without or plan.dawdle or plan.doze else "bot"
    own = {"HTTP_PORT": str(port), "ROLE": role}
    asks = f"http://127.0.0.1:{port}/healthz"
    return Program(name, (module, "run"), env | own, folder / f"{name}.log", asks, plan.forked)


async def _see_to(programs: list[Program]) -> None:
    """A second's rest between two starts of one that cannot start, as supervisors give it."""
    rising: set[asyncio.Task[float]] = set()
    while True:
        await asyncio.sleep(0.5)
        for program in programs:
            if program.see():
                rising.add(task := asyncio.create_task(program.up()))
                task.add_done_callback(rising.discard)


async def _stopped(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
