"""The agreement of a loan: shown, read by whoever wants to, and signed or not with one choice."""

from dataclasses import replace

import pytest

from flows.errands import AgreementFound, AgreementSent, ApplicationFound, Trouble
from flows.steps import everything
from tests.person import LOAN, MONEY, WHO, applying
from tests.phones import Telegram, Ussd
from tests.test_activate import PIN, UNSIGNED, applied, read_on
from tests.test_assistant import to_the_offer
from tests.test_documents_sent import at_work
from tests.world import world

LOANED = ApplicationFound(
    reference="A-1", status="active", loan="l1", applied_amount="2000", currency="ZAR", applied_instalments=3
)


def activated(**answers):
    person = applied(**answers)
    person.says("activate", PIN, "then")
    return person


def test_the_agreement_is_shown_and_signed_with_one_choice():
    person = activated()
    assert "https://lender.example/ag1" in person.screen.text
    assert [value for value, _ in person.screen.options] == ["sign", "sms", "no"]
    assert person.says("sign").step == "sign.next"
    assert person.sent[-1] == "Sign"


def test_not_signing_is_as_easy_and_says_what_follows():
    person = activated()
    assert "Without your signature nothing is paid out" in person.says("no").text
    assert "Sign" not in person.sent


def test_on_a_small_screen_the_link_goes_by_sms():
    person = activated(short=True)
    assert "https" not in person.screen.text
    assert person.says("sms").text.startswith("The link is on its way by SMS.")
    person.answers["SendAgreement"] = AgreementSent(agreement_sent="unsent")
    assert person.says("sms").text.startswith("The SMS cannot be sent now.")


def test_one_who_has_not_signed_finds_it_under_my_application():
    person = applying(WHO, MONEY, LOAN, ("accept",), ReadApplication=LOANED, ReadAgreement=UNSIGNED)
    assert "its agreement waits for your signature." in person.says("00", "mine").text
    assert person.screen.options[0][0] == "sign"
    person.says("sign")
    assert person.at == "sign.shown"


def test_what_is_signed_elsewhere_is_not_asked_for():
    person = applying(WHO, MONEY, LOAN, ("accept",), ReadApplication=LOANED)
    assert person.says("00", "mine").step == "mine.loan"


@pytest.mark.parametrize("missing", ["ReadAgreement", "Sign"])
def test_a_lender_without_agreements_has_no_such_step(missing):
    known = everything()
    person = applied(serves=replace(known, errands=known.errands - {missing, "ReadPapers"}))
    assert person.says("activate", PIN, "then").step == "activate.done"


def test_an_agreement_that_cannot_be_read_stops_nothing():
    assert activated(ReadAgreement=Trouble(note="?")).at == "activate.done"
    assert "Ask the lender for a copy" in activated(ReadAgreement=AgreementFound(agreement="ag1")).screen.text


def test_a_signature_the_lender_does_not_take_is_said():
    person = activated(Sign=Trouble(note="?"))
    assert person.says("sign").text.startswith("The lender could not take your signature now.")


LOST = {"kind": "drop", "after": True}
SLOW = {"kind": "slow", "seconds": 9, "after": True}


@pytest.mark.parametrize(
    ("kind", "fault"), [(Ussd, None), (Telegram, None), (Ussd, LOST), (Telegram, LOST), (Telegram, SLOW)]
)
async def test_on_each_phone_it_is_signed_once_whatever_happens(redis_url, tmp_path, kind, fault):
    async with world(redis_url, tmp_path, role="web", lender_settle=0) as around:
        phone = kind(around)
        await to_the_offer(phone)
        await phone.say("1")
        await (phone.dial() if isinstance(phone, Ussd) else phone.say("Main menu"))
        await phone.say("My loan")
        await phone.say("Activate my loan")
        [application] = around.lender.books.applications
        shown = await read_on(phone, await phone.say(around.lender.activation.otp(application["application"])))
        if isinstance(phone, Ussd):
            await phone.say("Link by SMS")
            [sms] = around.inbox.messages["+27821234567"]
            assert "/agreements/AG-" in sms
        else:
            assert "/agreements/AG-" in shown.text
        if fault:
            around.lender.faults.set(method="agreement_sign", next=1, **fault)
        shown = await phone.say(next(label for label in shown.labels if "I have read it" in label))
        for _ in range(6):
            if "is signed" in shown.text:
                break
            await at_work(around)
            shown = await phone.say("Look again") if "Look again" in shown.labels else await signed_since(phone)
        assert "is signed" in shown.text
        assert [agreement["status"] for agreement in around.lender.books.agreements] == ["signed"]


async def signed_since(phone):
    return await (phone.dial() if isinstance(phone, Ussd) else phone.see())
