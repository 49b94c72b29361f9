"""The card of a borrower in their topic: who asks for a person, where they stand, what was said, and the buttons."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from babel import Locale
from babel.dates import get_timezone
from pydantic import JsonValue

from adapters.staff import Buttons
from adapters.staff_hearing import BUTTON
from bot.whose import channel
from flows.handover import BOT, STAFF, WAITING
from flows.session import Session
from flows.show import worded
from flows.steps import ASIDE, PERSON, STEPS
from flows.text import Unsayable, say
from flows.uploading import absent
from flows.words import Ask, Choose

LAST, LONGEST = 3, 160
"""Answers shown on the card, and letters of what the bot said last."""

SECRETIVE = frozenset({"id_number", "account", "find_id"})
"""Facts whose last digits alone are shown."""

BUTTONS: Mapping[str, tuple[str, ...]] = {WAITING: ("take", "call"), STAFF: ("back", "close", "call"), BOT: ("take",)}
"""What staff may press, by who has the conversation."""


class Card(NamedTuple):
    """What is posted."""

    text: str
    buttons: Buttons


def card(session: Session, lang: str, zone: str) -> Card:
    """The card in the staff's language; times by the clock of `zone`."""
    facts = session.facts
    text = say(
        lang,
        "staff-card",
        {
            "name": named(session, lang),
            "phone": phone(session) or "-",
            "language": Locale.parse(session.lang).get_display_name(lang) or session.lang,
            "channel": channel(session),
            "reference": facts.get("reference") or "none",
            "at": _at(session, lang) or "none",
            "last": "\n".join(_last(session, lang)) or "none",
            "documents": _documents(session, lang) or "none",
            "loan": str(facts.get("loan_status") or facts.get("status") or "none"),
            "call": facts.get("desk_call") or "none",
            "owner": session.owner or "bot",
            "since": _clock(session, zone),
            "by": str(session.desk.get("name", "")),
        },
    )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    row = [(say(lang, f"staff-{deed}", {}), f"{BUTTON}|{deed}") for deed in BUTTONS[session.owner]]
    return Card("\n".join(lines), [row])


def named(session: Session, lang: str) -> str:
    """What the borrower is called: by the name they gave, else by what they call themselves in their chat."""
    parts = [str(session.facts[part]) for part in ("first_name", "last_name") if session.facts.get(part)]
    return " ".join(parts) or str(session.desk.get("called", "")) or say(lang, "staff-nobody", {})


def phone(session: Session) -> str:
    """Their number: whole for whoever has taken the conversation, masked until then."""
    number = session.phone
    return number if session.owner == STAFF or not number else f"{number[:5]}{'*' * (len(number) - 7)}{number[-2:]}"


def stands_at(session: Session) -> str:
    """The step they stood on before they asked for a person; "" where there is none."""
    steps = (session.state, *reversed(session.trail))
    return next((step for step in steps if step in STEPS and not step.startswith(PERSON)), "")


def _at(session: Session, lang: str) -> str:
    """What the bot said there."""
    step = stands_at(session)
    said = _said(session, lang, step) if step else ""
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(' ', 1)[0]} …"


def _last(session: Session, lang: str) -> list[str]:
    """The last questions and what was answered, a line each."""
    steps = [step for step in session.trail if step in STEPS and not step.startswith(ASIDE)]
    pairs = [(_said(session, lang, step), _answered(session, lang, step)) for step in steps]
    return [f"{asked} → {answer}" for asked, answer in pairs if asked and answer][-LAST:]


def _answered(session: Session, lang: str, name: str) -> str:
    """What was answered at a step, as far as it is remembered; digits that identify somebody are masked."""
    step, fact = STEPS[name], name.partition(".")[2]
    value = session.facts.get(fact)
    if value is None or not isinstance(step, Ask | Choose) or isinstance(value, list | dict):
        return ""
    if fact in SECRETIVE:
        return f"…{str(value)[-3:]}"
    if isinstance(step, Choose) and str(value) in step.table:
        return say(lang, f"{name.replace('.', '-')}.{value}", session.facts, short=True)
    return str(session.facts.get(f"{fact}_label", value))


def _said(session: Session, lang: str, step: str) -> str:
    """The short wording of a step, with what the session knows; "" where that does not suffice any more."""
    try:
        return say(lang, step.replace(".", "-"), worded(session), short=True).partition("\n")[0]
    except (Unsayable, KeyError):
        return ""


def _documents(session: Session, lang: str) -> str:
    needs: list[JsonValue] = session.facts.get("needs") or []  # type: ignore[assignment]  # a list, where it is there
    missing = absent(session.facts) if needs else []
    words = {True: "staff-document-missing", False: "staff-document-here"}
    return ", ".join(say(lang, words[kind in missing], {"kind": str(kind)}) for kind in needs)


def _clock(session: Session, zone: str) -> str:
    asked = int(str(session.desk.get("asked", 0)))
    return f"{datetime.fromtimestamp(asked, get_timezone(zone)):%H:%M}" if asked else "-"
