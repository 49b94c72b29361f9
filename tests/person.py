"""A person in a conversation, for tests: says things, and a lender answers from a table."""

from typing import Any

from flows.errands import (
    Activated,
    AgreementFound,
    AgreementGiven,
    AgreementSent,
    Answer,
    ApplicationFound,
    Applied,
    Bank,
    Beneficiaries,
    BudgetItemsSet,
    BudgetSet,
    Claimed,
    ClientAdded,
    ClientUpdated,
    CodeSent,
    CollectionTerms,
    CreditPassed,
    DocumentUploaded,
    EmployerAdded,
    EmployersFound,
    Erased,
    Joined,
    LinkSent,
    Listed,
    LoanFound,
    Loans,
    MandateAsked,
    MandateFound,
    MessagesRead,
    NoClient,
    Offer,
    OtpSent,
    Paid,
    PaidOut,
    Papers,
    PaybackTypes,
    PayoutFound,
    PersonCalled,
    Product,
    Products,
    Purposes,
    ScheduleFound,
    Signed,
    Withdrawn,
)
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Serves, Session
from flows.steps import everything
from flows.talk import hear

NOW = 1_770_000_000
ID = "8001015009087"


def takes(errands, ignores=frozenset()):
    """A lender that serves these errands and has no use for the facts it ignores."""
    facts = {fact for errand in errands for fact in errand.model_fields}
    return Serves(frozenset(errand.__name__ for errand in errands), frozenset(facts - ignores))


PAPERLESS = Serves(everything().errands - {"ReadPapers", "UploadDocument"}, everything().facts)
"""A lender that takes everything but documents."""


def listed(*labels):
    return [Listed(id=f"{label.lower()}-id", label=label) for label in labels]


def product(label, **fields):
    limits = {"min_amount": 500, "max_amount": 8000, "min_instalments": 1, "max_instalments": 6, "currency": "ZAR"}
    return Product.model_validate({"id": f"{label.lower()}-id", "label": label, **limits, **fields})


def offer(**fields):
    money = {"received": 1835, "total": 2400, "cost": 565, "instalment": 800, "last_instalment": "799.98"}
    money |= {"highest": 800, "plan": [{"count": 2, "amount": 800}, {"count": 1, "amount": "799.98"}]}
    days = {"currency": "ZAR", "first_due": "2027-01-31", "last_due": "2027-03-31", "stands_until": "2027-01-06"}
    return Offer.model_validate(money | days | fields)


