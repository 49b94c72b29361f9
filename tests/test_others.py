"""A borrower's loans: listed for whoever has the phone the lender knows, and for nobody else."""

import pytest

from adapters.lenders.phones import same_phone
from flows.errands import ClientAdded, ClientFound, ListLoans, LoanFound, Loans, NoLoans, Trouble
from tests.at_a_loan import look_at_it, to_my_loan
from tests.person import listed
from tests.phones import Telegram, Ussd
from tests.test_plan import TOLD, with_a_loan
from tests.world import world

FIRST, SECOND = (LoanFound.model_validate(TOLD | {"loan": loan}) for loan in ("l1", "l2-id"))


def test_another_loan_is_looked_at_and_the_application_is_found_again():
    person = with_a_loan()
    person.facts["mandate"] = "M-1"
    assert [label for _, label in person.says("others").options] == ["L1", "L2", "Main menu"]
    person.answers["ReadLoan"] = SECOND
    shown = person.says("L2")
    assert (shown.step, "Your loan L2 is running" in shown.text) == ("mine.loan", True)
    assert person.facts.keys().isdisjoint({"loans", "mandate", "status", "applied_amount"})
    person.answers["ReadLoan"] = FIRST
    assert "Your loan A-1 is running" in person.says("menu", "mine").text
    assert person.facts["mandate"] == "M-1"


def test_what_is_known_of_one_loan_is_never_told_of_another():
    person = with_a_loan()
    person.says("claim", "1", "500", "no", "yes", "loan")
    assert person.facts["claims"] == 1
    person.answers["ReadLoan"] = SECOND
    person.says("others", "L2", "claim", "1")
    assert person.screen.text == "How much shall School be paid?"
    assert "claims" not in person.facts
    person.answers["ReadLoan"] = FIRST
    person.says("00", "mine", "claim", "1")
    assert (person.facts["claims"], "R1\xa0500 of your loan is left" in person.screen.text) == (1, True)


@pytest.mark.parametrize("words", [("claim", "1", "500", "no"), ("pay", "500")])
def test_what_was_about_to_be_decided_of_one_loan_is_not_come_back_to_with_another(words):
    person = with_a_loan()
    there = person.says(*words)
    person.answers["ReadLoan"] = SECOND
    person.says("00", "mine", "others", "L2", "menu")
    person.answers["ReadLoan"] = FIRST
    seen = [person.says("0").step for _ in range(8)]
    assert there.step not in seen
    assert not {"Claim", "Pay"} & set(person.sent)


def test_looking_at_the_same_loan_again_keeps_what_was_about_to_be_decided():
    person = with_a_loan()
    person.says("claim", "1", "500", "no", "00", "mine", "menu", "0")
    assert person.at == "claim.sure"


def test_a_single_loan_is_shown_and_chosen_like_any_other():
    person = with_a_loan(ListLoans=Loans(loans=listed("L9")))
    assert person.says("others").step == "others.loan"
    assert person.says("1").text.startswith("Your loan L9")


def test_going_to_the_menu_instead_leaves_the_loan_as_it_was():
    person = with_a_loan()
    person.says("others", "menu")
    assert person.facts["loan"] == "l1"


def test_another_loan_that_cannot_be_read_is_not_taken_for_the_application():
    person = with_a_loan()
    person.says("others")
    person.answers["ReadLoan"] = Trouble(note="?")
    assert person.says("L2").text.startswith("We cannot read your loan L2 now.")


def test_no_loans_has_its_sentence():
    assert "no other loans" in with_a_loan(ListLoans=NoLoans()).says("others").text


def test_a_list_read_long_ago_is_read_again():
    person = with_a_loan()
    person.says("others")
    person.dials()
    assert person.says("0").step == "others.loan"
    assert person.sent.count("ListLoans") == 2


@pytest.mark.parametrize(
    ("answers", "own"),
    [
        ({"AddClient": ClientAdded(client="c1")}, True),
        ({"AddClient": ClientAdded(client="c1", own_client=False)}, False),
    ],
)
def test_only_whoever_has_the_phone_the_lender_knows_is_offered_the_list(answers, own):
    person = with_a_loan(**answers)
    assert ("others" in dict(person.screen.options)) is own


