"""Anyone may say anything, anywhere, to any lender, and the conversation goes on: a walk at random."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from flows.errands import (
    KEPT_BACK,
    OURS,
    AddClient,
    Answer,
    Apply,
    Bank,
    CodeRests,
    CodeSent,
    Due,
    FeeCharged,
    Instalments,
    Joined,
    Listed,
    ListProducts,
    LoanFound,
    NoClient,
    PersonCalled,
    Product,
    Quote,
    Trouble,
)
from flows.handover import STAFF, WAITING
from flows.heard import Heard, Paper
from flows.screen import Screen
from flows.session import Session
from flows.steps import CALL, MENU, PERSON, STEPS, TALK, everything
from flows.talk import hear, late, show
from flows.text import LANGUAGES
from flows.way_back import LONGEST_TRAIL, beneath
from flows.words import Ask, Send
from tests.person import ID, NOW, takes

WORDS = st.text(min_size=1, max_size=20)
NUMBERS = st.decimals(0, 10_000_000, places=2)
OPTIONS = st.builds(Listed, id=WORDS, label=WORDS)
PRODUCTS = st.builds(
    Product,
    id=WORDS,
    label=WORDS,
    min_amount=st.just(Decimal(500)),
    max_amount=st.decimals(600, 10_000_000, places=2),
    min_instalments=st.just(1),
    max_instalments=st.integers(1, 60),
    currency=st.sampled_from(["ZAR", "KES", ""]),
)
FIELDS = {
    "status": st.sampled_from(["created", "pending", "declined", "other", "news"]),
    "kept_because": st.sampled_from(["staff", "errand", "mandate", "payout"]),
    "currency": st.sampled_from(["ZAR", "KES", "COP"]),
    "client": WORDS,
    "loan": WORDS,
    "mandate_currency": st.sampled_from(["ZAR", "KES"]),
    "mandate_status": st.sampled_from(["pending", "approved", "rejected", "expired", "other", "news"]),
    "payout_status": st.sampled_from(["pending", "paid", "failed", "other", "news"]),
    "loan_status": st.sampled_from(["pending", "active", "arrears", "paid", "cancelled", "news"]),
    "needs": st.lists(st.sampled_from(["id", "payslip", "bank_statement", "other"]), unique=True),
    "has": st.lists(st.sampled_from(["id", "payslip"]), unique=True),
    "way": st.sampled_from(["link", "telegram", "unsent", "enough"]),
    "messages": st.sampled_from(["none", "Anna (10:15): Good morning."]),
    "desk": st.sampled_from(["open", "closed"]),
    "desk_weekly": st.sampled_from([[], [["1-5", "08:00-17:00"], ["6", "09:00-13:00"]]]),
    "desk_opens": st.sampled_from(["none", "2026-11-23T08:00"]),
    "sim_until": st.just("2026-11-23T08:00"),
}
PAPERS = st.builds(
    Paper,
    id=st.text("abc", min_size=1, max_size=2),
    mark=st.text("0123456789abcdef", min_size=64, max_size=64),
    pages=st.integers(1, 40),
    faults=st.sampled_from([(), (), ("dark",), ("blurred", "small")]),
    unfit=st.sampled_from(["", "", "", "other", "large", "early"]),
)
KINDS = {
    str: st.text(max_size=20),
    int: st.integers(0, 5),
    bool: st.booleans(),
    Decimal: NUMBERS,
    date: st.dates(),
    list[FeeCharged]: st.lists(st.builds(FeeCharged, name=WORDS, sum=NUMBERS), max_size=3),
    list[Instalments]: st.lists(st.builds(Instalments, count=st.integers(1, 60), amount=NUMBERS), max_size=5),
    list[Listed]: st.lists(OPTIONS, max_size=12),
    list[Bank]: st.lists(st.builds(Bank, id=WORDS, label=WORDS, branch=st.just("250655")), max_size=4),
    list[str]: st.lists(st.sampled_from(["collect", "pay", "pay_outside"]), max_size=3),
    list[Due]: st.lists(st.builds(Due, due=st.dates(), amount=NUMBERS, paid=st.none() | NUMBERS), max_size=40),
    list[Product]: st.lists(PRODUCTS, min_size=1, max_size=6),
}


def answers(kind):
    """Answers of one class, filled with whatever its fields may hold."""
    if kind in (NoClient, CodeSent):
        return st.just(kind())
    if kind is CodeRests:
        return st.just(CodeRests(code_opens="2026-11-23T08:00"))
    return st.builds(kind, **{name: _values(name, field.annotation) for name, field in kind.model_fields.items()})


def _values(name, annotation):
    if name in FIELDS:
        return FIELDS[name]
    return KINDS[annotation if annotation in KINDS else get_args(annotation)[0]]


SENT = {step.errand for step in STEPS.values() if isinstance(step, Send)}
ANY_ANSWER = {
    errand: [answers(kind) for kind in (*errand.answers(), *KEPT_BACK.get(errand, ()), Trouble)] for errand in SENT
}
KIND_ANSWER = {errand: [answers(kind) for kind in errand.answers()] for errand in SENT}

NEEDED = {AddClient, ListProducts, Quote, Apply}
LENDERS = st.one_of(
    st.sampled_from([None, everything()]),
    st.builds(
        lambda errands, ignores: takes(NEEDED | errands, frozenset(ignores)),
        st.sets(st.sampled_from(sorted(SENT - set(OURS), key=str))),
        st.sets(st.sampled_from(["email", "purpose", "employer_id", "payback_type"])),
    ),
)
GOOD = {"claim_amount": "5", "pay_amount": "7", "claim_reference": "R 7", "beneficiary_name": "school"}
GOOD |= {"id_number": ID, "email": "a@b.example", "amount": "600", "instalments": "1", "code": "123456"}
MONEY = {"income": "9000", "take_home": "8000", "living": "70", "debts": "6"}
ODD = ["", " ", "0", "00", "#1", "1.", "²", "-1", "9" * 400, "x" * 5000, "\x00", "🙂", "{ $amount }", "'; --", "\u0661"]
SAID = st.one_of(st.sampled_from([*"123456789", *ODD, *GOOD.values()]), st.text(max_size=30))
SECRET = {"start.prove", "activate.try"}
"""Errands whose secret is heard once: whoever looks at them again is asked for it again."""
UNHELPFUL = {"no", "over", "wrong", "other", "language", "help", "menu", "change"}
YES = {"1", "#1", "yes", "i agree", "nakubali", "\u0661"}


class Walk(RuleBasedStateMachine):
    """One person, one lender, no manners."""

    @initialize(phone=st.sampled_from(["", "+27821234567"]), serves=LENDERS, short=st.booleans())
    def comes(self, phone, serves, short):
        self.session = Session(id="s", phone=phone)
        self.serves, self.short = serves, short
        self.keys: set[str] = set()
        self.shown: Any = self.turn(Heard("who", "m", new=True))

    def turn(self, heard):
        """One turn, on a session that was stored in between, and what must be true of every turn."""
        was, key, agreed = self.session.state, self.session.errand, self.session.facts.get("consent")
        self.session = Session.model_validate_json(self.session.model_dump_json())
        self.session.now, self.session.serves, self.session.short = NOW, self.serves, self.short
        self.session.turn += isinstance(heard, Heard)
        self.shown = shown = hear(self.session, heard)
        here = self.session.state
        assert len(self.session.trail) <= LONGEST_TRAIL
        assert here in STEPS
        if isinstance(shown, Screen):
            assert (shown.step, self.session.errand) == (here, self.beneath)
            assert shown.text
            assert shown.ends or shown.options or isinstance(STEPS[here], Ask)
            assert shown.ends == (STEPS[here].routes == {})
        elif isinstance(heard, Heard) and was == here and key:
            assert self.session.errand == key
        else:
            assert self.session.errand not in self.keys
            self.keys.add(self.session.errand)
        if isinstance(heard, Heard) and isinstance(STEPS[was], Send) and heard.jump != CALL:
            assert was in {here, *SECRET}
        if self.session.facts.get("consent") == "yes" != agreed:
            assert was in ("start.consent", "start.changed")
            assert heard.words.strip().rstrip(".) ").casefold() in YES
        if not here.startswith(("start.", "data.")):
            assert self.session.facts["consent"] == "yes"
        self.look_around()
        return shown

    def look_around(self):
        """Whatever the language and the wording, it can be said; the menu is near, and so is a way on."""
        standing = isinstance(STEPS[self.session.state], Send)
        for lang in LANGUAGES:
            for short in (True, False):
                copy = self.session.model_copy(deep=True, update={"lang": lang, "short": short})
                shown: Any = (late if standing else show)(copy)
            assert shown.text
        if not standing and self.session.facts.get("consent") == "yes" and not self.session.state.startswith("start."):
            copy = self.session.model_copy(deep=True)
            copy.unseen = False
            menu: Any = hear(copy, Heard("who", "m", "00"))
            assert menu.step == (TALK if self.beneath else MENU)

    @property
    def waiting(self):
        return not isinstance(self.shown, Screen)

    @property
    def beneath(self):
        """The errand that goes on beneath a talk, "" where there is none."""
        return self.session.errand if beneath(self.session) and self.session.state.startswith(PERSON) else ""

    @rule(paper=PAPERS)
    def shows_a_page(self, paper):
        self.turn(Heard("who", "m", paper=paper))

    @precondition(lambda self: not self.waiting and self.session.facts.get("consent") == "yes")
    @rule(found=answers(LoanFound), client=WORDS)
    def stands_at_a_loan(self, found, client):
        """So that the walk gets beyond an application as well."""
        known = {
            "application": "a",
            "reference": "R-1",
            "client": client,
            "own_client": True,
            "loan": "l",
            "signing": "none",
        }
        self.session.facts |= {**found.model_dump(mode="json"), **known}
        self.session.state, self.session.errand, self.session.unseen = "mine.loan", "", False
        self.turn(Heard("who", "m"))

    @rule(words=SAID)
    def says_anything(self, words):
        self.turn(Heard("who", "m", words))

    @rule(data=st.data(), steps=st.integers(1, 30))
    def goes_along(self, data, steps):
        """So that the walk gets anywhere: a stretch of answers that fit, and a lender who is kind."""
        for _ in range(steps):
            if self.waiting:
                self.answer(data.draw(data.draw(st.sampled_from(KIND_ANSWER[type(self.shown)]))), late=False)
            else:
                self.says_what_fits(data)

    def says_what_fits(self, data):
        step = self.shown.step
        if self.shown.contact:
            self.turn(Heard("who", "m", contact="+27825550000"))
        elif self.shown.options:
            fine = [option for option in self.shown.options if option[0] not in UNHELPFUL] or self.shown.options
            value = data.draw(st.sampled_from(fine))[0]
            self.turn(Heard("who", "m", value, at=data.draw(st.sampled_from([step, ""]))))
        else:
            self.turn(Heard("who", "m", {**GOOD, **MONEY}.get(step.partition(".")[2], "Nomvula-Rose")))

    @rule(at=st.sampled_from([*STEPS, "gone.step"]), words=SAID)
    def presses_an_old_button(self, at, words):
        self.turn(Heard("who", "m", words, at=at))

    @rule(heard=st.sampled_from([Heard("w", "m", new=True), Heard("w", "m"), Heard("w", "m", contact="+27825550000")]))
    def dials_or_looks_or_shares(self, heard):
        self.turn(heard)

    @rule(to=st.sampled_from([*STEPS, "no.such"]))
    def commands(self, to):
        self.turn(Heard("who", "m", jump=to))

    @precondition(lambda self: self.beneath)
    @rule(data=st.data(), taken=st.booleans())
    def an_answer_comes_beneath(self, data, taken):
        """To what was under way when a person was asked for; who only waits sees it, else the talk goes on."""
        sends = STEPS[beneath(self.session)]
        assert isinstance(sends, Send)
        self.session.owner = STAFF if taken else WAITING
        said = hear(self.session, data.draw(data.draw(st.sampled_from(ANY_ANSWER[sends.errand]))))
        assert (self.session.state == TALK) == taken
        if taken and not isinstance(said, Screen):
            assert self.session.errand.rpartition(":")[2] == beneath(self.session)
        self.session.owner = WAITING
        self.shown = show(self.session) if taken else said
        self.keys.add(self.session.errand)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data(), late=st.booleans())
    def the_lender_answers(self, data, late):
        self.answer(data.draw(data.draw(st.sampled_from(ANY_ANSWER[type(self.shown)]))), late)

    @rule(kind=st.sampled_from(sorted(SENT, key=str)), data=st.data())
    def an_answer_comes_to_nothing_asked(self, kind, data):
        if kind is not type(self.shown) and self.session.state not in SECRET and not self.beneath:
            known = {answer for errand in (type(self.shown),) if self.waiting for answer in errand.answers()}
            answer = data.draw(data.draw(st.sampled_from(KIND_ANSWER[kind])))
            if type(answer) not in known:
                was = self.session.state
                self.stray(answer)
                assert self.session.state == was

    def stray(self, answer):
        shown = hear(self.session, answer)
        assert isinstance(shown, Screen) != self.waiting

    def answer(self, answer: Answer, late: bool):
        if isinstance(answer, Joined):
            self.session.phone = str(self.session.facts["phone"])
        if isinstance(answer, PersonCalled):
            self.session.owner = WAITING
        self.turn(answer)
        self.session.unseen = late and not self.waiting


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
)
