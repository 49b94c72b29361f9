"""`python -m bot rekey`: after a new key was put in front of DATA_KEYS, and before an older one is taken out."""

import asyncio

from adapters.master_keys import Rekeyed
from adapters.master_keys import rekey as seal_anew
from bot import log
from bot.beside import beside, say
from bot.settings import Settings


def rekey(settings: Settings) -> int:
    """Seal every data key under the newest key, and say which older ones may go; the exit code.

    To be said once every process has the new key in front: one that has not goes on to use the old.
    """
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_rekey(settings))


async def _rekey(settings: Settings) -> int:
    async with beside(settings) as parts:
        done = Rekeyed(0, 0, [])
        async for done in seal_anew(parts.keyring):
            if done.anew and done.anew % 10_000 == 0:
                say(f"{done.anew} sealed anew ...")
        newest = parts.keyring.vault.newest.name
    say(f"{done.anew} data keys sealed anew under {newest}")
    if done.unreadable:
        say(
            f"{done.unreadable} cannot be opened by any key of DATA_KEYS, so none was retired. Put the missing back, "
            "behind the newest, and say this again"
        )
        return 1
    for name in done.retired:
        say(f"nothing needs {name} any more: take it out of DATA_KEYS, and destroy it")
    return 0
