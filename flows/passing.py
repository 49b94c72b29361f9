"""Which steps are passed over: nobody needs them, or there is nothing to choose."""

from flows.errands import OURS
from flows.options import listed
from flows.session import Session
from flows.uploading import missing
from flows.words import SKIP, Choose, End, Send, Step, Upload


def passed_over(session: Session, step: Step) -> bool:
    """Whether nobody needs this step: by its guard, because the lender has no use for it, or for lack of a choice."""
    if SKIP not in step.routes:
        return False
    if isinstance(step, Upload):
        return not missing(session.facts)
    serves = session.serves
    if not isinstance(step, End) and step.when is not None and not step.when(session.known):
        return True
    if isinstance(step, Send):
        return serves is not None and step.errand not in OURS and step.errand.__name__ not in serves.errands
    if isinstance(step, Choose) and step.ours:
        return serves is not None and step.before is not None and step.before.__name__ not in serves.errands
    if isinstance(step, Choose) and not step.extra and len(listed(session, step)) < 2:
        return True
    asked = (step.needs if isinstance(step, Choose) else "") or step.name
    return serves is not None and not step.ours and asked not in serves.facts  # type: ignore[union-attr]  # an End has no SKIP
