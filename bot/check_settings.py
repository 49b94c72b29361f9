"""What the settings alone tell an operator: what is served, what is off, and what to set before real people come."""

from collections.abc import Iterator

from adapters.sms.door import path
from bot.finding import Finding
from bot.operator_door import is_open
from bot.settings import LIMITS, Settings


def of_settings(settings: Settings) -> Iterator[Finding]:
    """Look at one thing after the other; nobody is asked."""
    yield _ussd(settings)
    yield _notifications(settings)
    yield _sms(settings)
    yield _operator(settings)
    yield Finding(True, "Kept", settings.retention.words)
    yield _figures(settings)
    yield _limits(settings)


def _ussd(settings: Settings) -> Finding:
    served = f"serving {', '.join(settings.ussd_gateways)}"
    if not settings.ussd_allow and not settings.ussd_secret.get_secret_value() and not settings.pretend:
        return Finding(False, "USSD", "anyone who finds the address can speak for any phone: set USSD_SECRET")
    if settings.ussd_allow and not settings.alone and any(network.is_loopback for network in settings.ussd_allow):
        words = f"{served}; USSD_ALLOW lets in a proxy on this machine, and so everybody: set TRUSTED_PROXIES to it"
        return Finding(bool(settings.trusted_proxies), "USSD", served if settings.trusted_proxies else words)
    return Finding(True, "USSD", served)


def _notifications(settings: Settings) -> Finding:
    """Not a thing to do: without them what becomes of a loan is found by looking, only later."""
    words = {
        True: f"taken at {settings.seen_at or '...'}/lender/{settings.lender}, signed",
        False: "none: loans are looked at, once a day at last; set LENDER_NOTIFY_SECRET to be told sooner",
    }
    return Finding(True, "The lender's notifications", words[bool(settings.lender_notify_secret.get_secret_value())])


def _sms(settings: Settings) -> Finding:
    """As the settings have it: nothing is sent to find out."""
    if settings.sms == "console":
        words = "written to standard error" + ("" if settings.pretend else " and to nobody's phone: set SMS")
        return Finding(settings.pretend, "SMS", words)
    sender = f" from {settings.sms_sender}" if settings.sms_sender else ""
    if not settings.sms_report_secret.get_secret_value():
        words = "nobody tells whether they arrive: set SMS_REPORT_SECRET"
    else:
        home = settings.public_url.rstrip("/") or "..."
        words = f"reports are taken at {home}{path(settings.sms, '<SMS_REPORT_SECRET>')}"
    return Finding(True, "SMS", f"sent by {settings.sms}{sender}; {words}")


def _operator(settings: Settings) -> Finding:
    words = "opened by OPERATOR_PASSWORD; keep a TLS proxy in front of it"
    if not settings.operator_password.get_secret_value():
        words = "open on this machine, while we pretend" if is_open(settings) else "none; set OPERATOR_PASSWORD"
    return Finding(True, "The operator's page", words)


def _figures(settings: Settings) -> Finding:
    """Not a thing to do either: who has no Prometheus needs none."""
    those = [str(network) for network in settings.metrics_from]
    those += ["whoever has METRICS_TOKEN"] if settings.metrics_token.get_secret_value() else []
    return Finding(True, "/metrics", f"read from {', '.join(those)}" if those else "by nobody; set METRICS_ALLOW")


def _limits(settings: Settings) -> Finding:
    """None is needed while we pretend; before real people each is."""
    off = [name.upper() for name in LIMITS if getattr(settings, name) is None]
    words = f"switched off: {', '.join(off)}" if off else "people, doors, addresses and SMS each have one"
    return Finding(settings.pretend or not off, "Limits", words)
