"""Every talk in tests/talks/<lender>, held on every channel with that lender. `pytest --update` rewrites them, for a
person to review the change.

A talk is written down once, in the full wording a chat shows; what the small screen shows is written beside it, in the
folder ussd.
"""

import re
from pathlib import Path

import pytest

from tests.phones import InTerminal, Phone, Shown, Telegram, Ussd
from tests.world import world

TALKS = sorted((Path(__file__).parent / "talks").glob("*/*.txt"))
PHONES = {"telegram": Telegram, "terminal": InTerminal, "ussd": Ussd}


def said_in(talk: Path) -> list[str]:
    return [line.removeprefix("you: ") for line in talk.read_text().splitlines() if line.startswith("you: ")]


def labels_in(talk: Path) -> list[tuple[str, ...]]:
    """The labels shown before each answer, in full wording."""
    blocks = re.split(r"^bot: ", talk.read_text(), flags=re.MULTILINE)[1:]
    return [tuple(re.findall(r" \[([^\]]+)\]", block.partition("\nyou: ")[0])) for block in blocks]


def written(shown: Shown) -> str:
    """As a person would write it down; dates depend on the day and references on the lender."""
    text = re.sub(r"\b\d{1,2} [A-Z][a-z]{2,3} \d{4}", "<date>", shown.text)
    text = re.sub(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "<reference>", text)
    return "bot: " + text.replace("\n", "\n     ") + "".join(f" [{label}]" for label in shown.labels)


async def hold(phone: Phone, heading: str, says: list[str], labels: list[tuple[str, ...]]) -> str:
    """Hold a talk. `labels`: those shown in full wording before each answer, to find an option by its place."""
    lines = [heading, "", *await seen(phone, await phone.meet())]
    for words, shown in zip(says, labels or [()] * len(says), strict=True):
        lines += [f"you: {words}", *await seen(phone, await phone.say(key(words, shown)))]
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
async def test_talk(talk, channel, redis_url, tmp_path, update):
    heading = talk.read_text().partition("\n")[0]
    lender = talk.parent.name
    golden = talk.parent / "ussd" / talk.name if channel == "ussd" else talk
    async with world(redis_url, tmp_path, **({} if lender == "maxintegrate" else {"lender": lender})) as around:
        labels: list[tuple[str, ...]] = []
        if channel == "ussd":
            labels = labels_in(talk)[: len(said_in(talk))]
        held = await hold(PHONES[channel](around), heading, said_in(talk), labels)
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(held)
    assert held == golden.read_text()
