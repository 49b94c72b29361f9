"""Third parties paid out of a loan: found in the list, one amount, a reference or none, once each, up to five."""

import pytest

from flows.errands import Beneficiaries, Claimed, Declined, NameNeeded, Trouble
from tests.at_a_loan import LOST, SLOW, amounts, seen_through, spoil, struck, to_my_loan
from tests.person import listed
from tests.phones import Telegram, Ussd
from tests.test_plan import with_a_loan
from tests.world import world

SOME = Beneficiaries(beneficiaries=listed("School", "Clinic"), beneficiary_count=2)


def test_whom_how_much_which_reference_and_what_is_left():
    person = with_a_loan()
    assert [label for _, label in person.says("claim").options] == ["School", "Clinic", "My loan"]
    assert "R2\xa0000 at most" in person.says("School").text
    assert "School need a reference" in person.says("500").text
    sure = person.says("yes", "ST 2026/17").text.replace("\xa0", " ")
    assert "To: School\nAmount: R500\nReference: ST 2026/17\n\nAt most R1 500 is then left for you." in sure
    assert "Claim" not in person.sent
    done = person.says("yes").text.replace("\xa0", " ")
    assert done.startswith("Noted: R500 of your loan A-1 goes to School. R1 500 is left for you.")
    assert person.screen.back == ""


def test_without_a_reference_none_is_sent():
    person = with_a_loan(Claim=None)
    errand = person.says("claim", "2", "500", "no", "yes")
    assert (errand.beneficiary, errand.claim_reference, str(errand.claim_amount)) == ("clinic-id", "", "500")


def test_no_more_than_is_left_can_be_given_away():
    person = with_a_loan()
    assert person.says("claim", "1", "2001").sorry
    assert person.says("0,50").sorry
    person.says("500", "no", "yes", "another", "1")
    assert "R1\xa0500 of your loan is left" in person.screen.text
    assert person.says("1501").sorry
    assert "R1\xa0000 is then left for you" in person.says("500", "no").text


def test_a_lender_that_does_not_say_what_is_left_is_reckoned_with():
    person = with_a_loan(Claim=Claimed(claim="T-1"))
    done = person.says("claim", "1", "500", "no", "yes")
    assert "left for you" not in done.text
    assert "R1\xa0500 at most" in person.says("another", "1").text


def test_a_sixth_is_not_offered():
    person = with_a_loan(Claim=Claimed(claim="T-1"))
    person.says("claim", "1", "100", "no", "yes")
    for _ in range(4):
        assert "another" in dict(person.screen.options)
        person.says("another", "1", "100", "no", "yes")
    assert "another" not in dict(person.screen.options)
    assert "claim" not in dict(person.says("loan").options)


def test_a_long_list_is_searched_by_a_part_of_the_name():
    person = with_a_loan(ListBeneficiaries=NameNeeded(beneficiary_count=240))
    assert "There are 240 to choose from" in person.says("claim").text
    person.answers["ListBeneficiaries"] = NameNeeded()
    assert "has “xyz” in the name" in person.says("xyz").text
    person.answers["ListBeneficiaries"] = None
    assert person.says("hig").beneficiary_name == "hig"
    found = person.turn(Beneficiaries(beneficiaries=listed("Highveld", "Higgs"), beneficiary_count=12))
    assert "12 have “hig” in the name" in found.text
    assert person.says("search").beneficiary_name == ""
    assert person.turn(NameNeeded(beneficiary_count=240)).step == "claim.beneficiary_name"


def test_back_from_what_was_found_leads_to_the_search_and_back_to_the_loan():
    person = with_a_loan(ListBeneficiaries=NameNeeded(beneficiary_count=240))
    person.says("claim")
    person.answers["ListBeneficiaries"] = SOME
    person.says("c")
    person.says("cl") if person.screen.sorry else None
    assert person.at == "claim.beneficiary"
    person.answers["ListBeneficiaries"] = NameNeeded(beneficiary_count=240)
    assert person.says("0").step == "claim.beneficiary_name"
    assert person.says("0").step == "mine.loan"


