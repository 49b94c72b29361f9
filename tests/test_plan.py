"""The schedule and the statement: what is due first stands first, and nothing of it stays in the session."""

from dataclasses import replace

import pytest

from flows.errands import LoanFound, NoSchedule, ScheduleFound, Trouble
from flows.steps import everything
from tests.at_a_loan import to_my_loan, whole
from tests.person import KIND, LOAN, MONEY, NOW, WHO, applying
from tests.phones import Telegram, Ussd
from tests.world import world

DUE = [("2026-01-10", 800), ("2026-01-31", 800), ("2026-02-02", 900), ("2026-02-28", 900), ("2027-01-31", 900)]
ROWS = ScheduleFound(
    schedule=[
        {"due": day, "amount": amount, "paid": paid}
        for (day, amount), paid in zip(DUE, (800, 100, 0, 0, 0), strict=True)
    ]
)
"""Seen on 2 February 2026: one paid, one overdue with a part of it paid, one due this very day, and one next year."""
TOLD = {"loan": "l1", "loan_status": "active", "currency": "ZAR", "actions": ["collect", "pay"]}
FIGURES = {"repayable": "4300", "outstanding": "3400", "settlement": "3000.50", "settlement_until": "2026-02-02"}


def with_a_loan(told=None, **answers):
    """A person whose application has become a loan, looking at it."""
    found = KIND["ReadApplication"].model_copy(update={"loan": "l1", "status": "active"})
    known = {"ReadApplication": found, "ReadLoan": LoanFound.model_validate(TOLD | (told or {}))}
    person = applying(WHO, MONEY, LOAN, ("accept", "menu", "mine"), **known | answers)
    assert person.at == "mine.loan"
    return person


def lines(screen):
    return [line.replace("\xa0", " ") for line in screen.text.splitlines() if line.startswith("-")]


def test_what_is_due_next_stands_first_and_what_is_paid_last():
    assert NOW == 1_770_000_000  # 2 February 2026, 02:40 in Greenwich
    shown = with_a_loan(ReadSchedule=ROWS).says("plan")
    assert shown.text.startswith("Of the 5 instalments of your loan A-1, 1 is paid.")
    assert lines(shown) == [
        "- 31 Jan 2026 R800 overdue (R100 paid)",
        "- 2 Feb R900",
        "- 28 Feb R900",
        "- 31 Jan 2027 R900",
        "- 10 Jan 2026 R800 paid",
    ]


def test_a_day_that_lasts_somewhere_is_not_over():
    rows = ScheduleFound(schedule=[{"due": "2026-02-01", "amount": 800, "paid": 0}])
    assert lines(with_a_loan(ReadSchedule=rows).says("plan")) == ["- 1 Feb 2026 R800"]


def test_a_lender_that_does_not_tell_what_is_paid_is_not_made_to():
    rows = ScheduleFound(schedule=[{"due": day, "amount": amount} for day, amount in DUE])
    shown = with_a_loan(ReadSchedule=rows).says("plan")
    assert "as the lender tells them" in shown.text
    assert not {"paid", "overdue"} & set(shown.text.split())


def test_of_a_long_schedule_the_next_year_and_the_last_are_shown():
    days = [f"{2023 + month // 12}-{month % 12 + 1:02}-28" for month in range(60)]
    rows = ScheduleFound(schedule=[{"due": day, "amount": 100, "paid": 100 if day < "2026-02" else 0} for day in days])
    shown = with_a_loan(ReadSchedule=rows).says("plan")
    assert len(lines(shown)) == 24
    assert "37 are paid" in shown.text
    assert shown.text.endswith("and 11 more after these.")


def test_a_statement_says_what_was_paid_and_what_is_owed_as_of_a_day():
    person = with_a_loan(FIGURES, ReadSchedule=ROWS)
    text = person.says("plan", "statement").text.replace("\xa0", " ")
    assert "as of 2 Feb 2026" in text
    assert "To be repaid in all: R4 300\nPaid so far: R900\nStill owed: R3 400\n" in text
    assert "To pay it all back: R3 000,50, until 2 Feb 2026" in text
    assert lines(person.screen) == ["- 10 Jan 2026 R800 paid"]
    assert person.says("loan").step == "mine.loan"


