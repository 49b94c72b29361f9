"""`python -m bot jobs`: what was set aside because nobody could do it, to look at and to have done again."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from adapters.jobs import Aside, Jobs
from bot import log
from bot.beside import beside, say
from bot.settings import Settings


def list_all(settings: Settings) -> int:
    """A line each, without a word of whose it is; the exit code."""
    return _with_jobs(settings, _list)


def show(settings: Settings, names: Sequence[str]) -> int:
    """All there is to know of each, the person included; the exit code is 1 where one is not there."""
    return _with_jobs(settings, lambda jobs: _show(jobs, names))


def again(settings: Settings, names: Sequence[str]) -> int:
    """Give each to the workers again; the exit code is 1 where one is not there, or cannot be read."""
    return _with_jobs(settings, lambda jobs: _again(jobs, names))


def _with_jobs(settings: Settings, deed: Callable[[Jobs], Awaitable[int]]) -> int:
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_run(settings, deed))


async def _run(settings: Settings, deed: Callable[[Jobs], Awaitable[int]]) -> int:
    async with beside(settings) as parts:
        return await deed(Jobs(*parts))


async def _list(jobs: Jobs) -> int:
    found = await jobs.aside()
    for each in found:
        say(f"{each.name}  {_when(each)}  {each.job.kind if each.job else 'unreadable'}: {each.why}")
    say(f"{len(found)} set aside" if found else "nothing is set aside")
    return 0


async def _show(jobs: Jobs, names: Sequence[str]) -> int:
    found, missing = await _named(jobs, names)
    for each in found:
        job = each.job.model_dump() if each.job else None
        say(json.dumps({"name": each.name, "since": _when(each), "why": each.why, "job": job}, indent=2))
    return missing


async def _again(jobs: Jobs, names: Sequence[str]) -> int:
    found, missing = await _named(jobs, names)
    for each in found:
        given = await jobs.again(each.name)
        say(f"{each.name}: {'given to the workers' if given else 'cannot be done again'}")
        missing = missing if given else 1
    return missing


async def _named(jobs: Jobs, names: Sequence[str]) -> tuple[list[Aside], int]:
    """Those of these names (all, where none is given), and 1 if one is not there, else 0."""
    found = await jobs.aside()
    strange = set(names) - {each.name for each in found}
    for name in sorted(strange):
        say(f"{name}: there is none of that name")
    return [each for each in found if not names or each.name in names], int(bool(strange))


def _when(each: Aside) -> str:
    return datetime.fromtimestamp(each.at, UTC).isoformat(timespec="seconds")
