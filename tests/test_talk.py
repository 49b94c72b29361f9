"""The conversation, held: what is said, what is shown, and what is remembered."""

from dataclasses import replace

import pytest

from flows.errands import (
    AddClient,
    Applied,
    Apply,
    ClientFound,
    CodeRests,
    CodeSent,
    CodeSpent,
    CodeUnsent,
    Declined,
    EmployersFound,
    FindClient,
    Join,
    ListProducts,
    LoanFound,
    Loans,
    NoEmployer,
    PaybackTypes,
    Products,
    Prove,
    Purposes,
    Quote,
    ScheduleFound,
    SetBudget,
    Trouble,
    WrongCode,
)
from flows.screen import Screen
from flows.session import START
from flows.steps import COMMANDS, STEPS, everything
from flows.words import End, Send
from tests.person import FIRST, ID, KIND, LOAN, MONEY, WHO, Person, applying, listed, product, takes

LITTLE = takes({FindClient, AddClient, ListProducts, Quote, Apply}, frozenset({"email"}))
"""A lender that wants little: no employer, no credit check, no budget, no purposes."""

# The first meeting.


def test_a_first_meeting_asks_for_a_language_and_for_consent_and_opens_the_menu():
    person = Person()
    assert person.dials().step == START
    assert person.says("sw").text.startswith("Ili kukusaidia")
    menu = person.says("1")
    assert (menu.step, menu.back) == ("home.menu", "")
    assert person.facts.keys() == {"consent", "agreed_to"}


def test_who_does_not_agree_gets_no_further_and_may_think_again():
    person = Person()
    assert person.says("en", "no").ends
    assert person.jumps("home.menu").step == START
    assert person.says("en", "no").step == "start.refused"
    assert person.dials().step == START
    assert person.says("en", "yes").step == "home.menu"


def test_nothing_but_yes_passes_consent():
    person = Person()
    person.says("en")
    for words in ("maybe", "00", "en", "menu", "home.menu", ""):
        person.says(words)
        person.jumps("home.menu")
        person.jumps("borrower.id_number")
        person.shares("+27821111111")
        assert person.at in (START, "start.consent")


def test_without_a_number_we_ask_for_it_and_believe_the_button_alone():
    person = Person(phone="")
    asked = person.says("en", "yes")
    assert (asked.step, asked.contact) == ("start.phone", "📱 Share my phone number")
    assert person.says("+27821234567").sorry
    assert person.shares("+27821234567").step == "start.code"
    assert person.says("123456").step == "home.menu"
    assert person.sent == ["Join", "Prove"]


def test_a_contact_shared_where_it_was_not_asked_for_changes_nothing():
    person = applying(WHO[:2])
    before = person.session.model_dump_json(exclude={"turn"})
    assert person.shares("+27829999999").step == "borrower.first_name"
    assert person.session.model_dump_json(exclude={"turn"}) == before


def test_a_number_that_is_only_claimed_is_never_sent_to_the_lender():
    person = applying(WHO[:1], FindClient=None)
    person.facts["phone"] = "+27820000000"
    assert person.says(ID).phone == "+27821234567"


def test_a_code_is_passed_on_and_never_kept():
    person = Person(phone="", Join=CodeSent(), Prove=None)
    person.says("en", "yes")
    person.shares("+27821234567")
    assert person.screen.secret
    errand = person.says("483 920")
    assert errand == Prove(code="483920")
    assert "483920" not in repr(errand)
    assert "483920" not in person.session.model_dump_json()
    assert person.turn(WrongCode(left=1)).text.startswith("That is not the code. You can try one more time.")
    person.says("483920")
    # The code was heard once: who comes back before the answer is asked for it again.
    assert person.dials().step == "start.code"
    assert (person.session.errand, person.session.sent) == ("", 0)
    assert "483920" not in person.session.model_dump_json()


def shared(answer):
    """Somebody who has shared their number, which was answered like this."""
    person = Person(phone="", Join=answer)
    person.says("en", "yes")
    person.shares("+27821234567")
    return person


