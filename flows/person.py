"""A person when one is needed: asked for, waited for, talked with, and their messages on a phone without a chat."""

from collections.abc import Mapping

from flows import checks
from flows.errands import Answer, CallPerson, MessageLeft, MessagesRead, PersonCalled, ReadMessages
from flows.handover import BOT, WAITING
from flows.session import Facts
from flows.words import BACK, Ask, Choose, End, Flow, Send, Talk


def is_staffed(facts: Facts) -> bool:
    """Whether there is anybody to ask for."""
    return "person" in facts["ways"]  # type: ignore[operator]  # a set, as `Session.known` has it


def is_short(facts: Facts) -> bool:
    """Whether this phone has no chat: a person cannot answer while it shows a screen."""
    return facts["short"] is True


def is_waiting(facts: Facts) -> bool:
    """Whether nobody has come yet."""
    return facts["owner"] == WAITING


def has_messages(facts: Facts) -> bool:
    """Whether staff have written, or may."""
    return is_short(facts) and (bool(facts.get("new_messages")) or facts["owner"] != BOT)


def may_leave(facts: Facts) -> bool:
    """Whether the menu may be shown meanwhile: nobody leaves an errand that is under way."""
    return is_short(facts) and not facts["under_way"]


def asked(facts: Facts, _: PersonCalled) -> None:
    """What was written and when to call are said once; a screen that tells of a call says when it will be."""
    facts.pop("message", None)
    facts["desk_call"] = facts.pop("call", facts.get("desk_call", "none"))
    facts.setdefault("new_messages", 0)


def call_then(facts: Facts, value: str) -> None:
    """When to call back."""
    facts["call"] = value


HERE: Mapping[type[Answer], str] = {PersonCalled: "talk", MessageLeft: "left"}

person = Flow(
    "person",
    Choose("how", {"write": "message", "call": "call"}, then="ask", when=is_short, leaves=False),
    Send("ask", CallPerson, HERE, without=("message", "call"), change=asked),
    Talk(
        "talk",
        {"bot": BACK, "call": "call", "messages": "read", "menu": "home.menu"},
        only={"call": (is_waiting,), "messages": (is_short,), "menu": (may_leave,)},
        leaves=False,
    ),
    Choose("call", dict.fromkeys(("soon", "morning", "afternoon"), "book"), change=call_then, leaves=False),
    Send("book", CallPerson, HERE, without=("message",), change=asked),
    Ask("message", checks.message, then="send", ours=True),
    Send("send", CallPerson, HERE, without=("call",), change=asked),
    End("left", aside=True),
    Send("read", ReadMessages, {MessagesRead: "messages"}),
    Choose(
        "messages",
        {"reply": "message", "menu": "home.menu"},
        leaves=False,
        rests=True,
        drops=("messages",),
        anew="read",
    ),
    forgets=("message", "call"),
)
