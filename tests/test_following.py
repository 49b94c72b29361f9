"""What is told of a loan, from what the lender says now and what was told before: once, nothing older after newer."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.following import Followed, sorted_out
from flows.loan_news import KINDS, STAGES, Hint, Seen, is_borne_out, is_outdated, is_over, news

TODAY = date(2026, 2, 28)
LOAN = Followed(application="a1", loan="l1", mandate="m1", payout="p1", reference="A-1", currency="ZAR")
ACTIVE = Seen(status="active", loan="l1", loan_status="active", next_due="2026-03-31")
NOTHING = Seen(loan="l1")
"""A lender that cannot be asked."""


def told(*names, **more):
    return LOAN.model_copy(update={"told": dict.fromkeys(names, "sms"), **more})


def kinds(loan, seen, hint=None):
    return [each.kind for each in news(loan, seen, hint and Hint(*hint), TODAY, 3)]


@pytest.mark.parametrize(
    ("seen", "hint", "found"),
    [
        (Seen(status="pending"), None, []),
        (Seen(status="approved"), None, ["approved"]),
        (Seen(status="declined"), None, ["declined"]),
        (ACTIVE, None, ["activated"]),
        (ACTIVE._replace(loan_status="frozen"), None, ["activated"]),
        (ACTIVE._replace(payout_status="paid"), None, ["paid_out"]),
        (ACTIVE._replace(payout_status="failed"), None, ["activated", "payout_failed"]),
        (ACTIVE._replace(mandate_status="rejected"), None, ["activated", "mandate_rejected"]),
        (ACTIVE._replace(mandate_status="expired"), None, ["activated", "mandate_rejected"]),
        (ACTIVE._replace(next_due="2026-03-03"), None, ["activated", "due_soon"]),
        (ACTIVE._replace(next_due="2026-03-04"), None, ["activated"]),
        (ACTIVE._replace(loan_status="arrears", overdue="2026-01-31"), None, ["activated", "overdue"]),
        (ACTIVE._replace(loan_status="paid", mandate_status="rejected"), None, ["settled"]),
        (ACTIVE._replace(loan_status="cancelled"), ("paid_out",), []),
        (ACTIVE, ("approved",), ["activated"]),
        (ACTIVE, ("paid_out",), ["paid_out"]),
        (ACTIVE._replace(payout_status="pending"), ("paid_out",), ["activated"]),
        (ACTIVE, ("due_soon", "2026-03-31"), ["activated", "due_soon"]),
        (Seen(status="pending"), ("approved",), []),
        (NOTHING, ("approved",), ["approved"]),
        (NOTHING, ("mandate_rejected", "", "m1"), ["mandate_rejected"]),
        (NOTHING, ("mandate_rejected", "", "m0"), []),
        (NOTHING, ("payout_failed", "", "", ""), ["payout_failed"]),
        (NOTHING, ("due_soon", "2026-03-01"), ["due_soon"]),
        (NOTHING, ("due_soon", "2026-01-31"), []),
        (NOTHING, ("due_soon",), []),
        (NOTHING, ("overdue",), ["overdue"]),
    ],
)
def test_what_is_told(seen, hint, found):
    assert kinds(LOAN, seen, hint) == found


def test_nothing_older_is_told_after_something_newer():
    for first, then in permutations(STAGES, 2):
        assert kinds(told(f"{first}:"), NOTHING, (then,)) == ([then] if STAGES[then] > STAGES[first] else [])


def test_days_are_told_in_their_order():
    late = ACTIVE._replace(loan_status="arrears", overdue="2026-01-31")
    before = told("activated:", "overdue:2026-01-31")
    assert kinds(before, late) == []
    assert kinds(before, late._replace(overdue="2025-12-31")) == []
    assert kinds(before, late._replace(overdue="2026-02-27")) == ["overdue"]


def test_where_nobody_says_which_instalment_is_overdue_it_is_told_once_until_all_is_in_order():
    late = ACTIVE._replace(loan_status="arrears")
    assert kinds(told("activated:"), late) == ["overdue"]
    assert kinds(told("activated:", late=True), late) == []


def test_after_the_end_nothing_is_told():
    assert kinds(told("settled:"), NOTHING, ("overdue", "2026-01-31")) == []


@given(
    st.builds(
        Seen, status=st.sampled_from(["", "approved", "active", "paid"]), loan_status=st.sampled_from(["", "paid"])
    ),
    st.sampled_from(KINDS),
)
def test_a_hint_that_is_told_is_borne_out(seen, kind):
    hint = Hint(kind, "2026-03-01")
    if kind in [each.kind for each in news(LOAN, seen, hint, TODAY, 3)] or is_over(seen):
        assert is_borne_out(seen, hint)


def test_who_applies_anew_is_not_told_that_the_new_loan_is_settled():
    first = Followed(application="a1", loan="l1", mandate="m1")
    said, before = sorted_out(Followed(application="a2", loan="l1", mandate="m1"), [first])
    assert (said.application, said.loan, said.mandate, before) == ("a2", "", "", None)
    second = Followed(application="a2")
    said, before = sorted_out(Followed(application="a2", loan="l2", mandate="m1"), [first, second])
    assert (said.loan, said.mandate, before) == ("l2", "", second)


def test_who_looks_at_another_of_their_loans_does_not_mix_them_up():
    first, second = Followed(application="a1", loan="l1"), Followed(application="a2", loan="l2")
    assert sorted_out(Followed(application="a2", loan="l1"), [first, second])[1] == first
    assert sorted_out(Followed(loan="l2"), [first, second])[1] == second
    said, before = sorted_out(Followed(application="a2", loan="l3"), [first, second])
    assert (said.key, before) == ("loan:l3", None)


@pytest.mark.parametrize(
    ("loan", "kind", "mark", "outdated"),
    [
        (told("approved:"), "approved", "", False),
        (told("approved:", "activated:"), "approved", "", True),
        (told("approved:", "activated:"), "activated", "", False),
        (told("mandate_rejected:m1"), "mandate_rejected", "m1", False),
        (told("mandate_rejected:m0"), "mandate_rejected", "m0", True),
        (told("payout_failed:"), "payout_failed", "", False),
        (told("due_soon:2026-03-01"), "due_soon", "2026-03-01", False),
        (told("due_soon:2026-02-27"), "due_soon", "2026-02-27", True),
        (told("due_soon:2026-03-01", "settled:"), "due_soon", "2026-03-01", True),
        (told("overdue:2026-02-27", late=True), "overdue", "2026-02-27", False),
        (told("overdue:2026-02-27"), "overdue", "2026-02-27", True),
        (told("overdue:2026-01-31", "overdue:2026-02-27", late=True), "overdue", "2026-01-31", True),
    ],
)
def test_what_has_waited_for_the_morning_may_not_be_worth_telling_any_more(loan, kind, mark, outdated):
    assert is_outdated(loan, kind, mark, TODAY) == outdated
