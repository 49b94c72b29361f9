"""Which steps are passed over: nobody needs them, or there is nothing to choose."""

from flows.errands import OURS
from flows.options import listed
from flows.session import Facts, Session
from flows.uploading import missing
from flows.words import SKIP, Choose, Send, Step, Upload


def passed_over(session: Session, step: Step) -> bool:
    """Whether nobody needs this step: by its guard, because the lender has no use for it, or for lack of a choice."""
    if SKIP not in step.routes:
        return False
    if isinstance(step, Upload):
        return not missing(session.facts)
    serves = session.serves
    if step.when is not None and not step.when(_known(session)):
        return True
    if isinstance(step, Send):
        return serves is not None and step.errand not in OURS and step.errand.__name__ not in serves.errands
    if isinstance(step, Choose) and step.ours:
        return serves is not None and step.before is not None and step.before.__name__ not in serves.errands
    if isinstance(step, Choose) and not step.extra and len(listed(session, step)) < 2:
        return True
    return serves is not None and not step.ours and step.name not in serves.facts  # type: ignore[union-attr]  # an End has no SKIP


def _known(session: Session) -> Facts:
    """The facts, and what a guard may need besides."""
    return {**session.facts, "phone": session.phone, "now": session.now, "hours": session.hours}
