"""The options of a Choose or an Upload: those known beforehand and those a fact lists, and which one was meant."""

from typing import Any, cast

from pydantic import JsonValue

from flows.errands import Errand
from flows.session import Facts, Serves, Session
from flows.text import labels, say
from flows.uploading import offered
from flows.words import Choose, Guard, Sorry, Upload

Listed = dict[str, JsonValue]
Options = tuple[tuple[str, str], ...]


def listed(session: Session, step: Choose | Upload) -> list[Listed]:
    """What the fact named by the step lists: each an `id`, a `label`, and fields that become facts once chosen."""
    named = step.options if isinstance(step, Choose) else {}
    return cast("list[Listed]", session.facts.get(named, [])) if isinstance(named, str) else []


def known(session: Session, step: Choose | Upload) -> tuple[str, ...]:
    """The options known beforehand that make sense now."""
    if isinstance(step, Choose):
        return tuple(step.table) if not step.only else _sensible(session, step)
    ways = session.serves.ways if session.serves else frozenset(step.ways)
    return tuple(offered(session.facts, ways, tuple(step.table), short=session.short))


def shown(session: Session, step: Choose | Upload) -> tuple[str, ...]:
    """The options known beforehand that stand on the screen a number answers.

    What is offered may change meanwhile: a page comes by another phone, or another process knows of another way. Yet 3
    on the small screen means what stood there as 3.
    """
    stood = session.facts.get("offered")
    return tuple(map(str, stood)) if _varies(step) and session.short and stood else known(session, step)  # type: ignore[arg-type]  # a list


def options(session: Session, step: Choose | Upload) -> Options:
    """(value, label) of each option in the order shown."""
    lang, facts, short = session.lang, session.facts, session.short
    key = session.state.replace(".", "-")
    found = tuple((str(option["id"]), str(option["label"])) for option in listed(session, step))
    values = known(session, step)
    if _varies(step) and session.short:
        session.facts["offered"] = list(values)
    table = labels(lang, key, values, short=short)
    if table is None:
        table = tuple((value, say(lang, f"{key}.{value}", facts, short=short)) for value in values)
    return found + table


def _varies(step: Choose | Upload) -> bool:
    """Whether what the step offers may change while it is on the screen."""
    return isinstance(step, Upload) or bool(step.only)


def _sensible(session: Session, step: Choose) -> tuple[str, ...]:
    """The options of a table whose errands the lender has and whose guards hold."""
    serves, facts = session.serves, session.known
    gone = {
        value
        for value, conditions in step.only.items()
        if not all(_holds(condition, serves, facts) for condition in conditions)
    }
    return tuple(value for value in step.table if value not in gone) if gone else tuple(step.table)


def _holds(condition: Guard | type[Errand[Any]], serves: Serves | None, facts: Facts) -> bool:
    if isinstance(condition, type):
        return serves is None or condition.__name__ in serves.errands
    return condition(facts)


def only(session: Session, step: Choose) -> Facts | None:
    """The facts of a list's single option, where there is nothing to choose."""
    found = listed(session, step)
    return _chosen(step, found[0]) if len(found) == 1 and not step.extra else None


def pick(session: Session, step: Choose | Upload, words: str) -> tuple[str, Facts]:
    """The outcome and the facts of the option meant, by its value, its number (`2`, or `#2` on a button) or label."""
    found, table = listed(session, step), shown(session, step)
    at = _number(words, len(found) + len(table))
    if at is None:
        table = known(session, step)
        at = _named(words, options(session, step))
    if at < len(found):
        return "then", _chosen(step, found[at])
    value = table[at - len(found)]
    if value not in known(session, step):
        raise Sorry("stale")
    # A way on beside a list is no choice from it, and must not be taken for one.
    wayside = isinstance(step, Choose) and not (step.ours and step.leaves)
    return value, {} if wayside else {step.name: value}


def _number(words: str, count: int) -> int | None:
    digits = words.strip().removeprefix("#").rstrip(".) ")
    at = int(digits) - 1 if digits.isdecimal() and len(digits) < 4 else -1
    return at if 0 <= at < count else None


def _named(words: str, shown: Options) -> int:
    folded = words.strip().casefold()
    for at, (value, label) in enumerate(shown):
        if folded in (value.casefold(), label.casefold()):
            return at
    raise Sorry("choose", count=len(shown))


def _chosen(step: Choose | Upload, option: Listed) -> Facts:
    rest = {key: value for key, value in option.items() if key not in ("id", "label")}
    return {step.name: option["id"], f"{step.name}_label": option["label"], **rest}
