"""The door hears exactly what was typed, in order, turns pages, and never keeps what it heard."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.channels.door import Door
from adapters.channels.ussd.door import Ussd
from adapters.channels.ussd.said import last, mark
from adapters.gsm7 import septets
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session

DOOR: Door = Ussd()
UNHURRIED = settings(deadline=None)
MENU = Screen(
    "home.menu", "What do you want to do?", (("apply", "Apply"), ("bye", "Nothing")), back="Back", more="More"
)
LIST = Screen(
    "who.employer", "Who?", tuple((f"e{n}", f"Employer number {n}") for n in range(12)), back="Back", more="More"
)


class Phone:
    """A person at a phone, behind a gateway that joins their answers and may deliver a message twice."""

    def __init__(self, door: Door = DOOR, *, join: bool = True) -> None:
        self.door, self.join = door, join
        self.session = Session(id="s1")
        self.calls = 0
        self.typed: list[str] = []
        self.text, self.mark = "", ""

    def dial(self, beyond: str = "") -> Heard:
        """Dial the code, with digits beyond it that the gateway passes on."""
        self.calls += 1
        self.typed, self.text = [beyond] if beyond else [], ""
        return self.deliver() or pytest.fail("a call is heard")

    def say(self, words: str) -> str | None:
        """What the conversation hears of it."""
        self.typed.append(words)
        return self.hear()

    def hear(self) -> str | None:
        heard = self.deliver()
        return heard.words if heard else None

    def deliver(self) -> Heard | None:
        """Hand the text over; a message with the mark of the last one never gets as far as the door."""
        self.text = "*".join(self.typed) if self.join else (self.typed or [""])[-1]
        line = f"ATUid_{self.calls}"
        if self.mark == mark(line, self.text):
            return None
        self.mark = mark(line, self.text)
        self.session = Session.model_validate_json(self.session.model_dump_json())
        return self.door.listen(self.session, Heard("tel:+254711000111", self.mark, self.text, line=line))

    def may_turn(self) -> bool:
        kept = self.session.lines.get("ussd")
        return isinstance(kept, list) and kept[3] == "98"

    def see(self, screen: Screen) -> str:
        return self.door.draw(self.session, screen).decode()


answers = st.text(st.sampled_from("0123*# é"), max_size=6)
first_answers = answers.filter(lambda words: words and not words.startswith("*"))
calls = st.lists(
    st.tuples(st.sampled_from(["", "33", "1*2*3"]), first_answers, st.lists(answers, max_size=6)), min_size=1
)


@UNHURRIED
@given(calls, st.randoms(use_true_random=False))
def test_every_answer_is_heard_once_in_order_whatever_is_dialled_or_repeated(calls, dice):
    phone = Phone()
    for beyond, first, more in calls:
        dialled = phone.dial(beyond)
        assert dialled.new
        assert dialled.words is None
        for words in [first, *more]:
            assert phone.say(words) == words
            if dice.random() < 0.3:
                assert phone.deliver() is None


@UNHURRIED
@given(first_answers, st.lists(st.tuples(answers, st.booleans()), max_size=8))
def test_an_answer_that_got_lost_comes_with_the_next_and_is_never_dropped(first, turns):
    phone = Phone()
    phone.dial()
    heard = [phone.say(first)]
    for words, lost in turns:
        if lost:
            phone.typed.append(words)
        else:
            heard.append(phone.say(words))
    assert "*".join(words or "" for words in heard) == phone.text


def test_an_empty_first_answer_asks_again_and_the_next_is_heard():
    phone = Phone()
    phone.dial()
    assert phone.say("") is None  # to the gateway, and to us, the same as dialling
    assert phone.say("1") == "1"
    assert phone.say("") == ""


def test_the_same_text_under_another_mark_shows_the_screen_again():
    phone = Phone()
    phone.dial()
    phone.say("1")
    phone.mark = ""
    assert phone.hear() is None


def test_a_text_that_goes_on_from_nothing_we_know_shows_the_screen_again_and_is_then_known():
    phone = Phone()
    phone.dial()
    phone.say("1")
    for other in (["2", "5"], ["25"], ["257"], []):
        phone.typed = other
        assert phone.hear() is None
        assert phone.mark == mark("ATUid_1", phone.text)  # it did get as far as the door
    phone.typed = ["1", "2"]
    phone.deliver()
    assert phone.say("3") == "3"


def test_nothing_typed_is_kept():
    phone = Phone()
    phone.dial()
    phone.see(MENU)
    phone.say("1")
    phone.say("4711")
    phone.see(MENU)
    kept = json.dumps(phone.session.lines["ussd"])
    assert "4711" not in kept
    assert "ATUid" not in kept
    assert len(kept) < 50


def test_a_redial_is_new_and_starts_at_the_first_page():
    phone = Phone()
    phone.dial()
    phone.see(LIST)
    phone.say("98")
    assert phone.dial().new
    assert phone.see(LIST).startswith("CON Who?")


def test_pages_turn_both_ways_and_the_conversation_hears_none_of_it():
    phone = Phone()
    phone.dial()
    first = phone.see(LIST)
    assert first.endswith("\n98 More\n0 Back")
    seen = first
    while "98 More" in seen:
        assert phone.say("98") is None
        seen = phone.see(LIST)
    assert "12 Employer number 11\n0 Back" in seen
    assert phone.say("98") == "98"  # no page to turn: an answer like any other
    assert phone.see(LIST) == first
    phone.say("98")
    phone.see(LIST)
    assert phone.say("0") is None
    assert phone.see(LIST) == first
    assert phone.say("0") == "0"


def test_an_option_of_another_page_can_be_chosen_at_once_and_00_is_the_conversations():
    phone = Phone()
    phone.dial()
    phone.see(LIST)
    assert phone.say("12") == "12"
    phone.see(LIST)
    phone.say("98")
    assert phone.say("00") == "00"
    assert phone.session.page == 0


def test_a_sorry_takes_the_questions_place_from_its_first_page_and_no_option_slips_away():
    phone = Phone()
    phone.dial()
    phone.see(LIST)
    phone.say("98")
    phone.see(LIST)
    phone.say("77")
    wrong = Screen(LIST.step, LIST.text, LIST.options, "Please answer with a number from 1 to 12.", "Back", "More")
    seen = [phone.see(wrong)]
    while "98 More" in seen[-1]:
        phone.say("98")
        seen.append(phone.see(LIST))  # the conversation says its sorry once
    assert seen[0].startswith("CON Please answer")
    lines = [line for page in seen for line in page[4:].split("\n")]
    assert [line for line in lines if "Employer" in line] == [f"{n + 1} Employer number {n}" for n in range(12)]
    assert phone.say("3") == "3"
    assert phone.see(LIST).startswith("CON Who?")


def test_a_sorry_of_several_pages_is_not_shown_on_another_step():
    phone = Phone()
    phone.dial()
    phone.see(Screen("who.employer", "Who?", sorry="word " * 60))
    phone.say("98")
    assert phone.see(MENU).startswith("CON What")


@UNHURRIED
@given(st.text(), st.lists(st.text(), max_size=12), st.booleans(), st.integers(44, 184))
def test_no_screen_is_over_the_operators_limit_and_more_leads_to_its_end(text, labels, ends, limit):
    phone = Phone(Ussd(limit=limit))
    phone.dial()
    screen = Screen("a.step", text, tuple((label, label) for label in labels), back="Back", more="More", ends=ends)
    seen = [phone.see(screen)]
    while phone.may_turn():
        assert phone.say("98") is None
        seen.append(phone.see(screen))
    assert max(map(septets, seen)) <= limit
    assert [page[:4] for page in seen] == ["CON "] * (len(seen) - 1) + ["END " if ends else "CON "]


@UNHURRIED
@given(st.integers(1, 60))
def test_a_farewell_too_long_for_one_page_ends_on_its_last(count):
    phone = Phone()
    phone.dial()
    words = [f"word{n}" for n in range(count)]
    farewell = Screen("home.bye", " ".join(words), ends=True)
    seen = [phone.see(farewell)]
    while seen[-1].startswith("CON "):
        assert phone.say("98") is None
        seen.append(phone.see(farewell))
    assert seen[-1].startswith("END ")
    assert max(map(septets, seen)) <= 160
    assert [word for page in seen for word in page.split() if word.startswith("word")] == words


def test_after_the_end_the_same_gateway_session_is_a_new_call():
    phone = Phone()
    phone.dial()
    phone.say("1")
    assert phone.see(Screen("home.bye", "Goodbye.", ends=True)) == "END Goodbye."
    assert "ussd" not in phone.session.lines
    phone.typed.append("1")
    heard = phone.deliver()
    assert heard
    assert heard.new
    assert heard.words is None
    assert phone.say("2") == "2"


def test_one_persons_gateway_session_means_nothing_in_anothers():
    phone, other = Phone(), Phone()
    phone.dial()
    other.calls, other.typed = phone.calls, ["1", "2"]
    heard = other.deliver()
    assert heard
    assert heard.new


def test_a_gateway_that_sends_the_present_answer_alone_is_read_so():
    phone = Phone(Ussd(reads=last), join=False)
    phone.dial("*384*1#")
    assert [phone.say(words) for words in ("1", "5*5", "", "2")] == ["1", "5*5", "", "2"]


@pytest.mark.parametrize("setting", [{"limit": 20}, {"patience": 4.5}, {"patience": 0}, {"more": "0"}, {"more": "#"}])
def test_a_setting_that_cannot_work_is_refused(setting):
    with pytest.raises(ValueError, match=r"septets|patience|key"):
        Ussd(**setting)
