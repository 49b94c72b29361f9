"""`python -m bot export`: all that is held on a person, and nothing of another."""

import asyncio
import json

from adapters.job import Job
from tests import pictures
from tests.loan_news import at_once
from tests.phones import NUMBER, Telegram, Ussd
from tests.staff_desk import staff_desk
from tests.test_assistant import to_the_offer
from tests.test_documents_sent import to_the_documents
from tests.test_program import bot
from tests.world import world

OTHER = "+27820000002"


async def run(around, *words):
    """The command, as an operator says it."""
    settings = around.assistant.settings
    env = {name.upper(): getattr(settings, name).get_secret_value() for name in ("redis_url", "data_keys")}
    await around.assistant.lending.noting.settle()
    return await asyncio.to_thread(bot, "export", *words, **env)


async def test_everything_is_there_and_nothing_of_another(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as around:
        phone, other = Ussd(around), Telegram(around, 7002, OTHER)
        await to_the_offer(phone)
        await phone.say("1")
        await other.meet()
        await at_once(around)
        await around.assistant.jobs.put_aside(Job(kind="update", who=f"tel:{NUMBER}", key="1", body="said"), "no")
        await around.assistant.jobs.put_aside(Job(kind="update", who=f"tel:{OTHER}", key="1", body="other"), "no")
        done = await run(around, NUMBER, "--json")
        assert done.returncode == 0, done.stderr
        held = json.loads(done.stdout)
        assert held["person"] == f"tel:{NUMBER}"
        assert held["consent"]["channel"] == "ussd"
        assert held["session"]["facts"]["reference"] == "MM000001"
        assert held["loans"][0]["reference"] == "MM000001"
        assert [duty["kind"] for duty in held["duties"]] == ["watch"]
        assert [job["body"] for job in held["aside"]] == ["said"]
        outcomes = [line["outcome"] for line in held["trail"] if line["errand"] == "Apply"]
        assert outcomes == ["shown", "meant", "Applied"]
        told = (await run(around, NUMBER)).stdout
        for words in ("Consent\n  version: ", f"phone: {NUMBER}", "reference: MM000001", "Their lines on the trail"):
            assert words in told
        assert "\n  1 I agree\n" in told, "every line of what was shown stands under its heading"
        held = json.loads((await run(around, OTHER, "--json")).stdout)
        assert (held["accounts"], [job["body"] for job in held["aside"]]) == (["tg:7002"], ["other"])
        assert {line["step"] for line in held["trail"] if line["outcome"] == "shown"} == {"start.consent"}
        assert (await run(around, "+27820000009")).returncode == 1


async def test_pages_that_wait_are_written_as_files(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as around:
        phone = Telegram(around)
        await to_the_documents(phone)
        await phone.photo(pictures.good("card"))
        out = tmp_path / "pages"
        held = json.loads((await run(around, NUMBER, "--json", "--out", str(out))).stdout)
        [page], [file] = held["pages"], list(out.iterdir())
        assert (page["kind"], page["size"]) == ("image/jpeg", file.stat().st_size)
        assert file.read_bytes().startswith(b"\xff\xd8")
        assert file.stat().st_mode & 0o077 == 0


async def test_what_was_said_with_staff_is_there_and_the_topic(redis_url, tmp_path):
    async with staff_desk(redis_url, tmp_path) as desk:
        thandi = await desk.at_the_menu(desk.borrower())
        topic = await desk.asks(thandi)
        thandi.type("a canary")
        await desk.rest()
        desk.anna.type("/note she sings", topic=topic)
        await desk.rest()
        held = json.loads((await run(desk.world, NUMBER, "--json")).stdout)
        assert held["topic"] == topic
        said = [line["text"] for line in held["transcript"] if line["kind"] in ("said", "note")]
        assert said == ["a canary", "she sings"]
        assert "a canary" in (await run(desk.world, NUMBER)).stdout