def test_a_code_that_has_to_wait_says_until_when_and_the_last_one_may_be_typed():
    rests = CodeRests(code_opens="2026-11-23T08:01")
    person = shared(rests)
    assert person.at == "start.rest"
    assert "from Mon 23 Nov, 08:01" in person.screen.text
    assert [value for value, _ in person.screen.options] == ["type", "resend"]
    assert "we have sent you a code" in person.says("type").text, "it was, and we ended before we kept that"
    assert person.says("0").step == "start.rest"
    person.answers["Join"] = CodeSent()
    assert person.says("resend").step == "start.code"
    person.answers["Join"] = rests
    person.says("0")
    assert person.shares("+27821234567").step == "start.rest"
    assert person.says("type").step == "start.code"
    assert person.says("123456").step == "home.menu"


def test_for_a_code_that_is_gone_another_is_sent_at_a_press():
    person = shared(CodeSent())
    person.answers["Prove"] = CodeSpent()
    assert person.says("123456").step == "start.spent"
    assert person.says("hello").sorry
    person.answers["Join"] = CodeRests(code_opens="2026-11-23T08:01")
    assert [value for value, _ in person.says("resend").options] == ["resend"]
    person.answers["Join"] = CodeSent()
    assert person.says("resend").step == "start.code"
    assert person.sent.count("Join") == 3


def test_a_code_that_cannot_be_sent_is_asked_for_again_at_a_press():
    person = shared(CodeUnsent())
    assert person.at == "start.unsent"
    assert "could not send you an SMS" in person.screen.text
    person.answers["Join"] = CodeSent()
    assert person.says("again").step == "start.code"


# Back, the menu, sorry.


def test_back_leads_through_every_question_to_the_menu():
    person = applying(WHO[:-1])
    been = [person.at]
    while person.screen.back:
        person.says("0")
        been.append(person.at.removeprefix("borrower."))
    assert been == [
        "borrower.review",
        *("payback_type", "employer_id", "employer", "email", "last_name", "first_name", "id_number", "home.menu"),
    ]


def test_the_menu_is_one_step_from_anywhere_and_what_was_begun_one_step_from_the_menu():
    person = applying(WHO[:4])
    menu = person.says(" 00 ")
    assert (menu.step, menu.back) == ("home.menu", "⬅ Back")
    assert person.says("0").step == "borrower.email"


@pytest.mark.parametrize("look", [("language", "sw"), ("help", "menu"), ("help", "0"), ("mine", "menu")])
def test_looking_something_up_in_the_menu_throws_nothing_away(look):
    person = applying(WHO[:4])
    assert person.says("00", *look).step == "home.menu"
    assert person.says("0").step == "borrower.email"
    assert person.facts["first_name"] == "Thandi"


def test_applying_again_asks_before_what_was_begun_is_thrown_away():
    person = applying(WHO[:4])
    assert person.says("00", "apply").step == "home.again"
    assert person.says("continue").step == "borrower.email"
    assert person.says("00", "apply", "over").step == "home.menu"
    assert person.says("apply").step == "borrower.id_number"
    assert "first_name" not in person.facts


def test_a_sorry_keeps_the_place_and_the_third_says_more():
    person = applying(WHO[:1])
    first, second, third = (person.says("12") for _ in range(3))
    assert first.step == second.step == third.step == "borrower.id_number"
    assert first.sorry == second.sorry
    assert third.sorry.startswith(first.sorry)
    assert "main menu" in third.sorry
    assert not person.says(ID).sorry
    assert person.says("7").sorry.count(".") == 1


def test_sorry_can_be_said_before_there_is_a_currency():
    person = applying(WHO, MONEY[:1])
    assert person.says("much").sorry.startswith("Please type an amount between 1 and 100,000,000,")


def test_a_button_of_an_earlier_step_is_recognised():
    person = applying(WHO, MONEY)
    shown = person.presses("yes", "budget.credit")
    assert (shown.step, shown.sorry[:11]) == ("apply.purpose", "That button")
    assert person.presses("2", "apply.purpose").step == "apply.product"