@pytest.mark.parametrize("answer", [NoSchedule(), Trouble(note="?")])
def test_a_statement_needs_no_schedule(answer):
    person = with_a_loan(FIGURES, ReadSchedule=ROWS)
    person.says("plan")
    person.answers["ReadSchedule"] = answer
    text = person.says("statement").text
    assert "Still owed" in text
    assert "Paid" not in text


def test_no_schedule_has_its_sentence_and_its_ways_on():
    person = with_a_loan(ReadSchedule=NoSchedule())
    assert "ask the lender for the schedule" in person.says("plan").text
    assert person.says("statement").step == "plan.statement"


def test_a_lender_without_schedules_offers_none():
    known = everything()
    errands = known.errands - {"ReadSchedule", "ReadPapers"}
    person = with_a_loan(serves=replace(known, errands=errands))
    assert "plan" not in dict(person.screen.options)


LEAVE = [
    lambda person: person.says("0", *("0" for _ in range(person.at == "plan.statement"))),
    lambda person: person.says("00"),
    lambda person: person.says("loan"),
    lambda person: person.says("menu"),
    lambda person: person.dials(),
    lambda person: person.jumps("home.help"),
]


@pytest.mark.parametrize("leave", LEAVE)
@pytest.mark.parametrize("words", [("plan",), ("plan", "statement")])
def test_the_schedule_is_gone_when_they_leave_whichever_way(leave, words):
    person = with_a_loan(FIGURES, ReadSchedule=ROWS)
    there = person.says(*words)
    assert person.looks() == there
    assert "schedule" in person.facts
    leave(person)
    assert person.facts.keys().isdisjoint({"schedule", "rows_paid", "paid_sum"})


def test_who_comes_back_to_it_reads_it_anew():
    person = with_a_loan(ReadSchedule=ROWS)
    there = person.says("plan")
    assert person.dials().step == "home.menu"
    assert person.says("0") == there
    assert person.says("00", "0") == there
    assert person.sent.count("ReadSchedule") == 3
    assert person.says("0").step == "mine.loan"


def test_who_only_looked_is_not_told_that_something_is_not_finished():
    for words in ((), ("plan",), ("pay", "500", "pay"), ("claim", "1", "500", "no", "yes")):
        person = with_a_loan()
        person.looks()
        for word in words:
            person.says(word)
        assert person.dials().step == "home.menu"
        assert person.says("apply").step == "borrower.id_number"
    person = with_a_loan()
    person.says("menu", "apply", "9001015009086", "00", "mine", "menu")
    assert person.says("apply").step == "home.again"
    deciding = with_a_loan()
    deciding.says("pay", "500")
    assert deciding.dials().step == "home.again"
    assert deciding.says("continue").step == "repay.effect"


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_on_each_phone_the_schedule_and_the_statement_are_told(redis_url, tmp_path, kind):
    async with world(redis_url, tmp_path) as around:
        phone = kind(around)
        await to_my_loan(around, phone)
        number = around.lender.books.applications[-1]["number"]
        shown = await phone.say("Instalments" if isinstance(phone, Ussd) else "Instalments and statement")
        assert number in (text := await whole(phone, shown))
        assert text.count("R928,25") == 3
        statement = await whole(phone, await phone.say("Statement"))
        assert number in statement
        if isinstance(phone, Ussd):
            assert await whole(phone, await phone.send(phone.text)) == await whole(phone, await phone.send(phone.text))
            told = phone.reply
            await phone.say("My loan")
            left = phone.text.rpartition("*")[0]
            await phone.send(left)
            assert phone.reply == told
        assert "R2\xa0784,75" in statement.replace("R2 ", "R2\xa0")
