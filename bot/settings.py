"""The settings, from the environment or `.env`; all optional. Each has its sentence in deploy/settings.env.example."""

import re
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from adapters.canned_file import read_canned
from adapters.channels.ussd.gateways import GATEWAYS
from adapters.lenders.open import LENDERS
from adapters.limits import Rate
from adapters.peer import Networks, networks
from adapters.redis_client import SCHEMES, SENTINEL
from adapters.sim.open import PROVIDERS as NETWORKS
from adapters.sms.door import path
from adapters.sms.open import PROVIDERS
from adapters.vault import Vault
from bot.addresses import is_in_clear
from bot.gate import PERSON
from bot.hours import Hours
from bot.quiet import Quiet
from bot.retention import DAY, HOUR, Retention
from flows.canned import Canned
from flows.loans.norms import NORMS

WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
USSD_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
REPORT_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
SMS_NEEDS = {
    "africastalking": ("SMS_USER", "SMS_KEY"),
    "infobip": ("SMS_URL", "SMS_KEY"),
    "twilio": ("SMS_USER", "SMS_KEY", "SMS_SENDER"),
    "clickatell": ("SMS_KEY",),
}
OFF = "off"
SIM_SWAP_NEEDS = {
    "africastalking": ("SIM_SWAP_USER", "SIM_SWAP_KEY", "SIM_SWAP_SECRET"),
    "mtn": ("SIM_SWAP_USER", "SIM_SWAP_KEY"),
}
TOLD_WHERE = ("infobip", "twilio")
"""Providers that are told with each message where its reports are to go."""

CHOICES: dict[str, Collection[str]] = {
    "lender": LENDERS,
    "affordability": NORMS,
    "sms": PROVIDERS,
    "sim_swap": (OFF, *NETWORKS),
}
"""Settings that are a word, and the words there are."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that nobody else reaches."""

CURRENCIES = {"maxintegrate": "ZAR", "mo": "COP", "tyche": "NGN"}

GUESSED = {
    "telegram_webhook_secret": ": who guesses it can speak for any chat",
    "lender_notify_secret": ": who guesses it can send notices to borrowers",
    "operator_password": ", best random ones",
    "metrics_token": ", best random ones",
}
"""Secrets that somebody might guess, and what to say of one that is too short."""


Limit = Annotated[
    Rate | None, NoDecode, BeforeValidator(lambda given: Rate.read(given) if isinstance(given, str) else given)
]
"""So many in a time, as `40/60s`; `off` for no limit."""


LIMITS = ("rate_person", "rate_door", "rate_address", "sms_number", "sms_asked")
"""The settings that are one."""


