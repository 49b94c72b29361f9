"""One call after another, held to the Bot API's own description of itself."""

from typing import Any

from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.finding import bad
from adapters.stand_ins.telegram.limits import TooFar
from adapters.stand_ins.telegram.methods import PLAYS
from adapters.stand_ins.telegram.schema import Misfit, bot_api, fit_method
from adapters.stand_ins.telegram.world import Call, Refusal, World


class BotApi(World):
    """The Bot API of one bot."""

    async def do(self, method: str, given: Json, *, text: bool = False) -> Any:
        """Make a call. `text`: its parameters came as text. Raises Refusal, which is noted with the call."""
        call = Call(method, given)
        self.calls.append(call)
        counted = method != "getUpdates"
        self.open += counted
        try:
            return await self._play(method, given, text=text)
        except Refusal as refusal:
            call.refused = refusal.sentence
            if refusal.fault:
                self.faults.append(f"{method}: {refusal.sentence}")
            raise
        finally:
            self.open -= counted

    async def _play(self, method: str, given: Json, *, text: bool) -> Any:
        if trouble := self.troubles.get(method):
            raise trouble.popleft()
        if method not in bot_api()["methods"] or method not in PLAYS:
            raise Refusal(404, "Not Found: method not found", fault=True)
        try:
            return await PLAYS[method](self, fit_method(method, given, text=text))
        except (Misfit, TooFar) as error:
            raise bad(str(error), fault=True) from None

    def made(self, method: str) -> list[Call]:
        """The calls of one method so far."""
        return [call for call in self.calls if call.method == method]