# Coming back.


def test_who_comes_back_in_the_middle_may_go_on_at_the_very_step():
    person = applying(WHO, MONEY, LOAN[:2])
    trail, facts = list(person.session.trail), dict(person.facts)
    again = person.dials()
    assert (again.step, [value for value, _ in again.options], again.back) == (
        "home.again",
        ["continue", "over"],
        "",
    )
    assert person.dials().step == "home.again"
    assert person.says("1").step == "apply.amount"
    assert (person.session.trail, person.facts) == (trail, facts)


def test_or_start_over_with_nothing_left_of_it():
    person = applying(WHO, MONEY, LOAN)
    person.dials()
    menu = person.says("over")
    assert (menu.step, menu.back) == ("home.menu", "")
    assert person.facts.keys().isdisjoint({"id_number", "first_name", "income", "amount", "products", "total"})


def test_coming_back_while_an_errand_is_under_way_gives_the_same_errand_under_the_same_key():
    person = applying(WHO, MONEY, LOAN, Apply=None)
    errand, key = person.says("accept"), person.session.errand
    person.session.sent = 5
    for again in (person.dials, person.looks, lambda: person.says("1"), lambda: person.jumps("home.menu")):
        assert again() == errand
        assert (person.session.errand, person.session.sent) == (key, 5)
    assert person.turn(Applied(application="a", reference="R")).step == "apply.done"
    assert (person.session.errand, person.session.sent) == ("", 0)


def test_two_arrivals_at_one_errand_have_two_keys():
    person = applying(WHO, MONEY, LOAN, Quote=None)
    first = person.session.errand
    person.turn(KIND["Quote"])
    person.says("change", "2500", "2")
    assert person.session.errand != first


def test_what_has_not_been_seen_cannot_be_answered():
    person = applying(WHO, MONEY, LOAN, Quote=None)
    person.turn(KIND["Quote"])
    person.session.unseen = True
    assert person.says("1").step == "apply.offer"
    assert person.sent[-1] != "Apply"
    assert person.says("1").step == "apply.done"


def test_news_of_an_end_is_read_when_the_person_comes_back():
    for answer in (Declined(reason="too many debts"), Applied(application="a", reference="R-7")):
        person = applying(WHO, MONEY, LOAN, Apply=None)
        person.says("accept")
        said = person.turn(answer).text
        person.session.unseen = True
        assert person.dials().text == said
        assert person.looks().text == said
        assert person.dials().step == "home.menu"


def test_look_again_pressed_when_the_answer_had_just_come_is_no_slip():
    person = applying(WHO, MONEY, LOAN, Quote=None)
    person.turn(KIND["Quote"])
    shown = person.presses("again", "apply.price")
    assert (shown.step, shown.sorry) == ("apply.offer", "")


def test_an_answer_nobody_waits_for_changes_nothing():
    person = applying(WHO, MONEY)
    before = person.session.model_dump()
    assert person.turn(KIND["Apply"]).step == "apply.purpose"
    assert person.session.model_dump() == before
    waiting = applying(WHO, MONEY, LOAN, Quote=None)
    assert waiting.turn(KIND["Apply"]) == waiting.screen
    assert "application" not in waiting.facts


def test_a_step_of_an_earlier_release_leads_to_the_start_and_not_into_a_wall():
    person = applying(WHO)
    person.session.state = "apply.horoscope"
    assert person.says("1").step == START
    assert person.says("1").step == "home.menu"
    person = applying(WHO[:3])
    person.session.trail.append("apply.horoscope")
    assert person.says("0").step == "borrower.first_name"


# What the lender takes.


def test_a_whole_application_sends_every_errand_once_and_in_order():
    person = applying(WHO, MONEY, LOAN, ("accept",))
    assert person.screen.text.startswith("Your application is with the lender. Your reference is A-1.")
    assert person.sent == [
        *("FindClient", "FindEmployer", "ListPaybackTypes", "AddClient", "CheckCredit", "SetBudget", "SetBudgetItems"),
        *("ListPurposes", "ListProducts", "Quote", "Apply"),
    ]


