"""Asking for a person, in the conversation alone: who has it, what is passed on, and what goes on beneath."""

import pytest

from flows.errands import Applied, ClientFound, FindClient, Trouble
from flows.handover import BOT, STAFF, WAITING, take
from flows.heard import File, Heard
from flows.line import Line
from flows.longest import FACTS
from flows.screen import Screen
from flows.session import Session
from flows.show import SILENCE, errand
from flows.steps import AGAIN, STEPS, TALK, everything
from flows.talk import hand_back, hear
from flows.words import Ask, Choose, End, Send
from tests.person import PAPERLESS, Person

REF = "7001:5"
IDS = (
    "client",
    "application",
    "loan",
    "budget",
    "mandate",
    "payout",
    "product",
    "purpose",
    "employer_id",
    "beneficiary",
)


def in_chat(words=None, **more):
    return Heard("tg:1", "m", words, ref=REF, **more)


def asking(**more):
    """Somebody in a chat, at the ID number, who asks for a person."""
    person = Person(serves=everything(), **more)
    person.says("en", "yes", "apply")
    before = person.screen
    person.turn(in_chat(jump="person.ask"))
    return person, before


def taken(person):
    take(person.session, 9001, "Anna", "telegram")
    person.session.passed = []
    return person


def test_one_who_asks_waits_and_what_they_say_is_passed_on():
    person, _ = asking()
    assert (person.at, person.sent[-1]) == (TALK, "CallPerson")
    person.session.owner = WAITING
    shown = person.turn(in_chat("I have a question"))
    assert shown.sorry == "We have passed that on."
    [line] = person.session.passed
    assert (line.kind, line.by, line.text, line.ref) == ("said", "borrower", "I have a question", REF)
    assert person.turn(in_chat("Hello?")) is SILENCE


def test_the_number_of_an_option_is_a_word_like_any_other_in_a_chat():
    person, _ = asking()
    person.turn(in_chat("1"))
    assert person.at == TALK
    assert person.session.passed[0].text == "1"


@pytest.mark.parametrize("state", [name for name, step in STEPS.items() if not name.startswith(("start.", "person."))])
def test_a_person_is_asked_for_from_any_step_and_it_is_shown_again_afterwards(state):
    person = Person(serves=everything())
    person.says("en", "yes")
    person.session.facts |= FACTS | dict.fromkeys(IDS, "x1")
    person.session.state, person.session.trail = state, ["home.menu"]
    step = STEPS[state]
    sends = isinstance(step, Send) and errand(person.session, step)  # one whose secret is gone is asked for again
    if isinstance(step, Send):
        person.session.errand, person.session.sent = f"s:1:{state}", 5
    person.turn(in_chat(jump="person.ask"))
    assert person.at == TALK
    hand_back(person.session, Line(kind="left", by="borrower"))
    if isinstance(step, Ask | Choose) and step.anew:  # what it shows is read again
        assert person.at.partition(".")[0] == state.partition(".")[0]
        return
    gone = isinstance(step, Ask | Choose) and step.drops
    rests = isinstance(step, End) or state == AGAIN or (isinstance(step, Send) and not sends)
    assert person.at == ("home.menu" if rests or gone else state)
    if sends:
        assert (person.session.errand, person.session.sent) == (f"s:1:{state}", 5)


def test_nobody_is_asked_for_before_one_has_said_who_one_is_or_where_nobody_is():
    person = Person(serves=everything())
    person.says("en")
    person.turn(in_chat(jump="person.ask"))
    assert person.at == "start.consent"
    person.says("yes")
    person.serves = PAPERLESS
    person.turn(in_chat(jump="person.ask"))
    assert person.at == "home.help"


@pytest.mark.parametrize(
    "heard",
    [
        in_chat("hello"),
        in_chat("0"),
        in_chat("00"),
        in_chat(new=True),
        in_chat(jump="home.menu"),
        in_chat("same", at="borrower.confirm"),
        in_chat("#1", at="home.menu"),
        in_chat("call", at=TALK),
        in_chat(contact="+27821234567"),
        in_chat(file=File("f")),
        in_chat("otherwise", edited=True),
    ],
)
def test_while_staff_have_the_chat_the_bot_is_silent(heard):
    person = taken(asking()[0])
    before = person.session.model_dump(exclude={"turn", "desk", "facts"})
    assert person.turn(heard) is SILENCE
    assert person.session.model_dump(exclude={"turn", "desk", "facts"}) == before
    pressed = bool(heard.at)
    assert len(person.session.passed) == (0 if pressed else 1)


