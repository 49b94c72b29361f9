"""All steps of all flows, and their routes as rows for the machine; whatever does not fit is found here, at import."""

from collections.abc import Mapping
from functools import lru_cache

from flows.activate import activate
from flows.apply import apply
from flows.borrower import borrower
from flows.budget import budget
from flows.claim import claim
from flows.collect import collect
from flows.data import data
from flows.errands import KEPT_BACK, OURS
from flows.home import home
from flows.mine import mine
from flows.notices import notices
from flows.others import others
from flows.papers import papers
from flows.payout import payout
from flows.person import person
from flows.plan import plan
from flows.repay import repay
from flows.session import START, Serves
from flows.sign import sign
from flows.start import start
from flows.words import BACK, Ask, Choose, Flow, Send, Step, Upload

FLOWS: tuple[Flow, ...] = (
    *(start, home, borrower, papers, budget, apply, mine, activate, sign),
    *(collect, payout, plan, repay, others, claim, notices, person, data),
)
STEPS: dict[str, Step] = {name: step for flow in FLOWS for name, step in flow.steps.items()}
FORGETS = tuple(fact for flow in FLOWS for fact in flow.forgets)
HOME, MENU, AGAIN, LANGUAGE = "home.", "home.menu", "home.again", "home.language"
NOTICES, DATA, DELETE = "notices.", "data.", "data.delete"
PERSON, CALL, TALK = "person.", "person.ask", "person.talk"
ASIDE = ("start.", HOME, NOTICES, PERSON, DATA)
"""Where nothing of a loan is half done: the menu does not lead back there."""
PAPERS, LOOSE, GIVE, OVER = "papers.", "papers.loose", "papers.give", "papers.over"
ABOUT = (LOOSE, "papers.refused", "papers.unsure")
"""Questions about a document on its way: the upload page asks them too."""
BEGIN = "apply"
BEGUN = ("borrower.", "papers.", "budget.", "apply.")
"""What applying begins, so that applying again would throw it away."""
OF_A_LOAN = ("activate.", "sign.", "collect.", "payout.", "plan.", "repay.", "claim.")
"""What is asked and decided about one loan, and must not be come back to once another is spoken of."""
AFRESH = {(MENU, BEGIN), (AGAIN, "over"), ("budget.declined", "menu"), ("apply.declined", "menu")}
"""The choices that throw away what was begun before; looking something up in the menu does not."""
COMMANDS = frozenset(
    {
        START,
        MENU,
        LANGUAGE,
        "home.help",
        "home.cancel",
        "borrower.doubt",
        "mine.read",
        "notices.reminders",
        CALL,
        DELETE,
    }
)
"""Where a command may lead: steps that need no facts from the steps before them."""


def rows(steps: Mapping[str, Step] = STEPS) -> list[dict[str, str]]:
    """Every route as a row of the machine: trigger, source, dest. Raises ValueError where one leads nowhere."""
    found = []
    for source, step in steps.items():
        flow = source.partition(".")[0]
        for trigger, to in step.routes.items():
            dest = to if "." in to else f"{flow}.{to}"
            if to != BACK and dest not in steps:
                raise ValueError(f"{source} leads to {dest}, which is no step")
            if to != BACK:
                found.append({"trigger": trigger, "source": source, "dest": dest})
    return found


def check_answers(steps: Mapping[str, Step] = STEPS) -> None:
    """Every answer an errand may get has a route, and no route waits for an answer it cannot get; else ValueError."""
    for name, step in steps.items():
        if isinstance(step, Send) and set(step.to) != (known := set(step.errand.answers())):
            odd = ", ".join(sorted(answer.__name__ for answer in known ^ set(step.to)))
            raise ValueError(f"{name} and its errand {step.errand.__name__} disagree on {odd}")


def check_kept_back(steps: Mapping[str, Step] = STEPS) -> None:
    """Whatever may keep an errand back has a route at each step that sends it; else ValueError."""
    for name, step in steps.items():
        if isinstance(step, Send) and (lost := set(KEPT_BACK.get(step.errand, ())) - step.instead.keys()):
            odd = ", ".join(sorted(answer.__name__ for answer in lost))
            raise ValueError(f"{name} does not say where {odd} leads when it keeps {step.errand.__name__} back")


def check_anew(steps: Mapping[str, Step] = STEPS) -> None:
    """What a screen tells anew is read by an errand of its own flow; else ValueError."""
    for name, step in steps.items():
        if isinstance(step, Ask | Choose) and step.anew:
            to = f"{name.partition('.')[0]}.{step.anew}"
            if not isinstance(steps.get(to), Send):
                raise ValueError(f"{name} is led up to by {to}, which is no errand")


def check_forks(steps: Mapping[str, Step] = STEPS) -> None:
    """No fork of our own puts its option where an errand takes a fact from (a loan's id, say); else ValueError."""
    carried = {word for step in steps.values() if isinstance(step, Send) for word in step.errand.model_fields}
    for name, step in steps.items():
        if isinstance(step, Choose) and step.ours and step.leaves and step.name in carried:
            raise ValueError(f"{name} leaves its option as a fact that an errand carries: say leaves=False")


@lru_cache(maxsize=1)
def everything() -> Serves:
    """A lender that takes every errand and every fact there is: for drawing the whole conversation."""
    errands = {step.errand for step in STEPS.values() if isinstance(step, Send)} - set(OURS)
    forks = [step for step in STEPS.values() if isinstance(step, Choose)]
    before = {step.before for step in forks if step.before}
    before |= {each for step in forks for some in step.only.values() for each in some if isinstance(each, type)}
    facts = frozenset(field for errand in errands for field in errand.model_fields)
    ways = {way for step in STEPS.values() if isinstance(step, Upload) for way in step.ways}
    ways |= {"file", "person"}
    return Serves(frozenset(errand.__name__ for errand in errands | before), facts, ways=frozenset(ways))


check_answers()
check_kept_back()
check_anew()
check_forks()
if strange := {START, MENU, AGAIN, LANGUAGE, OVER, *COMMANDS, *ABOUT, GIVE, TALK, DELETE} - STEPS.keys():
    raise ValueError(f"the conversation leans on {', '.join(sorted(strange))}, which is no step")
