"""The floor: aiohttp and redis-py (with hiredis) as they come, on uvloop, making the same two round trips to Redis.

It knows nothing of conversations. The document and the reply it writes are about as large as ours.
"""

import sys
from itertools import count

import uvloop
from aiohttp import web
from redis.asyncio import Redis

from adapters.scripts import Script

LOAD, SAVE = Script("load"), Script("save")
DOCUMENT = b"d" * 250
KEY = b"k" * 70
REPLY = b"CON What would you like to do?\n1 Apply for a loan\n2 My loan\n3 Language\n4 Help"


def app(redis_url: str) -> web.Application:
    """Answers every POST: body read, one script that locks and reads, one that writes and unlocks, a text back."""
    redis, turns = Redis.from_url(redis_url), count(1)

    async def answer(request: web.Request) -> web.Response:
        body = await request.read()
        turn, who = next(turns), hash(body[:60]) % 500
        lock, document, reply = f"{{f}}:l:{turn}", f"{{f}}:s:{who}:{turn % 64}", f"{{f}}:t:{turn}"
        token = str(turn)
        loaded = (lock, document, reply, f"{{f}}:k:{who}", f"{{f}}:g:{who}")
        got = await redis.execute_command("EVALSHA", LOAD.sha, 5, *loaded, token, 15000, 60000, 60000, KEY, 10, 100_000)
        saved = (lock, document, reply, "{f}:j", "{f}:due", "{f}:duties", f"{{f}}:t:{who}", f"{{f}}:k:{who}")
        written = (token, got[1], "d", DOCUMENT, 60000, REPLY, 60000, 60000, "", 0, 0, 0)  # nothing beside it
        await redis.execute_command("EVALSHA", SAVE.sha, 8, *saved, *written)
        return web.Response(body=REPLY, headers={"Content-Type": "text/plain; charset=utf-8"})

    async def prepare(_: web.Application) -> None:
        for script in (LOAD, SAVE):
            await redis.script_load(script.source)

    async def close(_: web.Application) -> None:
        await redis.aclose()

    found = web.Application()
    found.on_startup.append(prepare)
    found.on_cleanup.append(close)
    found.router.add_post("/{tail:.*}", answer)
    return found


async def _serve(redis_url: str, port: int) -> None:
    import asyncio

    runner = web.AppRunner(app(redis_url), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(_serve(sys.argv[1], int(sys.argv[2])))
