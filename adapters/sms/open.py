"""The providers of SMS we speak to, one line each."""

from collections.abc import Callable, Mapping

from adapters.sms.africastalking import AfricasTalking
from adapters.sms.clickatell import Clickatell
from adapters.sms.console import Console
from adapters.sms.infobip import Infobip
from adapters.sms.provider import Account, Provider
from adapters.sms.twilio import Twilio

PROVIDERS: Mapping[str, Callable[[Account], Provider]] = {
    "console": Console,
    "africastalking": AfricasTalking,
    "infobip": Infobip,
    "twilio": Twilio,
    "clickatell": Clickatell,
}
"""From the word in `SMS` to what opens it."""
