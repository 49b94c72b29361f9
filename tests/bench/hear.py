"""How long the conversation's own part of a turn takes: `hear` with words, without Redis, lender or channel."""

from collections.abc import Iterator
from time import perf_counter

from flows.errands import (
    Answer,
    Applied,
    BudgetItemsSet,
    BudgetSet,
    ClientAdded,
    CreditPassed,
    EmployerAdded,
    Errand,
    Listed,
    NoClient,
    NoEmployer,
    Offer,
    Papers,
    PaybackTypes,
    Product,
    Products,
    Purposes,
)
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session
from flows.steps import everything
from flows.talk import hear

NOW = 1_770_000_000
ANSWERS: dict[str, Answer] = {
    "FindClient": NoClient(),
    "FindEmployer": NoEmployer(),
    "AddEmployer": EmployerAdded(employer_id="e1"),
    "ListPaybackTypes": PaybackTypes(payback_types=[Listed(id="d", label="DebiCheck"), Listed(id="s", label="Stop")]),
    "AddClient": ClientAdded(client="c1"),
    "ReadPapers": Papers(needs=["id", "payslip", "bank_statement"]),
    "CheckCredit": CreditPassed(),
    "SetBudget": BudgetSet(budget="b1"),
    "SetBudgetItems": BudgetItemsSet(),
    "ListPurposes": Purposes(purposes=[Listed(id="1", label="School fees"), Listed(id="2", label="Other")]),
    "Apply": Applied(application="a1", reference="A-1"),
}


def _products(run: int) -> Products:
    """Limits that differ each time, so that no cache of formatted money flatters the figure."""
    limits = {"min_amount": 500 + run, "max_amount": 8000 + run, "min_instalments": 1, "max_instalments": 12}
    names = ("Short loan", "Long loan")
    return Products(
        products=[Product.model_validate({"id": n, "label": n, "currency": "ZAR", **limits}) for n in names]
    )


def _offer(run: int) -> Offer:
    money = {"received": 900 + run, "total": 1200 + run, "cost": 300, "instalment": 200 + run, "last_instalment": run}
    days = {"first_due": "2027-01-31", "last_due": "2027-06-30", "stands_until": "2027-01-06"}
    plan = [{"count": 5, "amount": 200 + run}, {"count": 1, "amount": run}]
    return Offer.model_validate({"currency": "ZAR", "highest": 200 + run, "plan": plan, **days, **money})


def _conversation(run: int) -> Iterator[str]:
    """Everything a new client says; eight slips on the way."""
    yield from ("1", "1", "9", "1", "8001015009087", "Nomvula-Rose", "van der Merwe", "7", "nomvula@example.com")
    yield from (f"Firm {run}", "retype", f"Firm {run} Ltd", "add", "1", "right", "later", "yes", "no idea")
    yield from (str(20000 + run), f"R{18000 + run},00", f"{4000 + run}", "maybe", "2", str(700 + run))
    yield from ("1", "2", "5k", str(700_000 + run), str(1000 + run), "99", "6")
    yield from ("perhaps", "change", str(1001 + run), "3", "accept")


def _answer(errand: Errand[Answer], run: int) -> Answer:
    lively = {"ListProducts": _products, "Quote": _offer}
    name = type(errand).__name__
    return lively[name](run) if name in lively else ANSWERS[name]


def _hold(run: int) -> tuple[float, int]:
    """One conversation. The seconds spent in `hear` with words, and the number of such turns."""
    session, spent, turns = Session(id=f"s{run}", phone="+27821234567"), 0.0, 0
    for words in _conversation(run):
        session.turn, session.now, session.short, session.serves = session.turn + 1, NOW, run % 2 == 0, everything()
        heard = Heard("tel:+27821234567", str(session.turn), words)
        start = perf_counter()
        shown = hear(session, heard)
        spent, turns = spent + perf_counter() - start, turns + 1
        while not isinstance(shown, Screen):
            shown = hear(session, _answer(shown, run))
    if session.state != "apply.done":
        raise RuntimeError(f"the conversation measured ends at {session.state}, and not at its end")
    return spent, turns


def measure_hear(conversations: int = 200) -> float:
    """Microseconds a turn of `hear` with words; the best of five rounds, since other programs only ever add."""
    _hold(0)
    runs = iter(range(1, 5 * conversations + 1))
    rounds = []
    for _ in range(5):
        held = [_hold(next(runs)) for _ in range(conversations)]
        rounds.append(sum(spent for spent, _ in held) / sum(turns for _, turns in held))
    return min(rounds) * 1_000_000


if __name__ == "__main__":
    print(f"hear: {measure_hear():.1f} µs a turn")
