"""What one agrees to is kept with its version, language, channel and time; and asked anew once the words change."""

import pytest

from adapters.trail_line import SHOWN
from flows import consent
from flows.errands import FindClient
from flows.handover import take
from flows.heard import Heard
from flows.show import SILENCE
from flows.steps import everything
from tests.person import ID, NOW, PAPERLESS, Person
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_auditing import run
from tests.test_trail import told
from tests.world import world


def agreed(*, short=False, lang="en", serves=PAPERLESS):
    """Somebody who has agreed to our words."""
    person = Person(short=short, serves=serves)
    person.says(lang, "yes")
    return person


def outdated(**kwargs):
    """Somebody who agreed to other words."""
    person = agreed(**kwargs)
    person.facts[consent.AGREED]["version"] = "00000000"
    return person


def test_what_was_agreed_to_is_kept():
    assert agreed().facts[consent.AGREED] == {
        "version": consent.version("en", short=False),
        "lang": "en",
        "short": False,
        "channel": "",  # set anew by each door
        "at": NOW,
    }


def test_each_wording_has_a_version_of_its_own():
    found = {consent.version(lang, short=short) for lang in ("en", "sw") for short in (True, False)}
    assert len(found) == 4
    assert consent.version("xx", short=True) == ""


@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize("lang", ["en", "sw"])
def test_who_agreed_to_our_words_is_not_asked_again_on_another_phone_or_in_another_language(short, lang):
    person = agreed(short=short, lang=lang)
    person.short, person.session.lang = not short, "sw" if lang == "en" else "en"
    assert person.dials().step == "home.menu"


@pytest.mark.parametrize("kept", [None, {"version": "00000000", "lang": "en"}, {"version": "", "lang": "xx"}])
def test_who_agreed_to_others_is_asked_again_and_comes_to_the_menu(kept):
    person = agreed()
    person.facts[consent.AGREED] = kept
    shown = person.dials()
    assert shown.step == "start.changed"
    assert "has changed since you agreed" in shown.text
    assert "share it with the lender" in shown.text
    assert person.says("yes").step == "home.menu"
    assert not consent.is_outdated(person.facts)


def test_what_was_begun_before_is_one_step_back_and_nothing_is_answered_meanwhile():
    person = outdated()
    person.session.state, person.session.trail = "borrower.id_number", ["home.menu"]
    assert person.says(ID).step == "start.changed"
    assert person.says("0").step == "borrower.id_number"  # to be read again, not to be answered
    assert person.says(ID).step == "start.changed"
    assert person.sent == []
    person.says("yes")
    assert person.says("0").step == "borrower.id_number"


def test_who_does_not_agree_to_the_new_words_stops_here():
    person = outdated()
    person.dials()
    assert person.says("no").step == "start.refused"
    assert person.jumps("home.menu").step == "start.language"
    assert person.facts["consent"] == "no"
    person.says("en", "yes")
    assert not consent.is_outdated(person.facts)


def test_news_and_what_is_under_way_come_first():
    person = outdated()
    person.session.unseen = True
    assert person.dials().step == "home.menu"
    assert person.dials().step == "start.changed"
    person = outdated()
    person.session.state, person.session.errand = "borrower.find", "s:1:borrower.find"
    person.facts["id_number"] = ID
    person.answers["FindClient"] = None
    assert isinstance(person.looks(), FindClient)
    person = outdated(serves=everything())
    take(person.session, 9001, "Anna", "telegram")
    assert person.turn(Heard("tg:1", "m", "hello", ref="7001:5")) is SILENCE


def test_on_a_small_screen_a_yes_before_the_end_turns_the_page():
    person = outdated(short=True)
    person.dials()
    person.turn(Heard("tel:x", "m", "1", page=1))
    assert (person.at, person.session.page) == ("start.changed", 1)


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_the_words_the_version_the_language_the_channel_and_the_time_are_on_the_trail(kind, redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        await kind(around).meet()
        [line] = await told(around, SHOWN, consents=True)
        channel = "ussd" if kind is Ussd else "telegram"
        assert (line.step, line.lang, line.channel) == ("start.consent", "en", channel)
        assert line.version == consent.version("en", short=kind is Ussd)
        assert "share it with the lender" in line.words
        assert line.at > 1_700_000_000
        read = await run(around, "--person", NUMBER if kind is Ussd else "tg:7001")
        assert f"version={line.version}" in read
        assert "share it with the lender" in read


@pytest.mark.parametrize("to", ["start.language", "home.menu", "home.help", "notices.reminders"])
def test_no_command_leads_past_consent_from_where_data_are_deleted(to):
    person = Person("")
    person.dials()
    person.jumps("data.delete")
    assert person.at == "data.delete"
    person.jumps(to)
    assert person.at == "start.language"