KIND: dict[str, Answer] = {
    "CallPerson": PersonCalled(desk="open", desk_place=1, desk_weekly=[["1-5", "08:00-17:00"]], desk_opens="none"),
    "EraseData": Erased(),
    "ReadMessages": MessagesRead(messages="Anna (10:15): Good morning."),
    "Join": CodeSent(),
    "Prove": Joined(),
    "FindClient": NoClient(),
    "FindEmployer": EmployersFound(employers=listed("Acme", "Apex")),
    "AddEmployer": EmployerAdded(employer_id="e9"),
    "ListPaybackTypes": PaybackTypes(payback_types=listed("Debit", "Cash")),
    "AddClient": ClientAdded(client="c1"),
    "UpdateClient": ClientUpdated(),
    "ReadPapers": Papers(needs=["id", "payslip", "bank_statement"]),
    "UploadDocument": DocumentUploaded(),
    "SendLink": LinkSent(way="link", link="l1"),
    "SendOtp": OtpSent(sent_to="+27 ** *** 567"),
    "ActivateByOtp": Activated(loan="l1"),
    "ReadAgreement": AgreementFound(agreement="ag1", address="https://lender.example/ag1", signed=True),
    "Sign": Signed(),
    "SendAgreement": AgreementSent(agreement_sent="sms"),
    "GiveAgreement": AgreementGiven(file_agreement="ag1", file_name="agreement-A-1.pdf", file_sha256="00" * 32),
    "CheckCredit": CreditPassed(),
    "SetBudget": BudgetSet(budget="b1"),
    "SetBudgetItems": BudgetItemsSet(),
    "ListPurposes": Purposes(purposes=listed("School", "House")),
    "ListProducts": Products(products=[product("Short"), product("Long", max_amount=90000)]),
    "Quote": offer(),
    "Apply": Applied(application="a1", reference="A-1"),
    "Withdraw": Withdrawn(),
    "ReadApplication": ApplicationFound(
        reference="A-1", status="pending", applied_amount="2000", currency="ZAR", applied_instalments=3
    ),
    "ReadCollection": CollectionTerms(
        mandate_currency="ZAR",
        mandate_instalment="820.50",
        ceiling="1230.75",
        mandate_seconds=120,
        mandate_until="20:00",
        mandate_branch="Long Street",
        mandate_banks=[
            Bank(id="Capitec", label="Capitec", branch="470010"),
            Bank(id="FNB", label="FNB", branch="250655"),
        ],
    ),
    "AskMandate": MandateAsked(mandate="m1"),
    "ReadMandate": MandateFound(mandate_status="approved"),
    "PayOut": PaidOut(payout="p1", payout_status="pending"),
    "ReadPayout": PayoutFound(payout_status="paid"),
    "Activate": Activated(loan="l1"),
    "ReadLoan": LoanFound(loan="l1", loan_status="active", currency="ZAR", actions=["collect"]),
    "ReadSchedule": ScheduleFound(schedule=[{"due": "2026-01-31", "amount": 800, "paid": 800}]),
    "Pay": Paid(payment="P-1", paid_amount="500"),
    "ListLoans": Loans(loans=listed("L1", "L2")),
    "ListBeneficiaries": Beneficiaries(beneficiaries=listed("School", "Clinic")),
    "Claim": Claimed(claim="T-1", remaining="1500"),
}
"""What a kind lender answers."""

FIRST = ("en", "yes")
WHO = ("apply", ID, "Thandi", "Nkosi", "thandi@example.com", "acme", "1", "1", "right")
MONEY = ("yes", "20000", "15000", "4000", "no")
LOAN = ("1", "1", "2000", "3")
"""A whole application of a new client, in four parts; the last one ends at the offer."""


class Person:
    """One person and their session, kept as JSON between any two turns. `held` errands get no answer of themselves."""

    def __init__(self, phone="+27821234567", *, serves: Serves | None = None, short=False, **answers: Any) -> None:
        self.session = Session(id="s1", phone=phone)
        self.serves, self.short = serves or PAPERLESS, short
        self.answers: dict[str, Any] = {**KIND, **answers}
        self.screen: Any = None
        self.sent: list[str] = []

    def turn(self, heard):
        self.session = Session.model_validate_json(self.session.model_dump_json())
        self.session.now, self.session.short, self.session.serves = NOW, self.short, self.serves
        self.session.turn += isinstance(heard, Heard)
        shown = hear(self.session, heard)
        while not isinstance(shown, Screen) and (answer := self.answers[type(shown).__name__]):
            self.sent.append(type(shown).__name__)
            shown = hear(self.session, answer)
        self.screen = shown
        return shown

    def says(self, *words):
        for word in words:
            shown = self.turn(Heard("tel:x", "m", word))
        return shown

    def dials(self):
        return self.turn(Heard("tel:x", "m", new=True))

    def jumps(self, to):
        return self.turn(Heard("tel:x", "m", jump=to))

    def shares(self, number):
        return self.turn(Heard("tg:1", "m", contact=number))

    def brings(self, *papers):
        for paper in papers:
            shown = self.turn(Heard("tel:x", "m", paper=paper))
        return shown

    def looks(self):
        return self.turn(Heard("tel:x", "m"))

    def presses(self, value, at):
        return self.turn(Heard("tel:x", "m", value, at=at))

    @property
    def at(self):
        return self.session.state

    @property
    def facts(self):
        return self.session.facts


def applying(*parts, **kwargs):
    """A person who has said all this."""
    person = Person(**kwargs)
    person.says(*FIRST, *(word for part in parts for word in part))
    return person
