"""`python -m bot transcript NUMBER`: what was said between a borrower and staff, to read, or as JSON for a program."""

import asyncio
import json
from datetime import UTC, datetime

from adapters.handovers import Handovers
from bot import log
from bot.beside import beside, e164, say
from bot.settings import Settings
from flows.line import Line


def transcript(settings: Settings, number: str, *, as_json: bool = False) -> int:
    """Print it, a line each; the exit code is 1 where there is none."""
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_transcript(settings, f"tel:{e164(number)}", as_json=as_json))


async def _transcript(settings: Settings, who: str, *, as_json: bool) -> int:
    async with beside(settings) as parts:
        lines = await Handovers(*parts).transcript(who)
    if as_json:
        say(json.dumps([line.model_dump() for line in lines], ensure_ascii=False, indent=2))
    else:
        for line in lines:
            say(written(line))
    if not lines and not as_json:
        say("nothing was said between this person and staff")
    return int(not lines)


def written(line: Line) -> str:
    """A line to read: when, who, what it was, and the words."""
    at = datetime.fromtimestamp(line.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    who = line.name or line.by
    what = "" if line.kind == "said" else f" ({line.kind})"
    shown = "[no text] " if line.media else ""
    return f"{at} {who}{what}: {shown}{line.text}".rstrip(": ")
