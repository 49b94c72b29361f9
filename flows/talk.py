"""The whole conversation as one machine, shared by every borrower: `hear` moves a session by what was said.

The machine decides where, and nothing else. It has no model: each trigger is handed its session, so a turn builds and
binds nothing and costs the same however many steps there are.
"""

from typing import Any

from transitions import Event, Machine, MachineError

from flows import consent
from flows.errands import Answer, Errand, Trouble
from flows.handover import STAFF, let_go, pass_on
from flows.heard import Heard, Paper
from flows.learning import learn
from flows.line import Line
from flows.options import only, pick
from flows.passing import passed_over
from flows.person import is_staffed
from flows.screen import Screen
from flows.session import START, Facts, Session
from flows.show import ASK_PERSON, SILENCE, errand, late, offers_person, onward, screen, show
from flows.steps import (
    AFRESH,
    AGAIN,
    BEGIN,
    CALL,
    COMMANDS,
    DATA,
    DELETE,
    HOME,
    LANGUAGE,
    LOOSE,
    MENU,
    PAPERS,
    PERSON,
    STEPS,
    TALK,
    rows,
)
from flows.uploading import choose, full, lay_by, settle, take, wanted
from flows.way_back import (
    begin_again,
    beneath,
    close_behind,
    is_begun,
    lay_errand_by,
    lead_back,
    leave,
    rests,
    start_afresh,
    take_up,
    without_person,
)
from flows.words import BACK, DOUBT, SKIP, Ask, Choose, End, Send, Sorry, Step, Talk, Upload

__all__ = ["hand_back", "hear", "late", "machine", "show", "step_aside"]

GO_BACK, GO_HOME = "0", "00"
TO_BOT = "bot"
"""The option by which a borrower gives the conversation back to the bot."""


class _Trigger(Event):
    """A trigger that only moves.

    Our machine has no conditions and no callbacks. The library's own trigger looks for them, and logs that it finds
    none, at nine times the price: a third of all that `hear` took.
    """

    def trigger(self, model: Any, *args: Any, **kwargs: Any) -> bool:
        """Move the session along the route this trigger has where it stands. Raises MachineError where it has none."""
        routes = self.transitions.get(model.state)
        if not routes:
            raise MachineError(f"no route {self.name} from {model.state}")
        model.state = routes[0].dest
        return True


class _Machine(Machine):
    event_cls = _Trigger


machine = _Machine(model=None, states=list(STEPS), transitions=rows(), initial=START, auto_transitions=False)


def hear(session: Session, heard: Heard | Answer) -> Screen | Errand[Any]:
    """Move the session by what was said or answered; return what to show, or what to ask a lender.

    The caller has set `session.serves`, `session.now` and `session.short`.
    """
    if session.state not in STEPS:
        return _lost(session)
    if isinstance(heard, Answer):
        return _answered(session, heard)
    if not heard.edited and (heard.words is not None or heard.jump or heard.contact):
        session.page = 0
    try:
        return _aside(session, consent.CHANGED) if _is_to_agree_anew(session) else _said(session, heard)
    except Sorry as sorry:
        session.sorrys += 1
        return show(session, sorry)


def _said(session: Session, heard: Heard) -> Screen | Errand[Any]:
    if session.owner and not is_staffed(session.known):
        return _abandoned(session)
    if session.owner == STAFF and heard.ref:
        return _to_staff(session, heard)
    step = STEPS[session.state]
    if heard.edited:
        return _pass_on(session, heard) if isinstance(step, Talk) else SILENCE
    if heard.new:
        return _come(session, step)
    if heard.jump:
        return _jump(session, step, heard.jump)
    if isinstance(step, Talk):
        return _talk(session, step, heard)
    if heard.contact:
        return _own_number(session, step, heard.contact)
    return _paper(session, step, heard.paper) if heard.paper else _typed(session, step, heard)


