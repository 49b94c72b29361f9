"""The trail of what was asked once, and what it says beside the lender's own books."""

import asyncio
import json
from contextlib import aclosing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from adapters.lenders.reference import reference
from adapters.lending import Late, Lending
from adapters.reconcile import compare
from adapters.redis_client import connect
from adapters.trail import Trail
from adapters.trail_line import Entry
from adapters.vault import Vault
from bot.reconciling import Cannot, compared, nightly
from flows.errands import Applied, Filed, ListApplications
from tests.at_the_lender import desk, ready_to_apply
from tests.phones import NUMBER, Ussd
from tests.servers import until
from tests.test_assistant import applications, to_the_offer
from tests.test_every_lender import ROWS
from tests.test_every_lender import desk as any_desk
from tests.test_program import bot
from tests.world import world

DAY = date(2026, 1, 31)
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp()
REF, OTHER = "a" * 32, "b" * 32
ABOUT = {"client": "C-1", "product": "P-1", "amount": Decimal(2000)}
FILED = Filed(application="A-1", reference=REF, status="pending", **ABOUT)


def lines(*outcomes, ref=REF, at=NOON, **about):
    """The trail of one application."""
    return [
        Entry(at=at, errand="Apply", reference=ref, outcome=outcome, application=number, **ABOUT | about)
        for outcome in outcomes
        for number in ["A-1" if outcome == "Applied" else ""]
    ]


WELL = lines("meant", "Applied")


def kinds(trail, listed, around=()):
    report = compare(DAY, trail, listed, list(around))
    return [(finding.kind, finding.words) for finding in report.findings]


@pytest.mark.parametrize(
    ("trail", "listed", "found"),
    [
        (WELL, [FILED], []),
        ([], [FILED], [("missing here", "")]),
        (lines("meant"), [FILED], [("unheard", "")]),
        (lines("meant"), [], []),
        (WELL, [], [("missing there", "")]),
        (lines("meant", "Applied", amount=Decimal(2500)), [FILED], [("different", "amount")]),
        (lines("meant", "Applied", client="C-2", product="P-2"), [FILED], [("different", "client, product")]),
        (WELL, [FILED.model_copy(update={"application": "A-2"})], [("different", "application")]),
        (WELL, [FILED.model_copy(update={"status": "declined"})], [("different", "status")]),
        (lines("meant", "Declined"), [FILED], [("different", "status")]),
        (lines("meant", "Declined"), [FILED.model_copy(update={"status": "declined"})], []),
        (lines("meant", "Trouble"), [FILED], [("different", "outcome")]),
        (lines("meant", "Trouble"), [], []),
        (lines("shown", "meant", "Late", "Applied"), [FILED], []),
        (lines("meant", "Late"), [FILED], [("unheard", "")]),
        (lines("NotSent"), [FILED], [("missing here", "")]),
        (lines("shown", "NotSent"), [], []),
        (WELL, [Filed(application="A-1", reference=REF)], []),
        (WELL, [FILED, Filed(application="A-9", reference="by hand")], []),
        (WELL, [FILED, Filed(application="A-9")], []),
    ],
)
def test_each_way_of_not_agreeing_has_its_name(trail, listed, found):
    assert kinds(trail, listed) == found


def test_two_under_one_reference_are_double():
    report = compare(DAY, WELL, [FILED, FILED.model_copy(update={"application": "A-2"})], [])
    assert ("double", REF, "A-1, A-2", "") in report.findings


def test_two_of_one_client_for_one_amount_are_looked_at():
    twin = FILED.model_copy(update={"reference": OTHER, "application": "A-2"})
    report = compare(DAY, [*WELL, *lines("meant", ref=OTHER)], [FILED, twin], [])
    assert [finding.kind for finding in report.findings] == ["unheard", "alike"]
    assert report.counts == {"unheard": 1, "alike": 1}


def test_midnight_makes_nothing_missing():
    late = lines("meant", "Applied", at=NOON + 11 * 3600)
    assert kinds(late, [], around=[FILED]) == []
    yesterday = lines("meant", "Applied", at=NOON - 24 * 3600)
    assert kinds(yesterday, [FILED]) == []
    assert kinds(yesterday, []) == []


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path, reconcile_at="00:00") as found:
        yield found


def today():
    return datetime.now(UTC).date()


async def trail(around, day=None):
    return [line async for line in around.assistant.trail.read(day or today())]


