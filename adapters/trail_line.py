"""A line of the trail: what it is made of, and how it comes of an errand, or of a screen that was agreed to."""

from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from flows.consent import MEETING, version_agreed
from flows.errands import Answer, Errand
from flows.screen import Screen
from flows.session import Session

MEANT, SHOWN, LATE, NOT_SENT = "meant", "shown", "Late", "NotSent"
SILENT = (LATE, NOT_SENT)
"""Outcomes that are none: nothing was heard, this time."""

MONEY = ("amount", "pay_amount", "claim_amount", "ceiling")
"""The fields of errands that hold an amount."""

IDS = ("client", "product", "application", "loan", "agreement", "mandate", "payout", "payment", "claim", "document")
"""The lender's ids, as errands and answers name them."""

FILE = ("file_name", "file_sha256")
"""Of a document that was sent to the borrower: its name, and the SHA-256 of its bytes in hex."""

WORDS = {*IDS, *FILE, "reference", *MONEY}


class Entry(BaseModel):
    """One line of the trail. `at`: seconds since 1970.

    `channel`: ussd, telegram, page or terminal, worker where nobody waited on a line, command for staff. `outcome`:
    meant, shown, the name of the answer's class, or a silence (Late, NotSent). `reference` is ours, `number` the
    lender's own, where it told one. `step`, `lang` and `words` are of what was shown, all its pages; `page` is the one
    they were on (from 1), for a small screen shows one at a time. `version` names the wording of a consent. `erased`:
    the person was, and with them what is not in BARE.
    """

    at: float
    who: str = ""
    channel: str = ""
    errand: str = ""
    reference: str = ""
    outcome: str = ""
    number: str = ""
    amount: Decimal | None = None
    client: str = ""
    product: str = ""
    application: str = ""
    loan: str = ""
    agreement: str = ""
    mandate: str = ""
    payout: str = ""
    payment: str = ""
    claim: str = ""
    document: str = ""
    file_name: str = ""
    file_sha256: str = ""
    step: str = ""
    lang: str = ""
    version: str = ""
    page: int = 0
    words: str = ""
    erased: bool = False


BARE = {"at", "who", "channel", "errand", "reference", "outcome", "amount", "step", "lang", "version", "page"}
"""What of a line leads to nobody, and stays when its person is erased."""


class Kept(Entry):
    """A line as it is kept: BARE of it; `rest` of it sealed under its person's key, or `open` where it is nobody's."""

    rest: str = ""
    open: str = ""


def entry(
    at: float, who: str, channel: str, errand: Errand[Any], reference: str, outcome: Answer | str = MEANT
) -> Entry:
    """The line for an errand: that it is about to be sent, what was answered, or which silence there was."""
    answer = outcome if isinstance(outcome, Answer) else None
    asked = errand.model_dump(include=WORDS - {"reference"})
    told = answer.model_dump(include=WORDS) if answer else {}
    number = told.pop("reference", "")
    known = {word: value for word, value in {**asked, **told}.items() if value and word not in MONEY}
    return Entry(
        at=at,
        who=who,
        channel=channel,
        errand=type(errand).__name__,
        reference=reference,
        outcome=type(answer).__name__ if answer else str(outcome),
        number=number,
        amount=next((asked[word] for word in MONEY if asked.get(word) is not None), None),
        **known,
    )


def agreed(line: Entry, session: Session, screen: Screen, page: int) -> Entry:
    """The same line, saying what the borrower was shown when they agreed: the words, the ways on, and the document."""
    ways = [f"{number} {label}" for number, (_, label) in enumerate(screen.options, 1)]
    shown: dict[str, str | int] = {"outcome": SHOWN, "step": screen.step, "lang": session.lang, "page": page + 1}
    shown["words"] = "\n".join([screen.text, *ways])
    if screen.step.startswith(MEETING):
        shown["version"] = version_agreed(session)
    facts = session.facts
    if line.agreement and facts.get("file_agreement") == line.agreement:
        shown |= {word: str(facts.get(word, "")) for word in FILE}
    return line.model_copy(update=shown)
