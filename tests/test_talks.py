"""Every talk in tests/talks, held on every channel. `pytest --update` rewrites them, for a person to review the change.

A talk is written down once, in the full wording a chat shows; what the small screen shows is written beside it, in
tests/talks/ussd.
"""

import re
from pathlib import Path

import pytest

from tests.phones import InTerminal, Phone, Shown, Telegram, Ussd
from tests.world import world

TALKS = sorted((Path(__file__).parent / "talks").glob("*.txt"))
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
    text = re.sub(r"\b(?:REF|LA|APP|A)-[\w-]+", "<reference>", text)
    return "bot: " + text.replace("\n", "\n     ") + "".join(f" [{label}]" for label in shown.labels)


async def hold(
    phone: Phone, heading: str, says: list[str], labels: list[tuple[str, ...]]
) -> tuple[str, list[tuple[str, ...]]]:
    """Hold a talk. `labels`: those shown in full wording before each answer, to find an option by its place."""
    lines, seen = [heading, ""], await phone.meet()
    shown = [seen.labels]
    lines.append(written(seen))
    for number, words in enumerate(says):
        at = labels[number].index(words) if labels and words in labels[number] else -1
        seen = await phone.say(seen.labels[at] if at >= 0 else words)
        shown.append(seen.labels)
        lines += [f"you: {words}", written(seen)]
    return "\n".join(lines) + "\n", shown


@pytest.mark.parametrize("channel", PHONES)
@pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)
async def test_talk(talk, channel, redis_url, tmp_path, update):
    heading = talk.read_text().partition("\n")[0]
    golden = talk.parent / "ussd" / talk.name if channel == "ussd" else talk
    async with world(redis_url, tmp_path) as around:
        labels: list[tuple[str, ...]] = []
        if channel == "ussd":
            labels = labels_in(talk)
        held, _ = await hold(PHONES[channel](around), heading, said_in(talk), labels)
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(held)
    assert held == golden.read_text()
