"""In the conversation: a changed SIM keeps activation and payout back, it is said until when, and nothing is lost."""

from dataclasses import replace

import pytest

from flows.activate import activate
from flows.errands import KEPT_BACK, SimChanged, SimUnknown
from flows.steps import STEPS, check_kept_back
from flows.words import Send
from tests.person import KIND, PAPERLESS
from tests.test_activate import PIN, applied
from tests.test_collect import to_the_bank

CHANGED = SimChanged(sim_until="2026-11-23T08:00")
STAFFED = replace(PAPERLESS, ways=frozenset({"person"}))


def to_the_money(**answers):
    """Somebody who is asked whether to pay out."""
    person = to_the_bank(**answers)
    person.says("ask", "then", "same")
    return person


def test_no_pin_is_asked_for_and_the_application_stays_as_it_is():
    person = applied(SendOtp=CHANGED)
    shown = person.says("activate")
    assert (shown.step, [value for value, _ in shown.options]) == ("activate.sim", ["menu"])
    assert "from Mon 23 Nov, 08:00 on" in shown.text
    person.answers["SendOtp"] = KIND["SendOtp"]
    assert person.says("0", "activate").step == "activate.otp", "the way back is there, and the PIN is asked for later"
    assert person.facts["application"] == "a1"


def test_a_pin_that_was_sent_before_is_not_tried_and_can_be_typed_later():
    person = applied(ActivateByOtp=CHANGED)
    assert person.says("activate", PIN).step == "activate.sim"
    assert not person.facts.get("loan")
    assert PIN not in person.session.model_dump_json()
    assert person.says("0").step == "activate.otp"
    person.answers["ActivateByOtp"] = KIND["ActivateByOtp"]
    assert person.says(PIN).step == "activate.active"


def test_nothing_is_paid_out_and_it_can_be_asked_for_later():
    person = to_the_money(PayOut=CHANGED)
    assert person.says("yes").step == "payout.sim"
    assert not {"payout", "payout_status"} & person.facts.keys()
    person.answers["PayOut"] = KIND["PayOut"]
    assert person.says("0", "yes").step == "payout.done"


def test_where_nobody_knows_it_can_be_tried_again_after_another_yes():
    person = to_the_money(PayOut=SimUnknown())
    assert person.says("yes").step == "payout.unsure"
    person.answers["PayOut"] = KIND["PayOut"]
    assert person.says("again").step == "payout.confirm"
    assert person.says("yes").step == "payout.done"


@pytest.mark.parametrize("way", ["activate", "yes"])
def test_a_person_can_be_asked_for(way):
    person = to_the_money(PayOut=CHANGED) if way == "yes" else applied(SendOtp=CHANGED)
    person.serves = STAFFED
    assert person.says(way, "person").step == "person.talk"


def test_a_step_without_a_route_for_it_is_found_at_import():
    request = activate.steps["activate.request"]
    assert isinstance(request, Send)
    with pytest.raises(ValueError, match=r"activate\.request does not say where SimChanged leads"):
        check_kept_back({"activate.request": replace(request, instead={})})
    assert {step.errand for step in STEPS.values() if isinstance(step, Send)} >= KEPT_BACK.keys()