@pytest.mark.parametrize("leave", [("0",), ("00",), ("1",), ("loan",)])
def test_the_list_does_not_stay_in_the_session(leave):
    person = with_a_loan()
    person.says("claim")
    assert "beneficiaries" in person.facts
    person.says(*leave)
    assert "beneficiaries" not in person.facts
    person.dials()
    person.says("continue")


@pytest.mark.parametrize("words", ["-", "", "x" * 31, "a\nb;c", "…"])
def test_what_is_no_reference_is_asked_for_again(words):
    assert with_a_loan().says("claim", "1", "500", "yes", words).sorry.startswith("A reference has")


def test_a_no_gives_its_reason():
    person = with_a_loan(Claim=Declined(reason="A loan has room for five third parties"))
    assert "room for five third parties." in person.says("claim", "1", "500", "no", "yes").text
    assert "claims" not in person.facts
    assert person.says("change").step == "claim.beneficiary"


def test_a_claim_in_doubt_is_not_made_again_before_somebody_has_looked():
    person = with_a_loan(Claim=Trouble(note="?", doubt=True))
    assert person.says("claim", "1", "500", "no", "yes").step == "home.doubt"
    assert person.says("menu", "mine", "claim").step == "claim.doubt"
    assert person.says("settled").step == "claim.beneficiary"


def test_a_list_that_cannot_be_read_has_its_sentence():
    assert "Nothing was done" in with_a_loan(ListBeneficiaries=Trouble(note="?")).says("claim").text


@pytest.mark.parametrize("facts", [{"payout": "PO-1"}, {"claims": 5}, {"remaining": "0.00"}])
def test_only_before_the_loan_is_paid_out_and_while_there_is_room(facts):
    person = with_a_loan()
    person.facts.update(facts)
    assert "claim" not in dict(person.looks().options)
    assert "claim" not in dict(with_a_loan({"loan_status": "arrears"}).screen.options)


PHONES = [(Ussd, None), (Telegram, None), (Ussd, LOST), (Telegram, LOST), (Telegram, SLOW)]


@pytest.mark.parametrize(("kind", "fault"), PHONES)
async def test_on_each_phone_a_third_party_is_noted_once_whatever_happens(redis_url, tmp_path, kind, fault):
    async with world(redis_url, tmp_path, lender_settle=0) as around:
        books = around.lender.books
        books.beneficiaries += [{"id": f"BN-{number}", "label": f"Shop {number}"} for number in range(10, 60)]
        phone = kind(around)
        await to_my_loan(around, phone)
        short = isinstance(phone, Ussd)
        asked = await phone.say("Pay someone else" if short else "Pay someone else from it")
        assert "part of the name" in asked.text
        assert "Nobody" in (await phone.say("no such school")).text
        assert (await phone.say("high")).labels[:2] == ("Karoo High School", "Highveld Building Supplies")
        await phone.say("Karoo High School")
        await phone.say("500")
        await phone.say("Yes")
        sure = await phone.say("ST-2026/17")
        assert "ST-2026/17" in sure.text
        await spoil(around, "third_party_claim", fault)
        shown = await phone.say("Yes" if short else "Yes, pay them")
        shown = await seen_through(around, phone, shown, "Noted")
        assert await struck(around) == bool(fault)
        assert [(claim["beneficiary"], claim["claim_reference"]) for claim in books.claims] == [("BN-1", "ST-2026/17")]
        assert amounts(books.claims, "claim_amount") == [500]
        assert "R1\xa0500" in shown.text.replace("R1 5", "R1\xa05")


async def test_a_sixth_is_declined_by_the_lender_where_we_did_not_count_five(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        phone = Telegram(around)
        await to_my_loan(around, phone)
        books = around.lender.books
        [loan] = books.loans
        told = {"beneficiary": "BN-1", "claim_amount": 100, "claim_reference": "", "status": "noted", "reason": ""}
        books.claims += [{"loan": loan["loan"], "claim": f"T{n}", "reference": f"r{n}", **told} for n in range(5)]
        for words in ("Pay someone else from it", "Bay Street Pharmacy", "100", "No"):
            await phone.say(words)
        assert "A loan has room for five third parties." in (await phone.say("Yes, pay them")).text
