"""The short words fit the small screen: one page each, in the phone's own alphabet, with long facts."""

import pytest

from adapters.channels.ussd.pages import Ways, fit
from adapters.gsm7 import septets, to_gsm7
from flows.longest import FACTS
from flows.steps import STEPS
from flows.text import LANGUAGES
from flows.uploading import offered
from flows.words import Ask, Choose, End, Send, Upload
from tests.test_words import FREE

ROOM = 160 - len("CON ")
UNBROKEN = "\xa0"
WHOLE = (
    *("apply.offer", "mine.loan", "plan.shown", "plan.statement", "collect.ready", "person.messages"),
    *("start.changed", "data.delete"),
)
"""The cost of a loan, where it stands, its schedule, what a bank will ask, and what staff wrote: on several pages; and
what one is to agree to anew, or what is deleted."""

SHOWN = {name: step for name, step in STEPS.items() if not isinstance(step, Send)}


def pages(lang, name, step):
    speak = LANGUAGES[lang]
    key = name.replace(".", "-")
    table = tuple(step.table) if isinstance(step, Choose | Upload) else ()
    if name == "sign.shown":  # a phone that shows so little is sent no documents
        table = tuple(value for value in table if value != "file")
    if isinstance(step, Upload):
        table = tuple(offered(FACTS, frozenset(step.ways), table, short=True))
    labels = [speak.say(f"{key}.{value}", FACTS, short=True) for value in table]
    back = "" if isinstance(step, End) else speak.say("way-back", FACTS, short=True)
    return fit(speak.say(key, FACTS, short=True), labels, Ways(back=back, more="More"), ROOM)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_screen_but_those_told_whole_fits_one_page(lang):
    shown = {name: pages(lang, name, step) for name, step in SHOWN.items() if name not in WHOLE}
    too_long = {name: found for name, found in shown.items() if len(found) > 1}
    assert too_long == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sorry_and_notice_fits_with_its_way_back(lang):
    words = {
        key: LANGUAGES[lang].say(key, FACTS, short=True) for key in LANGUAGES[lang].patterns if key.startswith(FREE)
    }
    assert {key for key, said in words.items() if septets(to_gsm7(f"{said}\n0 Back")) > ROOM} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_short_words_are_written_in_the_alphabet_of_the_phone(lang):
    for name, step in SHOWN.items():
        if not (isinstance(step, Ask) and step.contact):
            said = LANGUAGES[lang].say(name.replace(".", "-"), FACTS, short=True).replace(UNBROKEN, " ")
            assert to_gsm7(said) == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_instalment_is_not_spoken_of_as_many(lang):
    one = FACTS | {"applied_instalments": 1}
    assert "1 instalments" not in LANGUAGES[lang].say("mine-shown", one)
