"""What settings must be together: each a rule, and the sentence an operator reads where it is broken."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.hours import Hours
from bot.quiet import Quiet

if TYPE_CHECKING:  # it looks at its rules when it is made
    from bot.settings import Settings

SMS_NEEDS = {
    "africastalking": ("SMS_USER", "SMS_KEY"),
    "infobip": ("SMS_URL", "SMS_KEY"),
    "twilio": ("SMS_USER", "SMS_KEY", "SMS_SENDER"),
    "clickatell": ("SMS_KEY",),
}
SIM_SWAP_NEEDS = {
    "africastalking": ("SIM_SWAP_USER", "SIM_SWAP_KEY", "SIM_SWAP_SECRET"),
    "mtn": ("SIM_SWAP_USER", "SIM_SWAP_KEY"),
}
TOLD_WHERE = ("infobip", "twilio")
"""Providers that are told with each message where its reports are to go."""


def hours_are_hours(it: "Settings") -> None:
    """Times, days and holidays can be read."""
    zone = it.time_zone
    readings: dict[str, Callable[[], object]] = {
        "QUIET_HOURS": lambda: Quiet.read(it.quiet_hours, "UTC"),
        "TIME_ZONE": lambda: Quiet.read("off", zone),
        "STAFF_HOURS": lambda: Hours.read(it.staff_hours, "", zone),
        "STAFF_HOLIDAYS": lambda: Hours.read("always", it.staff_holidays, zone),
    }
    for name, read in readings.items():
        try:
            read()
        except ValueError as error:
            raise ValueError(f"{name} {error}") from None


def staff_need_a_bot(it: "Settings") -> None:
    """Staff are a group, and the bot is in it."""
    if it.telegram_staff_chat and not it.telegram_token.get_secret_value():
        raise ValueError("TELEGRAM_STAFF_CHAT is set, and TELEGRAM_TOKEN is not: staff are reached through the bot")
    if it.telegram_staff_chat > 0:
        raise ValueError("TELEGRAM_STAFF_CHAT must be a group's id, which begins with -100, and not a person's")


def webhook_needs_an_address(it: "Settings") -> None:
    """Telegram can only call us where it is told."""
    if it.telegram_token and it.telegram_webhook_secret and not it.public_url:
        raise ValueError(
            "PUBLIC_URL is not set: Telegram's webhook needs our address as seen from outside. Without "
            "TELEGRAM_WEBHOOK_SECRET we fetch messages ourselves, and need none."
        )


def sms_can_be_sent(it: "Settings") -> None:
    """The provider lets us in, and knows where to report to."""
    given = {"SMS_URL": it.sms_url, "SMS_USER": it.sms_user, "SMS_SENDER": it.sms_sender}
    given["SMS_KEY"] = it.sms_key.get_secret_value()
    _are_set(given, SMS_NEEDS.get(it.sms, ()), f"no SMS can be sent by {it.sms}")
    if it.sms in TOLD_WHERE and it.sms_report_secret.get_secret_value() and not it.public_url:
        raise ValueError(f"PUBLIC_URL is not set: with SMS_REPORT_SECRET {it.sms} is told to report to it.")


def sims_can_be_looked_at(it: "Settings") -> None:
    """Whoever knows of changed SIMs lets us in."""
    given = {"SIM_SWAP_USER": it.sim_swap_user, "SIM_SWAP_KEY": it.sim_swap_key.get_secret_value()}
    given["SIM_SWAP_SECRET"] = it.sim_swap_secret.get_secret_value()
    _are_set(given, SIM_SWAP_NEEDS.get(it.sim_swap, ()), f"{it.sim_swap} tells nothing of changed SIMs")


def real_lender_needs_keys(it: "Settings") -> None:
    """Real people's data is not kept under a key that lies beside it."""
    if it.lender_url and not it.data_keys.get_secret_value():
        raise ValueError(
            "DATA_KEYS is not set, and LENDER_URL points at a real lender: personal data would be kept with a "
            "key that lies beside it. Make a key with: python -m bot new-key"
        )


def gateways_are_known(it: "Settings") -> None:
    """A gateway signs nothing: beside a real lender it must be told from strangers, unless none can reach us."""
    told = it.ussd_secret.get_secret_value() or it.ussd_allow or it.alone
    serves = it.ussd_gateways and it.role != "worker"
    if it.lender_url and serves and not told and not it.shared_port:  # a child's parent has seen to it
        raise ValueError(
            "USSD_SECRET is not set, nor USSD_ALLOW, and LENDER_URL points at a real lender: whoever finds the "
            "address could speak for any phone. Set one of them, best both."
        )


def never_beside_real_people(it: "Settings") -> None:
    """The simulator is for pretence."""
    if it.simulator == "on" and (real := it.in_earnest):
        raise ValueError(
            f"SIMULATOR is on, and this is set: {', '.join(real)}. The simulator never stands beside what "
            "real people are served with: set SIMULATOR=off, or leave those unset."
        )


def _are_set(given: Mapping[str, str], needed: tuple[str, ...], without: str) -> None:
    if lacking := [name for name in needed if not given[name]]:
        raise ValueError(
            f"{', '.join(lacking)} not set: without that {without}. deploy/settings.env.example says what to put there."
        )


RULES: tuple[Callable[["Settings"], None], ...] = (
    hours_are_hours,
    staff_need_a_bot,
    webhook_needs_an_address,
    sms_can_be_sent,
    sims_can_be_looked_at,
    real_lender_needs_keys,
    gateways_are_known,
    never_beside_real_people,
)
"""In the order in which they are looked at; the first that is broken is told."""
