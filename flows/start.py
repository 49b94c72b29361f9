"""The first meeting: language, consent, and whose phone this is."""

from flows import checks
from flows.consent import AGREED, is_outdated
from flows.errands import Answer, CodeRests, CodeSent, CodeSpent, CodeUnsent, Join, Joined, Prove, WrongCode
from flows.session import Facts
from flows.text import LANGUAGES
from flows.words import Ask, Choose, End, Flow, Send


def is_asked_first(facts: Facts) -> bool:
    """Consent is asked once, not at every visit."""
    return facts.get("consent") != "yes" and not facts.get(AGREED)


def is_asked_anew(facts: Facts) -> bool:
    """One who agreed to other words, also if they have said no to ours: there is something of theirs to delete."""
    return is_outdated(facts) if facts.get("consent") == "yes" else bool(facts.get(AGREED))


def no_phone(facts: Facts) -> bool:
    """On USSD the network says whose phone it is; on Telegram we must ask."""
    return not facts["phone"]


def agreed_anew(facts: Facts, value: str) -> None:
    """Asked anew, it is the same fact."""
    if value in ("yes", "no"):
        facts["consent"] = value


def may_have_code(facts: Facts) -> bool:
    """Whether a code that was sent may still be typed, as far as we know."""
    return facts.get("code_out") is not False


def code_out(facts: Facts, answer: Answer) -> None:
    """A code is on its way, or has tries left; or it is gone. Where the next one has to wait, the last one stands."""
    if not isinstance(answer, CodeRests):
        facts["code_out"] = isinstance(answer, CodeSent | WrongCode)


start = Flow(
    "start",
    Choose("language", dict.fromkeys(LANGUAGES, "consent"), then="consent"),
    Choose("consent", {"yes": "phone", "no": "refused"}, then="changed", when=is_asked_first, agrees="yes"),
    # Where one is led who agreed to other words than ours are now.
    Choose(
        "changed",
        {"yes": "phone", "no": "refused", "delete": "data.delete"},
        then="phone",
        when=is_asked_anew,
        change=agreed_anew,
        agrees="yes",
        leaves=False,
    ),
    End("refused"),
    Ask("phone", checks.contact, then="join", contact=True, ours=True, when=no_phone),
    Send(
        "join",
        Join,
        {CodeSent: "code", CodeRests: "rest", CodeUnsent: "unsent"},
        skip="home.menu",
        when=no_phone,
        change=code_out,
    ),
    Ask("code", checks.code, then="prove", secret=True, ours=True),
    Send("prove", Prove, {Joined: "home.menu", WrongCode: "code", CodeSpent: "spent"}, change=code_out),
    Choose("spent", {"resend": "join"}, leaves=False),
    Choose("rest", {"type": "code", "resend": "join"}, only={"type": (may_have_code,)}, leaves=False),
    Choose("unsent", {"again": "join"}, leaves=False),
    forgets=("code_out", "code_opens"),
)
