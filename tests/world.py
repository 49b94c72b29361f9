"""The whole assistant over real HTTP, with our own lender, Telegram and SMS around it, for tests to walk about in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from aiohttp import web
from pydantic import SecretStr

from adapters.limits import Rate
from adapters.redis_client import connect
from adapters.stand_ins.lenders import STAND_INS
from adapters.stand_ins.maxintegrate import LOGIN, StandIn
from adapters.stand_ins.serving import serving
from adapters.stand_ins.sms import Inbox
from adapters.stand_ins.telegram import BotApi, serve
from adapters.vault import Vault
from bot import bounds
from bot.app import Assistant, assemble
from bot.settings import Settings
from bot.web import build

SECRET = "a-secret-of-the-tests"


@dataclass
class World:
    """Everything there is. `url` is the assistant's own address."""

    url: str
    assistant: Assistant
    lender: StandIn
    telegram: BotApi
    inbox: Inbox
    http: httpx.AsyncClient

    async def ledger(self) -> dict[str, Any]:
        """What the lender has done, in its own words."""
        found: dict[str, Any] = (await self.http.get(f"{self.assistant.lender_url}/ledger")).json()
        return found


@asynccontextmanager
async def world(redis_url: str, folder: Path, **settings: Any) -> AsyncIterator[World]:
    """Start everything on free ports and an empty Redis, and stop it again. `settings` by their names in Settings.

    With another `lender` its stand-in is served by itself, and MAXINTEGRATE's (`World.lender`) is there unused. With
    `sms` set, messages go to that provider, and none to the inbox.
    """
    redis = connect(redis_url)
    await redis.flushall()
    await redis.aclose()
    lender, inbox = StandIn(), Inbox()
    async with AsyncExitStack() as stack:
        lender_url = await stack.enter_async_context(lender)
        telegram = await stack.enter_async_context(serve())
        http = await stack.enter_async_context(httpx.AsyncClient(timeout=30))
        if (name := settings.get("lender")) and (stage := STAND_INS[name]):
            settings["lender_user"], settings["lender_key"] = stage.user, SecretStr(stage.key)
            settings.setdefault("lender_file", stage.file)
            lender_url = await stack.enter_async_context(serving(stage.app(None)))
        known: dict[str, Any] = {
            "redis_url": SecretStr(redis_url),
            "data_dir": folder,
            "data_keys": SecretStr(Vault.new_key()),
            "lender_url": lender_url,
            "lender_user": LOGIN.user,
            "lender_key": SecretStr(LOGIN.password),
            "telegram_token": SecretStr(telegram.token),
            "telegram_api": telegram.url,
            "telegram_webhook_secret": SecretStr(SECRET),
            "public_url": "http://to-be-known",
            "rate_person": Rate(1000, 1),  # a test says in a second what takes a person a day
            "ussd_allow": "127.0.0.1",
            "metrics_allow": "127.0.0.1",
            "quiet_hours": "off",  # tests run in the evening, too
        }
        carried = None if "sms" in settings else inbox
        async with assemble(Settings(_env_file=None, **known | settings), sms=carried) as assistant:
            runner = bounds.runner(build(assistant))
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = "http://{}:{}".format(*runner.addresses[0][:2])
            assistant.settings.public_url = url
            assert assistant.telegram is not None
            await assistant.telegram.announce()
            working = asyncio.create_task(assistant.worker.run()) if assistant.settings.role == "all" else None
            try:
                yield World(url, assistant, lender, telegram, inbox, http)
            finally:
                await runner.cleanup()
                if working:
                    assistant.worker.stop()
                    await working
