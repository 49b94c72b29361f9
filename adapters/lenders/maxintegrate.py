"""MAXINTEGRATE, the API of MAXMONEY. How its words are spelt stands in `maxintegrate.toml`; here is what they mean."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeVar, assert_never, cast

from adapters.lenders.account import Account
from adapters.lenders.late import Clash, Duplicate, Late, Missing, Refused
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_products import Shelf
from adapters.lenders.maxintegrate_words import (
    METHODS,
    Application,
    Budget,
    Client,
    Credit,
    Employer,
    EmployerMade,
    Option,
    Updated,
)
from adapters.lenders.reference import reference
from adapters.lenders.takes import takes
from adapters.lenders.told import doubt
from flows.errands import (
    AddClient,
    AddEmployer,
    Answer,
    ApplicationFound,
    Applied,
    Apply,
    BudgetItemsSet,
    BudgetSet,
    CheckCredit,
    ClientAdded,
    ClientFound,
    ClientUpdated,
    CreditPassed,
    Declined,
    EmployerAdded,
    EmployersFound,
    Errand,
    FindClient,
    FindEmployer,
    Listed,
    ListPaybackTypes,
    ListProducts,
    ListPurposes,
    NoApplication,
    NoClient,
    NoEmployer,
    PaybackTypes,
    Purposes,
    Quote,
    ReadApplication,
    SetBudget,
    SetBudgetItems,
    Trouble,
    UpdateClient,
)

A = TypeVar("A", bound=Answer)

Served = (
    FindClient
    | FindEmployer
    | AddEmployer
    | ListPaybackTypes
    | AddClient
    | UpdateClient
    | CheckCredit
    | SetBudget
    | SetBudgetItems
    | ListPurposes
    | ListProducts
    | Quote
    | Apply
    | ReadApplication
)
"""What this lender serves; the type checker names an errand listed here and not asked below."""

MOST = 12
"""Employers shown for one name; who does not find theirs among these types more of it."""

SAST = timezone(timedelta(hours=2), "SAST")


def today() -> date:
    """The day it is where MAXMONEY is at home."""
    return datetime.now(SAST).date()


class Maxintegrate:
    """One MAXINTEGRATE account."""

    name = "maxintegrate"

    def __init__(self, account: Account, on: Callable[[], date] = today) -> None:
        self._api = Api(account)
        self._shelf = Shelf(self._api, account.currency)
        self._currency = account.currency
        self._on = on
        self.serves = takes(Served, self._ignores())

    async def ask(self, errand: Errand[A], key: str) -> A | Trouble:
        """Ask once."""
        try:
            answer = await self._ask(cast("Served", errand), reference(key))
        except Duplicate as error:
            raise Clash(error.note, sure=True) from error
        except Refused as error:
            return Trouble(note=error.note)
        return cast("A | Trouble", answer)

    async def look_up(self, errand: Errand[A], key: str) -> A | Trouble | None:
        """What became of an errand that happens once, found by our reference or by what it was about."""
        try:
            answer = await self._look_up(errand, reference(key))
        except Missing:
            return None
        except Refused as error:
            raise Late(f"cannot be looked up: {error.note}") from error
        return cast("A | Trouble | None", answer)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._api.close()

    async def _ask(self, errand: Served, ref: str) -> Answer:  # noqa: C901, PLR0911, PLR0912 - a table, one line each
        match errand:
            case FindClient():
                return await self._find_client(errand)
            case FindEmployer():
                return await self._find_employer(errand)
            case AddEmployer():
                return await self._add_employer(errand, ref)
            case ListPaybackTypes():
                return PaybackTypes(payback_types=await self._options("payback_type_list"))
            case AddClient():
                return await self._add_client(errand, ref)
            case UpdateClient():
                return await self._update_client(errand)
            case CheckCredit():
                return await self._check_credit(errand, ref)
            case SetBudget():
                return await self._set_budget(errand)
            case SetBudgetItems():
                return await self._set_budget_items(errand)
            case ListPurposes():
                return Purposes(purposes=await self._options("loan_purpose_list"))
            case ListProducts():
                return await self._shelf.offered(errand.client)
            case Quote():
                return await self._shelf.price(errand, self._on())
            case Apply():
                return await self._apply(errand, ref)
            case ReadApplication():
                return await self._read_application(errand)
            case _:
                assert_never(errand)

    async def _look_up(self, errand: Errand[Any], ref: str) -> Answer | None:
        match errand:
            case AddEmployer():
                found = await self._employers(errand.employer)
                same = [row for row in found if row.employer.casefold() == errand.employer.casefold()]
                return EmployerAdded(employer_id=same[0].employer_id) if same else None
            case AddClient() if errand.id_number:
                return self._added(errand, await self._client(errand.id_number))
            case CheckCredit() if errand.id_number:
                client = await self._client(errand.id_number)
                return self._checked(errand, client) if client.credit_reference == ref else None
            case Apply():
                told = await self._api.one("loan_status", Application, {"reference": ref})
                return self._applied(errand, ref, told)
            case _:
                return None

    # Who the borrower is.

    async def _find_client(self, errand: FindClient) -> ClientFound | NoClient | Trouble:
        try:
            client = await self._client(errand.id_number)
        except Missing:
            return NoClient()
        found = ClientFound(**client.model_dump(include=set(ClientFound.model_fields)))
        return doubt({"id_number": errand.id_number}, client) or found

    async def _client(self, id_number: str) -> Client:
        return await self._api.one("client_search", Client, {"id_number": id_number})

    async def _find_employer(self, errand: FindEmployer) -> EmployersFound | NoEmployer:
        rows = await self._employers(errand.employer)
        shown = [Listed(id=row.employer_id, label=row.employer) for row in rows[:MOST]]
        return EmployersFound(employers=shown) if shown else NoEmployer()

    async def _employers(self, name: str) -> list[Employer]:
        try:
            return await self._api.rows("employer_search", Employer, {"employer": name})
        except Missing:
            return []

    async def _add_employer(self, errand: AddEmployer, ref: str) -> EmployerAdded | Trouble:
        words = {**errand.model_dump(), "reference": ref}
        made = await self._api.one("employer_create", EmployerMade, words)
        return doubt({"employer": errand.employer}, made) or EmployerAdded(employer_id=made.employer_id)

    async def _add_client(self, errand: AddClient, ref: str) -> ClientAdded | Trouble:
        words = {**errand.model_dump(), "reference": ref}
        return self._added(errand, await self._api.one("client_create", Client, words))

    def _added(self, errand: AddClient, client: Client) -> ClientAdded | Trouble:
        return doubt({"id_number": errand.id_number}, client) or ClientAdded(client=client.client)

    async def _update_client(self, errand: UpdateClient) -> ClientUpdated | Trouble:
        updated = await self._api.one("update_client", Updated, errand.model_dump())
        return doubt({"client": errand.client}, updated) or ClientUpdated()

    # What the borrower can afford.

    async def _check_credit(self, errand: CheckCredit, ref: str) -> CreditPassed | Declined | Trouble:
        words = {**errand.model_dump(), "reference": ref}
        credit = await self._api.one("credit_check", Credit, words)
        return doubt({"client": errand.client}, credit) or self._credit(credit.outcome, credit.reason)

    def _checked(self, errand: CheckCredit, client: Client) -> CreditPassed | Declined | Trouble:
        found = self._credit(client.credit_outcome, client.credit_reason)
        return doubt({"client": errand.client, "id_number": errand.id_number}, client) or found

    def _credit(self, outcome: str, reason: str) -> CreditPassed | Declined | Trouble:
        match self._api.meaning("credit_check", outcome):
            case "passed":
                return CreditPassed()
            case "declined":
                return _declined(reason)
            case _:
                return Trouble(note=f"credit outcome {outcome!r} is not among [credit_check.words]", doubt=True)

    async def _set_budget(self, errand: SetBudget) -> BudgetSet | Trouble:
        budget = await self._api.one("client_budget", Budget, _money(errand))
        kept = BudgetSet(budget=budget.budget, available=budget.available)
        return doubt({"client": errand.client}, budget) or kept

    async def _set_budget_items(self, errand: SetBudgetItems) -> BudgetItemsSet | Trouble:
        updated = await self._api.one("client_budget_items", Updated, _money(errand))
        return doubt({"client": errand.client}, updated) or BudgetItemsSet()

    # The loan.

    async def _options(self, method: str) -> list[Listed]:
        rows = await self._api.rows(method, Option)
        if not rows:
            raise Refused(f"{method} is empty")
        return [Listed(id=row.id, label=row.label) for row in rows]

    async def _apply(self, errand: Apply, ref: str) -> Applied | Declined | Trouble:
        words = {**errand.model_dump(), "reference": ref}
        return self._applied(errand, ref, await self._api.one("create_loan_application", Application, words))

    def _applied(self, errand: Apply, ref: str, told: Application) -> Applied | Declined | Trouble:
        meant = errand.model_dump(include={"client", "product", "amount", "instalments"})
        if wrong := doubt({**meant, "reference": ref}, told):
            return wrong
        if self._api.meaning("loan_status", told.status) == "declined":
            return _declined(told.reason)
        return Applied(application=told.application, reference=told.number or told.application)

    async def _read_application(self, errand: ReadApplication) -> ApplicationFound | NoApplication | Trouble:
        try:
            told = await self._api.one("loan_status", Application, {"application": errand.application})
        except Missing:
            return NoApplication()
        if told.amount is None or told.instalments is None:
            raise Late("an application without its amount or instalments")
        found = ApplicationFound(
            reference=told.number or told.application,
            status=self._api.meaning("loan_status", told.status) or "other",
            applied_amount=told.amount,
            applied_instalments=told.instalments,
            currency=told.currency or self._currency,
        )
        return doubt({"application": errand.application}, told) or found

    def _ignores(self) -> dict[type[Errand[Any]], set[str]]:
        """Fields the mapping file does not spell, and that an errand can do without."""
        ignored: dict[type[Errand[Any]], set[str]] = {}
        for name, words in METHODS.items():
            if words.send and issubclass(words.send, Errand):
                spare = {word for word, must in words.fields("send").items() if not must}
                ignored[words.send] = spare - self._api.spelling.methods[name].send.keys()
        return ignored


def _declined(reason: str) -> Declined:
    """The lender's no, with its reason where it gives one."""
    return Declined(reason=reason) if reason else Declined()


def _money(errand: SetBudget | SetBudgetItems) -> dict[str, Any]:
    """A budget in the lender's terms: what is deducted from pay is the gross less what is taken home."""
    return {**errand.model_dump(), "deductions": errand.income - errand.take_home}
