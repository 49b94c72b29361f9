"""Stopping reminders and starting them again, in the middle of whatever one was at."""

from tests.person import FIRST, LOAN, MONEY, WHO, Person, applying


def test_stopped_and_started_again():
    person = applying()
    assert person.jumps("notices.reminders").step == "notices.reminders"
    assert person.says("stop").step == "notices.stopped"
    assert person.jumps("notices.reminders").step == "notices.paused"
    assert person.says("start").step == "notices.started"
    person.says("00")
    assert person.jumps("notices.reminders").step == "notices.reminders"


def test_from_help_and_back_to_the_menu_changes_nothing():
    person = applying()
    person.says("help", "reminders")
    assert person.says("menu").step == "home.menu"
    assert person.facts["reminders"] == "menu"
    person.says("help")
    assert person.says("reminders").step == "notices.reminders"


def test_stopped_they_stay_stopped_when_one_applies_anew():
    person = applying()
    person.says("help", "reminders", "stop", "00")
    person.says(*WHO, *MONEY, *LOAN, "accept", "00", "help")
    assert person.says("reminders").step == "notices.paused"
    assert person.says("menu").step == "home.menu"
    person.says("help")
    assert person.says("reminders").step == "notices.paused"


def test_an_application_goes_on_afterwards():
    person = applying(WHO, MONEY, LOAN)
    assert person.at == "apply.offer"
    person.jumps("notices.reminders")
    person.says("stop")
    assert person.says("anything").step == "home.menu"
    person.says("apply")
    assert person.says("continue").step == "apply.offer"


def test_nobody_passes_the_first_meeting_by_it():
    person = Person()
    assert person.jumps("notices.reminders").step == "start.language"
    person.says(*FIRST)
    assert person.jumps("notices.reminders").step == "notices.reminders"


def test_sms_are_stopped_and_started_again_whatever_becomes_of_the_reminders():
    person = applying()
    person.says("help", "reminders")
    assert person.says("sms").step == "notices.sms"
    assert person.says("stop").step == "notices.sms_stopped"
    assert (person.facts["sms"], person.facts["reminders"]) == ("stop", "sms")
    person.jumps("notices.reminders")
    assert person.says("stop").step == "notices.stopped"
    person.jumps("notices.reminders")
    assert person.says("sms").step == "notices.sms_paused"
    assert person.says("start").step == "notices.sms_started"
    assert person.jumps("notices.reminders").step == "notices.paused"


def test_stopped_sms_stay_stopped_when_one_applies_anew():
    person = applying()
    person.says("help", "reminders", "sms", "stop", "00")
    person.says(*WHO, *MONEY, *LOAN, "accept", "00", "help", "reminders")
    assert person.says("sms").step == "notices.sms_paused"
    assert person.says("menu").step == "home.menu"
    person.says("help", "reminders")
    assert person.says("sms").step == "notices.sms_paused"