def _is_to_agree_anew(session: Session) -> bool:
    """Whether our question has changed since, and may be asked now: what is under way, or news, comes first."""
    busy = session.owner or session.errand or session.unseen or isinstance(STEPS[session.state], Send)
    return not busy and not session.state.startswith((consent.MEETING, DATA)) and consent.is_outdated(session.facts)


def _typed(session: Session, step: Step, heard: Heard) -> Screen | Errand[Any]:
    """Something was typed, or an option pressed."""
    # What has not been seen cannot have been answered, nor can "Look again", pressed when the answer had just come.
    if heard.words is None or session.unseen or isinstance(step, Send) or _looked_again(session, heard.at):
        return show(session)
    if heard.at and heard.at != session.state:
        raise Sorry("stale")
    if heard.words == ASK_PERSON and offers_person(session):
        return _aside(session, CALL)
    if isinstance(step, End) or heard.words.strip() == GO_HOME:
        return _from_end(session, step, heard.words)
    if heard.words.strip() == GO_BACK and session.trail:
        return _back(session)
    return _take(session, step, heard.words, heard.page)


def _looked_again(session: Session, at: str) -> bool:
    """Whether the words answer the screen of an errand under way, which has had its answer since."""
    return at != session.state and isinstance(STEPS.get(at), Send)


def _to_staff(session: Session, heard: Heard) -> Screen | Errand[Any]:
    """Staff have the chat: the one option of ours that is left is heard, all else is passed on, and nothing is said."""
    if session.state != TALK:
        _aside(session, TALK)
    step = STEPS[TALK]
    assert isinstance(step, Talk)  # noqa: S101 - it bears that name
    return _talk(session, step, heard)


def _talk(session: Session, step: Talk, heard: Heard) -> Screen | Errand[Any]:
    """An option if one was meant, else something to pass on. In a chat an option is pressed, never typed."""
    words = heard.words or ""
    if heard.ref and not heard.at:
        return _pass_on(session, heard)
    if heard.ref and heard.at != session.state:
        return SILENCE if session.owner == STAFF else show(session, Sorry("stale"))
    if not words.strip():
        return show(session)
    if words.strip() in (GO_BACK, GO_HOME):
        return show(session) if session.errand else _menu(session)
    try:
        value, _ = pick(session, step, words)
    except Sorry:
        return SILENCE if heard.ref else _pass_on(session, heard)
    if value == TO_BOT:
        return hand_back(session, Line(kind="left", by="borrower", at=session.now))
    return _go(session, value, {})


def _abandoned(session: Session) -> Screen | Errand[Any]:
    """There are no staff any more (the operator has taken them away): nobody is left waiting for them."""
    said = hand_back(session, Line(kind="left", by="borrower", at=session.now))
    session.passed.clear()
    return said


def _pass_on(session: Session, heard: Heard) -> Screen | Errand[Any]:
    return show(session, Sorry("passed")) if pass_on(session, heard) else SILENCE


def hand_back(session: Session, line: Line) -> Screen | Errand[Any]:
    """The bot has the conversation again, where it stood; `line` says who gave it back."""
    let_go(session, line)
    talking = session.state.startswith(PERSON)
    session.trail = without_person(session.trail)
    return _back(session) if talking else show(session)


def _take(session: Session, step: Step, words: str, page: int) -> Screen | Errand[Any]:
    """Take the answer to a question: it becomes a fact, and the way goes on.

    Nobody agrees to what they have not seen the end of: a yes before that (`page`) turns the page.
    """
    if isinstance(step, Choose):
        value, facts = pick(session, step, words)
        if step.agrees and value == step.agrees:
            if page:
                session.page = page
                return show(session)
            session.agreed = screen(session)
            if session.state.startswith(consent.MEETING):
                consent.note(session)
        if step.change:
            step.change(session.facts, value)
        return _go(session, value, facts)
    if isinstance(step, Upload):
        return _upload(session, step, pick(session, step, words)[0])
    assert isinstance(step, Ask)  # noqa: S101 - the two kinds of step a person can stand on and answer
    fact = {step.name: step.check(words, session)}
    return _go(session, "then", {}, secret=fact) if step.secret else _go(session, "then", fact)


