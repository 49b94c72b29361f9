"""What the people of the bench say: a first meeting, then round and round through menus, figures and mistakes."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.load import post

FORM = "application/x-www-form-urlencoded"
SECRET = "a-secret-of-the-bench"
MEETING: tuple[str, ...] = ("1", "1")
ROUND: tuple[str, ...] = ("4", "1", "3", "1", "1", "12", "0", "4", "1", "98")
marks = count(1)


def ussd(number: int) -> Callable[[], Iterator[bytes]]:
    """One who dials, and dials again every ten answers. The text grows as the gateway sends it."""

    def speak() -> Iterator[bytes]:
        answers = MEETING + ROUND
        while True:
            line, text = f"ATUid_{next(marks)}", ""
            yield _dialled(number, line, text)
            for answer in answers:
                text = f"{text}*{answer}" if text else answer
                yield _dialled(number, line, text)
            answers = ROUND

    return speak


def _dialled(number: int, line: str, text: str) -> bytes:
    form = {"sessionId": line, "serviceCode": "*120*777#", "phoneNumber": f"+2782{number:07}", "text": text}
    return post("/ussd/africastalking", urlencode(form).encode(), FORM)


PRESSED = (("home.menu", "help"), ("home.help", "menu"), ("home.menu", "language"), ("home.language", "en"))
TYPED = ("1", "12", "0", "4", "1")


def telegram(number: int, sms: Path) -> Callable[[], Iterator[bytes]]:
    """One who presses buttons and types by turns, about as often the one as the other. `sms`: the file of messages."""

    def speak() -> Iterator[bytes]:
        person = {"id": number, "is_bot": False, "first_name": "Asha"}
        card = {"phone_number": f"+2783{number:07}", "first_name": "Asha", "user_id": number}
        yield _message(person, text="/start")
        yield _pressed(person, "start.language", "en")
        yield _pressed(person, "start.consent", "yes")
        yield _message(person, contact=card)
        yield _message(person, text=_code(sms, card["phone_number"]))
        while True:
            yield from (_pressed(person, step, value) for step, value in PRESSED)
            yield from (_message(person, text=text) for text in TYPED)

    return speak


def _code(sms: Path, number: object) -> str:
    """The code in the newest message to a number, which was written before we were answered."""
    return sms.read_text(encoding="utf-8").rpartition(f"SMS to {number}: ")[2][:6]


def _message(person: dict[str, object], **said: object) -> bytes:
    chat = {"id": person["id"], "type": "private", "first_name": "Asha"}
    mark = next(marks)
    return _update({"message": {"message_id": mark, "date": 1, "chat": chat, "from": person, **said}}, mark)


def _pressed(person: dict[str, object], step: str, value: str) -> bytes:
    chat = {"id": person["id"], "type": "private", "first_name": "Asha"}
    # The newest message, as a rule: what the person sent stands above it, and it is edited.
    shown = {"message_id": next(marks), "date": 1, "chat": chat, "text": "?"}
    query = {"id": str(next(marks)), "from": person, "chat_instance": "1", "message": shown, "data": f"{step}|{value}"}
    return _update({"callback_query": query}, next(marks))


def _update(what: dict[str, object], mark: int) -> bytes:
    body = json.dumps({"update_id": mark, **what}).encode()
    return post("/telegram", body, "application/json", f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n")
