"""Where the keys for personal data come from."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

from adapters.keyring import Keyring
from adapters.master_keys import enter
from adapters.redis_client import Client, connect
from adapters.vault import Vault
from bot.own_redis import TRIES, patiently, refuse_the_forgetful
from bot.settings import Settings

FILE = "data.key"


def data_keys(settings: Settings) -> str:
    """The keys of DATA_KEYS; without them (which only the stand-in lender allows) a key of our own beside the data.

    That one protects a copy of Redis' files, not the machine they lie on.
    """
    if given := settings.data_keys.get_secret_value():
        return given
    file = settings.data_dir / FILE
    if not file.exists():
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(Vault.new_key(), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


@asynccontextmanager
async def keyring_at(settings: Settings, redis: Client, *, lenient: bool = False) -> AsyncIterator[Keyring]:
    """The data keys of all people: beside the data, or in the Redis of their own that the settings name.

    Raises BadKeys where DATA_KEYS is not what the data needs, NoRedis where those keys' Redis forgets and the lender is
    real, unless `lenient`; Away.
    """
    vault = Vault.from_settings(data_keys(settings))
    tries = 1 if lenient else TRIES
    if not (given := settings.keys_redis_url.get_secret_value()):
        ring = Keyring(redis, vault, life=settings.retention.key * 1000)
        await patiently(lambda: enter(ring), tries=tries)
        yield ring
        return
    if not (settings.pretend or lenient):
        await refuse_the_forgetful(given)
    async with aclosing(connect(given)) as apart:
        ring = Keyring(redis, vault, apart, life=settings.retention.key * 1000)
        await patiently(lambda: enter(ring), tries=tries)
        yield ring
