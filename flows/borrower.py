"""Who the borrower is: found by ID number, or made a client of the lender."""

from flows import checks
from flows.errands import (
    AddClient,
    AddEmployer,
    ClientAdded,
    ClientFound,
    ClientUpdated,
    EmployerAdded,
    EmployersFound,
    FindClient,
    FindEmployer,
    ListPaybackTypes,
    NoClient,
    NoEmployer,
    PaybackTypes,
    UpdateClient,
)
from flows.session import Facts
from flows.words import Ask, Choose, Flow, Send


def is_new(facts: Facts) -> bool:
    """Whether the lender does not know this person yet."""
    return not facts.get("client")


def is_known(facts: Facts) -> bool:
    """Whether the lender knows this person."""
    return not is_new(facts)


def in_doubt(facts: Facts) -> bool:
    """Whether something asked of the lender may have been done, and nobody has looked yet.

    Who was asked and went to the menu instead has not said that it is settled.
    """
    return facts.get("doubt") in (True, "menu")


borrower = Flow(
    "borrower",
    Choose("doubt", {"settled": "id_number", "menu": "home.menu"}, then="id_number", when=in_doubt),
    Ask("id_number", checks.id_number, then="find"),
    Send("find", FindClient, {ClientFound: "confirm", NoClient: "first_name"}, skip="first_name"),
    Choose(
        "confirm",
        {"same": "papers.read", "changed": "employer", "other": "id_number"},
        then="known",
        before=FindEmployer,
    ),
    Choose("known", {"yes": "papers.read", "other": "id_number"}),
    Ask("first_name", checks.name, then="last_name"),
    Ask("last_name", checks.name, then="email"),
    Ask("email", checks.email, then="employer"),
    Ask("employer", checks.title, then="find_employer"),
    Send(
        "find_employer", FindEmployer, {EmployersFound: "employer_id", NoEmployer: "new_employer"}, skip="list_payback"
    ),
    Choose("employer_id", "employers", then="list_payback", extra={"other": "new_employer"}),
    Choose("new_employer", {"add": "add_employer", "retype": "employer"}),
    Send("add_employer", AddEmployer, {EmployerAdded: "list_payback"}),
    Send("list_payback", ListPaybackTypes, {PaybackTypes: "payback_type"}, skip="review"),
    Choose("payback_type", "payback_types", then="review"),
    Choose("review", {"right": "add", "wrong": "first_name"}, then="update", when=is_new),
    Send("add", AddClient, {ClientAdded: "papers.read"}, skip="update", when=is_new),
    # The number the lender has shows whose client this is, so nobody makes it their own by typing an ID number.
    Send("update", UpdateClient, {ClientUpdated: "papers.read"}, when=is_known, without=("phone",)),
    forgets=(
        *("id_number", "first_name", "last_name", "email", "note", "confirm", "review", "new_employer"),
        *("employer", "employers", "employer_id", "employer_id_label"),
        *("payback_types", "payback_type", "payback_type_label"),
    ),
)