def test_a_lender_that_wants_little_is_asked_for_little():
    person = Person(serves=LITTLE)
    been = [person.says(word).step for word in (*FIRST, "apply", ID, "Thandi", "Nkosi", "right", "1", "2000", "3")]
    assert been[3:] == [
        *("borrower.first_name", "borrower.last_name", "borrower.review"),
        *("apply.product", "apply.amount", "apply.instalments", "apply.offer"),
    ]
    assert person.sent == ["FindClient", "AddClient", "ListProducts", "Quote"]


def test_a_lender_that_cannot_look_a_client_up_gets_a_new_one():
    person = Person(serves=takes({AddClient, ListProducts, Quote, Apply}))
    assert person.says(*FIRST, "apply", ID).step == "borrower.first_name"


def test_a_budget_is_asked_for_where_it_is_taken():
    person = Person(serves=takes({FindClient, AddClient, SetBudget, ListProducts, Quote, Apply}, frozenset({"email"})))
    assert person.says(*FIRST, "apply", ID, "Thandi", "Nkosi", "right").step == "budget.income"


def test_documents_are_spoken_of_where_they_are_taken():
    person = applying(WHO, serves=everything())
    assert person.at == "papers.send"
    assert person.says("later").step == "budget.credit"


def test_a_list_of_one_is_taken_without_asking():
    person = applying(WHO[:-2], PaybackTypes=None, ListPaybackTypes=PaybackTypes(payback_types=listed("Debit")))
    assert person.at == "borrower.review"
    assert (person.facts["payback_type"], person.facts["payback_type_label"]) == ("debit-id", "Debit")


def test_a_list_of_none_is_no_wall():
    nothing = {"ListPaybackTypes": PaybackTypes(payback_types=[]), "ListPurposes": Purposes(purposes=[])}
    person = applying(WHO[:-2], ("right",), MONEY, **nothing)
    assert person.at == "apply.product"
    none = applying(WHO[:6], FindEmployer=EmployersFound(employers=[]))
    assert [value for value, _ in none.screen.options] == ["other"]


def test_what_an_option_knows_becomes_facts_when_it_is_chosen():
    person = applying(WHO, MONEY, ("1", "2"))
    assert (person.facts["product"], person.facts["product_label"]) == ("long-id", "Long")
    assert (person.facts["max_amount"], person.facts["currency"]) == ("90000", "ZAR")
    only = applying(WHO, MONEY, ("1",), ListProducts=Products(products=[product("Lone", max_amount=700)]))
    assert (only.at, only.facts["max_amount"]) == ("apply.amount", "700")


def test_an_option_is_meant_by_its_number_its_value_or_its_label():
    for words in ("2", "#2", " 2. ", "long-id", "LONG"):
        person = applying(WHO, MONEY, ("1", words))
        assert person.facts["product"] == "long-id"


def test_a_client_the_lender_knows_is_recognised_and_not_given_away():
    known = ClientFound(client="c7", first_name="Nomvula", last_name="Dlamini")
    person = applying(WHO[:2], FindClient=known)
    assert "N****a D****i" in person.screen.text
    assert "Nomvula" not in person.screen.text
    assert person.says("same").step == "budget.credit"
    changed = applying(WHO[:2], ("changed", "acme", "1", "2"), FindClient=known)
    assert (changed.at, changed.sent[-1]) == ("budget.credit", "UpdateClient")


# Deeds and trouble.


@pytest.mark.parametrize(
    ("said", "deed"), [((WHO,), "AddClient"), ((WHO, MONEY[:1]), "CheckCredit"), ((WHO, MONEY, LOAN), "Apply")]
)
def test_what_was_done_once_has_no_way_back(said, deed):
    person = applying(*said) if deed != "Apply" else applying(*said, ("accept",))
    assert deed in person.sent
    assert person.session.trail == []
    assert person.screen.back == ""


