"""A borrower at their loan, on any phone, with the lender of one's choice behind it, for tests of what comes then."""

from decimal import Decimal
from typing import Any

from flows.errands import Activate, Activated, Answer, PaidOut, PayOut
from tests.phones import Phone, Shown, Telegram, Ussd
from tests.test_activate import read_on
from tests.test_assistant import to_the_offer
from tests.test_documents_sent import at_work
from tests.world import World

LOST = {"kind": "drop", "after": True}
SLOW = {"kind": "slow", "seconds": 9, "after": True}
ANSWERS = {
    "mo": ("Apply for a loan", "1020304050", "Yes", "500000", "6"),
    "tyche": ("Apply for a loan", "22123456789", "Yes", "School fees, interest-free", "50000", "4"),
}


async def nobody_waits(_: Answer) -> None:
    """What comes late is heard by nobody."""


async def to_my_loan(around: World, phone: Ussd | Telegram, lender: str = "maxintegrate") -> Shown:
    """Apply, have it made a loan (by the PIN in the conversation, or by the lender's staff), and look at it."""
    if lender == "maxintegrate":
        await to_the_offer(phone)
    else:
        await phone.meet()
        for words in ANSWERS[lender]:
            await phone.say(words)
    await phone.say("Accept" if isinstance(phone, Ussd) else "I accept, apply")
    if lender != "maxintegrate":
        await _by_staff(around, lender)
        return await look_at_it(phone)
    await look_at_it(phone)
    await phone.say("Activate my loan")
    application = around.lender.books.applications[-1]
    shown = await read_on(phone, await phone.say(around.lender.activation.otp(application["application"])))
    await phone.say(next(label for label in shown.labels if "I have read it" in label))
    return await look_at_it(phone)


async def look_at_it(phone: Ussd | Telegram) -> Shown:
    """Come to "My loan" from wherever one is."""
    if isinstance(phone, Ussd) and phone.ended:
        await phone.dial()
    else:
        await phone.say("00")
    return await phone.say("My loan")


async def seen_through(around: World, phone: Ussd | Telegram, shown: Shown, said: str) -> Shown:
    """Look again, and let the worker work, until the screen says so."""
    for _ in range(8):
        if said in shown.text:
            return shown
        await at_work(around)
        if "Look again" in shown.labels:
            shown = await phone.say("Look again")
        else:
            shown = await (phone.dial() if isinstance(phone, Ussd) else phone.see())
    raise AssertionError(f"{said!r} never stood on the screen; the last one: {shown.text}")


async def spoil(around: World, method: str, fault: dict[str, Any] | None) -> None:
    """Have the lender's next answer to a method spoilt, if at all."""
    if fault:
        answer = await around.http.post(
            f"{around.assistant.lender_url}/faults", json={"method": method, "next": 1, **fault}
        )
        answer.raise_for_status()


async def struck(around: World) -> int:
    """How often an answer of the lender's was spoilt."""
    counted: dict[str, int] = (await around.http.get(f"{around.assistant.lender_url}/faults")).json()
    return sum(counted.values())


async def whole(phone: Phone, shown: Shown) -> str:
    """The text of all pages."""
    text = shown.text
    while shown.more:
        shown = await phone.say(shown.more)
        text += "\n" + shown.text
    return text


async def _by_staff(around: World, lender: str) -> None:
    """What the lender's staff do at their own desk: make a loan of the application, and pay it out."""
    book = {"mo": "loan_requests", "tyche": "loans"}[lender]
    application = (await around.ledger())[book][-1]["id"]
    lending = around.assistant.lending
    made = await lending.run(Activate(application=application), "staff-1", patience=5, late=nobody_waits)
    assert isinstance(made, Activated), made
    if lender == "tyche":
        payout = PayOut(loan=made.loan, method="account", account="0123456789")
        assert isinstance(await lending.run(payout, "staff-2", patience=5, late=nobody_waits), PaidOut)


def amounts(entries: list[dict[str, str]], word: str = "amount") -> list[Decimal]:
    """The amounts of what stands in a book."""
    return [Decimal(str(entry[word])) for entry in entries]


async def paid_out(around: World, phone: Ussd | Telegram) -> Shown:
    """From the signed loan of MAXINTEGRATE to its money, and back to My loan; the workers work at once."""
    for words in ("Set up the debit order", "62000000000", "FNB", "Ask me now"):
        await phone.say(words)
    await at_work(around)
    for mandate in around.lender.books.mandates:
        mandate["at"] = float(mandate["at"]) - 200
    shown = await (phone.dial() if isinstance(phone, Ussd) else phone.say("I have answered my bank"))
    await phone.say(next(label for label in shown.labels if "account of the debit order" in label.lower()))
    await phone.say("Yes, pay out")
    return await look_at_it(phone)
