"""`python -m bot reconcile`, and the same every night by itself."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import structlog

from adapters.channels.door import Away
from adapters.lenders.late import Late
from adapters.reconcile import DAYS_AFTER, DAYS_BEFORE, Report, compare
from adapters.redis_client import Client
from adapters.scripts import or_away
from adapters.trail import Trail
from adapters.trail_line import Entry
from adapters.vault import Spoilt
from bot import log, metrics
from bot.app import Assistant, assemble
from bot.settings import Settings
from flows.errands import Answer, Filed, ListApplications, Trouble

log_line = structlog.get_logger()

PATIENCE = 120.0
"""Seconds a lender may take to list a day; nobody waits on the line."""

LEASE, DONE = 15 * 60, 3 * 86_400
"""Seconds a process has for a day before another may try, and how long it is known that a day is done."""

LOOKS_EVERY = 60.0
CLEAN, FOUND, CANNOT = 0, 1, 2
"""The exit codes of `reconcile`."""


class Cannot(Exception):
    """The day cannot be compared: the lender lists no applications, or does not answer."""


def reconcile(settings: Settings, day: date, *, as_json: bool) -> int:
    """Compare a day and print what was found; the exit code."""
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_reconcile(settings, day, as_json))


async def _reconcile(settings: Settings, day: date, as_json: bool) -> int:
    async with assemble(settings, lenient=True) as assistant:
        try:
            report = await compared(assistant, day)
        except Cannot as why:
            sys.stderr.write(f"{day} cannot be compared: {why}\n")
            return CANNOT
    sys.stdout.write(_json(report) if as_json else _text(report))
    return FOUND if report.findings else CLEAN


async def compared(assistant: Assistant, day: date) -> Report:
    """What a day of the lender's says beside our trail. Raises Cannot or Away."""
    if ListApplications.__name__ not in assistant.lending.serves.errands:
        raise Cannot(f"{assistant.lending.name} lists no applications that we know how to ask for")
    before, listed, after = [await _listed(assistant, _days_on(day, shift)) for shift in (-1, 0, 1)]
    try:
        trail = [line async for line in _around(assistant.trail, day)]
    except Spoilt as why:
        raise Cannot(f"our trail cannot be read ({why})") from why
    return compare(day, trail, listed, [*before, *after])


async def nightly(assistant: Assistant) -> None:
    """Once a night, after RECONCILE_AT, the day before is compared by whichever process comes first. Never returns."""
    while True:
        yesterday = _days_on(datetime.now().astimezone().date(), -1)
        if _is_time(assistant.settings.reconcile_at):
            try:
                await _once(assistant, yesterday)
            except (Away, Cannot) as why:  # the lease runs out, and somebody tries again
                log_line.warning("not reconciled", day=str(yesterday), why=str(why))
        await asyncio.sleep(LOOKS_EVERY)


async def _once(assistant: Assistant, day: date) -> None:
    mark = f"reconciled:{day.isoformat()}"
    if not await _take(assistant.redis, mark):
        return
    report = await compared(assistant, day)
    with or_away:
        await assistant.redis.set(mark, "done", ex=DONE)
    tell(report)


def tell(report: Report) -> None:
    """One line for the day and one for each finding, and the figures. No person is in either."""
    metrics.reconciled(report)
    say = log_line.error if report.findings else log_line.info
    say("reconciled", day=str(report.day), ours=report.ours, theirs=report.theirs, found=report.counts)
    for finding in report.findings:
        log_line.error("does not agree", day=str(report.day), **finding._asdict())


async def _take(redis: Client, mark: str) -> bool:
    """Whether the day is ours to compare: nobody has done it, and nobody is at it."""
    with or_away:
        return bool(await redis.set(mark, "begun", nx=True, ex=LEASE))


def _is_time(at: str) -> bool:
    now = datetime.now().astimezone()
    return now.strftime("%H:%M") >= at


async def _listed(assistant: Assistant, day: date) -> list[Filed]:
    async def nobody(_: Answer) -> None:
        """Nobody waits for an answer that comes too late."""

    try:
        answer = await assistant.lending.run(
            ListApplications(day=day), f"reconcile:{day}", patience=PATIENCE, late=nobody
        )
    except Late as error:
        raise Cannot(f"{assistant.lending.name} does not answer ({error})") from error
    if isinstance(answer, Trouble):
        raise Cannot(f"{assistant.lending.name} refuses: {answer.note}")
    return answer.applications


async def _around(trail: Trail, day: date) -> AsyncIterator[Entry]:
    for shift in range(-DAYS_BEFORE, DAYS_AFTER + 1):
        async for line in trail.read(_days_on(day, shift)):
            yield line


def _days_on(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _json(report: Report) -> str:
    findings = [finding._asdict() for finding in report.findings]
    return json.dumps({**report._asdict(), "findings": findings}, default=str, indent=1) + "\n"


def _text(report: Report) -> str:
    first = (
        f"{report.day}: {report.theirs} applications with the lender and {report.ours} on our trail, "
        f"{report.others} not made through us; {len(report.findings) or 'nothing'} to look at\n"
    )
    return first + "".join(
        f"{finding.kind:14} {finding.reference} {finding.application} {finding.words}".rstrip() + "\n"
        for finding in report.findings
    )
