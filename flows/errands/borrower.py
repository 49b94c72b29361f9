"""Who the borrower is to the lender, and the borrower's documents."""

from typing import ClassVar

from pydantic import Field, JsonValue

from flows.errands.core import Answer, Errand, Listed


class ClientFound(Answer):
    """The lender knows this person. `own_client`: its record carries the very phone number it was looked up with."""

    client: str
    own_client: bool = False
    first_name: str = ""
    last_name: str = ""
    employer: str = ""
    payback_type: str = ""


class NoClient(Answer):
    """The lender does not know this person."""

    client: str = ""
    own_client: bool = False


class FindClient(Errand[ClientFound | NoClient]):
    """Look for the person by ID number. `phone` is the number of whoever asks, which may be somebody else.

    Its answer says whether somebody is a client, so nobody may go through many numbers.
    """

    a_day: ClassVar[int] = 10
    id_number: str
    phone: str = ""


class EmployersFound(Answer):
    """Employers whose name resembles what was typed."""

    employers: list[Listed]


class NoEmployer(Answer):
    """No employer of that name."""


class FindEmployer(Errand[EmployersFound | NoEmployer]):
    """Look for an employer by (part of) its name."""

    employer: str


class EmployerAdded(Answer):
    """The employer is in the lender's list now."""

    employer_id: str


class AddEmployer(Errand[EmployerAdded]):
    """Add an employer the lender does not know."""

    once: ClassVar[bool] = True
    employer: str


class PaybackTypes(Answer):
    """The ways a loan may be paid back."""

    payback_types: list[Listed]


class ListPaybackTypes(Errand[PaybackTypes]):
    """Ask in which ways a loan may be paid back."""


class ClientAdded(Answer):
    """The person is a client of the lender now. `own_client`: with this very phone number."""

    client: str
    own_client: bool = True


class AddClient(Errand[ClientAdded]):
    """Make the person a client of the lender."""

    once: ClassVar[bool] = True
    id_number: str = ""
    first_name: str
    last_name: str
    phone: str
    email: str = ""
    employer_id: str = ""
    payback_type: str = ""


class ClientUpdated(Answer):
    """The person's details are brought up to date."""


class UpdateClient(Errand[ClientUpdated]):
    """Bring an existing client's details up to date. Asking twice is asking once. Empty fields are left as they are."""

    client: str
    phone: str = ""
    employer_id: str = ""
    payback_type: str = ""


class Papers(Answer):
    """Which documents of a client a loan `needs` (id, payslip, bank_statement, in the order to ask), which it `has`."""

    needs: list[str]
    has: list[str] = []


class ReadPapers(Errand[Papers]):
    """Ask which documents the lender needs of this client, and which it has."""

    client: str
    id_number: str = ""


class DocumentUploaded(Answer):
    """The lender has the document."""


class UploadDocument(Errand[DocumentUploaded]):
    """Give the lender a document of the client: `kind` is id, payslip or bank_statement; `content` its bytes.

    `id_number` is whose it is, for lenders who tell of a client's documents by it. The conversation knows `pages` only,
    where they wait; whoever sends it has them bound into `content` first, named `filename`.
    """

    once: ClassVar[bool] = True
    client: str
    id_number: str = ""
    kind: str
    pages: list[dict[str, JsonValue]] = []
    filename: str = ""
    content: bytes = Field(default=b"", repr=False)