def test_trouble_says_so_and_again_leads_to_the_question():
    person = applying(WHO, MONEY, LOAN, Quote=Trouble(note="500"))
    assert (person.at, person.screen.back) == ("home.trouble", "⬅ Back")
    assert person.says("again").step == "apply.instalments"
    assert person.says("3", "menu").step == "home.menu"
    assert person.says("0").step == "apply.instalments"


def test_trouble_right_after_a_deed_tries_the_errand_again_under_a_new_key():
    trouble = {"FindEmployer": NoEmployer(), "ListPaybackTypes": Trouble()}
    person = applying(WHO[:-3], ("add",), **trouble)
    assert (person.at, person.session.trail) == ("home.trouble", ["borrower.list_payback"])
    person.answers["ListPaybackTypes"] = None
    person.says("again")
    assert person.session.errand == f"s1:{person.session.turn}:borrower.list_payback"
    assert person.turn(KIND["ListPaybackTypes"]).step == "borrower.payback_type"


def test_trouble_that_leaves_a_doubt_about_a_deed_is_not_tried_again():
    person = applying(WHO, MONEY, LOAN, ("accept",), Apply=Trouble(note="another amount", doubt=True))
    assert (person.at, person.screen.back) == ("home.doubt", "")
    assert person.says("menu").step == "home.menu"
    assert (person.screen.back, person.sent.count("Apply")) == ("", 1)
    assert person.says("apply").step == "borrower.doubt"
    assert person.says("settled").step == "borrower.id_number"
    assert person.says("00", "apply", "over", "apply").step == "borrower.id_number"


def test_a_no_of_the_lender_gives_its_reason_where_there_is_one():
    for reason, said in (
        ("arrears.", "Its main reason: arrears."),
        ("none", "this time. You have"),
        (" ", "this time. You have"),
    ):
        person = applying(WHO, MONEY, LOAN, ("accept",), Apply=Declined(reason=reason))
        assert said in person.screen.text
        assert person.screen.options[-1] == ("menu", "Main menu")


def test_a_no_to_the_offer_or_to_the_credit_check_leads_to_the_menu_and_can_be_taken_back():
    for said, question in (((WHO, ("no",)), "budget.credit"), ((WHO, MONEY, LOAN, ("no",)), "apply.offer")):
        person = applying(*said)
        assert person.at == "home.menu"
        assert person.says("0").step == question


# Commands.


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_leads_aside_and_back_from_every_question(command):
    for said in ((), WHO[:1], WHO[:6], (*WHO, *MONEY), (*WHO, *MONEY, *LOAN)):
        person = applying(said)
        was = person.at
        assert isinstance(person.jumps(command), Screen)
        if isinstance(STEPS[person.at], End):
            person.says("menu")
        if command != was != "home.menu":
            assert person.says("0").step == was


def test_no_command_leads_where_facts_are_needed():
    person = applying(WHO[:2])
    for step in STEPS.keys() - COMMANDS:
        assert person.jumps(step).step == "borrower.first_name"
    assert person.jumps("no.such").step == "borrower.first_name"


def test_a_command_to_an_errand_minds_its_guard_and_its_key():
    person = applying(())
    assert person.jumps("mine.read").step == "mine.nothing"
    person = applying(WHO, MONEY, LOAN, ("accept",), ReadApplication=None)
    person.jumps("mine.read")
    assert person.session.errand == f"s1:{person.session.turn}:mine.read"
    assert person.turn(KIND["ReadApplication"]).step == "mine.ready"


def test_stopping_throws_away_what_was_not_sent():
    person = applying(WHO[:4])
    person.jumps("home.cancel")
    assert person.says("stop").ends
    assert "first_name" not in person.facts
    assert person.dials().step == "home.menu"
    assert person.screen.back == ""


# Ends, and what is remembered.


def test_after_an_end_anything_leads_to_the_menu():
    for speak in (lambda p: p.says("1"), lambda p: p.says("thank you"), lambda p: p.dials(), lambda p: p.says("menu")):
        person = applying(WHO, MONEY, LOAN, ("accept",))
        assert speak(person).step == "home.menu"


