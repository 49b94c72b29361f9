"""The Tyche stand-in: faithful to the documents, their traps included, and made to misbehave."""

import json

import httpx
import pytest

from adapters.stand_ins.lenders import STAND_INS
from adapters.stand_ins.serving import serving
from adapters.stand_ins.tyche import KEY, StandIn
from tests.at_tyche import ADVANCE, SAMPLE

HEADERS = {"Authorization": f"Bearer {KEY}"}


def at(url):
    return httpx.AsyncClient(base_url=url, headers=HEADERS)


async def test_a_bad_key_is_403_with_code_92():
    async with StandIn() as url, httpx.AsyncClient(base_url=url) as client:
        answer = await client.get("/v1/loanProducts")
        assert (answer.status_code, answer.json()) == (403, {"message": "unauthorized", "code": 92})


async def test_the_list_is_its_own_next_page_and_has_no_fees():
    async with StandIn() as url, at(url) as client:
        answer = (await client.get("/v1/loanProducts", params={"page": 1, "perPage": 15})).json()
        assert "responseCode" not in answer
        assert answer["pagination"]["nextPage"] == answer["pagination"]["currentPage"] == 1
        assert all("productFees" not in row for row in answer["data"])
        assert answer["data"][-1]["name"] == "testing new "


async def test_the_details_repeat_the_same_fees_seven_times_and_each_update_adds_to_them():
    async with StandIn() as url, at(url) as client:
        groups = (await client.get(f"/v1/loanProducts/{SAMPLE}")).json()["data"]["productFees"]
        assert len(groups) == 7
        assert len({json.dumps(group["fees"]) for group in groups}) == 1
        answer = await client.patch(f"/api/v1/loanProducts/{SAMPLE}", json={"description": "changed"})
        assert answer.json() == {"message": "Loan product updated successfully"}
        assert len((await client.get(f"/v1/loanProducts/{SAMPLE}")).json()["data"]["productFees"]) == 8


async def test_a_loan_is_created_as_the_documents_show():
    async with StandIn() as url, at(url) as client:
        holder = (await client.post("/v1/clients", json={"idNumber": "9001015009086"})).json()["data"]["id"]
        said = {"loanProductId": ADVANCE, "name": "n", "amount": 20000, "interestRate": 5, "tenure": 3}
        answer = await client.post("/v1/loans", json={**said, "accountHolder": holder, "accountHolderType": "clients"})
        made = answer.json()
        assert (answer.status_code, made["responseCode"], made["data"]["state"]) == (201, "00", "PENDING")
        assert made["data"]["balances"]["totalAccruedinterest"] == 0
        missing = await client.get("/v1/loans/nobody")
        assert missing.status_code == 404


async def test_a_document_of_a_name_that_is_taken_is_code_90():
    async with StandIn() as url, at(url) as client:
        holder = (await client.post("/v1/clients", json={"idNumber": "9001015009086"})).json()["data"]["id"]
        said = {"docName": "new file", "docType": "ID", "file": "https://documents.example/1.png"}
        answers = [await client.post(f"/v1/clients/document?clientId={holder}", json=said) for _ in range(2)]
        assert answers[0].json()["message"] == "Client document added successfully"
        assert answers[1].json() == {"message": "Document with name new file already exist", "code": 90}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b'{"amount": {}}', b"\xff\xfe"])
@pytest.mark.parametrize("path", ["/v1/loans", "/v1/loanProducts", "/v1/clients/document"])
async def test_nonsense_is_refused_and_breaks_nothing(path, body):
    async with StandIn() as url, at(url) as client:
        assert (await client.post(path, content=body)).status_code in (400, 404)


async def test_the_ledger_and_the_books_outlive_a_restart(tmp_path):
    stage = STAND_INS["tyche"]
    for clients in (1, 2):
        async with serving(stage.app(tmp_path / "books.json")) as url, at(url) as client:
            await client.post("/v1/clients", json={"idNumber": f"900101500908{clients}"})
            ledger = (await client.get("/ledger")).json()
            assert (len(ledger["clients"]), ledger["calls"]) == (clients + 1, {"add_client": 1})
