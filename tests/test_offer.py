"""An offer stands until its last day; who says yes to one after that is shown a new one, and nothing is applied for."""

import time

import pytest

from adapters.trail_line import SHOWN
from flows.apply import stands
from flows.errands import Trouble
from tests.person import LOAN, MONEY, NOW, WHO, applying, offer
from tests.phones import Telegram, Ussd
from tests.test_assistant import applications, to_the_offer
from tests.test_trail import told
from tests.world import world

LAST = "2026-02-02"
"""The day it is at NOW in Greenwich: 02:40 in the morning."""


@pytest.mark.parametrize(
    ("at", "hours", "stood"),
    [(NOW, 0, True), (NOW, 2, True), (NOW, 22, False), (NOW, -5, True), (NOW + 86_400, 0, False)],
)
def test_it_stands_to_the_end_of_the_day_by_the_lenders_clock(at, hours, stood):
    assert stands({"stands_until": LAST, "now": at, "hours": hours}) is stood


def test_an_offer_that_stands_is_applied_for():
    person = applying(WHO, MONEY, LOAN, Quote=offer(stands_until=LAST))
    assert person.screen.text.startswith("This is what the loan costs:")
    assert person.says("accept").step == "apply.done"
    assert person.sent.count("Quote") == 1


@pytest.mark.parametrize("short", [True, False])
def test_a_lapsed_offer_is_priced_again_and_said_to_be_new(monkeypatch, short):
    person = applying(WHO, MONEY, LOAN, Quote=offer(stands_until=LAST), short=short)
    monkeypatch.setattr("tests.person.NOW", NOW + 86_400)
    person.answers["Quote"] = offer(total=2500, stands_until="2026-02-08")
    shown = person.says("accept")
    assert shown.step == "apply.offer"
    assert shown.text.startswith("The earlier offer")
    assert "2\xa0500" in shown.text
    assert "Apply" not in person.sent
    assert person.says("0").step == "apply.instalments"
    assert person.says("3").text.startswith("You get" if short else "This is what the loan costs:")
    assert person.says("accept").step == "apply.done"
    assert person.sent.count("Apply") == 1


def test_one_who_comes_back_after_a_week_is_told(monkeypatch):
    person = applying(WHO, MONEY, LOAN, Quote=offer(stands_until=LAST))
    monkeypatch.setattr("tests.person.NOW", NOW + 7 * 86_400)
    person.dials()
    person.answers["Quote"] = offer(stands_until="2026-02-15")
    assert person.says("continue").step == "apply.offer"
    assert person.says("accept").text.startswith("The earlier offer does not stand any more")


def test_an_application_that_failed_and_is_tried_again_on_the_same_day_is_not_said_to_be_new():
    person = applying(WHO, MONEY, LOAN, Quote=offer(stands_until=LAST), Apply=Trouble(note="?"))
    person.says("accept", "0", "0")
    assert person.at == "apply.instalments"
    assert person.says("3").text.startswith("This is what the loan costs:")


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_on_each_phone_nothing_is_applied_for_with_a_lapsed_offer(redis_url, tmp_path, kind):
    async with world(redis_url, tmp_path) as around:
        phone, desk = kind(around), around.assistant.desk
        await to_the_offer(phone)
        desk._clock = lambda: time.time() + 7 * 86_400
        shown = await phone.say("1")
        assert shown.text.startswith("The earlier offer")
        assert await applications(around) == []
        assert await told(around, SHOWN) == []
        desk._clock = time.time
        await phone.say("Accept" if kind is Ussd else "1")
        assert len(await applications(around)) == 1
        [line] = await told(around, SHOWN)
        assert line.words.startswith("The earlier offer")