def test_an_end_forgets_what_nobody_needs_and_keeps_the_way_to_the_application():
    person = applying(WHO, MONEY, LOAN, ("accept",))
    kept = person.facts
    assert (kept["application"], kept["reference"], kept["consent"]) == ("a1", "A-1", "yes")
    lost = {"id_number", "first_name", "last_name", "email", "employer", "employers", "employer_id", "payback_type"}
    assert kept.keys().isdisjoint(lost | {"income", "take_home", "products", "purposes", "amount", "total", "menu"})
    assert "being looked at" in person.says("menu", "mine").text
    assert person.looks().text == person.screen.text


def test_the_session_is_small_at_the_end_of_the_longest_journey():
    name, firm = "Nkosazana" * 6, "Acme Umbrella Works " * 3
    known = ("changed", "other", ID, name, name, f"{'a' * 64}@{'b' * 40}.example", firm, "other", "add", "2", "wrong")
    person = Person(FindClient=ClientFound(client="c" * 36, first_name=name, last_name=name, employer=firm))
    person.says(*FIRST, "language", "sw", "apply", ID)
    person.answers["FindClient"] = KIND["FindClient"]
    person.says(*known[1:-1], "wrong", name, name, known[5], firm, "other", "add", "2", "right")
    person.says("yes", "99999999.99", "99999999.98", "99999999.97", "yes", "99999999.96", "2", "2")
    for amount in range(8):
        person.says(str(80000 + amount), "6", "change")
    person.says("2000", "6")
    assert person.at == "apply.offer"
    at_the_offer = len(person.session.model_dump_json())
    person.says("accept")
    assert person.at == "apply.done"
    assert len(person.session.model_dump_json()) < 1000
    assert at_the_offer < 4000
    assert "Nkosazana" not in person.session.model_dump_json()


def test_the_trail_of_one_who_goes_round_in_circles_is_bounded():
    person = applying(WHO, MONEY, LOAN)
    for _ in range(30):
        person.says("change", "2000", "3")
    assert len(person.session.trail) == 30


def test_both_wordings_in_both_languages_fill_every_screen_of_a_journey():
    for lang in ("en", "sw"):
        for short in (True, False):
            person = Person(short=short)
            person.says(lang, "yes")
            shown = [person.says(word).text for word in (*WHO, *MONEY, *LOAN, "accept", "menu", "mine")]
            assert all(shown)
            assert not any("{" in text for text in shown)


def test_every_errand_of_the_conversation_has_an_answer_here():
    assert {step.errand.__name__ for step in STEPS.values() if isinstance(step, Send)} == KIND.keys()


def test_an_account_joins_by_errand_and_not_by_word():
    person = Person(phone="", Join=None)
    person.says("en", "yes")
    assert person.shares("+27821234567") == Join(phone="+27821234567")


# Where a loan stands.


def loan(**fields):
    """A person whose application has become this loan, looking at it."""
    kept = {"loan": "l1", "loan_status": "active", "currency": "ZAR", **fields}
    found = KIND["ReadApplication"].model_copy(update={"loan": "l1", "status": "active"})
    person = applying(WHO, MONEY, LOAN, ("accept",), ReadApplication=found, ReadLoan=LoanFound.model_validate(kept))
    person.says("menu")
    return person.says("mine")


def test_every_state_of_a_loan_has_its_sentence():
    for state, said in {
        "active": "nothing is overdue",
        "arrears": "Please do not worry",
        "frozen": "no new interest is charged meanwhile",
        "in_dispute": "no payment is taken",
        "paid": "paid back in full",
        "pending": "being made ready",
        "no word of ours": "ask the lender how it stands",
    }.items():
        assert said in loan(loan_status=state).text


def test_a_cancelled_loan_says_why():
    for reason, said in {
        "rejected": "turned down",
        "returned": "gave it back",
        "fraud": "not you who took it",
        "death": "sorry for your loss",
        "refinanced": "a new loan has replaced it",
        "none": "is cancelled. No interest",
    }.items():
        assert said in loan(loan_status="cancelled", loan_reason=reason).text


