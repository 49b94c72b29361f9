"""A no of the lender: its reason is told, and a person may be asked to look again (POPIA, section 71)."""

import asyncio

import pytest
from pydantic import ValidationError

from bot.settings import Settings
from flows.declined import review
from flows.errands import ApplicationFound, Declined
from flows.handover import take
from flows.heard import Heard
from flows.session import Serves
from flows.steps import everything
from tests.person import LOAN, MONEY, PAPERLESS, WHO, Person, applying
from tests.phones import Ussd
from tests.staff_desk import staff_desk
from tests.test_program import bot

NO = Declined(reason="Too many other debts")
FOUND = ApplicationFound(
    reference="A-1", status="declined", applied_amount="2000", currency="ZAR", applied_instalments=3, reason="arrears."
)


def checked(*, ways=frozenset(), contact=""):
    """Somebody against whom the bureau speaks, with a lender that has these ways and says how it is reached."""
    serves = Serves(PAPERLESS.errands, PAPERLESS.facts, ways=ways, contact=contact)
    return applying(WHO, MONEY[:1], serves=serves, CheckCredit=NO)


def staffed():
    """The same, where there are staff."""
    return checked(ways=frozenset({"person"}))


def read_back(**kwargs):
    """Somebody who looks under My loan and finds that it was declined."""
    person = Person(serves=everything(), ReadApplication=FOUND, **kwargs)
    person.says("en", "yes")
    person.facts["application"] = "a1"
    person.says("mine")
    return person


def test_who_is_declined_reads_the_reason_and_may_ask_for_a_person():
    person = staffed()
    assert person.at == "budget.declined"
    assert "Its main reason: Too many other debts." in person.screen.text
    assert dict(person.screen.options)["person"] == "Ask a person to look again"
    person.says("person")
    assert (person.at, person.sent[-1]) == ("person.talk", "CallPerson")
    assert review(person.session) == "credit check: Too many other debts"


def test_an_application_that_was_declined_since_says_why_and_offers_the_same():
    person = read_back()
    assert person.at == "mine.declined"
    assert "Its main reason: arrears." in person.screen.text
    person.says("person")
    assert review(person.session) == "A-1, 2000 ZAR x 3: arrears"


def test_one_who_withdrew_is_not_said_to_have_been_declined():
    person = Person(serves=everything(), ReadApplication=FOUND)
    person.says("en", "yes")
    person.session.facts |= {"application": "a1", "withdrawn": "a1"}
    person.says("mine")
    assert person.at == "mine.shown"


def test_without_staff_the_words_say_how_the_lender_is_reached():
    asked = {"": "Please ask the lender for that.", "0800 123 456": "Ask the lender for that: 0800 123 456"}
    for contact, said in asked.items():
        person = checked(contact=contact)
        assert said in person.screen.text
        assert [value for value, _ in person.screen.options] == ["menu"]


@pytest.mark.parametrize("wrong", ["x" * 41, "two\nlines"])
def test_how_the_lender_is_reached_fits_on_a_screen(wrong):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, lender_contact=wrong)


@pytest.mark.parametrize("way", ["menu", "00", None])
def test_after_a_no_one_begins_anew_without_being_asked_to_go_on(way):
    person = applying(WHO, MONEY, LOAN, ("accept",), Apply=NO)
    assert (person.at, person.screen.back) == ("apply.declined", "")
    person.says(way) if way else person.dials()
    assert person.at == "home.menu"
    person.says("apply")
    assert person.at == "borrower.id_number"
    assert "amount" not in person.facts


def test_who_asks_elsewhere_asks_for_no_review():
    person = staffed()
    person.says("menu", "person")
    assert review(person.session) == ""


def test_the_person_gone_the_reason_stands_there_again():
    person = staffed()
    person.says("person")
    take(person.session, 9001, "Anna", "telegram")
    person.session.passed = []
    shown = person.turn(Heard("tg:1", "m", "bot", at="person.talk", ref="7001:5"))
    assert shown.step == "budget.declined"


async def test_staff_read_what_to_look_at_again_and_so_does_the_transcript(redis_url, tmp_path):
    async with staff_desk(redis_url, tmp_path) as desk:
        phone = Ussd(desk.world)
        await declined_on(phone)
        await phone.say("Ask a person to look again")
        await phone.say("Write a message")
        shown = await phone.say("That debt is paid")
        assert "by SMS" in shown.text
        await desk.rest()
        texts = [message.wire.get("text", "") for message in desk.group.topics[desk.topic].messages]
        [asked] = [text for text in texts if text.startswith("🔁")]
        assert asked.endswith("credit check: Adverse listing at the credit bureau")
        assert texts.index(asked) < texts.index("👤 Sam Ndlovu: That debt is paid")
        settings = desk.world.assistant.settings
        env = {"REDIS_URL": settings.redis_url.get_secret_value(), "DATA_KEYS": settings.data_keys.get_secret_value()}
        told = await asyncio.to_thread(bot, "transcript", "+27821234567", **env)
        assert "borrower (review): credit check: Adverse listing at the credit bureau" in told.stdout


async def declined_on(phone):
    """Up to the bureau's no."""
    await phone.meet()
    for words in ("1", "9001014111081", "Sam", "Ndlovu", "Karoo Wool", "1", "1", "1", "Later", "1"):
        shown = await phone.say(words)
    assert "Adverse listing" in shown.text
