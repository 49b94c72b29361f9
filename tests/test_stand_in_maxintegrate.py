"""The MAXINTEGRATE stand-in: what it shows of itself, and how it is made to misbehave."""

import httpx

from adapters.stand_ins.maxintegrate import StandIn
from adapters.stand_ins.maxintegrate_rules import id_number
from tests.at_the_lender import desk, person, ready_to_apply


def test_id_numbers_are_checked_and_generated_ones_hold():
    assert id_number("8001015009087")
    assert not id_number("8001015009088")
    assert not id_number("80010150090")
    assert id_number(person("4111"))


async def test_the_ledger_shows_everything_in_order():
    async with desk() as it, httpx.AsyncClient() as client:
        await it.run(await ready_to_apply(it), "apply")
        ledger = (await client.get(f"{it.url}/ledger")).json()
        assert {book: len(ledger[book]) for book in ledger if book != "calls" and ledger[book]} == {
            "clients": 3,
            "employers": 4,
            "credit_checks": 1,
            "budgets": 1,
            "applications": 1,
        }
        assert ledger["applications"][0]["amount"] == "2000.5"
        assert ledger["applications"][0]["at"] > 0
        assert ledger["calls"]["login"] == 1


async def test_nobody_is_answered_before_logging_in():
    async with StandIn() as url, httpx.AsyncClient(base_url=url) as client:
        assert (await client.post("/api/client_search", json={"idNumber": "8001015009087"})).status_code == 400
        wrong = await client.post("/api/login", json={"username": "assistant", "password": "no"})
        assert wrong.json()["error"]["code"] == "BAD_LOGIN"


async def test_a_login_runs_out():
    async with StandIn(token_life=-1) as url, httpx.AsyncClient(base_url=url) as client:
        login = await client.post("/api/login", json={"username": "assistant", "password": "open-sesame"})
        headers = {"Authorization": f"Bearer {login.json()['sessionToken']}"}
        refused = await client.post("/api/cashbox_preselect", headers=headers, json={})
        assert refused.json()["error"]["code"] == "SESSION_EXPIRED"


async def test_faults_are_switched_over_http():
    async with StandIn() as url, httpx.AsyncClient(base_url=url) as client:
        said = {"username": "assistant", "password": "open-sesame"}
        await client.post("/faults", json={"kind": "status", "method": "login", "status": 502, "every": 2})
        assert [(await client.post("/api/login", json=said)).status_code for _ in range(4)] == [200, 502, 200, 502]
        await client.post("/faults", json=[{"kind": "html"}, {"kind": "slow", "seconds": 0}])
        assert (await client.post("/api/login", json=said)).headers["content-type"].startswith("text/html")
        await client.post("/faults")
        assert (await client.post("/api/login", json=said)).status_code == 200
        refused = await client.post("/faults", json={"kind": "gremlins"})
        assert refused.status_code == 400
        assert "gremlins" in refused.text
        assert (await client.get("/faults")).json() == {"status": 2, "html": 1, "slow": 1}


async def test_nonsense_is_refused_and_breaks_nothing():
    async with StandIn() as url, httpx.AsyncClient(base_url=url) as client:
        for body in (b"", b"{", b"[]", b'"x"', b'{"username": 5}', b"\xff\xfe"):
            answer = await client.post("/api/login", content=body)
            assert (answer.status_code, answer.json()["error"]["code"]) in ((400, "INVALID"), (400, "BAD_LOGIN"))


async def test_an_upload_that_is_no_form_is_refused_and_breaks_nothing():
    async with StandIn() as url, httpx.AsyncClient(base_url=url) as client:
        for kind in ("multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain"):
            answer = await client.post("/api/file_upload", content=b"\xff no form", headers={"Content-Type": kind})
            assert answer.json()["error"]["code"] == "SESSION_EXPIRED"


async def test_a_forgetful_lender_makes_a_second_record_of_a_repeated_reference():
    async with desk() as it:
        apply = await ready_to_apply(it)
        await it.run(apply, "apply")
        await it.run(apply, "apply")
        assert len(it.applications) == 1
        it.stand_in.faults.set("duplicate")
        await it.run(apply, "apply")
        assert len(it.applications) == 2
