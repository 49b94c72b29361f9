"""The gateways we speak with, by the names `USSD_GATEWAYS` knows them by."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple, Protocol

from aiohttp import web

from adapters.channels.door import Converse
from adapters.channels.ussd import africastalking
from adapters.channels.ussd.door import Ussd
from adapters.channels.ussd.said import not_a_word
from adapters.peer import Networks


class Mount(Protocol):
    """Adds a gateway's addresses to the application."""

    def __call__(
        self,
        app: web.Application,
        converse: Converse,
        door: Ussd,
        *,
        secret: str = "",
        allow: Networks = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Add them, the secret in their path, for callers from these networks (() for all); seconds since 1970 UTC."""


class Gateway(NamedTuple):
    """A dialect: where it is served, and the door that reads and answers as it does (takes `Ussd`'s own settings)."""

    mount: Mount
    door: Callable[..., Ussd] = Ussd


GATEWAYS: Mapping[str, Gateway] = {
    "africastalking": Gateway(africastalking.mount, partial(Ussd, begins=not_a_word)),
}