async def test_what_happens_once_leaves_its_lines_and_no_person_in_them(around, redis):
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.say("1")
    [application] = await applications(around)
    await around.assistant.lending.noting.settle()
    found = await trail(around)
    once = ("CheckCredit", "Apply")
    assert [(line.errand, line.outcome) for line in found if line.errand in once] == [
        ("CheckCredit", "meant"),
        ("CheckCredit", "CreditPassed"),
        ("Apply", "shown"),
        ("Apply", "meant"),
        ("Apply", "Applied"),
    ]
    [done] = [line for line in found if line.outcome == "Applied"]
    assert (done.reference, done.application) == (application["reference"], application["application"])
    assert (done.client, done.product, done.amount) == ("C-1", application["product"], Decimal(2000))
    turn = await around.assistant.sessions.load(f"tel:{NUMBER}", "a look")
    assert {line.who for line in found} == {turn.keys.name}
    [key] = [key async for key in redis.scan_iter("trail:*")]
    sealed = b"".join(fields[b"e"] for _, fields in await redis.xrange(key))
    assert b"Apply" not in sealed
    assert await redis.ttl(key) > 300 * 86_400


async def test_a_day_in_which_all_agrees_and_one_in_which_nothing_does(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.say("1")
    day = today()
    report = await compared(around.assistant, day)
    assert (report.theirs, report.ours, report.others, report.findings) == (1, 1, 0, [])
    books = around.lender.books.applications
    books.append(books[0] | {"application": "A-stray", "reference": reference("lost"), "client": "C-2"})
    books.append(books[0] | {"application": "A-branch", "reference": "", "client": "C-2"})
    books[0]["amount"] += 500
    report = await compared(around.assistant, day)
    assert [(found.kind, found.application) for found in report.findings] == [
        ("different", books[0]["application"]),
        ("missing here", "A-stray"),
    ]
    assert report.others == 1
    books.clear()
    assert (await compared(around.assistant, day)).counts == {"missing there": 1}


async def nobody(_):
    """Nobody waits for what comes late here."""


async def test_no_answer_is_handed_out_before_its_line_is_written(redis, tmp_path):
    async with desk() as it, aclosing(connect(f"unix://{tmp_path}/nobody")) as gone:
        vault, apply = Vault.from_settings(Vault.new_key()), await ready_to_apply(it)
        blind = Lending(it.lender, trail=Trail(gone, vault), clock=lambda: it.now[0])
        with pytest.raises(Late, match="not noted") as late:
            await blind.run(apply, "apply", patience=30, late=nobody)
        assert late.value.asked == 1000
        assert len(it.applications) == 1
        seeing = Lending(it.lender, trail=Trail(redis, vault), clock=lambda: it.now[0])
        applied = await seeing.run(apply, "apply", patience=30, sent=late.value.asked, late=nobody)
        assert isinstance(applied, Applied)
        found = [line async for line in Trail(redis, vault).read(date(1970, 1, 1))]
        assert [(line.outcome, line.application) for line in found] == [("Applied", applied.application)]
        assert len(it.applications) == 1


async def is_done(redis, day):
    return await redis.get(f"reconciled:{day}") == b"done"


async def test_every_night_one_process_compares(around, redis):
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.say("1")
    with capture_logs() as said:
        tasks = [asyncio.ensure_future(nightly(around.assistant)) for _ in range(3)]
        day = datetime.now().astimezone().date() - timedelta(days=1)
        await until(is_done, redis, day)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    assert [line["event"] for line in said].count("reconciled") == 1
    figures = (await around.http.get(f"{around.url}/metrics")).text
    assert 'loan_reconciled{kind="missing here"} 0.0' in figures


async def test_a_lender_that_does_not_answer_cannot_be_compared(around):
    around.lender.faults.set("status", "application_list", status=404)
    with pytest.raises(Cannot, match="refuses"):
        await compared(around.assistant, today())


APPLIES = {"maxintegrate": "application", "mo": "loan request", "tyche": "loan"}


@pytest.mark.parametrize("name", ROWS)
async def test_every_lender_lists_its_applications_of_a_day_under_our_reference(name):
    async with any_desk(name) as it:
        apply = await ROWS[name].once[APPLIES[name]].ready(it)
        applied = await it.run(apply, "apply")
        assert isinstance(applied, Applied)
        days = [today() + timedelta(days=shift) for shift in (-1, 0, 1)]
        listed = [filed for day in days for filed in (await it.run(ListApplications(day=day))).applications]
        [filed] = [filed for filed in listed if filed.reference == reference("apply")]
        assert (filed.application, filed.status) == (applied.application, "pending")
        about = {"client", "product", "amount"}
        assert filed.model_dump(include=about) == apply.model_dump(include=about)
        far = await it.run(ListApplications(day=today() - timedelta(days=9)))
        assert far.applications == []


def test_the_commands_say_what_they_found(tmp_path):
    run = bot("reconcile", "--json", DATA_DIR=str(tmp_path))
    assert (run.returncode, json.loads(run.stdout)["findings"]) == (0, []), run.stderr
    run = bot("reconcile", "--day", "2026-01-31", DATA_DIR=str(tmp_path))
    assert run.stdout.startswith("2026-01-31: 0 applications with the lender and 0 on our trail")
    run = bot("audit", "--day", "2026-01-31", DATA_DIR=str(tmp_path))
    assert (run.returncode, run.stdout) == (0, "")
    assert bot("audit", "--day", "yesterday", DATA_DIR=str(tmp_path)).returncode == 2
