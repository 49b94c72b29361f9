"""The operator's page: figures, and the funnel. No person is in it."""

from collections.abc import Iterable
from html import escape

from adapters.breaker import State
from adapters.queue import ANSWER_SECONDS, ANSWERED, ASKED, CLOSED, LEFT, RETURNED, TAKEN
from bot.funnel import Level, funnel
from bot.noted import APART, LATE, LONG
from bot.operating import Figures
from bot.pages import Frame
from bot.tallying import ERRANDS, PARKED, SMS, TURN

FRAME = Frame("Operator", "operator.css", "operator.js")
SPANS = {1: "this hour", 6: "6 hours", 24: "24 hours", 168: "7 days"}
"""The times one may look at, in hours by the clock."""

PARKED_FOR = {
    LATE: "late: no answer in time, or the lender left alone",
    APART: "it calls the borrower's own phone",
    LONG: "too many errands in one turn",
}
BREAKERS = {State.OPEN: "left alone", State.HALF_OPEN: "being tried again"}
AWAY = '<p class="bad">Redis does not answer: nothing can be counted now, and borrowers are told to try again.</p>'

READING = """
<h3>How to read it</h3>
<p class="soft">Arrivals are counted, not people: who comes to a step twice is counted twice. <em>Still there</em> is
who came and neither went on nor back nor aside: thinking, fetching a document, or gone for good; it is arrivals less
departures, so somebody who came before the time shown makes it smaller. Aside is the menu, help, trouble, reminders,
or a person; who hangs up and dials again is asked there whether to go on, and comes to the step anew. Asked again is
an answer that did not fit, another page of a screen, or the same screen once more. Steps passed over within a turn
are not counted, nor is what staff do with a conversation.</p>
"""


def page(body: str, hours: int) -> bytes:
    """The whole page around what `figures` says."""
    spans = "".join(
        f'<li><a href="?hours={span}"{" aria-current=page" if span == hours else ""}>{words}</a></li>'
        for span, words in SPANS.items()
    )
    return FRAME.around(
        '<a class="skip" href="#figures">To the figures</a>'
        f'<header><h1>Operator</h1><nav aria-label="Time shown"><ul>{spans}</ul></nav>'
        '<p class="live"><label hidden><input type="checkbox" id="live" checked> Live</label> '
        '<span id="state" role="status"></span></p></header>'
        f'<main id="figures">{body}</main>'
    )


def figures(told: Figures) -> str:
    """All figures, in one line of HTML."""
    parts = (
        f'<p class="soft">From {told.since} to {told.now} UTC.</p><div class="cards">',
        _turns(told),
        _handovers(told),
        _lender(told),
        _jobs(told),
        _sms(told),
        f"</div>{_funnel(told)}",
    )
    return "".join(parts).replace("\n", " ")


def _turns(told: Figures) -> str:
    counts = told.counts
    by_channel = {name.removeprefix(TURN): by for name, by in counts.items() if name.startswith(TURN)}
    why = [(words, counts.get(PARKED + name, 0)) for name, words in PARKED_FOR.items()]
    rows = [*sorted(by_channel.items()), ("Errands run in them", counts.get(ERRANDS, 0))]
    rows += [("Parked: left to a worker", sum(by for _, by in why)), *((f"– {words}", by) for words, by in why if by)]
    return _card("Turns", sum(by_channel.values()), "heard, by all processes together", rows)


