"""`python -m bot retain`, and the same every night by itself: nothing is kept longer than the settings say.

Nearly everything runs out in Redis by itself. What is done here besides: lines of transcripts and jobs that were set
aside, which stand in streams of many ages; applications nobody goes on with; and keys that were given a longer life
before a setting was lowered, or none.
"""

import asyncio
import time
from datetime import date, datetime
from uuid import uuid4

import structlog

from adapters import retaining
from adapters.channels.door import Away
from adapters.handovers import LIFE as TOPIC
from adapters.links import LIFE as LINK
from adapters.redis_client import Client
from adapters.rewriting import rewrite
from adapters.scripts import or_away
from adapters.sms.once import LIFE as SMS
from adapters.turn import LIVES, Fenced
from bot import log
from bot.beside import Beside, beside, say
from bot.finishing import LANE
from bot.retention import DAY, Retention
from bot.settings import Settings
from flows.lapsing import lapse

AT = "03:10"
"""When, by this machine's clock; a machine that was off then does it once it is on."""

LEASE, DONE, LOOKS_EVERY = 3_600, 3 * DAY, 300.0
"""Seconds a process has for it, for which it is known to be done, and between two looks whether it is time."""

ERASED = "erased"
"""The key that says that somebody was erased since Redis' files were last written anew for that."""

log_line = structlog.get_logger()


def retain(settings: Settings) -> int:
    """Do it now, and say what there was to do."""
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_retain(settings))


async def _retain(settings: Settings) -> int:
    async with beside(settings) as parts:
        done = await enforce(parts, settings.retention)
    for what, count in done.items():
        say(f"{what}: {count}")
    return 0


async def enforce(parts: Beside, kept: Retention, now: float | None = None) -> dict[str, int]:
    """Forget what was kept long enough (`now`: seconds since 1970); how many of each kind. Raises Away."""
    now = time.time() if now is None else now
    redis = parts.redis
    done = {
        "applications forgotten": await _lapse(parts, kept, now),
        "lines of transcripts forgotten": await retaining.trim_transcripts(redis, _before(now, kept.transcript)),
        "jobs set aside forgotten": await retaining.trim_aside(redis, _before(now, kept.aside)),
        "given a shorter life": await _shorten(parts, kept, now),
    }
    with or_away:
        erased = await redis.execute_command("GETDEL", ERASED)
    if erased:
        done["files written anew"] = int(await rewrite(parts.keyring.redis))
    return done


async def nightly(parts: Beside, kept: Retention) -> None:
    """Once a night, by whichever process comes first. Never returns."""
    while True:
        now = datetime.now().astimezone()
        if f"{now:%H:%M}" >= AT:
            try:
                await _once(parts, kept, now.date())
            except Away as why:  # the lease runs out, and somebody tries again
                log_line.warning("not retained", why=str(why))
        await asyncio.sleep(LOOKS_EVERY)


async def _once(parts: Beside, kept: Retention, day: date) -> None:
    mark = f"retained:{day.isoformat()}"
    if not await _take(parts.redis, mark):
        return
    done = await enforce(parts, kept)
    with or_away:
        await parts.redis.set(mark, "done", ex=DONE)
    log_line.info("retained", **{what.replace(" ", "_"): count for what, count in done.items()})


async def _take(redis: Client, mark: str) -> bool:
    """Whether it is ours to do: nobody has, and nobody is at it."""
    with or_away:
        return bool(await redis.set(mark, "begun", nx=True, ex=LEASE))


async def _shorten(parts: Beside, kept: Retention, now: float) -> int:
    """Give no key a longer life than its kind has."""
    lives = {
        "{s*}:r:*": kept.reply * 1000,
        "{s*}:e:*": kept.session * 1000,
        "{s*}:w:*": kept.document * 1000,
        "{s*}:t:*": min(kept.transcript, kept.session) * 1000,
        "{s*}:h:*": TOPIC,
        "{s*}:n:*": kept.loan * 1000,
        "loan:*": kept.loan * 1000,
        "topic:*": TOPIC,
        "link:*": round(LINK * 1000),
        "sms:*": SMS,
    }
    count = sum([await retaining.shorten(parts.redis, pattern, life) for pattern, life in lives.items()])
    count += await retaining.shorten(parts.keyring.redis, "{s*}:x:*", kept.key * 1000)
    count += await retaining.shorten_people(parts.redis, kept.session * 1000, LIVES.pointer)
    return count + await retaining.shorten_trail(parts.redis, kept.trail // DAY, now)


async def _lapse(parts: Beside, kept: Retention, now: float) -> int:
    """Forget applications nobody goes on with; the session lives no longer for it."""
    count, lives = 0, kept.session * 1000
    async for session, key, left in retaining.idle(parts.redis, parts.keyring, lives, kept.application * 1000):
        if session.phone and lapse(session, int(now), kept.application):
            count += await _forget_application(parts, f"tel:{session.phone}", kept.application, int(now))
            await retaining.live_on(parts.redis, key, left)
    return count


async def _forget_application(parts: Beside, who: str, life: int, now: int) -> bool:
    """In a turn of its own: they may have come back just now."""
    turn = await parts.sessions.load(who, f"lapse:{uuid4().hex}", LANE)
    session = turn.session
    try:
        if session is None or not lapse(session, now, life):
            await parts.sessions.free(turn)
            return False
        await parts.sessions.save(turn, session, b"")
    except Fenced:
        return False
    return True


def _before(now: float, life: int) -> int:
    return round((now - life) * 1000)