def test_what_a_loan_allows_is_said_and_what_it_forbids_is_not():
    assert "collected from your account. You can also pay more" in loan(actions=["collect", "pay"]).text
    frozen = loan(loan_status="frozen", actions=["pay_outside"]).text
    assert "go to the lender directly" in frozen
    assert "collected" not in frozen
    assert "pay" not in loan(loan_status="cancelled", actions=[]).text.replace("paid", "")


def test_figures_are_told_where_the_lender_tells_them():
    told = loan(outstanding="1500.50", settlement="1400", settlement_until="2027-01-31", next_due="2027-02-01").text
    assert "Still owed: R1\xa0500,50. To pay it all back today: R1\xa0400 (until 31 Jan 2027)." in told
    assert "Next payment: on 1 Feb 2027." in told
    assert "none" not in told
    assert "owed" not in loan().text


def test_an_application_is_told_even_where_its_loan_cannot_be_read():
    found = KIND["ReadApplication"].model_copy(update={"loan": "l1"})
    person = applying(WHO, MONEY, LOAN, ("accept",), ReadApplication=found, ReadLoan=Trouble(note="?"))
    person.says("menu")
    assert person.says("mine").step == "mine.shown"


# Options that are not always offered, and screens whose facts are of the moment.


def at_the_loan(**kwargs):
    """A person at a loan on which all can be done, on a lender that has everything."""
    known = {"loan": "l1", "loan_status": "active", "currency": "ZAR", "settlement": "900", "actions": ["pay"]}
    found = KIND["ReadApplication"].model_copy(update={"loan": "l1", "status": "active"})
    answers = {"ReadApplication": found, "ReadLoan": LoanFound.model_validate(known)}
    return applying(WHO, MONEY, LOAN, ("accept", "menu", "mine"), **answers | kwargs)


def values(person):
    return [value for value, _ in person.looks().options]


def test_an_option_is_shown_only_where_its_guards_hold():
    person = at_the_loan()
    assert values(person) == ["collect", "claim", "plan", "pay", "settle", "others", "menu"]
    person.facts["payout"] = "PO-1"
    assert values(person) == ["arrival", "plan", "pay", "settle", "others", "menu"]
    assert person.says("claim").sorry
    assert person.says("Pay it all back").step == "repay.whole"


def test_an_option_is_shown_only_where_the_lender_has_its_errand():
    known = everything()
    left = known.errands - {"Claim", "ListLoans", "ReadPapers"}
    assert values(at_the_loan(serves=replace(known, errands=left))) == ["collect", "plan", "pay", "settle", "menu"]


def test_on_a_small_screen_a_number_means_what_stood_there():
    for number, step, sorry in (("2", "mine.loan", True), ("6", "others.loan", False), ("7", "home.menu", False)):
        person = at_the_loan(short=True)
        assert values(person)[1] == "claim"
        person.facts["payout"] = "PO-1"
        shown = person.says(number)
        assert (shown.step, bool(shown.sorry)) == (step, sorry)
    person.says("00", "mine")
    assert values(person)[4] == "others"


def test_an_option_of_the_loans_own_screen_is_not_taken_for_the_loan():
    person = at_the_loan()
    person.says("menu")
    assert person.facts["loan"] == "l1"


def test_the_session_is_small_after_the_longest_look_at_a_loan():
    days = [{"due": f"20{30 + month // 12}-{month % 12 + 1:02}-28", "amount": "99999.99"} for month in range(60)]
    many = [*listed(*(f"L{number:030}" for number in range(20)))]
    person = at_the_loan(ReadSchedule=ScheduleFound(schedule=days), ListLoans=Loans(loans=many))
    person.says("plan", "statement", "loan", "pay", "500", "pay", "loan", "claim", "1", "500", "yes", "R" * 30, "yes")
    person.says("loan", "others", "1", "settle", "pay", "menu")
    assert person.at == "home.menu"
    assert len(person.session.model_dump_json()) < 2000