def _upload(session: Session, step: Upload, value: str) -> Screen | Errand[Any]:
    """Choose what becomes of the pages; most of it is no step further."""
    choose(session.facts, value)
    if step.table[value] != step.name:
        return _go(session, value, {})
    session.sorrys = 0
    return _go_if_full(session)


def _paper(session: Session, step: Step, paper: Paper) -> Screen | Errand[Any]:
    """A page came. Where none was asked for, it waits, and we ask what it is."""
    if paper.unfit:
        raise Sorry(f"paper-{paper.unfit}")
    if isinstance(step, Upload):
        take(session.facts, paper)
        session.sorrys = 0
        return _go_if_full(session)
    if not wanted(session.facts):
        raise Sorry("paper-early")
    lay_by(session.facts, paper)
    if isinstance(step, Send) or session.state.startswith(PAPERS):
        return show(session)
    session.facts |= {"aside": True, "skipped": []}
    return _aside(session, LOOSE)


def _go_if_full(session: Session) -> Screen | Errand[Any]:
    """On, once the document has all the pages it can have."""
    return _go(session, "done", {}) if full(session.facts) else _arrive(session)


def _answered(session: Session, answer: Answer) -> Screen | Errand[Any]:
    """Take a lender's answer. What was asked for once and was done cannot be undone by going back."""
    if under := beneath(session):
        return _answered_beneath(session, answer, under)
    doubt = isinstance(answer, Trouble) and answer.doubt
    step, trigger = STEPS[session.state], DOUBT if doubt else type(answer).__name__
    if not isinstance(step, Send) or trigger not in step.routes:
        return show(session)
    if step.errand.once and step.closes and (type(answer) in step.to or doubt):
        session.trail.clear()
    learn(session, step, answer)
    session.page = 0
    take_up(session)
    # After a deed that cannot be undone, trying again means this errand, not the question before the deed.
    if trigger == Trouble.__name__ and not session.trail:
        session.trail = [session.state]
    machine.events[trigger].trigger(session)
    if session.trail[-1:] == [session.state]:  # it led back to where it was asked for: that is no way back
        session.trail.pop()
    return _arrive(session)


def _answered_beneath(session: Session, answer: Answer, under: str) -> Screen | Errand[Any]:
    """An answer that came while a person was asked for. It moves what stands beneath; whoever only waits sees it."""
    session.trail = session.trail[: session.trail.index(under)]
    session.state = under
    said = _answered(session, answer)
    if session.owner == STAFF:
        lead_back(session, session.state)
        session.state = TALK
    return said


def _go(session: Session, trigger: str, facts: Facts, secret: Facts | None = None) -> Screen | Errand[Any]:
    """Leave a question by one of its routes."""
    here, to = session.state, STEPS[session.state].routes[trigger]
    session.lang = str(facts.pop("language", session.lang))
    session.sorrys = 0
    if to == BACK:
        return _back(session)
    if here == MENU and trigger == BEGIN and is_begun(session):
        return _ask_again(session)
    if (here, trigger) in AFRESH:
        start_afresh(session)
    way_back = leave(session)
    if not here.startswith(HOME):
        session.facts.update(facts)
    # From a look at something the menu leads back to what was begun before it.
    if not (to == MENU and rests(here)):
        lead_back(session, way_back)
    machine.events[trigger].trigger(session)
    return _arrive(session, secret)


def _arrive(session: Session, secret: Facts | None = None) -> Screen | Errand[Any]:
    """Pass over what nobody needs, then show where we are or send what is to be sent."""
    if session.state.startswith(PAPERS):
        settle(session.facts)
    while passed_over(session, step := STEPS[session.state]):
        if isinstance(step, Choose):
            session.facts.update(only(session, step) or {})
        machine.events[SKIP].trigger(session)
    close_behind(session)
    if isinstance(step, Send):
        lay_errand_by(session)
        session.errand, session.sent = f"{session.id}:{session.turn}:{session.state}", 0
        return errand(session, step, secret) or show(session)
    if isinstance(step, End) and not step.aside:
        start_afresh(session)
    return show(session)


