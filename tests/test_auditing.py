"""`python -m bot audit`: of some days or of one person; for people, programs and spreadsheets."""

import asyncio
import csv
import io
import json
import sys
from asyncio.subprocess import PIPE
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from adapters.trail import KEPT_DAYS, Trail
from adapters.trail_line import SHOWN, Entry
from adapters.vault import Vault
from bot.__main__ import parser
from bot.auditing import COLUMNS, Asked, lines, named, read
from flows.errands import Trouble
from tests.forked import CLEAN
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_assistant import to_the_offer
from tests.test_program import bot
from tests.world import world

TODAY = date(2026, 11, 22)
OLDEST = TODAY - timedelta(days=KEPT_DAYS)
YESTERDAY = TODAY - timedelta(days=1)
KEY = Vault.new_key()
RECENT = datetime.now(UTC).date() - timedelta(days=2)
NOON = datetime(RECENT.year, RECENT.month, RECENT.day, 12, tzinfo=UTC).timestamp()


def asked(*words):
    return read(parser().parse_args(["audit", *words]), TODAY)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), (YESTERDAY, YESTERDAY)),
        (("--day", "2026-11-03"), (date(2026, 11, 3), date(2026, 11, 3))),
        (("--since", "2026-11-03"), (date(2026, 11, 3), TODAY)),
        (("--since", "2026-11-03", "--until", "2026-11-04"), (date(2026, 11, 3), date(2026, 11, 4))),
        (("--until", "2026-11-04"), (OLDEST, date(2026, 11, 4))),
        (("--person", NUMBER), (OLDEST, TODAY)),
        (("--person", NUMBER, "--since", "1999-01-01", "--until", "2099-01-01"), (OLDEST, TODAY)),
    ],
)
def test_which_days_are_meant(words, days):
    assert asked(*words)[:2] == days


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--since", "2026-11-04", "--until", "2026-11-03"), "nothing lies between"),
        (("--day", "2026-11-04", "--since", "2026-11-03"), "either --day, or"),
        (("--person", "Thandi"), "Thandi is no telephone number; write it like"),
        (("--person", "+27"), "is no telephone number"),
        (("--person", "+2782"), "is no telephone number"),
        (("--person", "tg:"), "is no telephone number"),
        (("--person", "tg:4711x"), "is no telephone number"),
    ],
)
def test_what_makes_no_sense_is_said(words, why):
    with pytest.raises(SystemExit, match=why):
        asked(*words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--since", "31.1.2026"), "'31.1.2026' is no day: write it like 2026-01-31"),
        (("--json", "--csv"), "not allowed with"),
    ],
)
def test_what_cannot_be_read_is_said(words, why, capsys):
    with pytest.raises(SystemExit):
        asked(*words)
    assert why in capsys.readouterr().err


def test_a_person_is_their_number_or_their_account():
    assert named("27 82 123 4567") == named(NUMBER) == f"tel:{NUMBER}"
    assert named("tg:4711") == "tg:4711"


async def test_lines_that_came_late_are_put_in_order(redis):
    trail = Trail(redis, Vault.from_settings(KEY))
    await trail.write(Entry(at=NOON + 2, who="a"), Entry(at=NOON + 3, who="b"))
    await trail.write(Entry(at=NOON, who="a"), Entry(at=NOON + 90_000, who="a"))
    day = RECENT
    whole = Asked(day, day + timedelta(days=1), "", "json")
    assert [line.at - NOON async for line in lines(trail, whole, None)] == [0, 2, 3, 90_000]
    assert [line.at - NOON async for line in lines(trail, whole, {"a"})] == [0, 2, 90_000]
    assert [line.at - NOON async for line in lines(trail, whole._replace(last=day), {"b"})] == [3]


