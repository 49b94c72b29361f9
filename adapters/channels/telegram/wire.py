"""One call of the Bot API on the wire, as JSON, over the connections that aiogram's session keeps.

For what every turn calls. Building aiogram's method, its multipart form and its answer (a Message of a hundred fields,
of which we read none) took 300 µs of our processor's time a call; this takes a third. What is called rarely goes
through aiogram's Bot.
"""

import json
from io import BytesIO
from typing import Any, NamedTuple

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientError, ClientTimeout, FormData

from adapters.channels.telegram.drawing import Call

JSON = {"Content-Type": "application/json"}


class Told(NamedTuple):
    """What Telegram told us: the HTTP status (0: nothing came), its sentence, the seconds it asks us to wait.

    `broken` names what was wrong with an answer that cannot be read; `result` is what came of the call.
    """

    status: int
    sentence: str = ""
    wait: float = 0.0
    broken: str = ""
    result: Any = None


class Wire:
    """The line to the Bot API of one bot; `seconds` is for one call. Nothing raised or told holds the token."""

    def __init__(self, bot: Bot, seconds: float) -> None:
        self._bot, self._timeout = bot, ClientTimeout(total=seconds)

    async def call(self, call: Call) -> Told:
        """Make a call once."""
        body = json.dumps({key: call[key] for key in call if key != "method"}).encode()
        return await self._post(call["method"], body, JSON)

    async def upload(self, call: Call, field: str, name: str, content: bytes) -> Told:
        """Make a call once with a PDF in one of its fields; such a call travels as a form."""
        form = FormData({key: str(call[key]) for key in call if key != "method"})
        form.add_field(field, BytesIO(content), filename=name, content_type="application/pdf")
        return await self._post(call["method"], form, {})

    async def _post(self, method: str, body: bytes | FormData, headers: dict[str, str]) -> Told:
        assert isinstance(self._bot.session, AiohttpSession)  # noqa: S101 - `make_bot` gives it no other
        session = await self._bot.session.create_session()
        url = self._bot.session.api.api_url(self._bot.token, method)
        try:
            async with session.post(url, data=body, headers=headers, timeout=self._timeout) as response:
                return _read(response.status, await response.read())
        except (ClientError, TimeoutError):
            return Told(0)


def _read(status: int, body: bytes) -> Told:
    """The answer; of one that is no answer of the Bot API, only that."""
    if status >= 500:
        return Told(status)  # from whatever stands before Telegram, in whatever form
    try:
        said = json.loads(body)
        if said["ok"]:
            return Told(status, result=said.get("result"))
        return Told(status, str(said["description"]), float(said.get("parameters", {}).get("retry_after", 0)))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Told(status, broken=type(error).__name__)
