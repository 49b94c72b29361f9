"""Keeping Tyche's loan products: validation that names the field, once whatever happens, and the staff's command."""

import json
import os
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import pytest
from aiohttp import web

from adapters.lenders.account import Account
from adapters.lenders.late import Denied, Duplicate, Late, Missing, Refused
from adapters.lenders.tyche_admin import Otherwise, create, stops_a_quote, update, written_down
from adapters.lenders.tyche_api import Api
from adapters.lenders.tyche_check import Faulty, typed
from adapters.lenders.tyche_product import Product
from adapters.lenders.tyche_products import fees, product, products
from adapters.lenders.wire import read, written
from adapters.stand_ins.serving import serving
from adapters.stand_ins.tyche import KEY, POLICIES, StandIn
from adapters.stand_ins.tyche_books import samples
from tests.at_tyche import ADVANCE, SAMPLE
from tests.forked import run


@asynccontextmanager
async def office(stand_in=None, key=KEY):
    stand_in = stand_in or StandIn()
    async with stand_in as url:
        api = Api(Account(url, key, file=POLICIES))
        try:
            yield stand_in, api
        finally:
            await api.close()


def whole(**changed):
    """A product that can be made: the documents' own sample, its alternatives chosen among."""
    tree = samples()[-2]
    del tree["id"]
    tree["name"] = "Staff product"
    tree["branch"] = ["all_branches"]
    tree["scheduling"]["paymentMade"]["period"] = "MONTH"
    tree["fees"][0]["feePayment"] = "FLAT"
    for place, value in changed.items():
        *tables, name = place.split("__")
        inner: Any = tree
        for table in tables:
            inner = inner[int(table)] if table.isdigit() else inner[table]
        inner[name] = value
    return tree


def test_both_samples_are_read_whole_and_written_back_word_for_word():
    for sample in samples():
        made = Product.model_validate(sample)
        assert read(written(made.model_dump(by_alias=True, exclude_unset=True))) == read(written(sample))


TABLE = """
name description type currency initialState userTypes branch enableLinking minAmount maxAmount paymentMethod
paymentInterval paymentMade defaultInstallments minInstallments maxInstallments defaultDueDateOffSet minDueDateOffSet
maxDueDateOffSet enableGracePeriod defaultGracePeriod minGracePeriod maxGracePeriod principalRoundingSchedule
currencyRoundingSchedule acceptPrepayment paymentAllocation prepaymentAllocationOrder Enable-penalty Enable-collateral
enableFundingSource feeIncome methodology feeReceivable penaltyIncome interestIncome writeOffExpense portfolioControl
penaltyReceivable interestReceivable fees category
"""


@pytest.mark.parametrize("field", TABLE.split())
def test_every_field_of_the_documents_table_is_known_though_it_is_listed_flat(field):
    assert typed({field.replace("-", " "): None}).sent()


def test_flat_fields_go_into_their_tables_and_wrong_spellings_become_tyches():
    made = typed(
        {
            "userTypes": ["clients"],
            "maxDueDateOffSet": 3,
            "paymentMethod": "BALLOON_PAYMENT",
            "paymentMade": "MONTH",
            "funderInterestCommission": "FIXED_INTEREST_COMMISSION",
            "feeIncome": "0000000181",
            "scheduling": {"minDueDateOffSet": 1},
            "Enable collateral": True,
            "fees": [
                {
                    "value": 1,
                    "feeName": "a",
                    "feeType": "ON_DISBURSEMENT",
                    "feePayment": "PERCENTAGE_OF_DISBURSE_AMOUNT",
                }
            ],
        }
    )
    assert made.sent() == {
        "userType": ["clients"],
        "scheduling": {
            "minDueDateOffset": 1,
            "maxDueDateOffset": 3,
            "paymentMethod": "BALLON_PAYMENT",
            "paymentMade": {"period": "MONTH"},
        },
        "security": {"enableCollateral": True, "funderInterestCommision": "FIXED_INTEREST_COMMISION"},
        "accounting": {"feeIncome": "0000000181"},
        "fees": [
            {
                "value": 1,
                "feeName": "a",
                "feeType": "ON_DISBURSEMENT",
                "feePayment": "PERCENTAGE_0F_DISBURSE_AMOUNT",
            }
        ],
    }


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"fees__0__feePayment": "FLAT or PERCENTAGE_0F_DISBURSE_AMOUNT"}, "fees.feePayment: is one of FLAT,"),
        ({"scheduling__paymentMade__period": "WEEK/MONTH/YEAR"}, "scheduling.paymentMade.period: is one of WEEK,"),
        ({"branch": ["all_branches or id of the individual branches"]}, 'branch: is either ["all_branches"]'),
        ({"interest__interestCharged": "%_PER_YEAR or %_PER_MONTH"}, "interest.interestCharged: names alternatives"),
        ({"minAmount": 20000000}, "minAmount: 20000000 is above maxAmount 10000000"),
        ({"interest__defaultInterestRate": 50}, "interest.defaultInterestRate: 50 is above interest.maxInterestRate"),
        ({"interest__defaultInterestRate": 3}, "interest.minInterestRate: 30 is above interest.defaultInterestRate"),
        ({"scheduling__minGracePeriod": 9}, "scheduling.minGracePeriod: 9 is above"),
        ({"minAmount": -1}, "minAmount: is below zero"),
        ({"minAmount": "lots"}, "minAmount: Input should be a valid decimal"),
        ({"scheduling__minInstallments": 0}, "scheduling.minInstallments: is zero"),
        ({"accounting__feeIncome": 181}, "accounting.feeIncome: put the id in quotes"),
        ({"currency": "EUR"}, "currency: is one of NGN, USD"),
        ({"name": None}, "name: is missing"),
        ({"interest__usury": True}, "interest: no such field: usury"),
        ({"collection__prepaymentAllocationOrder__fee": 1}, "collection.prepaymentAllocationOrder: two parts"),
    ],
    ids=str,
)
async def test_what_cannot_be_meant_is_not_sent_and_the_field_is_named(changes, complaint):
    async with office() as (stand_in, api):
        with pytest.raises(Faulty) as refused:
            await create(api, typed(whole(**changes)))
        assert complaint in str(refused.value)
        assert stand_in.books.calls["create_product"] == 0


