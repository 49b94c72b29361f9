"""What Prometheus reads at /metrics. No person in any label."""

from collections.abc import Mapping
from functools import cache

from prometheus_client import Counter, Gauge, Histogram, generate_latest

from adapters.breaker import State
from adapters.reconcile import KINDS, Report

TURNS = Counter("loan_turns_total", "Turns heard", ("channel", "step"))
SECONDS = Histogram(
    "loan_turn_seconds", "A turn, from heard to kept", ("channel",), buckets=(0.005, 0.02, 0.1, 0.5, 1, 2, 3, 4, 10)
)
ERRANDS = Histogram("loan_turn_errands", "Errands a turn took", ("channel",), buckets=(0, 1, 2, 3, 4, 5))
PARKED = Counter(
    "loan_turns_parked_total",
    "Turns that ended with an errand under way: late (no answer in time), apart (it calls the same phone), long",
    ("channel", "why"),
)
JOBS = Counter(
    "loan_jobs_total", "Jobs ended: done, later (to be done again), failed (broke off), dead", ("kind", "outcome")
)
RECLAIMED = Counter("loan_jobs_reclaimed_total", "Jobs taken over from a worker that fell silent")
OLDEST = Gauge("loan_jobs_oldest_seconds", "Age of the oldest job that waits or is being done")
BREAKER = Gauge("loan_lender_breaker", "0: asked; 1: one may ask; 2: left alone", ("errand",))
RECONCILED = Gauge("loan_reconciled", "What did not agree with the lender on the last day compared", ("kind",))

RATIONED = Counter(
    "loan_rationed_total",
    "Errands a lender was spared: too many tries with one PIN (spent) or in all (locked), PINs too often (rest)",
    ("errand", "why"),
)

EVENTS = Counter("loan_notifications_total", "Notifications of the lender: taken, or passed over", ("kind", "outcome"))
NOTICES = Counter(
    "loan_notices_total",
    "Notices to borrowers: by chat or sms; known (they had read it), outdated, stopped, dead",
    ("kind", "outcome"),
)

LIMITED = Counter(
    "loan_limited_total",
    "What was too much, and not let through: person (turns), door (turns), address (wrong secrets and links), "
    "number, asked (SMS that borrowers ask for, to one number and in all), often (credit checks, applications)",
    ("what",),
)

WAITING = Gauge("loan_desk_waiting", "Borrowers who wait for a person")
LONGEST = Gauge("loan_desk_longest_wait_seconds", "For how long the first of them has waited")
DESK = Gauge(
    "loan_desk_hour",
    "By hour (UTC) of the last day, all processes together: asked, taken, closed, returned (by staff), left (by the "
    "borrower), answered, answer_seconds (from asking to the first answer, in all)",
    ("hour", "what"),
)
SMS = Counter(
    "loan_sms_total",
    "SMS: taken, refused, not_now, unknown (in doubt); and by the provider's reports sent, delivered, failed",
    ("provider", "outcome"),
)
SIM = Counter(
    "loan_sim_checks_total",
    "Looks whether a SIM was changed of late, before activation and payout: clear, changed, unknown",
    ("provider", "outcome"),
)
PARTS = Counter("loan_sms_parts_total", "Parts of the SMS that were taken; each is paid for", ("provider",))

# Looking a child up by its labels costs more than counting: once for each of the steps and channels we know.
_turns, _seconds, _errands = cache(TURNS.labels), cache(SECONDS.labels), cache(ERRANDS.labels)


def turn(channel: str, step: str, errands: int, seconds: float) -> None:
    """Count one turn that ended on `step`."""
    _turns(channel, step).inc()
    _seconds(channel).observe(seconds)
    _errands(channel).observe(errands)


def parked(channel: str, why: str) -> None:
    """Count one turn that ended with an errand under way."""
    PARKED.labels(channel, why).inc()


def rationed(errand: str, why: str) -> None:
    """Count one errand that was not run, because there were too many."""
    RATIONED.labels(errand, why).inc()


def job(kind: str, outcome: str) -> None:
    """Count one job by what became of it."""
    JOBS.labels(kind, outcome).inc()


def event(kind: str, outcome: str) -> None:
    """Count one notification of the lender by what became of it; `kind` is a word of ours, or other."""
    EVENTS.labels(kind, outcome).inc()


def notice(kind: str, outcome: str) -> None:
    """Count one notice to a borrower by what became of it."""
    NOTICES.labels(kind, outcome).inc()


def sms(provider: str, outcome: str, parts: int) -> None:
    """Count what came of an SMS, and the parts it went in."""
    SMS.labels(provider, outcome).inc()
    if parts:
        PARTS.labels(provider).inc(parts)


def limited(what: str) -> None:
    """Count one that was not let through."""
    LIMITED.labels(what).inc()


def sim(provider: str, outcome: str) -> None:
    """Count what came of a look at a SIM."""
    SIM.labels(provider, outcome).inc()


def jobs_reclaimed(count: int, oldest: float) -> None:
    """Count jobs taken over, and keep the age of the oldest there is (seconds; 0: there is none)."""
    RECLAIMED.inc(count)
    OLDEST.set(oldest)


def breakers(states: Mapping[str, State]) -> None:
    """Which errands the lender is asked for now."""
    for errand, state in states.items():
        BREAKER.labels(errand).set(state)


def reconciled(report: Report) -> None:
    """What was found on the day compared last; what was not found is 0."""
    for kind in KINDS:
        RECONCILED.labels(kind).set(report.counts.get(kind, 0))


def desk(waiting: int, longest: int, figures: Mapping[tuple[str, str], int]) -> None:
    """How many wait for a person, for how many seconds the first does, and the figures of the last day's hours."""
    WAITING.set(waiting)
    LONGEST.set(longest)
    DESK.clear()
    for (hour, what), count in figures.items():
        DESK.labels(hour, what).set(count)


def page() -> bytes:
    """The figures in Prometheus' text format."""
    return generate_latest()
