"""Every talk in tests/talks/<lender>, held on every channel with that lender. `pytest --update` rewrites them, for a
person to review the change.

A talk is written down once, in the full wording a chat shows; what the small screen shows is written beside it, in the
folder ussd. `after: known-client` begins where that talk ended, `now: ...` is something that happens outside (see
`tests.talk_events`), `<pin>` the PIN that the person has had by SMS.
"""

import re
from pathlib import Path

import pytest

from tests.phones import InTerminal, Phone, Shown, Telegram, Ussd
from tests.talk_events import EVENTS, TOLD, filled, on_a_day
from tests.world import World, world

TALKS = sorted((Path(__file__).parent / "talks").glob("*/*.txt"))
MONTHS = "Jan|Feb|Mar|Mac|Apr|May|Mei|Jun|Jul|Aug|Ago|Sept?|Oct|Okt|Nov|Dec|Des"
CHATS = ("Send me the document",)
"""Labels that a chat alone has."""

PHONES = {"telegram": Telegram, "terminal": InTerminal, "ussd": Ussd}


def lines_in(talk: Path) -> list[str]:
    """What is said, and what happens outside."""
    return [line for line in talk.read_text().splitlines() if line.startswith(("you: ", "now: "))]


def said_in(talk: Path) -> list[str]:
    """The words that are said."""
    return [line.removeprefix("you: ") for line in lines_in(talk) if line.startswith("you: ")]


def heading(talk: Path) -> str:
    """What it is about."""
    return talk.read_text().partition("\n")[0]


def begun_by(talk: Path) -> Path | None:
    """The talk after which this one begins."""
    found = re.search(r"^after: (.+)$", talk.read_text(), re.MULTILINE)
    return talk.with_name(f"{found[1]}.txt") if found else None


def labels_in(talk: Path) -> list[tuple[str, ...]]:
    """The labels shown before each line that is said, in full wording."""
    shown: list[str] = []
    found: list[tuple[str, ...]] = []
    for line in talk.read_text().splitlines():
        if line.startswith(("you: ", "now: ")):
            found.append(tuple(re.findall(r" \[([^\]]+)\]", "\n".join(shown))))
        told = line.startswith("bot: ") and bool(shown) and shown[-1].startswith("now: ")
        if line.startswith("you: ") or told:
            shown = []
        shown.append(line)
    return found


def written(shown: Shown) -> str:
    """As a person would write it down; dates depend on the day and references on the lender."""
    text = re.sub(rf"\b\d{{1,2}}[ \xa0](?:{MONTHS})\b(?:[ \xa0]\d{{4}})?", "<date>", shown.text)
    text = re.sub(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "<reference>", text)
    text = re.sub(r"http://\S+", "<address>", text)
    return (
        "bot: " + text.replace("\n", "\n     ") + "".join(f" [{label}]" for label in shown.labels if label not in CHATS)
    )


async def hold(phone: Phone, talk: Path, around: World, *, short: bool) -> str:
    """Hold a talk; on a phone that shows little an option is found by its place in the full wording."""
    before = begun_by(talk)
    lines = [heading(talk), ""]
    if before:
        begun = await hold(phone, before, around, short=short)
        lines += [f"after: {before.stem}", "bot: " + begun.rpartition("\nbot: ")[2].rstrip("\n")]
    else:
        lines += await seen(phone, await phone.meet())
    labels = labels_in(talk) if short else [()] * len(lines_in(talk))
    for line, shown in zip(lines_in(talk), labels, strict=True):
        lines.append(line)
        kind, _, words = line.partition(": ")
        if kind == "now":
            await EVENTS[words](around)
            lines += await seen(phone, await phone.look()) if words in TOLD else []
        else:
            lines += await seen(phone, await phone.say(key(filled(words, around), shown)))
    return "\n".join(lines) + "\n"


def key(words: str, shown: tuple[str, ...]) -> str:
    """The key of a label on the small screen; words that are no label are typed as they are."""
    if words not in shown:
        return words
    return "0" if words.startswith("⬅") else str(shown.index(words) + 1)


async def seen(phone: Phone, shown: Shown) -> list[str]:
    """What was shown, and on the small screen its further pages, turned one by one."""
    lines = [written(shown)]
    while shown.more:
        shown = await phone.say(shown.more)
        lines += ["     (next page)", written(shown)]
    return lines


@pytest.mark.parametrize("channel", PHONES)
@pytest.mark.parametrize("talk", TALKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
async def test_talk(talk, channel, redis_url, tmp_path, update, monkeypatch):
    monkeypatch.setattr("bot.finishing.FINISH_AFTER", 0)
    lender, golden = talk.parent.name, talk.parent / "ussd" / talk.name if channel == "ussd" else talk
    which = {} if lender == "maxintegrate" else {"lender": lender}
    async with world(redis_url, tmp_path, role="web", **which) as around:
        on_a_day(around)
        held = await hold(PHONES[channel](around), talk, around, short=channel == "ussd")
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(held)
    assert held == golden.read_text()
