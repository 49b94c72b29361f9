"""What a lender's answer leaves in the session."""

from flows.errands import Answer, Trouble
from flows.session import Session
from flows.way_back import leave_loan
from flows.words import Send


def learn(session: Session, step: Send, answer: Answer) -> None:
    """Keep what an answer to this step's errand tells, as facts; of trouble only what it does tell."""
    session.facts.update(answer.model_dump(mode="json", exclude_defaults=isinstance(answer, Trouble)))
    if not step.change or type(answer) not in step.to:
        return
    known_of = session.facts.get("known_of")
    session.facts |= {"heard_at": session.now, "hours": session.hours}
    step.change(session.facts, answer)
    if known_of != session.facts.get("known_of"):
        leave_loan(session)