def test_the_way_back_is_the_one_thing_that_is_heard():
    person, before = asking()
    assert taken(person).turn(in_chat("bot", at=TALK)) == before
    assert (person.session.owner, person.at) == (BOT, "borrower.id_number")
    assert [line.kind for line in person.session.passed] == ["left"]
    assert not [fact for fact in person.facts if fact.startswith("desk")]


def test_staff_have_the_chat_wherever_the_conversation_stood():
    """As where they were asked for on another phone: what is written in the chat is for them."""
    person = Person(serves=everything())
    person.says("en", "yes", "apply")
    taken(person)
    assert person.turn(in_chat("8001015009087")) is SILENCE
    assert (person.at, person.session.trail[-1]) == (TALK, "borrower.id_number")


def under_way(owner):
    """An errand was sent, and a person asked for before it had its answer."""
    person = Person(serves=everything(), FindClient=None)
    person.says("en", "yes", "apply", "8001015009087")
    assert person.at == "borrower.find"
    key = person.session.errand
    person.turn(in_chat(jump="person.ask"))
    assert (person.at, person.session.errand) == (TALK, key)
    return taken(person) if owner == STAFF else person


def test_an_answer_that_comes_meanwhile_moves_what_lies_beneath():
    person = under_way(STAFF)
    said = hear(person.session, ClientFound(client="c1", first_name="Thandi", last_name="Mokoena"))
    assert (person.at, person.session.trail[-1], person.session.errand) == (TALK, "borrower.confirm", "")
    assert isinstance(said, Screen)
    shown = hand_back(person.session, Line(kind="back", by="staff"))
    assert isinstance(shown, Screen)
    assert shown.step == "borrower.confirm"


def test_who_only_waits_is_told_the_answer_and_keeps_their_place():
    person = under_way(WAITING)
    person.session.owner = WAITING
    hear(person.session, ClientFound(client="c1", first_name="Thandi", last_name="Mokoena"))
    assert (person.at, person.session.owner) == ("borrower.confirm", WAITING)


def test_an_errand_under_way_is_never_sent_under_another_name():
    person = under_way(STAFF)
    key = person.session.errand
    said = hand_back(person.session, Line(kind="back", by="staff"))
    assert isinstance(said, FindClient)
    assert (person.at, person.session.errand) == ("borrower.find", key)


def test_an_error_that_comes_meanwhile_is_kept_beneath_too():
    person = under_way(STAFF)
    hear(person.session, Trouble(note="no"))
    assert (person.at, person.session.trail[-1]) == (TALK, "home.trouble")


def test_answers_that_fit_nothing_change_nothing():
    person = taken(asking()[0])
    before = person.session.model_dump_json()
    hear(person.session, Applied(application="a", reference="r"))
    assert person.session.model_dump_json() == before


def test_a_session_with_a_hand_over_is_small():
    person = taken(asking()[0])
    assert len(person.session.model_dump_json(exclude_defaults=True)) - len(Session(id="s").model_dump_json()) < 700


def test_a_receipt_is_no_step_one_comes_back_to():
    """What it tells of is forgotten as one leaves: coming back there once found nothing to say."""
    person = Person(serves=everything())
    person.says("en", "yes")
    person.session.facts |= FACTS
    person.session.state, person.session.trail = "repay.receipt", ["home.menu"]
    person.jumps("home.help")
    person.says("0")
    assert person.at == "home.menu"


@pytest.mark.parametrize("owner", [STAFF, WAITING])
def test_nobody_waits_for_staff_there_are_no_more(owner):
    person, before = asking()
    person.session.owner = owner
    person.serves = PAPERLESS
    assert person.turn(in_chat("hello?")).text == before.text
    assert (person.session.owner, person.session.passed) == (BOT, [])