def _come(session: Session, step: Step) -> Screen | Errand[Any]:
    """The person has just come. In the middle of something: ask whether to go on, unless there is news first."""
    session.sorrys = session.page = 0
    if isinstance(step, Send) or session.unseen:
        return show(session)
    if isinstance(step, End):
        return _from_end(session, step, onward(session)[0] if step.then else "")
    if rests(session.state):
        return _menu(session)
    if session.state.startswith(("start.", HOME)) or isinstance(step, Talk):
        return show(session)
    lead_back(session, leave(session))
    return _ask_again(session)


def _from_end(session: Session, step: Step, words: str) -> Screen | Errand[Any]:
    """To the menu; or on, where something outside was to happen, to see what became of it."""
    if not isinstance(step, End) or not step.then or words.strip() not in onward(session):
        return _menu(session)
    session.sorrys = 0
    machine.events["then"].trigger(session)
    return _arrive(session)


def _ask_again(session: Session) -> Screen | Errand[Any]:
    """Something was begun: ask whether to go on with it before it is thrown away."""
    session.state = AGAIN
    return show(session)


def _own_number(session: Session, step: Step, number: str) -> Screen | Errand[Any]:
    """The channel vouches for the person's own number; it counts only where we asked for it."""
    if isinstance(step, Ask) and step.contact:
        return _go(session, "then", {step.name: number})
    return show(session)


def _jump(session: Session, step: Step, to: str) -> Screen | Errand[Any]:
    """A command. Nobody passes the first meeting by one; an errand under way is left for one thing only."""
    if to == CALL:
        return _call(session)
    if to == DELETE and not isinstance(step, Send) and not session.errand:
        return _aside(session, DELETE)  # who has not agreed to anything may still have it deleted
    if to not in COMMANDS or isinstance(step, Send) or session.errand:
        return show(session)
    if session.state.startswith("start.") and not isinstance(step, End):
        return show(session)
    return _menu(session, LANGUAGE if to == START else to)


def _call(session: Session) -> Screen | Errand[Any]:
    """Ask for a person, from wherever one stands, once we know who one is. Where there is nobody, say what there is."""
    if session.state.startswith("start."):
        return show(session)
    if is_staffed(session.known):
        return _menu(session, CALL)
    return show(session) if session.errand else _menu(session, f"{HOME}help")


def _menu(session: Session, to: str = MENU) -> Screen | Errand[Any]:
    """The menu, with what was begun one step back; or the start, for one who has not consented yet."""
    if session.state.startswith("start.") or session.facts.get("consent") != "yes":
        return _lost(session)
    return _aside(session, to)


def _lost(session: Session) -> Screen | Errand[Any]:
    """Begin at the beginning: before consent there is no menu, and a step of an earlier release may be gone."""
    begin_again(session)
    return show(session)


def step_aside(session: Session, to: str) -> Screen | Errand[Any]:
    """What staff or the lender do about somebody: the session goes there, and what they were at is one step back."""
    return _aside(session, to)


def _aside(session: Session, to: str) -> Screen | Errand[Any]:
    """Go to a step outside the way, leaving a trail to come back by."""
    session.sorrys = 0
    if session.state not in (to, AGAIN) and not isinstance(STEPS[session.state], End):
        lead_back(session, leave(session), but=to)
    session.state = to
    return _arrive(session)


def _back(session: Session) -> Screen | Errand[Any]:
    session.sorrys = 0
    leave(session)
    session.trail = [state for state in session.trail if state in STEPS]
    session.state = session.trail.pop() if session.trail else MENU
    if session.state == MENU and session.facts.get("consent") != "yes":
        return _lost(session)
    # An errand that is under way is not sent anew: it goes on under its own name.
    sends = isinstance(STEPS[session.state], Send) and not session.errand.endswith(f":{session.state}")
    return _arrive(session) if sends else show(session)
