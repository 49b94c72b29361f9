"""Third parties paid out of a loan before it is paid out: a school, a shop. Whom, how much, under which reference."""

from decimal import Decimal

from flows import checks
from flows.borrower import in_doubt
from flows.errands import Beneficiaries, Claim, Claimed, Declined, ListBeneficiaries, NameNeeded
from flows.plan import has_loan
from flows.session import Facts
from flows.words import Ask, Choose, Flow, Send

MOST_CLAIMS = 5
"""Third parties of one loan, by the lender's documents; a sixth is not offered where we know of five."""

MOST = "99999999"
"""The most that can be typed where nobody told what is left of the loan."""

LISTED = ("beneficiaries", "beneficiary_count", "beneficiary_part", "beneficiary_name")
OWN = (
    *("beneficiary", "beneficiary_label", "claim_amount", "claim_reference", "claim_most", "claim_told"),
    *("referenced", "sure", "claim", "done"),
)


def may_claim(facts: Facts) -> bool:
    """Whether a third party may still be paid out of the loan: not any more once it is paid out."""
    running = facts.get("loan_status") in ("pending", "active")
    return has_loan(facts) and running and not facts.get("payout") and has_room(facts)


def has_room(facts: Facts) -> bool:
    """Whether there is room for one more, as far as we know."""
    left = facts.get("remaining")
    return int(str(facts.get("claims") or 0)) < MOST_CLAIMS and (left is None or Decimal(str(left)) > 0)


def can_search(facts: Facts) -> bool:
    """Whether the list shows only a part of all there are."""
    return bool(facts.get("beneficiary_part"))


def listed(facts: Facts, _: Beneficiaries | NameNeeded) -> None:
    """The part of a name that was looked for, and how much may be given away, as far as that is known."""
    told = facts.get("remaining") or facts.get("claim_room") or facts.get("applied_amount")
    facts |= {
        "beneficiary_part": facts.pop("beneficiary_name", None),
        "claim_reference": "",
        "claim_told": "exact" if facts.get("remaining") else "most" if told else None,
        "claim_most": told or MOST,
    }


def noted(facts: Facts, answer: Claimed | Declined) -> None:
    """One more, and what that leaves at most where the lender does not say."""
    if not isinstance(answer, Claimed):
        return
    left = str(Decimal(str(facts["claim_most"])) - Decimal(str(facts["claim_amount"])))
    facts["claims"] = int(str(facts.get("claims") or 0)) + 1
    facts["claim_room"] = left if facts.get("claim_told") and not facts.get("remaining") else None


def plain(facts: Facts, value: str) -> None:
    """Without a reference, where there is none."""
    if value == "no":
        facts["claim_reference"] = ""


claim = Flow(
    "claim",
    Send(
        "list",
        ListBeneficiaries,
        {Beneficiaries: "doubt", NameNeeded: "beneficiary_name"},
        skip="none",
        trouble="none",
        change=listed,
    ),
    Choose("none", {"loan": "mine.read_loan", "menu": "home.menu"}, rests=True),
    Ask("beneficiary_name", checks.title, then="list", ours=True, anew="list", drops=LISTED),
    Choose("doubt", {"settled": "beneficiary", "menu": "home.menu"}, then="beneficiary", when=in_doubt),
    Choose(
        "beneficiary",
        "beneficiaries",
        then="claim_amount",
        extra={"search": "list", "loan": "mine.read_loan"},
        only={"search": (can_search,)},
        anew="list",
        drops=LISTED,
    ),
    Ask("claim_amount", checks.money(1, "claim_most"), then="referenced"),
    Choose("referenced", {"yes": "claim_reference", "no": "sure"}, change=plain),
    Ask("claim_reference", checks.reference, then="sure"),
    Choose("sure", {"yes": "send", "change": "claim_amount", "no": "mine.read_loan"}, agrees="yes"),
    Send("send", Claim, {Claimed: "done", Declined: "declined"}, skip="none", change=noted),
    Choose("declined", {"change": "list", "loan": "mine.read_loan", "menu": "home.menu"}, rests=True),
    Choose(
        "done",
        {"another": "list", "loan": "mine.read_loan", "menu": "home.menu"},
        only={"another": (has_room,)},
        drops=OWN,
        rests=True,
    ),
    forgets=(*LISTED, *OWN, "declined", "none"),
)
