"""What falls due later for one person: the jobs that wait for their time, to be read by whoever exports them."""

from typing import NamedTuple

from pydantic import ValidationError

from adapters.job import Job
from adapters.keyring import Keyring, owner
from adapters.names import Namer
from adapters.redis_client import Client
from adapters.scripts import or_away
from adapters.vault import Spoilt


class Duty(NamedTuple):
    """A job and when it falls due (seconds since 1970). The job is None where it cannot be read."""

    at: float
    job: Job | None


async def duties(redis: Client, ring: Keyring, namer: Namer, who: str) -> list[Duty]:
    """All that falls due for this person, the first first. Raises Away."""
    keys, found = namer.keys(who), list[Duty]()
    with or_away:
        async for name, sealed in redis.hscan_iter(keys.duties, match=f"{keys.name}:*", count=1000):
            at: bytes | None = await redis.execute_command("ZSCORE", keys.due, name)
            found.append(Duty(float(at or 0) / 1000, await _opened(ring, sealed)))
    return sorted(found, key=lambda duty: duty.at)


async def _opened(ring: Keyring, sealed: bytes) -> Job | None:
    try:
        keys, rest = owner(sealed)
        vault = await ring.of(keys)
        return Job.model_validate_json(vault.open(rest, keys.jobs)) if vault else None
    except (Spoilt, ValidationError):
        return None
