"""A lender's stand-in as a process of its own."""

import asyncio
import signal

from adapters.stand_ins.lenders import STAND_INS
from adapters.stand_ins.serving import serving


def stand_in(name: str, host: str, port: int) -> int:
    """Serve until told to stop."""
    asyncio.run(_serve(name, host, port))
    return 0


async def _serve(name: str, host: str, port: int) -> None:
    stop, stage = asyncio.Event(), STAND_INS[name]
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serving(stage.app(None), host, port) as url:
        print(f"{name}, as we read it, at {url} (LENDER_USER={stage.user} LENDER_KEY={stage.key})")  # noqa: T201 - said to a person
        print(f"What it did: {url}/ledger. To make it misbehave: POST {url}/faults", flush=True)  # noqa: T201 - as above
        await stop.wait()
