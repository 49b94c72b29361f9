"""MAXINTEGRATE on a client's documents: which it needs and has (client_search), and file_upload."""

from hashlib import sha256

from adapters.lenders.forms import File
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_loan_words import Document
from adapters.lenders.maxintegrate_words import Client
from adapters.lenders.told import doubt
from flows.errands import DocumentUploaded, Papers, ReadPapers, Trouble, UploadDocument

KINDS = ("id", "payslip", "bank_statement")
"""In the order of the workflow. Needed are those the mapping file has a word for."""


async def read(api: Api, errand: ReadPapers) -> Papers | Trouble:
    """What the lender needs, and what the client's record lists. Raises Missing if there is no such client."""
    client, documents = await api.both("client_search", Client, Document, {"id_number": errand.id_number})
    if wrong := doubt({"client": errand.client, "id_number": errand.id_number}, client):
        return wrong
    words = api.spelling.methods["file_upload"].words
    has = {words.get(document.kind, "") for document in documents}
    needs = [kind for kind in KINDS if kind in words.values()]
    return Papers(needs=needs, has=[kind for kind in needs if kind in has])


async def upload(api: Api, errand: UploadDocument, reference: str) -> DocumentUploaded | Trouble:
    """Upload a document, under our reference."""
    words = {
        "client": errand.client,
        "kind": api.word("file_upload", errand.kind),
        "filename": errand.filename,
        "content": File(errand.filename, errand.content),
        "reference": reference,
    }
    return _uploaded(api, errand, reference, await api.one("file_upload", Document, words))


async def uploaded(api: Api, errand: UploadDocument, reference: str) -> DocumentUploaded | Trouble | None:
    """Whether the client's record lists a document under our reference; raises Missing if there is no such client."""
    if not errand.id_number:
        return None
    client, documents = await api.both("client_search", Client, Document, {"id_number": errand.id_number})
    if wrong := doubt({"client": errand.client, "id_number": errand.id_number}, client):
        return wrong
    ours = [document for document in documents if document.reference == reference]
    return _uploaded(api, errand, reference, ours[0]) if ours else None


def _uploaded(api: Api, errand: UploadDocument, reference: str, kept: Document) -> DocumentUploaded | Trouble:
    meant = {
        "client": errand.client,
        "kind": api.word("file_upload", errand.kind),
        "reference": reference,
        "size": len(errand.content),
        "sha256": sha256(errand.content).hexdigest(),
    }
    return doubt(meant, kept) or DocumentUploaded()
