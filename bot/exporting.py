"""`python -m bot export NUMBER`: all that is held on a person, for them to read or as JSON for another program."""

import argparse
import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from textwrap import indent

from adapters.documents import Page
from bot import log
from bot.beside import beside, e164, say, stranger
from bot.held import Held, gathered
from bot.settings import Settings
from bot.transcript import written

KINDS = {"image/jpeg": "jpg", "application/pdf": "pdf"}
NOTHING: tuple[object, ...] = ("", None, [], {})
TIMES = ("at", "due", "heard")
"""What is a time in seconds since 1970, wherever it stands."""


def add(command: argparse.ArgumentParser) -> None:
    """The command's options."""
    command.add_argument("number", help="the person's telephone number, like +27821234567")
    command.add_argument("--json", action="store_true", help="as JSON, for a program to read")
    command.add_argument("--out", type=Path, metavar="DIR", help="write the pages that wait here into this folder")


def export(settings: Settings, number: str, *, as_json: bool, out: Path | None) -> int:
    """Print it; the exit code is 1 for a stranger."""
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_export(settings, f"tel:{e164(number)}", as_json=as_json, out=out))


async def _export(settings: Settings, who: str, *, as_json: bool, out: Path | None) -> int:
    async with beside(settings) as parts:
        found, pages = await gathered(parts, who, settings.keep_trail_days)
    if found.nothing:
        say(stranger(who))
        return 1
    if out:
        _write(out, pages)
    say(found.model_dump_json(indent=2) if as_json else "\n".join(_told(found)))
    return 0


def _write(out: Path, pages: dict[str, Page]) -> None:
    """The pages as files nobody else on this machine reads."""
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number, (id_, page) in enumerate(pages.items(), 1):
        file = out / f"page-{number}-{id_[:8]}.{KINDS.get(page.kind, page.kind)}"
        file.touch(mode=0o600)
        file.write_bytes(page.content)


def _told(found: Held) -> Iterator[str]:
    """To read: each kind of thing under its heading."""
    yield f"What is held on {found.person.removeprefix('tel:')}, {_time(found.at)}"
    yield from _section("Consent", found.consent)
    yield from _section("What they told us, and where the conversation stands", found.session)
    yield from _section("Accounts that speak for them", found.accounts)
    yield from _section("Loans followed for them", found.loans)
    if found.transcript:
        yield "\nWhat was said between them and staff"
        yield from (f"  {written(line)}" for line in found.transcript)
    yield from _section("Their topic in the staff group", found.topic)
    yield from _section("Pages that wait for the rest of their document", [page.model_dump() for page in found.pages])
    yield from _section("What falls due for them", found.duties)
    yield from _section("What could not be done, and waits for somebody to look", found.aside)
    trail = [line.model_dump(mode="json", exclude_defaults=True) for line in found.trail]
    yield from _section("Their lines on the trail", trail)


def _section(heading: str, value: object) -> Iterator[str]:
    """A heading and what there is under it; nothing where there is nothing."""
    if not value:
        return
    yield f"\n{heading}"
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            known = {name: part for name, part in each.items() if part not in NOTHING}
            yield from (indent(f"{name}: {_plain(name, part)}", "  ") for name, part in known.items())
            yield ""
        else:
            yield f"  {each}"


def _plain(name: str, value: object) -> str:
    if name in TIMES and isinstance(value, int | float):
        return _time(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
