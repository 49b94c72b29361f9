"""Trying cases at a door, one after the other."""

import asyncio
import traceback
from collections.abc import Iterable, Iterator

from tests.fuzz.case import Broken, Door, Try
from tests.fuzz.overhearing import Overheard, overhearing

WITHIN = 20.0
"""Seconds for one case. The slowest take a tenth of one."""


async def tried(door: Door, seed: int, numbers: Iterable[int]) -> tuple[int, list[Broken]]:
    """How many cases were tried, and those that failed."""
    count, broken = 0, []
    with overhearing() as heard:
        async with door.opened() as attempt:
            heard.asked()
            for number in numbers:
                case = door.case(seed, number)
                count += 1
                if why := await _why(attempt, case, heard):
                    broken.append(Broken(door.name, seed, number, case, why))
    return count, broken


async def kept_ones(door: Door) -> tuple[int, list[Broken]]:
    """The like, of the cases that failed once; their number is their place in the folder."""
    broken, files = [], door.kept()
    with overhearing() as heard:
        async with door.opened() as attempt:
            heard.asked()
            for number, path in enumerate(files):
                if why := await _why(attempt, path.read_bytes(), heard):
                    broken.append(Broken(f"{door.name} {path.name}", 0, number, path.read_bytes(), why))
    return len(files), broken


async def _why(attempt: Try, case: bytes, heard: Overheard) -> str:
    """Why a case failed, "" where it did not."""
    try:
        async with asyncio.timeout(WITHIN):
            await attempt(case)
    except asyncio.CancelledError:
        raise
    except BaseException as error:  # whatever it is, it is what is looked for; SystemExit among it
        if isinstance(error, KeyboardInterrupt):
            raise
        return "\n".join([*heard.asked(), "".join(traceback.format_exception(error))])
    return "\n".join(heard.asked())


def dealt(cases: int, among: int) -> Iterator[range]:
    """So many cases in so many runs of nearly the same length."""
    for one in range(among):
        yield range(cases * one // among, cases * (one + 1) // among)
