"""The settings, from the environment or `.env`; all optional. Each has its sentence in deploy/settings.env.example."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DEFAULT_LENDERS = {"maxintegrate": "ZAR", "mo": "COP", "tyche": "NGN"}


class Settings(BaseSettings):
    """What an operator may set. Empty values count as unset."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    http_host: str = "127.0.0.1"
    http_port: int = Field(8080, ge=0, le=65535)
    public_url: str = ""

    redis_url: SecretStr = SecretStr("")
    data_dir: Path = Path("var")

    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = "https://api.telegram.org"
    telegram_webhook_secret: SecretStr = SecretStr("")
    telegram_staff_chat: int = 0

    ussd_gateways: Annotated[tuple[str, ...], NoDecode] = ("africastalking",)
    ussd_secret: SecretStr = SecretStr("")
    ussd_limit: int = Field(160, ge=80, le=182)
    ussd_more: str = "98"
    ussd_patience: float = Field(3.0, gt=0, le=4)

    lender: Literal["maxintegrate", "tyche"] = "maxintegrate"
    lender_url: str = ""
    lender_user: str = ""
    lender_key: SecretStr = SecretStr("")
    lender_file: Path | None = None
    lender_settle: float = Field(90.0, ge=0)
    currency: str = ""

    sms: Literal["console"] = "console"

    data_keys: SecretStr = SecretStr("")
    workers: int = Field(1, ge=1, le=64)
    shared_port: bool = False  # set for the children of one parent, which share its port
    polls: bool = True  # and only the first of them fetches from Telegram
    role: Literal["web", "worker", "all"] = "all"
    lang_default: Literal["en", "sw"] = "en"

    @field_validator("ussd_gateways", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _real_lender_needs_keys(self) -> Self:
        if self.lender_url and not self.data_keys.get_secret_value():
            raise ValueError(
                "DATA_KEYS is not set, and LENDER_URL points at a real lender: personal data would be kept with a "
                "key that lies beside it. Make a key with: python -m bot new-key"
            )
        return self

    @cached_property
    def money(self) -> str:
        """The currency amounts are in where a lender does not say."""
        return self.currency or DEFAULT_LENDERS[self.lender]

    @property
    def pretend(self) -> bool:
        """Whether the lender is our own stand-in."""
        return not self.lender_url