async def test_a_product_is_made_and_changed_and_only_what_is_given_is_sent():
    async with office() as (stand_in, api):
        made = await create(api, typed(whole()))
        assert made.accounting
        assert made.accounting.fee_income == "2029427635"
        assert [fee.fee_name for fee in fees(made)] == ["management fee"]
        changed = await update(api, made.id or "", typed({"maxAmount": 20000000, "maxGracePeriod": 6}))
        assert (changed.max_amount, changed.min_amount) == (Decimal(20000000), Decimal(10000))
        assert changed.scheduling
        assert (changed.scheduling.max_grace_period, changed.scheduling.min_grace_period) == (6, 2)
        assert [fee.fee_name for fee in fees(changed)] == ["management fee"]
        assert len(changed.product_fees or []) == 2
        with pytest.raises(Faulty, match="minAmount: 30000000 is above maxAmount 20000000"):
            await update(api, made.id or "", typed({"minAmount": 30000000}))
        with pytest.raises(Refused, match="nothing to change"):
            await update(api, made.id or "", typed({}))
        assert stand_in.books.calls["update_product"] == 1


async def test_what_was_wrong_before_does_not_stand_in_the_way_of_another_change():
    async with office() as (stand_in, api):
        odd = stand_in.books.products[-2]
        changed = await update(api, odd["id"], typed({"description": "for nobody"}))
        assert changed.description == "for nobody"
        with pytest.raises(Faulty, match=r"scheduling.paymentMade.period: is one of WEEK"):
            await update(api, odd["id"], typed({"maxInstallments": 12}))


async def test_the_name_of_a_product_is_taken_once():
    async with office() as (stand_in, api):
        first = await create(api, typed(whole()))
        with pytest.raises(Duplicate, match="there is a product of this name"):
            await create(api, typed(whole(name=" staff Product ")))
        assert stand_in.books.calls["create_product"] == 1
        assert first.status == "active"


@pytest.mark.parametrize("kind", ["drop", "truncated", "html"])
async def test_a_product_whose_answer_was_lost_is_found_by_its_name_and_not_made_again(kind):
    async with office() as (stand_in, api):
        stand_in.faults.set(kind, "create_product", after=True, next=1)
        made = await create(api, typed(whole()))
        assert made.name == "Staff product"
        assert stand_in.books.calls["create_product"] == 1


async def test_a_product_that_was_lost_before_it_was_made_is_not_said_to_be_made():
    async with office() as (stand_in, api):
        stand_in.faults.set("drop", "create_product", next=1)
        with pytest.raises(Late, match="look again"):
            await create(api, typed(whole()))
        assert len(stand_in.books.products) == len(samples())


async def test_a_product_kept_otherwise_than_meant_is_a_matter_for_a_person():
    async with office() as (stand_in, api):
        stand_in.faults.set("lie", "product", word="maxAmount")
        with pytest.raises(Otherwise, match="maxAmount"):
            await create(api, typed(whole()))