class Settings(BaseSettings):
    """What an operator may set. Empty values count as unset."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    http_host: str = "127.0.0.1"
    http_port: int = Field(8080, ge=0, le=65535)
    public_url: str = ""
    trusted_proxies: Annotated[Networks, NoDecode] = ()

    redis_url: SecretStr = SecretStr("")
    keys_redis_url: SecretStr = SecretStr("")
    data_dir: Path = Path("var")

    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = "https://api.telegram.org"
    telegram_webhook_secret: SecretStr = SecretStr("")
    telegram_staff_chat: int = 0

    ussd_gateways: Annotated[tuple[str, ...], NoDecode] = ("africastalking",)
    ussd_secret: SecretStr = SecretStr("")
    ussd_allow: Annotated[Networks, NoDecode] = ()
    ussd_limit: int = Field(160, ge=80, le=182)
    ussd_more: str = "98"
    ussd_patience: float = Field(3.0, gt=0, le=4)

    lender: str = "maxintegrate"
    lender_url: str = ""
    lender_user: str = ""
    lender_key: SecretStr = SecretStr("")
    lender_notify_secret: SecretStr = SecretStr("")
    lender_file: Path | None = None
    lender_contact: str = Field("", max_length=40, pattern=r"^[^\r\n\t]*$")
    lender_settle: float = Field(90.0, ge=0)
    lender_rounds: int = Field(12, ge=1)
    affordability: str = "lender"
    reconcile_at: str = Field("", pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")
    currency: str = ""

    quiet_hours: str = "20:00-07:30"
    time_zone: str = "Africa/Johannesburg"
    staff_hours: str = "Mon-Fri 08:00-17:00"
    staff_holidays: str = ""
    staff_canned: Path | None = None
    staff_patience: int = Field(10, ge=1, le=1440)
    remind_days: int = Field(3, ge=0, le=30)

    sms: str = "console"
    sms_url: str = ""
    sms_user: str = ""
    sms_key: SecretStr = SecretStr("")
    sms_sender: str = ""
    sms_report_secret: SecretStr = SecretStr("")

    rate_person: Limit = PERSON
    rate_door: Limit = Rate(2000, 1)
    rate_address: Limit = Rate(30, 300)
    sms_number: Limit = Rate(20, 86_400)
    sms_asked: Limit = Rate(2000, 86_400)

    sim_swap: str = OFF
    sim_swap_url: str = ""
    sim_swap_user: str = ""
    sim_swap_key: SecretStr = SecretStr("")
    sim_swap_secret: SecretStr = SecretStr("")
    sim_swap_hours: int = Field(72, ge=1, le=2160)
    sim_swap_unknown: Literal["person", "go"] = "person"

    keep_session_days: int = Field(90, ge=1, le=3650)
    keep_application_days: int = Field(30, ge=1, le=3650)
    keep_transcript_days: int = Field(90, ge=1, le=3650)
    keep_loan_days: int = Field(400, ge=30, le=3650)
    keep_trail_days: int = Field(400, ge=8, le=3650)
    keep_reply_hours: int = Field(24, ge=24, le=168)
    keep_document_hours: int = Field(24, ge=1, le=720)
    keep_aside_days: int = Field(30, ge=1, le=3650)

    operator_password: SecretStr = SecretStr("")
    metrics_allow: Annotated[Networks, NoDecode] = ()
    metrics_token: SecretStr = SecretStr("")

    data_keys: SecretStr = SecretStr("")
    workers: int = Field(1, ge=1, le=64)
    shared_port: bool = False  # set for the children of one parent, which share its port
    polls: bool = True  # and only the first of them fetches from Telegram
    role: Literal["web", "worker", "all"] = "all"
    worker_silence: float = Field(6.0, ge=0.5, le=60)
    document_bytes: int = Field(20_000_000, ge=100_000, le=20_000_000)
    leave_pause: float = Field(0.0, ge=0, le=60)
    simulator: Literal["auto", "on", "off"] = "auto"
    lang_default: Literal["en", "sw"] = "en"

    @field_validator("ussd_gateways", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("trusted_proxies", "ussd_allow", "metrics_allow", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        return networks(value) if isinstance(value, str) else value

    @field_validator("ussd_gateways")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if strange := ", ".join(sorted(set(names) - GATEWAYS.keys())):
            raise ValueError(f"we do not know {strange}; there is {', '.join(GATEWAYS)}")
        return names

    @field_validator(*CHOICES)
    @classmethod
    def _one_there_is(cls, name: str, field: ValidationInfo) -> str:
        if name not in (there := CHOICES[str(field.field_name)]):
            raise ValueError(f"we do not know {name}; there is {', '.join(there)}")
        return name

    @field_validator("sms_url", "sim_swap_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        if url and not url.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// (or, on one machine, http://)")
        return url

    @field_validator("ussd_secret")
    @classmethod
    def _hard_to_guess(cls, secret: SecretStr) -> SecretStr:
        if (given := secret.get_secret_value()) and not USSD_SECRET.fullmatch(given):
            raise ValueError("must be 32 or more of A-Z, a-z, 0-9, _ and -: it alone keeps strangers from any phone")
        return secret

    @field_validator("sms_report_secret", "sim_swap_secret")
    @classmethod
    def _fit_for_a_path(cls, secret: SecretStr) -> SecretStr:
        if (given := secret.get_secret_value()) and not REPORT_SECRET.fullmatch(given):
            raise ValueError("must be 16 or more of A-Z, a-z, 0-9, _ and -: it is part of an address")
        return secret

    @field_validator("lender_url", "sms_url", "telegram_api")
    @classmethod
    def _not_in_clear(cls, url: str) -> str:
        if is_in_clear(url):
            raise ValueError(
                "must begin with https://: what goes there is personal, and everyone on the way could read it. Plain "
                "http:// is for addresses of one's own network"
            )
        return url

    @field_validator("redis_url", "keys_redis_url")
    @classmethod
    def _redis(cls, url: SecretStr) -> SecretStr:
        if (given := url.get_secret_value()) and not given.startswith(SCHEMES):
            raise ValueError(f"must begin with one of {', '.join(SCHEMES)}")
        if given.startswith(SENTINEL) and not urlsplit(given).path.strip("/"):
            raise ValueError("names no service: redis+sentinel://host:port,host:port/service")
        return url

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _secret(cls, secret: SecretStr) -> SecretStr:
        if (given := secret.get_secret_value()) and not WEBHOOK_SECRET.fullmatch(given):
            raise ValueError("must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return secret

    @field_validator("data_keys")
    @classmethod
    def _keys(cls, keys: SecretStr) -> SecretStr:
        if given := keys.get_secret_value():
            Vault.from_settings(given)
        return keys

    @field_validator(*GUESSED)
    @classmethod
    def _long_enough(cls, secret: SecretStr, field: ValidationInfo) -> SecretStr:
        if (given := secret.get_secret_value()) and len(given) < 16:
            raise ValueError(f"must have 16 characters or more{GUESSED[str(field.field_name)]}")
        return secret

    @model_validator(mode="after")
    def _hours_are_hours(self) -> Self:
        zone = self.time_zone
        readings: dict[str, Callable[[], object]] = {
            "QUIET_HOURS": lambda: Quiet.read(self.quiet_hours, "UTC"),
            "TIME_ZONE": lambda: Quiet.read("off", zone),
            "STAFF_HOURS": lambda: Hours.read(self.staff_hours, "", zone),
            "STAFF_HOLIDAYS": lambda: Hours.read("always", self.staff_holidays, zone),
        }
        for name, read in readings.items():
            try:
                read()
            except ValueError as error:
                raise ValueError(f"{name} {error}") from None
        return self

    @model_validator(mode="after")
    def _staff_need_a_bot(self) -> Self:
        if self.telegram_staff_chat and not self.telegram_token.get_secret_value():
            raise ValueError("TELEGRAM_STAFF_CHAT is set, and TELEGRAM_TOKEN is not: staff are reached through the bot")
        if self.telegram_staff_chat > 0:
            raise ValueError("TELEGRAM_STAFF_CHAT must be a group's id, which begins with -100, and not a person's")
        return self

    @field_validator("staff_canned")
    @classmethod
    def _sentences(cls, path: Path | None) -> Path | None:
        read_canned(path)
        return path

    @model_validator(mode="after")
    def _webhook_needs_an_address(self) -> Self:
        if self.telegram_token and self.telegram_webhook_secret and not self.public_url:
            raise ValueError(
                "PUBLIC_URL is not set: Telegram's webhook needs our address as seen from outside. Without "
                "TELEGRAM_WEBHOOK_SECRET we fetch messages ourselves, and need none."
            )
        return self

    @model_validator(mode="after")
    def _sms_can_be_sent(self) -> Self:
        given = {"SMS_URL": self.sms_url, "SMS_USER": self.sms_user, "SMS_SENDER": self.sms_sender}
        given["SMS_KEY"] = self.sms_key.get_secret_value()
        if lacking := [name for name in SMS_NEEDS.get(self.sms, ()) if not given[name]]:
            raise ValueError(
                f"{', '.join(lacking)} not set: without that no SMS can be sent by {self.sms}. "
                "deploy/settings.env.example says what to put there."
            )
        if self.sms in TOLD_WHERE and self.sms_report_secret.get_secret_value() and not self.public_url:
            raise ValueError(f"PUBLIC_URL is not set: with SMS_REPORT_SECRET {self.sms} is told to report to it.")
        return self

    @model_validator(mode="after")
    def _sims_can_be_looked_at(self) -> Self:
        given = {"SIM_SWAP_USER": self.sim_swap_user, "SIM_SWAP_KEY": self.sim_swap_key.get_secret_value()}
        given["SIM_SWAP_SECRET"] = self.sim_swap_secret.get_secret_value()
        if lacking := [name for name in SIM_SWAP_NEEDS.get(self.sim_swap, ()) if not given[name]]:
            raise ValueError(
                f"{', '.join(lacking)} not set: without that {self.sim_swap} tells nothing of changed SIMs. "
                "deploy/settings.env.example says what to put there."
            )
        return self

    @model_validator(mode="after")
    def _real_lender_needs_keys(self) -> Self:
        if self.lender_url and not self.data_keys.get_secret_value():
            raise ValueError(
                "DATA_KEYS is not set, and LENDER_URL points at a real lender: personal data would be kept with a "
                "key that lies beside it. Make a key with: python -m bot new-key"
            )
        return self

    @model_validator(mode="after")
    def _gateways_are_known(self) -> Self:
        """A gateway signs nothing: beside a real lender it must be told from strangers, unless none can reach us."""
        told = self.ussd_secret.get_secret_value() or self.ussd_allow or self.alone
        serves = self.ussd_gateways and self.role != "worker"
        if self.lender_url and serves and not told and not self.shared_port:  # a child's parent has seen to it
            raise ValueError(
                "USSD_SECRET is not set, nor USSD_ALLOW, and LENDER_URL points at a real lender: whoever finds the "
                "address could speak for any phone. Set one of them, best both."
            )
        return self

    @model_validator(mode="after")
    def _never_beside_real_people(self) -> Self:
        if self.simulator == "on" and (real := self._in_earnest):
            raise ValueError(
                f"SIMULATOR is on, and this is set: {', '.join(real)}. The simulator never stands beside what "
                "real people are served with: set SIMULATOR=off, or leave those unset."
            )
        return self

    @cached_property
    def money(self) -> str:
        """The currency amounts are in where a lender does not say."""
        return self.currency or CURRENCIES[self.lender]

    @cached_property
    def quiet(self) -> Quiet:
        """When nobody is told anything unasked."""
        return Quiet.read(self.quiet_hours, self.time_zone)

    @cached_property
    def hours(self) -> Hours:
        """When staff are there."""
        return Hours.read(self.staff_hours, self.staff_holidays, self.time_zone)

    @cached_property
    def canned(self) -> Canned:
        """The sentences staff have ready: ours, and the operator's own."""
        return read_canned(self.staff_canned)

    @cached_property
    def retention(self) -> Retention:
        """How long each kind of data is kept."""
        return Retention(
            session=self.keep_session_days * DAY,
            application=self.keep_application_days * DAY,
            transcript=self.keep_transcript_days * DAY,
            loan=self.keep_loan_days * DAY,
            trail=self.keep_trail_days * DAY,
            reply=self.keep_reply_hours * HOUR,
            document=self.keep_document_hours * HOUR,
            aside=self.keep_aside_days * DAY,
        )

    @property
    def secrets(self) -> list[str]:
        """All of them, for a log to leave out."""
        return [each.get_secret_value() for _, each in self if isinstance(each, SecretStr)]

    @property
    def sms_reports(self) -> str:
        """Where reports of delivery are to be sent, the secret in it; "" for nowhere."""
        secret = self.sms_report_secret.get_secret_value()
        return f"{self.public_url.rstrip('/')}{path(self.sms, secret)}" if secret and self.public_url else ""

    @property
    def seen_at(self) -> str:
        """Our address as borrowers' phones see it, or while we pretend, as this machine does; "" where nobody does."""
        return self.public_url or (f"http://{self.http_host}:{self.http_port}" if self.pretend else "")

    @property
    def alone(self) -> bool:
        """Whether nobody but this machine reaches us: we listen here only, and are not seen from outside either."""
        return self.http_host in LOOPBACK and not self.public_url

    @property
    def metrics_from(self) -> Networks:
        """From where our figures may be read: where nobody says, from this machine, if nobody else reaches us at all.

        Once somebody does, a proxy on this machine may stand before us, and all the world would come from here.
        """
        return self.metrics_allow or (networks("127.0.0.0/8, ::1") if self.alone else ())

    @property
    def simulated(self) -> bool:
        """Whether the simulator's page is served: left to itself, only where everything is pretence and stays here."""
        return self.simulator == "on" or (self.simulator == "auto" and self.alone and not self._in_earnest)

    @property
    def _in_earnest(self) -> list[str]:
        """What stands in the simulator's way, as it was set."""
        ways: dict[str, object] = {
            "LENDER_URL": self.lender_url,
            "TELEGRAM_TOKEN": self.telegram_token.get_secret_value(),
            "USSD_SECRET": self.ussd_secret.get_secret_value(),
            f"SMS={self.sms}": self.sms != "console",
            f"SIM_SWAP={self.sim_swap}": self.sim_swap != OFF,
            f"WORKERS={self.workers}": self.workers > 1,
            f"ROLE={self.role}": self.role != "all",
            "USSD_GATEWAYS without africastalking": "africastalking" not in self.ussd_gateways,
        }
        return [name for name, stands in ways.items() if stands]

    @property
    def pretend(self) -> bool:
        """Whether the lender is our own stand-in."""
        return not self.lender_url
