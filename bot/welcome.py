"""What to do next, said once the assistant answers."""

from bot.app import Assistant

DIAL = "sessionId=1&serviceCode=*120*777#&phoneNumber=%2B27821234567&text="

TRY = (
    "There you are a borrower with two phones, one of the staff, and look over the lender's shoulder. Try first:",
    "  1. press the green key of the feature phone and answer with digits, all the way to a loan",
    "  2. press Start in the chat, share your number, and send a sample document",
    "  3. write /person in the chat, and take it as Anna of the staff",
)
"""What to try first on the simulator's page."""


def next_steps(assistant: Assistant, *, simulator: bool = False) -> list[str]:
    """Sentences for a person who has just started the assistant, in the order they would try things."""
    settings = assistant.settings
    if settings.role == "worker":
        return ["The worker is at work: it sees errands through and tells of their answers."]
    home = settings.public_url or f"http://{_host(settings.http_host)}:{settings.http_port}"
    if simulator:
        return [f"The loan assistant is ready. Open {home} in your browser.", *TRY, *_looks(home), _lender(assistant)]
    return [
        f"The loan assistant answers at {home}",
        *(f"USSD ({name}): POST {home}/ussd/{name}{_secret(assistant)}" for name in settings.ussd_gateways),
        f"Try it: curl -d '{DIAL}' {home}/ussd/africastalking{_secret(assistant)}",
        "or hold the conversation in a terminal: make talk",
        _lender(assistant),
        _telegram(assistant),
    ]


def _looks(home: str) -> list[str]:
    """What there is to look at besides."""
    return [
        f"Every screen in every language: {home}/gallery",
        f"Live figures, and where borrowers stop: {home}/operator",
    ]


def _host(listens: str) -> str:
    return "localhost" if listens in ("0.0.0.0", "127.0.0.1", "::") else listens  # noqa: S104 - only read, not bound


def _secret(assistant: Assistant) -> str:
    return "/<USSD_SECRET>" if assistant.settings.ussd_secret.get_secret_value() else ""


def _lender(assistant: Assistant) -> str:
    name = assistant.settings.lender
    if assistant.settings.pretend:
        return f"The lender is our stand-in for {name}; everything it was asked stands at {assistant.lender_url}/ledger"
    return f"The lender is {name} at {assistant.lender_url}"


def _telegram(assistant: Assistant) -> str:
    if assistant.telegram is None:
        return "Telegram is off: set TELEGRAM_TOKEN (from @BotFather) to turn it on"
    return "Telegram is on, by " + ("webhook" if assistant.telegram.secret else "long polling")
