"""Attacks on a gateway's address: strangers who speak for a phone, and texts that step over a question."""

import hmac
from typing import Any

import pytest

from adapters import peer
from adapters.channels.ussd import africastalking, door, said, serve
from adapters.channels.ussd.gateways import GATEWAYS, Gateway
from adapters.channels.ussd.phone import e164
from adapters.peer import FORWARDED
from flows.heard import Heard
from tests.test_ussd_africastalking import PATH, TURN, Desk, gateway
from tests.threats.attack import Attack, Ground

SECRET = "s" * 32
GATEWAY, STRANGER = "198.51.100.7", "203.0.113.9"


async def _guess_the_secret(_: Ground) -> bool:
    async with await gateway(Desk(), secret=SECRET) as phone:
        honest = await phone.post(f"{PATH}/{SECRET}", data=TURN)
        guessed = await phone.post(f"{PATH}/{'t' * 32}", data=TURN)
    assert honest.status == 200
    return guessed.status == 200


async def _call_from_elsewhere(_: Ground) -> bool:
    """With the secret, as one who read it in a copy of the settings has."""
    async with await gateway(Desk(), secret=SECRET, allow="127.0.0.1") as phone:
        honest = await phone.post(f"{PATH}/{SECRET}", data=TURN)
    async with await gateway(Desk(), secret=SECRET, allow=GATEWAY) as phone:
        stranger = await phone.post(f"{PATH}/{SECRET}", data=TURN)
    assert honest.status == 200
    return stranger.status == 200


async def _pretend_to_be_forwarded(_: Ground) -> bool:
    """The header is the stranger's own: with no proxy between, or written before what the proxy adds."""
    async with await gateway(Desk(), allow=GATEWAY, trusted="127.0.0.1") as phone:
        honest = await phone.post(PATH, data=TURN, headers={FORWARDED: GATEWAY})
        behind = await phone.post(PATH, data=TURN, headers={FORWARDED: f"{GATEWAY}, {STRANGER}"})
    async with await gateway(Desk(), allow=GATEWAY) as phone:
        direct = await phone.post(PATH, data=TURN, headers={FORWARDED: GATEWAY})
    assert honest.status == 200
    return 200 in (behind.status, direct.status)


async def _go_on_in_anothers_session(_: Ground) -> bool:
    """By another phone number: an answer straight into the middle of a conversation."""
    return await _answers({"phoneNumber": "+254722000222"})


async def _go_on_by_another_code(_: Ground) -> bool:
    return await _answers({"serviceCode": "*384*9#"})


async def _answers(other: dict[str, str]) -> bool:
    """Whether an answer in the same session is taken when one thing is another."""
    desk = Desk()
    async with await gateway(desk) as phone:
        for text in ("", "1"):
            honest = await (await phone.post(PATH, data=TURN | {"text": text})).text()
        strange = await (await phone.post(PATH, data=TURN | other | {"text": "1*2"})).text()
    assert honest == "CON You said: 1"
    return not strange.startswith("END We do not know this call")


async def _jump_over_a_step(_: Ground) -> bool:
    """Answers that were never given are put before the last one, or all come at once."""
    desk = Desk()
    async with await gateway(desk) as phone:
        for text in ("", "1", "1*2"):
            await phone.post(PATH, data=TURN | {"text": text})
        for text in ("9*9*7", "1*2*3*4*7"):
            await phone.post(PATH, data=TURN | {"text": text})
    assert [heard.words for heard in desk.heard[:3]] == [None, "1", "2"]
    return "7" in [heard.words for heard in desk.heard[3:]]


async def _send_without_end(_: Ground) -> bool:
    """A turn with more beside it than any gateway sends, to be held in memory and gone through."""
    desk = Desk()
    async with await gateway(desk) as phone:
        await phone.post(PATH, data=TURN)
        assert len(desk.heard) == 1
        await phone.post(PATH, data=TURN | {"phoneNumber": "+254722000222", "more": "x" * 100_000})
    return len(desk.heard) == 2


def _yes(*_: Any) -> bool:
    return True


def _first_hop(request: Any) -> Any:
    return peer._address(request.headers.get(FORWARDED, "").partition(",")[0])


def _by_session_alone(body: bytes, now: int) -> Heard:
    sent = serve.fields(body, "sessionId", "phoneNumber", blank="text")
    line, text = sent["sessionId"], sent["text"]
    return Heard(f"tel:{e164(sent['phoneNumber'])}", said.mark(line, text), text, now=now, line=line)


def _any_session(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(GATEWAYS, "africastalking", Gateway(africastalking.mount))


def _last_answer(_length: int, _known: str, text: str) -> str:
    return text.rpartition("*")[2]


def _without_the_past(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(
        GATEWAYS,
        "africastalking",
        Gateway(africastalking.mount, lambda **how: door.Ussd(reads=_last_answer, **how)),
    )


ATTACKS = [
    Attack("ussd-guessed-secret", _guess_the_secret, lambda patch: patch.setattr(hmac, "compare_digest", _yes)),
    Attack("ussd-strange-address", _call_from_elsewhere, lambda patch: patch.setattr(serve, "within", _yes)),
    Attack("ussd-forged-hop", _pretend_to_be_forwarded, lambda patch: patch.setattr(serve, "caller", _first_hop)),
    Attack("ussd-anothers-session", _go_on_in_anothers_session, _any_session),
    Attack(
        "ussd-another-code",
        _go_on_by_another_code,
        lambda patch: patch.setattr(africastalking, "hears", _by_session_alone),
    ),
    Attack("ussd-jumped-step", _jump_over_a_step, _without_the_past),
    Attack("ussd-endless-turn", _send_without_end, lambda patch: patch.setattr(serve, "MOST_BYTES", 1 << 30)),
]