async def test_an_absent_product_a_bad_key_and_a_broken_lender_each_have_their_word():
    async with office() as (stand_in, api):
        with pytest.raises(Missing):
            await product(api, "nobody")
        stand_in.faults.set("html")
        with pytest.raises(Late):
            await products(api)
    async with office(key="sk-wrong") as (_, api):
        with pytest.raises(Denied, match="92 unauthorized"):
            await products(api)


@pytest.mark.parametrize(
    ("fresh", "pagination", "calls", "whole"),
    [
        (False, {}, 2, True),
        (False, {"currentPage": 1, "totalPages": 900, "nextPage": 1}, 2, True),
        (False, {"currentPage": 1, "totalPages": 1, "nextPage": 1}, 1, True),
        (True, {"nextPage": 1}, 50, False),
    ],
    ids=["the same page again", "pages that are not there", "its own next page", "pages without end"],
)
async def test_no_list_is_read_for_ever(fresh, pagination, calls, whole):
    pages = []

    async def answer(request):
        pages.append(request.query["page"])
        row = {"id": f"p-{len(pages)}" if fresh else "p-1", "name": "Again"}
        return web.json_response({"data": [row], "pagination": pagination})

    app = web.Application()
    app.router.add_get("/v1/loanProducts", answer)
    async with serving(app) as url:
        api = Api(Account(url, KEY))
        rows, all_there = await products(api)
        await api.close()
    assert (len(pages), all_there, len(rows)) == (calls, whole, calls if fresh else 1)


async def test_what_stops_a_quote_is_named():
    async with office() as (_, api):
        assert stops_a_quote(await product(api, ADVANCE), api) == ()
        assert stops_a_quote(await product(api, SAMPLE), api) == ()
        odd = Product.model_validate(samples()[-2])
        assert set(stops_a_quote(odd, api)) == {"scheduling.paymentMade.period", "fees.feePayment"}


def test_a_field_given_on_the_command_line_is_laid_over_the_file():
    tree = written_down(
        b'{"name": "a", "interest": {"minInterestRate": 1}}',
        ["interest.maxInterestRate=2.5", "feeIncome=0000000181", 'userType=["clients"]', "enableLinking=true"],
    )
    made = typed(tree)
    assert made.interest
    assert (made.interest.min_interest_rate, made.interest.max_interest_rate) == (1, Decimal("2.5"))
    assert (made.user_type, made.enable_linking) == (["clients"], True)
    assert made.accounting
    assert made.accounting.fee_income == "0000000181"
    for text, changes in ((b"[]", []), (b"{", []), (b"{}", ["name"]), (b"{}", ["branch=[oops"])):
        with pytest.raises(Faulty):
            written_down(text, changes)


def products_command(folder, *words, said="", **settings):
    """Run the staff's command as a program of its own, at its own stand-in."""
    known = {"LENDER": "tyche", "DATA_DIR": str(folder), "PATH": os.environ["PATH"], **settings}
    done = run("bot", "products", *words, env=known, told=said)
    return done.returncode, done.stdout, done.stderr


def test_the_command_lists_shows_makes_and_changes_products(tmp_path):
    code, out, err = products_command(tmp_path, "list")
    assert (code, err) == (0, "")
    assert "Salary advance" in out
    assert "5 %_PER_MONTH" in out
    code, out, _ = products_command(tmp_path, "create", "-", "--json", said=json.dumps(whole()))
    made = json.loads(out)
    assert (code, made["name"], made["accounting"]["feeIncome"]) == (0, "Staff product", "2029427635")
    code, out, _ = products_command(tmp_path, "update", made["id"], "--set", "maxAmount=123456.50")
    assert code == 0
    assert "123,456.5" in out
    assert "Can be quoted" in out
    code, out, _ = products_command(tmp_path, "show", made["id"], "--json")
    assert (code, json.loads(out)["maxAmount"]) == (0, 123456.5)


@pytest.mark.parametrize(
    ("words", "settings", "code", "complaint"),
    [
        (["show", "nobody"], {}, 1, "refused: HTTP 404"),
        (["create", "--set", "minAmount=-1"], {}, 2, "minAmount: is below zero"),
        (["create", "no-such-file.json"], {}, 2, "no-such-file.json: No such file"),
        (["list"], {"LENDER": "maxintegrate"}, 2, "set LENDER=tyche"),
        (["list"], {"LENDER_URL": "http://127.0.0.1:9", "DATA_KEYS": "AA" * 21 + "A="}, 1, "nobody knows"),
    ],
    ids=str,
)
def test_the_command_says_what_is_wrong_and_leaves_its_code(tmp_path, words, settings, code, complaint):
    done, out, err = products_command(tmp_path, *words, **settings)
    assert (done, out) == (code, "")
    assert complaint in err
