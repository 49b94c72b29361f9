"""The settings, from the environment or `.env`; all optional. Each has its sentence in deploy/settings.env.example."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.canned_file import read_canned
from adapters.lenders.open import LENDERS
from adapters.limits import Rate
from adapters.peer import Networks, networks
from adapters.sim.open import PROVIDERS as NETWORKS
from adapters.sms.door import path
from adapters.sms.open import PROVIDERS
from bot.fields import (
    Address,
    DataKeys,
    From,
    Gateways,
    GatewaySecret,
    Limit,
    OurWay,
    PathSecret,
    RedisAddress,
    Sentences,
    WebhookSecret,
    guessed,
    one_of,
)
from bot.fitting import RULES
from bot.gate import PERSON
from bot.hours import Hours
from bot.quiet import Quiet
from bot.retention import DAY, HOUR, Retention
from flows.canned import Canned
from flows.loans.norms import NORMS

OFF = "off"

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that nobody else reaches."""

CURRENCIES = {"maxintegrate": "ZAR", "mo": "COP", "tyche": "NGN"}

LIMITS = ("rate_person", "rate_door", "rate_address", "sms_number", "sms_asked")
"""The settings that are one."""


class Settings(BaseSettings):
    """What an operator may set. Empty values count as unset."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    http_host: str = "127.0.0.1"
    http_port: int = Field(8080, ge=0, le=65535)
    public_url: str = ""
    trusted_proxies: From = ()

    redis_url: RedisAddress = SecretStr("")
    keys_redis_url: RedisAddress = SecretStr("")
    data_dir: Path = Path("var")

    telegram_token: SecretStr = SecretStr("")
    telegram_api: OurWay = "https://api.telegram.org"
    telegram_webhook_secret: WebhookSecret = SecretStr("")
    telegram_staff_chat: int = 0

    ussd_gateways: Gateways = ("africastalking",)
    ussd_secret: GatewaySecret = SecretStr("")
    ussd_allow: From = ()
    ussd_limit: int = Field(160, ge=80, le=182)
    ussd_more: str = "98"
    ussd_patience: float = Field(3.0, gt=0, le=4)

    lender: Annotated[str, one_of(LENDERS)] = "maxintegrate"
    lender_url: OurWay = ""
    lender_user: str = ""
    lender_key: SecretStr = SecretStr("")
    lender_notify_secret: Annotated[SecretStr, guessed(": who guesses it can send notices to borrowers")] = SecretStr(
        ""
    )
    lender_file: Path | None = None
    lender_contact: str = Field("", max_length=40, pattern=r"^[^\r\n\t]*$")
    lender_settle: float = Field(90.0, ge=0)
    lender_rounds: int = Field(12, ge=1)
    affordability: Annotated[str, one_of(NORMS)] = "lender"
    reconcile_at: str = Field("", pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")
    currency: str = ""

    quiet_hours: str = "20:00-07:30"
    time_zone: str = "Africa/Johannesburg"
    staff_hours: str = "Mon-Fri 08:00-17:00"
    staff_holidays: str = ""
    staff_canned: Sentences = None
    staff_patience: int = Field(10, ge=1, le=1440)
    remind_days: int = Field(3, ge=0, le=30)

    sms: Annotated[str, one_of(PROVIDERS)] = "console"
    sms_url: Address = ""
    sms_user: str = ""
    sms_key: SecretStr = SecretStr("")
    sms_sender: str = ""
    sms_report_secret: PathSecret = SecretStr("")

    rate_person: Limit = PERSON
    rate_door: Limit = Rate(2000, 1)
    rate_address: Limit = Rate(30, 300)
    sms_number: Limit = Rate(20, 86_400)
    sms_asked: Limit = Rate(2000, 86_400)

    sim_swap: Annotated[str, one_of((OFF, *NETWORKS))] = OFF
    sim_swap_url: Address = ""
    sim_swap_user: str = ""
    sim_swap_key: SecretStr = SecretStr("")
    sim_swap_secret: PathSecret = SecretStr("")
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

    operator_password: Annotated[SecretStr, guessed(", best random ones")] = SecretStr("")
    metrics_allow: From = ()
    metrics_token: Annotated[SecretStr, guessed(", best random ones")] = SecretStr("")

    data_keys: DataKeys = SecretStr("")
    workers: int = Field(1, ge=1, le=64)
    shared_port: bool = False  # set for the children of one parent, which share its port
    polls: bool = True  # and only the first of them fetches from Telegram
    role: Literal["web", "worker", "all"] = "all"
    worker_silence: float = Field(6.0, ge=0.5, le=60)
    document_bytes: int = Field(20_000_000, ge=100_000, le=20_000_000)
    leave_pause: float = Field(0.0, ge=0, le=60)
    simulator: Literal["auto", "on", "off"] = "auto"
    lang_default: Literal["en", "sw"] = "en"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for rule in RULES:
            rule(self)
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
        return self.simulator == "on" or (self.simulator == "auto" and self.alone and not self.in_earnest)

    @property
    def in_earnest(self) -> list[str]:
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