def _handovers(told: Figures) -> str:
    if not told.staffed:
        return _card("Hand-overs", "off", "TELEGRAM_STAFF_CHAT is not set: nobody can be asked for", [])
    count, longest = told.waiting
    desk, answered = told.desk, told.desk.get(ANSWERED, 0)
    rows: list[tuple[str, object]] = [("The first has waited", _span(longest) if count else "–")]
    rows.append(("Asked for a person, last day", desk.get(ASKED, 0)))
    rows += [("– taken", desk.get(TAKEN, 0)), ("– closed", desk.get(CLOSED, 0))]
    rows += [("– given back to the bot", desk.get(RETURNED, 0) + desk.get(LEFT, 0))]
    rows.append(
        ("To the first answer, on average", _span(desk.get(ANSWER_SECONDS, 0) // answered) if answered else "–")
    )
    return _card("Hand-overs", count, "borrowers wait for a person now", rows)


def _lender(told: Figures) -> str:
    amiss = [(name, BREAKERS[state]) for name, state in sorted(told.breakers.items()) if state in BREAKERS]
    which = f"one of {told.workers} processes" if told.workers > 1 else "this process"
    head = f"{len(amiss)} left alone" if amiss else "in service"
    return _card("Lender", head, f"{escape(told.lender)}, as {which} sees it", amiss, bad=bool(amiss))


def _jobs(told: Figures) -> str:
    now, later, aside = told.jobs
    rows = [("To come later: second looks, reminders", later), ("Set aside: python -m bot jobs", aside)]
    return _card("Jobs", now, "to be done now, or being done", rows, bad=bool(aside))


def _sms(told: Figures) -> str:
    outcomes = sorted((name.removeprefix(SMS), by) for name, by in told.counts.items() if name.startswith(SMS))
    rows = [(words.replace("_", " "), by) for words, by in outcomes if words != "taken"]
    return _card("SMS", told.counts.get(f"{SMS}taken", 0), "taken by the provider", rows)


def _card(title: str, head: object, words: str, rows: Iterable[tuple[str, object]], *, bad: bool = False) -> str:
    listed = "".join(f"<div><dt>{escape(name)}</dt><dd>{_number(by)}</dd></div>" for name, by in rows)
    return (
        f'<section class="card{" amiss" if bad else ""}"><h2>{title}</h2><p class="head">{_number(head)}</p>'
        f'<p class="soft">{words}</p><dl>{listed}</dl></section>'
    )


def _number(value: object) -> str:
    return f"{value:,}".replace(",", "\N{THIN SPACE}") if isinstance(value, int) else escape(str(value))


def _span(seconds: int) -> str:
    minutes, hours = seconds // 60, seconds // 3600
    return f"{seconds} s" if seconds < 120 else f"{minutes} min" if minutes < 120 else f"{hours} h {minutes % 60} min"


def _funnel(told: Figures) -> str:
    tables = "".join(_table(flow, levels) for flow, levels in funnel(told.counts).items())
    return f"<section><h2>Where borrowers stop</h2>{tables or '<p>Nobody has been heard yet.</p>'}{READING}</section>"


def _table(flow: str, levels: list[Level]) -> str:
    most = max(level.came for level in levels) or 1
    rows = "".join(_row(level, most) for level in levels)
    names = ("Came", "Still there", "Went on", "Back", "Aside", "Asked again")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{flow}"><table><caption>{flow}</caption>'
        f'<thead><tr><th scope="col">Step</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(level: Level, most: int) -> str:
    share = f" ({level.still / level.came:.0%})" if level.came and level.still else ""
    still = "ends here" if level.ends else f"{_some(level.still)}{share}"
    numbers = map(_some, (level.on, level.back, level.aside, level.stayed))
    cells = "".join(f"<td>{number}</td>" for number in (_some(level.came), still, *numbers))
    mark = ' <span class="soft">waits for the lender</span>' if level.waits else ""
    name = level.step.partition(".")[2]
    return f'<tr><th scope="row"><code>{name}</code>{mark}{_bar(level, most)}</th>{cells}</tr>'


def _some(number: int) -> str:
    """A number, or a dot for none: what is there is found sooner."""
    return _number(number) if number else "·"


def _bar(level: Level, most: int) -> str:
    """How many came, against the step of this flow to which most came; and at its end who is still there."""
    came = 100 * level.came / most
    still = 0.0 if level.ends else 100 * level.still / most
    return (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="came" width="{came:.1f}" height="10"/>'
        f'<rect class="still" x="{came - still:.1f}" width="{still:.1f}" height="10"/></svg>'
    )
