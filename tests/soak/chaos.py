"""What goes wrong: processes killed and stopped, wires failing, a lender misbehaving in every way it can."""

import asyncio
import os
import random
import signal
import socket
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from tests.soak.house import House, Program
from tests.soak.plan import Plan
from tests.soak.tally import Tally

ONCE = ("client_create", "credit_check", "create_loan_application", "employer_create", "file_upload")
LOOKS = ("client_search", "loan_status")
KEYLESS: dict[str, Any] = {"kind": "duplicate", "percent": 100}
"""All the while the lender forgets that it was asked before: nothing but ourselves keeps things from being doubled."""


class Chaos:
    """Runs until cancelled; `calm` puts everything right again."""

    def __init__(self, house: House, plan: Plan, tally: Tally, chance: random.Random) -> None:
        self.house, self.plan, self.tally, self.chance = house, plan, tally, chance
        self._tasks: set[asyncio.Task[None]] = set()
        self._bag: list[str] = []

    async def rage(self) -> None:
        """Kills, squalls and faults, each in its own time."""
        await self._post_faults([KEYLESS])
        async with asyncio.TaskGroup() as group:
            group.create_task(self._now_and_then(self.plan.kills, self._kill_or_stop))
            group.create_task(self._now_and_then(self.plan.squalls, self._squall))
            group.create_task(self._now_and_then(1.5, self._spoil))

    async def calm(self) -> None:
        """No more faults; whatever was stopped goes on."""
        await asyncio.gather(*self._tasks)
        for wire in self.house.wires.values():
            wire.hole, wire.refuse, wire.latency, wire.lose = False, False, 0.0, 0
        await self._post_faults([KEYLESS])

    async def count(self) -> None:
        """Add the lender's own count of its faults to the tally."""
        async with aiohttp.ClientSession() as web, web.get(f"{self.house.lender_url}/faults") as answer:
            struck = await answer.json()
        self.tally.faults.update({f"lender {kind}": n for kind, n in struck.items() if kind != "duplicate"})
        self.tally.faults["lender keeps no keys"] += struck.get("duplicate", 0)

    async def _now_and_then(self, mean: float, deed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / mean))
            await deed()

    def _spawn(self, deed: Awaitable[None]) -> None:
        task = asyncio.ensure_future(deed)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Processes.

    async def _kill_or_stop(self) -> None:
        if not self._bag:
            self._bag = self._victims()
        kind, _, deed = self._bag.pop().partition(" ")
        stops = deed == "stop"
        if kind == "redis":
            await (self._stop_redis() if stops else self._kill_redis())
            return
        up = [program for program in (self.house.webs if kind == "web" else self.house.workers) if program.ready]
        if not up or (len(up) == 1 and self.chance.random() < 0.7):
            await self._kill_redis()  # a slow machine: whoever is not back yet is not killed again
            return
        victim = self.chance.choice(up)
        if stops:
            self._spawn(self._stop(kind, victim))
        else:
            self.tally.kills[f"{kind} kill -9"] += 1
            victim.kill()
            self._spawn(self._recover(kind, victim))

    def _victims(self) -> list[str]:
        """A bag of all that may befall anyone, shaken: by chance, but nobody is left out for long."""
        bag = [*5 * ["redis kill"], "redis stop", "web kill", "web kill", "web stop"]
        if self.house.workers:
            bag += ["worker kill", "worker kill", "worker stop"]
        self.chance.shuffle(bag)
        return bag

    async def _recover(self, kind: str, victim: Program) -> None:
        kills = victim.kills
        seconds = await victim.up()
        if victim.kills == kills:  # else it was killed again before it was there
            self.tally.recovered(kind, seconds)

    async def _stop(self, kind: str, victim: Program) -> None:
        """SIGSTOP for a while: it wakes up and believes that no time has passed."""
        self.tally.kills[f"{kind} SIGSTOP"] += 1
        victim.tell(signal.SIGSTOP)
        await asyncio.sleep(self.plan.stop * self.chance.uniform(0.2, 1))
        victim.tell(signal.SIGCONT)

    async def _kill_redis(self) -> None:
        """Its watcher starts it again."""
        self.tally.kills["redis kill -9"] += 1
        began = time.monotonic()
        os.kill(self.house.redis.pid, signal.SIGKILL)
        await asyncio.sleep(0.01)
        while not _pong(self.house.redis):  # noqa: ASYNC110 - another process; there is no event to wait for
            await asyncio.sleep(0.01)
        self.tally.recovered("redis", time.monotonic() - began)

    async def _stop_redis(self) -> None:
        self.tally.kills["redis SIGSTOP"] += 1
        pid = self.house.redis.pid
        os.kill(pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(min(2.0, self.plan.stop) * self.chance.uniform(0.1, 1))
        finally:
            os.kill(pid, signal.SIGCONT)

    # Wires.

    async def _squall(self) -> None:
        name, wire = self.chance.choice(list(self.house.wires.items()))
        kind = self.chance.choice(["latency", "hole", "reset", "refuse", "lose", "lose"])
        self.tally.faults[f"wire to {name}: {WORDS[kind]}"] += 1
        match kind:
            case "reset":
                wire.cut()
            case "lose":
                wire.lose += self.chance.randrange(1, 4)
            case "latency":
                wire.latency = self.chance.uniform(0.01, min(0.5, self.plan.stop / 4))
                await asyncio.sleep(self.chance.uniform(0.2, 1.5))
                wire.latency = 0.0
            case _:
                setattr(wire, kind, True)
                await asyncio.sleep(self.chance.uniform(0.1, min(1.5, self.plan.stop)))
                setattr(wire, kind, False)
                wire.cut()

    # The lender.

    async def _spoil(self) -> None:
        """A new set of faults at the lender, some before and some after the effect is committed."""
        percent = self.plan.faults
        chosen = [KEYLESS, *(self._fault(percent) for _ in range(self.chance.randrange(2, 6)))]
        chosen += [
            {"kind": self.chance.choice(("drop", "status")), "after": True, "method": m, "percent": percent}
            for m in ONCE
        ]
        await self._post_faults(chosen)

    def _fault(self, percent: float) -> dict[str, Any]:
        method = self.chance.choice(["", "", *ONCE, *LOOKS])
        common = {"method": method, "percent": percent, "after": self.chance.random() < 0.5}
        match self.chance.choice(
            ["slow", "slow", "status", "status", "drop", "html", "truncated", "more", "types", "lie"]
        ):
            case "slow":
                return {**common, "kind": "slow", "seconds": self.chance.uniform(0.2, 1) * self.plan.slow}
            case "status" if common["after"]:
                return {**common, "kind": "status", "status": self.chance.choice([500, 502, 503, 504])}
            case "status":
                wait = self.chance.choice(["", "1"])
                return {**common, "kind": "status", "status": self.chance.choice([500, 503, 429]), "retry_after": wait}
            case "types":
                return {**common, "kind": "wrong_types"}
            case "lie":
                word = self.chance.choice(["amount", "client", "id_number"])
                return {
                    **common,
                    "kind": "lie",
                    "word": word,
                    "percent": percent / 10,
                    "method": self.chance.choice(ONCE),
                }
            case kind:
                return {**common, "kind": kind}

    async def _post_faults(self, faults: list[dict[str, Any]]) -> None:
        async with (
            aiohttp.ClientSession() as web,
            web.post(f"{self.house.lender_url}/faults", json=faults) as answer,
        ):
            answer.raise_for_status()


WORDS = {"latency": "latency", "hole": "black hole", "reset": "reset", "refuse": "refused", "lose": "replies lost"}


def _pong(redis: Any) -> bool:
    """Whether Redis answers, its file read."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0.2)
        try:
            probe.connect(redis.url.removeprefix("unix://"))
            probe.sendall(b"PING\r\n")
            return probe.recv(16).startswith(b"+PONG")
        except OSError:
            return False
