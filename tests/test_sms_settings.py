"""Who sends our SMS is a setting; what it lacks is said before anything starts; and it works from end to end."""

import pytest
from pydantic import SecretStr, ValidationError

from adapters.stand_ins.sms.africastalking import AfricasTalking
from bot.check import findings
from bot.finishing import Later
from bot.settings import Settings
from flows.errands import SendLink
from flows.session import Session
from tests.at_a_gateway import SECRET
from tests.loan_news import OPEN, applied, tells
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_assistant import to_the_offer
from tests.world import world

WHOLE = {
    "africastalking": {"sms_user": "loans", "sms_key": "k"},
    "infobip": {"sms_url": "https://x.api.infobip.com", "sms_key": "k"},
    "twilio": {"sms_user": "AC1", "sms_key": "k", "sms_sender": "+15005550006"},
    "clickatell": {"sms_key": "k"},
}


def given(**words):
    return Settings(_env_file=None, **words)


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_whole_is_taken(name):
    assert given(sms=name, **WHOLE[name]).sms == name


@pytest.mark.parametrize(("name", "lacks"), [(name, lacks) for name, whole in WHOLE.items() for lacks in whole])
def test_what_lacks_is_named(name, lacks):
    rest = {word: value for word, value in WHOLE[name].items() if word != lacks}
    with pytest.raises(ValidationError, match=f"{lacks.upper()} not set"):
        given(sms=name, **rest)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"sms": "pigeon"}, "there is console, africastalking, infobip, twilio, clickatell"),
        ({"sms_url": "x.api.infobip.com"}, "must begin with https://"),
        ({"sms_report_secret": "short"}, "16 or more"),
        ({"sms_report_secret": "a/b?c#" * 6}, "part of an address"),
        ({"sms": "twilio", **WHOLE["twilio"], "sms_report_secret": SECRET}, "PUBLIC_URL is not set"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(words, says):
    with pytest.raises(ValidationError, match=says):
        given(**words)


async def found_by_check(settings):
    async for finding in findings(settings):
        if finding.what == "SMS":
            return finding
    raise AssertionError("nothing is said of SMS")


async def test_check_says_how_it_stands_and_shows_no_secret():
    settings = given(sms="twilio", **WHOLE["twilio"], sms_report_secret=SECRET, public_url="https://us.example")
    said = await found_by_check(settings)
    assert said.well
    assert "twilio from +15005550006" in said.words
    assert "https://us.example/sms/twilio/<SMS_REPORT_SECRET>" in said.words
    assert SECRET not in said.words
    assert "set SMS_REPORT_SECRET" in (await found_by_check(given(sms="clickatell", sms_key="k"))).words


async def test_the_console_is_nobodys_phone():
    keys = {"data_keys": "A" * 43 + "=", "lender_url": "https://lender.example"}
    assert not (await found_by_check(given(**keys))).well
    assert (await found_by_check(given())).well


@pytest.fixture
def gateway():
    return AfricasTalking()


@pytest.fixture
async def around(redis_url, tmp_path, gateway):
    sms = {"sms": "africastalking", "sms_user": gateway.user, "sms_sender": "LOANS"}
    secrets = {"sms_key": SecretStr(gateway.key), "sms_report_secret": SecretStr(SECRET)}
    async with gateway as url, world(redis_url, tmp_path, sms_url=url, **OPEN, **sms, **secrets) as found:
        gateway.reports_to = f"{found.url}/sms/africastalking/{SECRET}"
        yield found


async def approved(around):
    """The job that tells Thandi that her application is approved."""
    _, application = await applied(around)
    application["status"] = "approved"
    await tells(around, "approved", application=application["application"])
    [event] = await around.assistant.jobs.fetch(50)
    await around.assistant.following.event(event.job)
    [notice] = [entry for entry in await around.assistant.jobs.fetch(50) if entry.job.kind == "notice"]
    return notice.job


async def test_a_notice_goes_out_its_report_comes_in_and_both_are_counted(around, gateway):
    job = await approved(around)
    for _ in range(2):
        assert await around.assistant.notices.tell(job) is None
    [text] = gateway.texts(NUMBER)
    assert text.startswith("Your application MM000001 is approved.")
    assert await gateway.report(gateway.sent[0], "Success") == 200
    figures = (await around.http.get(f"{around.url}/metrics")).text
    for outcome in ("taken", "delivered"):
        assert f'loan_sms_total{{outcome="{outcome}",provider="africastalking"}}' in figures
    assert 'loan_sms_parts_total{provider="africastalking"}' in figures


@pytest.mark.parametrize("after", [False, True])
async def test_a_notice_whose_line_was_cut_is_not_sent_again(around, gateway, after):
    job = await approved(around)
    gateway.faults.set("drop", "send", after=after, next=1)
    for _ in range(3):
        assert await around.assistant.notices.tell(job) is None
    assert len(gateway.texts(NUMBER)) == int(after)
    assert gateway.calls["send"] == 1


async def test_a_notice_that_is_not_taken_now_is_told_later(around, gateway):
    job = await approved(around)
    gateway.faults.set("status", "send", status=429, retry_after="30", next=1)
    later = await around.assistant.notices.tell(job)
    assert isinstance(later, Later)
    assert later.seconds >= 30
    assert await around.assistant.notices.tell(later.job) is None
    assert len(gateway.texts(NUMBER)) == 1


async def test_a_person_on_the_line_is_not_kept_waiting_by_a_slow_provider(around, gateway):
    gateway.faults.set("slow", "send", seconds=4)
    linking = around.assistant.desk._own._linking
    session = Session(id="s", lang="en", phone=NUMBER, now=1_800_000_000)
    errand = SendLink(way="link")
    sent = await linking.run(errand, session, f"tel:{NUMBER}")
    assert gateway.texts(NUMBER) == []
    assert sent.way == "link", "it is on its way, for all we know, and the link in it opens"
    await around.assistant.once.close()
    assert len(gateway.texts(NUMBER)) == 1


@pytest.mark.parametrize(("fault", "says"), [({"status": 401}, "could not send you an SMS"), ({}, "a code by SMS")])
async def test_a_code_that_was_not_taken_is_not_said_to_be_on_its_way(around, gateway, fault, says):
    ussd, chat = Ussd(around), Telegram(around)
    await to_the_offer(ussd)
    gateway.faults.set("status" if fault else "drop", "send", after=True, **fault)
    assert says in (await chat.to_the_code()).text
    if not fault:  # in doubt: it arrived all the same
        assert "Continue" in (await chat.say(gateway.texts(NUMBER)[0][:6])).labels
