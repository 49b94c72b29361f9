"""Loans that are followed for their borrowers: what is kept of them, and how a session tells which it is about."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from flows.session import Session

IDS = ("loan", "mandate", "payout")
"""What an application comes to have, one after another."""

CHOICES = ("reminders", "sms")
"""What a borrower may stop."""

FACTS = ("application", *IDS, "reference", "currency", *CHOICES)


class Followed(BaseModel):
    """A loan, or an application for one, that we follow for its borrower.

    `phone`, `lang`, `silent` (no reminders, please) and `no_sms` (none that they can do without) are as the session
    last said: it may be gone before the loan is. `told`: what the borrower was told of, by the names of News; "" while
    that is still to be done. `chain` counts the chains of looks begun: only the newest goes on. `late`: it was in
    arrears when we looked last. `version` counts what was kept, and is Redis' to know.
    """

    application: str = ""
    loan: str = ""
    mandate: str = ""
    payout: str = ""
    reference: str = ""
    currency: str = ""
    phone: str = ""
    lang: str = "en"
    silent: bool = False
    no_sms: bool = False
    told: dict[str, str] = {}
    chain: int = 0
    late: bool = False
    version: int = Field(default=0, exclude=True)

    @property
    def key(self) -> str:
        """What tells it from the person's other loans."""
        return self.application or f"loan:{self.loan}"


def marks(session: Session) -> tuple[str, ...]:
    """What of a session matters to following its loan; () where it has none. Whenever it changes, it is kept anew."""
    facts = session.facts
    if not (facts.get("application") or facts.get("loan")):
        return ()
    return (session.phone, session.lang, *(str(facts.get(fact) or "") for fact in FACTS))


def followed(session: Session) -> Followed:
    """The loan a session is about."""
    phone, lang, *facts = marks(session)
    known = dict(zip(FACTS, facts, strict=True))
    known = {fact: value for fact, value in known.items() if fact not in CHOICES}
    if known["loan"] and session.facts.get("other_loan") == known["loan"]:
        known["application"] = ""  # chosen from a list: what was applied for last may be another
    return Followed(phone=phone, lang=lang, silent=is_silent(session), no_sms=not takes_sms(session), **known)


def is_silent(session: Session) -> bool:
    """Whether this person has stopped reminders."""
    return session.facts.get("reminders") == "stop"


def takes_sms(session: Session) -> bool:
    """Whether this person has agreed to SMS about their loan, and has not stopped them."""
    return session.facts.get("consent") == "yes" and session.facts.get("sms") != "stop"


def sorted_out(said: Followed, kept: Sequence[Followed]) -> tuple[Followed, Followed | None]:
    """What a session says of the loan it is about, and which of the person's loans that is; None for a new one.

    A session that has just applied anew still knows the loan before, and one that looks at another of a person's loans
    still knows the application of the first: what is known to be one loan's is not taken for another's.
    """
    mine = next((loan for loan in kept if said.application and loan.application == said.application), None)
    owner = next((loan for loan in kept if said.loan and loan.loan == said.loan), None)
    if owner and (mine or not said.application):
        mine, said = owner, said.model_copy(update={"application": owner.application})
    elif mine and mine.loan and said.loan not in ("", mine.loan):
        mine, said = None, said.model_copy(update={"application": "", "mandate": "", "payout": ""})
    others = {getattr(loan, name) for loan in kept if loan is not mine for name in IDS}
    return said.model_copy(update={name: "" for name in IDS if getattr(said, name) in others}), mine