def test_one_who_never_applied_here_finds_their_loans_by_id_number_and_phone():
    own = ClientFound(client="c7", first_name="Thandi", last_name="Mokoena", own_client=True)
    for found, shown in ((own, "others.loan"), (own.model_copy(update={"own_client": False}), "others.none")):
        person = with_a_loan(FindClient=found)
        for fact in ("client", "own_client", "application", "loan"):
            person.facts.pop(fact)
        assert [value for value, _ in person.says("menu", "mine").options] == ["find", "menu"]
        assert person.says("find", "8001015009087").step == shown
        assert person.facts.keys().isdisjoint({"id_number", "first_name", "last_name"})
        person.says("00", "mine")
        assert [value for value, _ in person.screen.options] == ["list", "menu"][found.own_client is False :]


def test_typing_the_number_of_a_stranger_shows_nothing_of_theirs():
    person = with_a_loan()
    assert "others" in dict(person.screen.options)
    person.answers["FindClient"] = ClientFound(client="c-stranger", first_name="Thandi", last_name="Mokoena")
    person.says("menu", "apply", "over", "apply", "8001015009087")
    person.says("00", "mine")
    assert person.facts["client"] == "c-stranger"
    assert "others" not in dict(person.screen.options)


def test_bringing_a_clients_details_up_to_date_never_makes_the_client_ones_own():
    stranger = ClientFound(client="c-stranger", first_name="Thandi", last_name="Mokoena")
    person = with_a_loan()
    person.answers |= {"FindClient": stranger, "UpdateClient": None}
    person.says("menu", "apply", "over", "apply", "8001015009087", "changed", "acme", "1")
    assert person.says("1").model_dump()["phone"] == ""


def test_a_client_who_is_ones_own_is_asked_for_by_the_lenders_id():
    person = with_a_loan(ListLoans=None)
    assert person.says("others") == ListLoans(client="c1")


@pytest.mark.parametrize(
    ("kept", "same"),
    [
        ("+27821234567", True),
        ("0821234567", True),
        ("082 123 4567", True),
        ("27821234567", True),
        ("0027821234567", True),
        ("+27821234568", False),
        ("1234567", False),
        ("", False),
        ("unknown", False),
    ],
)
def test_a_number_is_the_same_however_it_is_written(kept, same):
    assert same_phone(kept, "+27821234567") is same
    assert not same_phone(kept, "")


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_on_each_phone_the_owner_sees_all_loans(redis_url, tmp_path, kind):
    async with world(redis_url, tmp_path) as around:
        phone = kind(around, number="+27820000001")
        await to_my_loan(around, phone)
        await _an_older_one(around)
        shown = await phone.say("My other loans")
        assert shown.labels[:2] == ("MM000001", "MM000000")
        assert "MM000000" in (await phone.say("MM000000")).text
        assert "MM000001" in (await look_at_it(phone)).text


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_on_each_phone_a_stranger_sees_none_of_them(redis_url, tmp_path, kind):
    async with world(redis_url, tmp_path) as around:
        phone = kind(around)
        await to_my_loan(around, phone)
        await _an_older_one(around)
        assert "MM000000" not in (await phone.say("My other loans")).text


async def _an_older_one(around):
    """Another loan of the same client, taken before we were there."""
    books = around.lender.books
    books.applications.append({**books.applications[-1], "application": "A-old", "number": "MM000000", "reference": ""})
    books.loans.append({**books.loans[-1], "application": "A-old", "loan": "L-old", "reference": ""})
    books.agreements.append({**books.agreements[-1], "agreement": "AG-old", "loan": "L-old"})


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_on_each_phone_one_who_never_applied_here_finds_a_loan_by_id_number(redis_url, tmp_path, kind):
    async with world(redis_url, tmp_path) as around:
        await to_my_loan(around, Ussd(around, number="+27820000009"))
        for number, said in (("+27820000001", "MM000001"), ("+27820000002", "no other loans")):
            phone = kind(around, number=number, **({} if kind is Ussd else {"user": int(number[-4:]) + 100}))
            await phone.meet()
            await phone.say("My loan")
            await phone.say("Find my loans")
            assert said in str(await phone.say("8001015009087"))
            assert "Thandi" not in str(await phone.say("00"))
