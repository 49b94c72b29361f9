"""Making Redis forget in time what is kept there: what has no time to live, or a longer one than it may have."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from adapters.keyring import Keyring
from adapters.names import TAGS, Keys
from adapters.redis_client import Client
from adapters.scripts import or_away
from adapters.vault import Spoilt
from flows.session import Session

PEOPLE = "{s*}:s:*"
"""Sessions, and the pointers of accounts that speak for somebody else."""

TRANSCRIPTS = "{s*}:t:*"


async def shorten(redis: Client, pattern: str, life: int) -> int:
    """Have keys of this pattern live no longer than so many milliseconds from now; how many would have."""
    count = 0
    async for key in _keys(redis, pattern):
        count += await _shorten(redis, key, life)
    return count


async def shorten_people(redis: Client, session: int, pointer: int) -> int:
    """The same of sessions and of pointers, each their own life."""
    count = 0
    async for key in _keys(redis, PEOPLE):
        with or_away:
            points = await redis.execute_command("HEXISTS", key, "p")
        count += await _shorten(redis, key, pointer if points else session)
    return count


async def shorten_trail(redis: Client, days: int, now: float) -> int:
    """The same of the days of the trail: each from its own end on."""
    count = 0
    async for key in _keys(redis, "trail:*"):
        ends = datetime.fromisoformat(key.decode().partition(":")[2]).replace(tzinfo=UTC) + timedelta(days=days + 1)
        count += await _shorten(redis, key, max(1, round((ends.timestamp() - now) * 1000)))
    return count


async def trim_transcripts(redis: Client, before: int) -> int:
    """Forget what was said with staff before then (milliseconds since 1970); how many lines."""
    count = 0
    async for key in _keys(redis, TRANSCRIPTS):
        count += await _trim(redis, key, before)
    return count


async def trim_aside(redis: Client, before: int) -> int:
    """Forget jobs that were set aside before then; how many."""
    return sum([await _trim(redis, f"{tag}:dead".encode(), before) for tag in TAGS])


async def idle(redis: Client, ring: Keyring, life: int, since: int) -> AsyncIterator[tuple[Session, bytes, int]]:
    """Sessions without a turn for so many milliseconds (`since`), `life` being that of a session after a turn.

    Each with its key and how long it will still live. One that cannot be opened is passed over: it runs out.
    """
    async for key in _keys(redis, PEOPLE):
        with or_away:
            left: int = await redis.pttl(key)
            sealed = await redis.execute_command("HGET", key, "d") if 0 < left < life - since else None
        session = await _opened(ring, key, sealed) if sealed else None
        if session:
            yield session, key, left


async def live_on(redis: Client, key: bytes, left: int) -> None:
    """Have a key live as long as it would have, had nobody written to it."""
    with or_away:
        await redis.pexpire(key, left)


async def _opened(ring: Keyring, place: bytes, sealed: bytes) -> Session | None:
    keys = Keys.named(place.decode().split(":")[2])
    try:
        vault = await ring.of(keys)
        return Session.model_validate_json(vault.open(sealed, keys.document)) if vault else None
    except (Spoilt, ValidationError):
        return None


async def _keys(redis: Client, pattern: str) -> AsyncIterator[bytes]:
    with or_away:
        async for key in redis.scan_iter(match=pattern, count=1000):
            yield key


async def _shorten(redis: Client, key: bytes, life: int) -> bool:
    with or_away:
        left: int = await redis.pttl(key)
        if left == GONE or 0 <= left <= life + SLACK:
            return False
        await redis.pexpire(key, life)
    return True


SLACK = 1_000
"""Milliseconds too many that are not worth a word."""

GONE = -2
"""What PTTL says of a key that is there no more; -1 of one without a time to live."""


async def _trim(redis: Any, key: bytes, before: int) -> int:
    with or_away:
        return int(await redis.xtrim(key, minid=before, approximate=False))
