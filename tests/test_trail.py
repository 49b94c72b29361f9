"""The trail: every errand, with who, when, where and what came of it; what was agreed to; and no secret in it."""

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256

import pytest
from structlog.testing import capture_logs

from adapters.job import Job
from adapters.lending import Late, Lending, NotSent
from adapters.noting import Noting
from adapters.redis_client import connect
from adapters.trail import Trail
from adapters.trail_line import BARE, MEANT, SHOWN, Entry, entry
from adapters.vault import Vault
from bot.finishing import Finishing
from flows.errands import (
    ActivateByOtp,
    AppliedOtherwise,
    Claim,
    Claimed,
    FindClient,
    NoClient,
    Paid,
    PaidOut,
    Pay,
    PayOut,
    UploadDocument,
)
from tests import pictures
from tests.at_the_lender import NEW, desk
from tests.person import LOAN, MONEY, WHO, applying
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_agreement_file import SEND, to_the_agreement
from tests.test_assistant import applications, code_sent, to_the_offer
from tests.test_documents_sent import to_the_documents
from tests.unsealed import everything
from tests.world import world

OTHERWISE = AppliedOtherwise(application="a1", reference="A-1", schedule_total=2500, schedule_instalment=833)
KEY = Vault.new_key()
EMPLOYED = FindClient(id_number=NEW)


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as found:
        yield found


def today():
    return datetime.now(UTC).date()


async def told(around, *outcomes, consents=False):
    """The lines of today; only those with these outcomes, where any are named. Consent is a line of its own."""
    await around.assistant.lending.noting.settle()
    found = [line async for line in around.assistant.trail.read(today())]
    if not consents:
        found = [line for line in found if not line.step.startswith("start.")]
    return [line for line in found if line.outcome in outcomes or not outcomes]


# Every errand.


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_every_errand_leaves_its_line_with_who_and_where(around, kind):
    phone = kind(around)
    shown = await to_the_agreement(around, phone)
    await phone.say(next(label for label in shown.labels if "I have read it" in label))
    found = await told(around)
    where = "ussd" if kind is Ussd else "telegram"
    assert {line.channel for line in found} == {where}
    assert all(line.reference and line.outcome for line in found)
    asked = [line.errand for line in found if line.outcome not in (MEANT, SHOWN)]
    for errand in ("FindClient", "ReadPapers", "SetBudget", "ListProducts", "Quote", "ReadApplication", "SendOtp"):
        assert errand in asked
    assert ("Join" in asked) is (kind is Telegram)
    once = [(line.errand, line.outcome) for line in found if line.errand in ("Apply", "ActivateByOtp", "Sign")]
    assert once == [
        *[("Apply", "shown"), ("Apply", "meant"), ("Apply", "Applied")],
        *[("ActivateByOtp", "meant"), ("ActivateByOtp", "Activated")],
        *[("Sign", "shown"), ("Sign", "meant"), ("Sign", "Signed")],
    ]
    [application], [agreement] = around.lender.books.applications, around.lender.books.agreements
    ids = {line.outcome: line for line in found}
    assert (ids["Applied"].application, ids["Applied"].number) == (application["application"], application["number"])
    assert ids["Offer"].amount == Decimal(2000)
    assert (ids["Signed"].agreement, ids["Signed"].loan) == (agreement["agreement"], agreement["loan"])
    person = (await around.assistant.sessions.load(f"tel:{NUMBER}", "a look")).keys.name
    assert {line.who for line in found if line.errand not in ("Join", "Prove")} == {person}


