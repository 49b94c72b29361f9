"""The trail: what leads back, what is forgotten on the way, and what is kept when everything is over."""

from flows.session import START, Session
from flows.steps import ASIDE, BEGUN, FORGETS, HOME, MENU, OF_A_LOAN, OVER, PAPERS, PERSON, STEPS
from flows.words import Ask, Choose

LONGEST_TRAIL = 30


def leave(session: Session) -> str:
    """Forget what only this step needed; gives the step by which one comes back to it, "" where nobody can."""
    step = STEPS[session.state]
    if not isinstance(step, Ask | Choose) or not (step.anew or step.drops):
        return session.state
    for fact in step.drops:
        session.facts.pop(fact, None)
    return f"{session.state.partition('.')[0]}.{step.anew}" if step.anew else ""


def lead_back(session: Session, *steps: str, but: str = "") -> None:
    """From here on `steps` lead back, the last one first; `but` is not on the way any more."""
    session.trail = [*(state for state in session.trail if state != but), *filter(None, steps)][-LONGEST_TRAIL:]


def rests(state: str) -> bool:
    """Whether nothing is half done at this step."""
    step = STEPS[state]
    return isinstance(step, Choose) and step.rests


def is_begun(session: Session) -> bool:
    """Whether applying is half done."""
    return any(state.startswith(BEGUN) and not (state in STEPS and rests(state)) for state in session.trail)


def start_afresh(session: Session) -> None:
    """Keep what the next conversation needs, and no more."""
    session.trail = []
    for fact in FORGETS:
        session.facts.pop(fact, None)


def begin_again(session: Session) -> None:
    """At the first question, with nothing behind and nothing under way."""
    session.state, session.trail, session.sorrys, session.page = START, [], 0, 0
    session.errand, session.sent = "", 0


def close_behind(session: Session) -> None:
    """At a step just come to: what nobody shall come back to from here leads back no more."""
    step = STEPS[session.state]
    if isinstance(step, Choose) and step.closes:
        session.trail = []
    if session.state == MENU:
        _forget_ways(session, ASIDE)
    if session.state == OVER:
        _forget_ways(session, (PAPERS, HOME))


def leave_loan(session: Session) -> None:
    """Another loan is spoken of: what was about to be decided was about the one before."""
    _forget_ways(session, OF_A_LOAN)


def _forget_ways(session: Session, flows: tuple[str, ...]) -> None:
    session.trail = [state for state in session.trail if not state.startswith(flows)]


def lay_errand_by(session: Session) -> None:
    """An errand of ours is run while another is under way: that one is taken up again afterwards (`take_up`)."""
    if session.errand:
        session.laid = session.errand, session.sent


def take_up(session: Session) -> None:
    """Go on waiting for the errand that was laid by, if one was."""
    session.errand, session.sent = session.laid or ("", 0)
    session.laid = None


def beneath(session: Session) -> str:
    """The step whose errand is under way beneath a talk with a person; "" where none is."""
    state = session.errand.rpartition(":")[2]
    return state if state != session.state and state in session.trail else ""


def without_person(trail: list[str]) -> list[str]:
    """The trail without the steps of asking for a person."""
    return [state for state in trail if not state.startswith(PERSON)]
