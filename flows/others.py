"""The other loans of a borrower, for one whose record at the lender carries the number of this very phone."""

from typing import cast

from flows import checks
from flows.errands import Answer, ClientFound, FindClient, ListLoans, Loans, NoClient, NoLoans
from flows.session import Facts
from flows.words import Ask, Choose, Flow, Send

ITS_OWN = (
    *("agreement", "address", "signed", "agreement_sent", "mandate", "mandate_status", "payout", "payout_status"),
    *("remaining", "claims", "claim_room", "unpaid"),
)
"""What is known of one loan and says nothing of another. Flows that leave more such facts add them here."""

APPLIED = ("status", "applied_amount", "applied_instalments")
"""What is told of the application, which another loan has nothing to do with."""


def is_own(facts: Facts) -> bool:
    """Whether the lender's own record of this client carries this phone's number.

    Anyone may type any ID number; whoever has the phone that the lender knows may see what is lent to its owner.
    """
    return bool(facts.get("client")) and facts.get("own_client") is True


def is_nobody(facts: Facts) -> bool:
    """Whether we do not know yet who of the lender's clients this might be."""
    return not facts.get("client")


def is_other(facts: Facts) -> bool:
    """Whether nothing is known of the application that the loan at hand was: it was chosen from the list."""
    return bool(facts.get("loan")) and (facts.get("other_loan") == facts.get("loan") or "applied_amount" not in facts)


def unnamed(facts: Facts, _: Answer) -> None:
    """Nothing of the client is needed but whether it is this phone's."""
    for fact in ("id_number", "first_name", "last_name", "employer", "payback_type"):
        facts.pop(fact, None)


def named(facts: Facts, answer: Loans | NoLoans) -> None:
    """Each loan with the number it is spoken of by."""
    if isinstance(answer, Loans):
        facts["loans"] = [
            {"id": row.id, "label": row.label, "reference": row.label, "other_loan": row.id} for row in answer.loans
        ]


def chosen(facts: Facts, value: str) -> None:
    """From here on another loan is spoken of. Its application is not known; ours is found again from the menu."""
    if value == "then":
        facts.setdefault("known_of", facts.get("loan"))
        for fact in APPLIED:
            facts.pop(fact, None)


def turned_to(facts: Facts, _: Answer) -> None:
    """Keep what is known of one loan apart from another's, and lay it by for when one comes back to it.

    `known_of` is the loan that the facts of ITS_OWN belong to, `laid_by` those of the one before.
    """
    loan = facts.get("loan")
    if not loan or facts.get("known_of") == loan:
        return
    laid_by = cast("Facts", facts.pop("laid_by", None) or {})
    if facts.get("known_of"):
        facts["laid_by"] = {fact: facts.pop(fact) for fact in ITS_OWN if fact in facts} | {"loan": facts["known_of"]}
    facts["known_of"] = loan
    if laid_by.get("loan") == loan:
        facts |= laid_by


others = Flow(
    "others",
    Send("list", ListLoans, {Loans: "loan", NoLoans: "none"}, skip="none", when=is_own, change=named),
    Choose(
        "loan",
        "loans",
        then="mine.read_loan",
        extra={"menu": "home.menu"},
        anew="list",
        drops=("loans",),
        rests=True,
        change=chosen,
    ),
    Choose("none", {"find": "id_number", "menu": "home.menu"}, only={"find": (FindClient, is_nobody)}, rests=True),
    Ask("id_number", checks.id_number, then="find"),
    Send("find", FindClient, {ClientFound: "list", NoClient: "none"}, skip="none", change=unnamed),
    forgets=("loans", "loan_label", "none"),
)