async def test_what_a_worker_sees_through_says_so(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web", lender_settle=0) as around:
        phone = Ussd(around)
        await to_the_offer(phone)
        around.lender.faults.set("drop", "create_loan_application", next=1)
        await phone.say("1")
        it, who = around.assistant, f"tel:{NUMBER}"
        turn = await it.sessions.load(who, "a look")
        await it.sessions.free(turn)
        assert turn.session
        finishing = Finishing(it.sessions, it.lending, it.documents)
        await finishing.finish(Job(kind="finish", who=who, key=turn.session.errand))
        lines = [(line.outcome, line.channel) for line in await told(around) if line.errand == "Apply"]
        assert lines[0] == ("shown", "ussd")
        assert set(lines[1:]) == {("meant", "ussd"), ("Late", "ussd"), ("meant", "worker"), ("Applied", "worker")}


@pytest.mark.parametrize(
    ("fault", "raised", "outcome"),
    [({"kind": "drop", "after": True}, Late, "Late"), ({"kind": "status", "status": 404}, None, "Trouble")],
)
async def test_silence_and_trouble_are_outcomes_too(redis, fault, raised, outcome):
    async with desk() as it:
        lending, trail = noted(it, redis)
        it.stand_in.faults.set(method="client_search", **fault)
        if raised:
            with pytest.raises(raised):
                await ask(lending, EMPLOYED, patience=30)
        else:
            await ask(lending, EMPLOYED)
        await lending.noting.settle()
        found = [line async for line in trail.read(today())]
        assert [(line.errand, line.outcome, line.channel) for line in found] == [("FindClient", outcome, "ussd")]


async def test_what_never_left_says_so(redis):
    async with desk(url="http://127.0.0.1:9") as it:
        lending, trail = noted(it, redis)
        with pytest.raises(NotSent):
            await ask(lending, EMPLOYED, patience=0)
        await lending.noting.settle()
        assert [line.outcome async for line in trail.read(today())] == ["NotSent"]


def noted(it, redis):
    """The lender's adapter with a trail of its own."""
    trail = Trail(redis, Vault.from_settings(KEY))
    return Lending(it.lender, trail=trail), trail


async def ask(lending, errand, key="k", patience=30):
    async def late(_):
        """Nobody waits."""

    while True:
        try:
            return await lending.run(errand, key, patience=patience or 5, late=late, who="w", channel="ussd")
        except NotSent:
            if not patience:
                raise
            await asyncio.sleep(0.05)


# Cheaply, and beside.


async def test_lines_nobody_waits_for_are_written_many_at_a_time(redis):
    trail = Trail(redis, Vault.from_settings(KEY))
    noting = Noting(trail, lambda: 1000.0)
    for number in range(450):
        noting.beside(noting.line(EMPLOYED, f"k{number}", "w", "ussd", NoClient()))
    await noting.settle()
    assert await redis.xlen("trail:1970-01-01") == 3
    found = [line async for line in trail.read(datetime.fromtimestamp(0, UTC).date())]
    assert len({line.reference for line in found}) == 450
    assert await redis.memory_usage("trail:1970-01-01") < 450 * 300


async def test_a_look_up_is_answered_though_its_line_cannot_be_written(tmp_path):
    async with desk() as it, aclosing(connect(f"unix://{tmp_path}/nobody")) as gone:
        lending, _ = noted(it, gone)
        with capture_logs() as said:
            assert await ask(lending, EMPLOYED) == NoClient()
            await lending.noting.settle()
        [line] = [line for line in said if line["event"] == "not noted"]
        assert (line["errand"], line["lines"]) == ("FindClient", 1)


async def test_lines_of_two_days_go_to_their_days(redis):
    trail = Trail(redis, Vault.from_settings(KEY))
    await trail.write(*[Entry(at=at, errand="Quote") for at in (86_399.9, 86_400.0)])
    assert [await redis.xlen(f"trail:1970-01-0{day}") for day in (1, 2)] == [1, 1]


async def test_nothing_of_ours_takes_a_line_away(around, redis):
    """Not even of one who is erased: what was done when, and for how much, stays; what leads to them is gone."""
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.say("1")
    before = await told(around)
    assert any(line.words for line in before)
    await around.assistant.sessions.forget(f"tel:{NUMBER}")
    after = await told(around)
    assert [line.model_dump(include=BARE) for line in after] == [line.model_dump(include=BARE) for line in before]
    assert {name for line in after for name in line.model_dump(exclude_defaults=True)} <= BARE | {"erased"}
    assert await redis.ttl(f"trail:{today()}") > 399 * 86_400


def test_a_line_has_the_lenders_ids_and_the_amount_and_nothing_else():
    key = "r" * 32
    made = [
        entry(1, "w", "ussd", Pay(client="c", loan="l", pay_amount=Decimal(5)), key, Paid(payment="p", paid_amount=5)),
        entry(1, "w", "ussd", Claim(loan="l", beneficiary="b", claim_amount=Decimal(7)), key, Claimed(claim="t")),
        entry(
            1,
            "w",
            "ussd",
            PayOut(loan="l", method="account", account="62000000001"),
            key,
            PaidOut(payout="o", payout_status="paid"),
        ),
    ]
    assert [(line.payment, line.claim, line.payout, line.amount) for line in made] == [
        ("p", "", "", Decimal(5)),
        ("", "t", "", Decimal(7)),
        ("", "", "o", None),
    ]
    assert "62000000001" not in str(made)


# Secrets.


def test_no_secret_and_no_document_comes_into_a_line():
    otp = entry(1, "w", "ussd", ActivateByOtp(application="a", otp="483920"), "r")
    assert "483920" not in otp.model_dump_json()
    paper = UploadDocument(
        client="c", kind="id", pages=[{"id": "p", "mark": ""}], content=b"canary-bytes", filename="f"
    )
    assert "canary" not in entry(1, "w", "page", paper, "r").model_dump_json()


async def test_the_code_that_joins_two_phones_stands_nowhere_in_redis(around, redis):
    await Ussd(around).meet()
    chat = Telegram(around)
    await chat.to_the_code()
    code = code_sent(around)
    await chat.say(code)
    found = await told(around)
    assert [(line.errand, line.outcome) for line in found] == [("Join", "CodeSent"), ("Prove", "Joined")]
    assert code.encode() not in await everything(redis, around.assistant.settings.data_keys.get_secret_value())


async def test_neither_pins_nor_documents_stand_in_redis_or_on_the_trail(redis_url, tmp_path, redis):
    async with world(redis_url, tmp_path) as around:
        phone = Telegram(around)
        await to_the_agreement(around, phone)
        pin = around.lender.books.sms[-1]["text"].split()[1]
        assert pin.isdecimal()
        await phone.say(SEND)
        await phone.say("I have read it and sign")
        await around.assistant.lending.noting.settle()
        [(_, document)] = phone.handset.documents
        stored = await everything(redis, around.assistant.settings.data_keys.get_secret_value())
        assert b'"errand":"Sign"' in stored  # we do see inside
        assert pin.encode() not in stored
        assert document[:64] not in stored
        assert b"%PDF" not in stored


async def test_a_document_on_its_way_to_the_lender_is_not_on_the_trail(around, redis):
    phone = Telegram(around)
    await to_the_documents(phone)
    await phone.photo(pictures.good("card"))
    await phone.say("Done, that is all")
    [line] = [line for line in await told(around) if line.outcome == "DocumentUploaded"]
    assert len(line.model_dump_json()) < 700
    stream = b"".join(fields[b"e"] for _, fields in await redis.xrange(f"trail:{today()}"))
    assert len(stream) < 20_000


# What was agreed to.


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_what_was_shown_to_one_who_agreed_is_kept(around, kind):
    phone = kind(around)
    await to_the_offer(phone)
    await phone.say("1" if kind is Ussd else "I accept, apply")
    [line] = await told(around, SHOWN)
    assert (line.step, line.lang, line.errand) == ("apply.offer", "en", "Apply")
    for words in (
        "2\xa0784,75",
        "3 x R928,25" if kind is Telegram else "R928,25",
        "Accept" if kind is Ussd else "I accept, apply",
    ):
        assert words in line.words
    applied = [line for line in await told(around) if line.outcome == "Applied"]
    assert [line.reference] == [other.reference for other in applied]


async def test_nobody_says_yes_to_what_they_have_not_seen_the_end_of(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.dial()
    shown, pages = await phone.say("Continue"), 1
    while shown.more:
        shown, pages = await phone.type("1"), pages + 1
    assert await told(around, SHOWN) == []
    assert shown.labels[0] == "Accept"
    await phone.type("1")
    [line] = await told(around, SHOWN)
    assert line.page == pages > 1


async def test_one_who_agrees_to_nothing_leaves_no_such_line(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.say("2")
    assert await told(around, SHOWN) == []


async def test_the_document_that_was_signed_is_known_by_its_hash(around):
    phone = Telegram(around)
    await to_the_agreement(around, phone)
    await phone.say(SEND)
    await phone.say("I have read it and sign")
    [(name, document)] = phone.handset.documents
    line = (await told(around, SHOWN))[-1]
    assert (line.step, line.errand, line.file_name) == ("sign.shown", "Sign", name)
    assert line.file_sha256 == sha256(document).hexdigest()
    assert line.agreement == around.lender.books.agreements[0]["agreement"]
    [given] = [other for other in await told(around) if other.outcome == "AgreementGiven"]
    assert given.file_sha256 == line.file_sha256


async def test_a_yes_that_no_errand_follows_is_kept_with_its_application(redis):
    person = applying(WHO, MONEY, LOAN, ("accept",), Apply=OTHERWISE)
    assert person.at == "apply.otherwise"
    person.says("accept")
    trail = Trail(redis, Vault.from_settings(KEY))
    await Noting(trail, lambda: 1000.0).shown(person.session, person.session.agreed, None, "a" * 32, "ussd")
    [line] = [line async for line in trail.read(datetime.fromtimestamp(0, UTC).date())]
    assert (line.errand, line.outcome, line.step, line.application) == ("", SHOWN, "apply.otherwise", "a1")
    assert "2\xa0500" in line.words


async def test_one_who_signs_without_the_document_is_not_said_to_have_had_it(around):
    phone = Telegram(around)
    await to_the_agreement(around, phone)
    await phone.say("I have read it and sign")
    line = (await told(around, SHOWN))[-1]
    assert (line.step, line.file_sha256) == ("sign.shown", "")


async def test_nothing_is_applied_for_where_what_was_shown_cannot_be_kept(around, tmp_path):
    phone = Ussd(around)
    offered = await to_the_offer(phone)
    assert offered
    lending = around.assistant.lending
    async with aclosing(connect(f"unix://{tmp_path}/nobody")) as gone:
        seeing, lending.noting = lending.noting, Noting(Trail(gone, Vault.from_settings(KEY)), lambda: 1000.0)
        await phone.say("1")
        assert await applications(around) == []
        lending.noting = seeing
    await phone.dial()
    await phone.say("Continue")
    await phone.say("Accept")
    assert len(await applications(around)) == 1


def test_what_stays_of_a_line_stands_in_the_line():
    assert set(Entry.model_fields) > BARE
    assert {"client", "loan", "words", "number"}.isdisjoint(BARE)