async def run(around, *words):
    """The command, as an operator runs it beside the assistant."""
    settings = around.assistant.settings
    env = {"REDIS_URL": settings.redis_url.get_secret_value(), "DATA_KEYS": settings.data_keys.get_secret_value()}
    await around.assistant.lending.noting.settle()
    done = await asyncio.to_thread(bot, "audit", *words, **env)
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_of_one_person_all_that_was_asked_and_of_another_nothing(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        phone, other = Ussd(around), Telegram(around, 7002, "+27820000002")
        await to_the_offer(phone)
        await phone.say("1")
        await other.meet()
        found = [json.loads(line) for line in (await run(around, "--person", NUMBER, "--json")).splitlines()]
        assert [line["outcome"] for line in found if line["errand"] == "Apply"] == ["shown", "meant", "Applied"]
        assert found == sorted(found, key=lambda line: line["at"])
        assert {line["channel"] for line in found} == {"ussd"}
        consent, shown = [line for line in found if line["outcome"] == SHOWN]
        assert consent["step"] == "start.consent"
        assert "You repay R2\xa0784,75" in shown["words"]
        # One who came by Telegram is found by the number they told, and by the account that told it.
        for name in ("+27820000002", "tg:7002"):
            said = (await run(around, "--person", name, "--json")).splitlines()
            consent, *found = [json.loads(line) for line in said]
            assert (consent["step"], consent["outcome"]) == ("start.consent", SHOWN)
            assert [(line["errand"], line["outcome"]) for line in found] == [("Join", "CodeSent"), ("Prove", "Joined")]
            assert {line["channel"] for line in found} == {"telegram"}
        assert await run(around, "--person", "+27820000009") == ""
        assert await run(around, "--person", "tg:9") == ""
        assert await run(around, "--until", "2026-01-01") == ""
        everybody = (await run(around, "--since", str(datetime.now(UTC).date()))).splitlines()
        assert sum(" Join " in line for line in everybody) == 1
        assert any(line.startswith("    | You get R") for line in everybody)
        for line in everybody:
            assert NUMBER not in line


async def test_of_one_erased_it_is_said_that_the_rest_is_gone(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        await Ussd(around).meet()
        await around.assistant.sessions.forget(f"tel:{NUMBER}")
        said = await run(around, "--person", NUMBER)
        assert "step=start.consent" in said
        assert "erased=True" in said
        assert "share it with the lender" not in said


async def test_a_spreadsheet_gets_no_formulas(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        evil = Entry(
            at=NOON, errand="Quote", outcome=Trouble.__name__, product="=cmd|' /C calc'!A1", amount=Decimal("7.50")
        )
        await around.assistant.trail.write(evil, Entry(at=NOON + 1, outcome=SHOWN, words='two\n"lines", said'))
        said = await run(around, "--day", str(RECENT), "--csv")
        rows = list(csv.DictReader(io.StringIO(said, newline="")))
        assert tuple(rows[0]) == COLUMNS
        assert (rows[0]["at"], rows[0]["amount"]) == (f"{RECENT}T12:00:00.000Z", "7.50")
        assert rows[0]["product"] == "'=cmd|' /C calc'!A1"
        assert rows[1]["words"] == 'two\n"lines", said'
        assert (
            json.loads((await run(around, "--day", str(RECENT), "--json")).splitlines()[1])["words"] == rows[1]["words"]
        )
        assert len((await run(around, "--day", str(RECENT))).splitlines()) == 4


async def test_whoever_has_read_enough_may_stop_reading(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        lines = [Entry(at=NOON, errand="Quote", who="a" * 32, words="x" * 1000) for _ in range(2000)]
        await around.assistant.trail.write(*lines)
        settings = around.assistant.settings
        env = {"REDIS_URL": settings.redis_url.get_secret_value(), "DATA_KEYS": settings.data_keys.get_secret_value()}
        words = [sys.executable, "-m", "bot", "audit", "--day", str(RECENT), "--json"]
        piped = await asyncio.create_subprocess_exec(*words, env=CLEAN | env, stdout=PIPE, stderr=PIPE)
        assert piped.stdout
        assert piped.stderr
        await piped.stdout.readline()
        piped._transport.get_pipe_transport(1).close()  # type: ignore[attr-defined]  # no public way to stop reading
        assert await piped.stderr.read() == b""
        assert await piped.wait() == 0
