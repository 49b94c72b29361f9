"""Which keys of DATA_KEYS something is still sealed under, so that none is dropped too soon, and none used again.

Redis keeps a word on each key that was ever the newest: in use, or retired once nothing was sealed under it any more. A
key is known by four bytes of its hash, which say nothing of it.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from adapters.keyring import COMMON, REKEY, Keyring
from adapters.scripts import Scripts, or_away
from adapters.vault import BadKeys, Spoilt

USED = "keys:used"
"""A hash: id of a key of DATA_KEYS in hex -> its name, and since when it is retired ("": it is not)."""

PATTERN = "{s*}:x:*"
"""The data keys of people (`adapters.names.Keys.key`)."""


class Standing(NamedTuple):
    """A key that was ever the newest: its id, its name, the day it was retired, whether DATA_KEYS holds it."""

    id: str
    name: str
    retired: str
    held: bool


class Rekeyed(NamedTuple):
    """How many keys were sealed anew, how many cannot be opened, and the names of the keys nothing needs any more."""

    anew: int
    unreadable: int
    retired: list[str]


async def enter(ring: Keyring) -> None:
    """Begin to work with these keys. Retired ones open nothing from here on. Raises BadKeys; Away without Redis.

    Refused are DATA_KEYS without a key that something is still sealed under, and those that begin with a retired one.
    """
    found = await standing(ring)
    if lacking := [key.name for key in found if not key.retired and not key.held]:
        raise BadKeys(
            f"DATA_KEYS lacks {', '.join(lacking)}, and something is still sealed under it. Put it back, behind the "
            "newest, and say: python -m bot rekey"
        )
    newest, retired = ring.vault.newest, {key.id for key in found if key.retired}
    if newest.id in retired:
        raise BadKeys(
            f"DATA_KEYS begins with {newest.name}, which was retired: nothing is sealed under it any more. Take it "
            "out, and put the newest first."
        )
    ring.vault.refuse(retired)
    with or_away:
        await ring.redis.execute_command("HSETNX", USED, newest.id, f"{newest.name} ")


async def standing(ring: Keyring) -> list[Standing]:
    """What is known of each key, those first that were used first as far as their names tell."""
    with or_away:
        kept: dict[bytes, bytes] = await ring.redis.execute_command("HGETALL", USED)
    held = {key.id for key in ring.vault.keys}
    words = [(id_.decode(), *value.decode().rsplit(" ", 1)) for id_, value in kept.items()]
    return sorted(Standing(id_, name, retired, id_ in held) for id_, name, retired in words)


async def rekey(ring: Keyring) -> AsyncIterator[Rekeyed]:
    """Seal all keys anew under the newest of DATA_KEYS, telling on the way how far that is; the last word counts.

    Looks through all keys of Redis, about a second for a million, and as often as turns go on to use an older key
    meanwhile. Older keys are retired once nothing is left under them; not where something cannot be opened.
    """
    scripts, anew = Scripts(ring.redis), 0
    while True:
        found = unreadable = 0
        async for place in _scan(ring):
            became = await _anew(ring, scripts, place)
            found, unreadable = found + (became == 1), unreadable + (became < 0)
            if found and found % 1000 == 0:
                yield Rekeyed(anew + found, unreadable, [])
        found += await _common_anew(ring)
        anew += found
        if not found:
            break
    yield Rekeyed(anew, unreadable, [] if unreadable else await _retire(ring))


async def _anew(ring: Keyring, scripts: Scripts, place: str) -> int:
    """1: sealed anew; 0: there was no need; -1: it cannot be opened."""
    with or_away:
        wrapped: bytes | None = await ring.redis.execute_command("GET", place)
    try:
        fresh = ring.wrapped_anew(wrapped) if wrapped else None
    except Spoilt:
        return -1
    if not (wrapped and fresh):
        return 0
    return 1 if await scripts.run(REKEY, 1, place, wrapped, fresh) else 0


async def _common_anew(ring: Keyring) -> int:
    with or_away:
        kept: dict[bytes, bytes] = await ring.redis.execute_command("HGETALL", COMMON)
    dated = {use: fresh for use, wrapped in kept.items() if (fresh := ring.wrapped_anew(wrapped))}
    for use, fresh in dated.items():
        with or_away:
            await ring.redis.execute_command("HSET", COMMON, use, fresh)
    return len(dated)


async def _retire(ring: Keyring) -> list[str]:
    """Retire all but the newest, and name those."""
    today = datetime.now(UTC).date().isoformat()
    over = [key for key in await standing(ring) if not key.retired and key.id != ring.vault.newest.id]
    for key in over:
        with or_away:
            await ring.redis.execute_command("HSET", USED, key.id, f"{key.name} {today}")
    return [key.name for key in over]


async def _scan(ring: Keyring) -> AsyncIterator[str]:
    redis: Any = ring.redis
    with or_away:
        async for place in redis.scan_iter(match=PATTERN, count=1000):
            yield place.decode()
