"""Those we speak to outside, as the settings name them: the lender, who sends our SMS, who knows of changed SIMs."""

from adapters.lenders.account import Account
from adapters.lenders.open import LENDERS
from adapters.lending import Lender
from adapters.sim import provider as sim
from adapters.sim.open import PROVIDERS as NETWORKS
from adapters.sms import provider as sms
from adapters.sms.open import PROVIDERS
from adapters.stand_ins.lenders import STAND_INS
from bot.settings import Settings
from flows.loans.norms import NORMS


def lender_at(settings: Settings, url: str) -> Lender:
    """The lender behind this address, which is that of LENDER_URL or of our stand-in."""
    return LENDERS[settings.lender](account_at(settings, url))


def account_at(settings: Settings, url: str) -> Account:
    """How we reach the lender, and what opens it: for a stand-in, what it was born with."""
    stage = STAND_INS[settings.lender]
    user, key, file = settings.lender_user, settings.lender_key.get_secret_value(), settings.lender_file
    if settings.pretend:
        user, key, file = stage.user, stage.key, file or stage.file
    return Account(url, key, user, file, settings.money, norm=NORMS[settings.affordability])


def sms_provider(settings: Settings) -> sms.Provider:
    """Who carries our SMS."""
    user, key, sender = settings.sms_user, settings.sms_key.get_secret_value(), settings.sms_sender
    return PROVIDERS[settings.sms](sms.Account(settings.sms_url, user, key, sender, settings.sms_reports))


def sim_provider(settings: Settings) -> sim.Provider:
    """Who is asked about changed SIMs: one of those there are, and not `off`."""
    key = settings.sim_swap_key.get_secret_value()
    return NETWORKS[settings.sim_swap](sim.Account(settings.sim_swap_url, settings.sim_swap_user, key))
