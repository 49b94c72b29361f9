"""What a borrower sees, and how they know where they are: by the words, as a person does."""

import re
from typing import NamedTuple


class Shown(NamedTuple):
    """A screen: the words, the labels one can choose, and whether the line is still open."""

    text: str
    labels: tuple[str, ...] = ()
    open: bool = True

    @property
    def step(self) -> str:
        """The step these words belong to, "" where they are none of the questions (a sorry, on USSD)."""
        return next((step for step, words in WORDS.items() if re.search(words, self.text)), "")


WORDS = {
    "late": r"still working on it",
    "start.language": r"Choose (?:your|a) language",
    "start.consent": r"gree\?",
    "start.phone": r"share your phone number",
    "start.code": r"code by SMS|code from our SMS",
    "start.spent": r"code is not good any more: it was typed",
    "start.rest": r"pause between two codes",
    "start.unsent": r"could not send you an SMS just now",
    "home.again": r"You have not finished yet",
    "home.menu": r"What would you like to do",
    "home.trouble": r"could not take this",
    "home.doubt": r"find out for certain|not certain that the lender",
    "borrower.doubt": r"may have reached the lender",
    "borrower.id_number": r"ype your ID number",
    "borrower.confirm": r"your job|Same job",
    "borrower.first_name": r"irst name, as in your ID",
    "borrower.last_name": r"(?i)surname",
    "borrower.employer": r"Who do you work for",
    "borrower.employer_id": r"is your employer\?",
    "borrower.new_employer": r"does not have “|not in the list yet",
    "borrower.payback_type": r"pay the loan back\?|How will you pay back",
    "borrower.review": r"(?:everything r|R)ight\?",
    "papers.loose": r"Is (?:it|the photo you sent) your",
    "papers.refused": r"lender could not take your (?:ID|payslip|bank)",
    "papers.unsure": r"whether the lender has received your|sure that the lender has your",
    "papers.counter": r"any branch or agent",
    "papers.over": r"go on where you were\?$",
    "papers.send": r"Document \d of \d|pages? received|How will you send it",
    "papers.unread": r"find out which documents",
    "papers.arrived": r"reached the lender\.",
    "budget.credit": r"credit bureau.*\bask(?: now)?\?|May it ask",
    "budget.income": r"What do you earn|Monthly pay before",
    "budget.take_home": r"paid out to you|Take-home pay",
    "budget.living": r"on living|Monthly living",
    "budget.has_debts": r"other loans or accounts",
    "budget.debts": r"pay on them",
    "budget.declined": r"cannot offer you a loan now",
    "apply.purpose": r"What is the loan for",
    "apply.nothing": r"has no loan to offer",
    "apply.product": r"Which loan would you like",
    "apply.amount": r"How much would you like|How much\? From",
    "apply.instalments": r"n how many instalments|How many instalments",
    "apply.offer": r"what the loan costs|You get R",
    "apply.declined": r"lender said no this time",
    "apply.done": r"application is with the lender",
    "mine.shown": r"pplication MM\d+",
    "mine.nothing": r"no application of yours",
}
"""A step, and words that stand on its screen alone, in both wordings. The order decides where two would fit."""

ASIDE = (
    "borrower.doubt",
    *(f"papers.{name}" for name in ("loose", "refused", "unsure", "over", "unread", "counter")),
)
WAY = tuple(
    step for step in WORDS if step.startswith(("borrower.", "papers.", "budget.", "apply.")) and step not in ASIDE
)
"""The way of an application: who has come to one of these is never led back to an earlier one unasked."""

AWAY = "We cannot answer just now"
BROKEN = "something went wrong on our side"


def reference(text: str) -> str:
    """The reference a screen tells, "" where it tells none."""
    found = re.search(r"MM\d{6}", text)
    return found[0] if found else ""
