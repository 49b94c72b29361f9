"""`python -m bot audit`: our trail, of some days or of one person, for a person to read, for a program, for a sheet.

Days are days in Greenwich (UTC), as the trail is kept, and read one after another: however many there are, no more than
a page of lines is held at a time.
"""

import argparse
import asyncio
import csv
import heapq
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from adapters.names import Namer
from adapters.sessions import Sessions
from adapters.trail import KEPT_DAYS, Trail
from adapters.trail_line import SHOWN, Entry
from bot import log
from bot.beside import beside, e164, glance
from bot.settings import Settings

OUT_OF_ORDER = 1000
"""Lines that nobody waits for are written a moment after their time; so many are held to put them in order."""

ACCOUNT = re.compile(r"tg:[1-9]\d{0,18}")
WIDTHS = (("channel", 8), ("errand", 17), ("outcome", 17), ("amount", 10))
BESIDES = ("number", "client", "product", "application", "loan", "agreement", "mandate", "payout", "payment", "claim")
REST = (
    *BESIDES,
    "document",
    "step",
    "lang",
    "version",
    "page",
    "file_name",
    "file_sha256",
    "reference",
    "who",
    "erased",
)
COLUMNS = tuple(Entry.model_fields)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

Write = Callable[[Entry], None]


class Asked(NamedTuple):
    """What is to be printed: the first and the last day, of whom ("": of all), and how (text, json or csv)."""

    first: date
    last: date
    person: str
    form: str


def add(command: argparse.ArgumentParser) -> None:
    """The command's options."""
    command.add_argument("--person", metavar="WHO", help="only what we asked for this person: +27821234567, or tg:4711")
    command.add_argument("--since", type=_day, metavar="DAY", help="from this day on, YYYY-MM-DD (UTC)")
    command.add_argument("--until", type=_day, metavar="DAY", help="to this day, itself included (today)")
    command.add_argument(
        "--day", type=_day, metavar="DAY", help="only this day (yesterday, where nothing else is said)"
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", const="json", dest="form", help="a line of JSON each")
    form.add_argument(
        "--csv", action="store_const", const="csv", dest="form", help="CSV with a header, for a spreadsheet"
    )


def audit(settings: Settings, args: argparse.Namespace) -> int:
    """Print our trail; the exit code."""
    asked = read(args, datetime.now(UTC).date(), settings.keep_trail_days)
    log.set_up(log.QUIET, settings.secrets)
    try:
        return asyncio.run(_audit(settings, asked))
    except BrokenPipeError:  # `| head` has read enough; nothing is left to say, not even when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def read(args: argparse.Namespace, today: date, kept_days: int = KEPT_DAYS) -> Asked:
    """What was asked for, of so many days that are kept. SystemExit, with a sentence, where it makes no sense."""
    if args.day and (args.since or args.until):
        raise SystemExit("Say either --day, or --since and --until.")
    oldest = today - timedelta(days=kept_days)
    if args.day:
        first = last = args.day
    else:
        yesterday = None if args.person or args.until else today - timedelta(days=1)
        first, last = (
            args.since or yesterday or oldest,
            args.until or (today if args.since or args.person else yesterday),
        )
    if first > last:
        raise SystemExit(f"--since {first} is after --until {last}: nothing lies between them.")
    who = named(args.person) if args.person else ""
    return Asked(max(first, oldest), min(last, today), who, args.form or "text")


def named(person: str) -> str:
    """How a person is named here: by their number, or by their account in Telegram until they have told it."""
    return person if ACCOUNT.fullmatch(person) else f"tel:{e164(person)}"


async def _audit(settings: Settings, asked: Asked) -> int:
    async with beside(settings) as parts:
        whose = await _names(parts.sessions, parts.namer, asked.person) if asked.person else None
        write = WAYS[asked.form]()
        async for line in lines(Trail(parts.redis, parts.keyring), asked, whose):
            write(line)
    return 0


async def lines(trail: Trail, asked: Asked, whose: set[str] | None) -> AsyncIterator[Entry]:
    """The lines of these days, in the order of their times; of `whose` names, or of all."""
    for shift in range((asked.last - asked.first).days + 1):
        held: list[tuple[float, int, Entry]] = []
        count = 0
        async for line in trail.read(asked.first + timedelta(days=shift)):
            if whose is None or line.who in whose:
                count += 1
                heapq.heappush(held, (line.at, count, line))
            if len(held) > OUT_OF_ORDER:
                yield heapq.heappop(held)[-1]
        while held:
            yield heapq.heappop(held)[-1]


async def _names(sessions: Sessions, namer: Namer, who: str) -> set[str]:
    """The names under which a person is on the trail: their own, and those of accounts that speak for them."""
    turn = await glance(sessions, who)
    if turn.moved:
        return {namer.keys(who).name} | await _names(sessions, namer, turn.moved)
    accounts = turn.session.accounts if turn.session else []
    return {namer.keys(name).name for name in (who, *accounts)}


def _text() -> Write:
    """In columns; what a borrower was shown stands below its line."""

    def write(line: Entry) -> None:
        row = [_time(line.at), *(_plain(getattr(line, name)).ljust(width) for name, width in WIDTHS)]
        rest = (f"{name}={value}" for name in REST if (value := getattr(line, name)))
        sys.stdout.write(" ".join([*row, *rest]).rstrip() + "\n")
        if line.outcome == SHOWN:
            sys.stdout.write("".join(f"    | {said}\n" for said in line.words.splitlines()))

    return write


def _json() -> Write:
    """A line of JSON for each, `at` in seconds since 1970."""

    def write(line: Entry) -> None:
        sys.stdout.write(f"{line.model_dump_json()}\n")

    return write


def _csv() -> Write:
    """CSV as RFC 4180 has it, times as ISO 8601 has them. No cell begins as a formula does."""
    sheet = csv.writer(sys.stdout, lineterminator="\r\n")
    sheet.writerow(COLUMNS)

    def write(line: Entry) -> None:
        sheet.writerow(_cells(line))

    return write


WAYS: dict[str, Callable[[], Write]] = {"text": _text, "json": _json, "csv": _csv}


def _cells(line: Entry) -> Iterator[str]:
    for name in COLUMNS:
        said = _time(line.at) if name == "at" else _plain(getattr(line, name))
        yield f"'{said}" if said.startswith(FORMULA) else said


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _day(word: str) -> date:
    """A day; argparse says the sentence."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no day: write it like 2026-01-31") from None
