"""How the MAXINTEGRATE stand-in hears and answers: spelt as the mapping file says, states in the lender's words."""

from typing import Any

from aiohttp import web

from adapters.lenders.mapping import Method, Spelling, pack, put, unpack
from adapters.lenders.wire import read
from adapters.stand_ins.faults import lie
from adapters.stand_ins.maxintegrate_books import ROWS, Words

Done = Words | list[Words] | None
"""What a method did: a record (with rows beside it, maybe), a list, or None: there is none."""

STATES = frozenset({"status", "outcome", "credit_outcome", "kind", "method", "mandate_type"})
"""Words whose value is a state, which the lender has its own word for."""

ALSO = {
    "client_search": ("credit_check", "file_upload"),
    "agreement_sign": ("agreement_read",),
    "debicheck_request": ("debicheck_status",),
    "payout_status": ("allps_payout",),
    "claim_list": ("third_party_claim",),
}
"""Methods whose states are spelt at another one; those of loans are spelt at `loan_status`."""


async def heard(request: web.Request, method: Method) -> Words:
    """Our words, found in the path, the query, the form or the body of a request; states in our words too."""
    said = {**unpack(method.send, await _sent(request, method)), **request.match_info}
    states = STATES & said.keys()
    return {**said, **{word: method.words.get(str(said[word]), said[word]) for word in states}}


async def _sent(request: web.Request, method: Method) -> Any:
    if method.verb == "GET":
        return dict(request.query)
    if method.form == "json":
        return read(await request.read())
    try:
        form = await request.post()
    except ValueError:  # a form that is none
        return {}
    return {name: part.file.read() if isinstance(part, web.FileField) else part for name, part in form.items()}


def told(spelling: Spelling, name: str, done: Done, lies: list[str]) -> Any:
    """What was done, with the lies it is to tell. None: outright that there is none."""
    method = spelling.methods[name]
    if done is None:
        return {place.split(".")[0]: None for place in method.get.values()}
    theirs = _theirs(spelling, name)
    tree = pack(method.get, _said(done, theirs, lies)) if isinstance(done, dict) else {}
    listed = done.get(ROWS) if isinstance(done, dict) else done
    if listed is None or (isinstance(done, dict) and method.rows == "."):  # no place for rows beside a record
        return tree
    rows = [pack(method.row, _said(row, theirs, lies)) for row in listed]
    if method.rows == ".":
        return rows
    put(tree, method.rows, rows)
    return tree


def _theirs(spelling: Spelling, name: str) -> dict[str, str]:
    """From our words for states to the lender's, as one method says them."""
    tables = [spelling.methods[at].words for at in ("loan_status", *ALSO.get(name, ()), name)]
    return {ours: word for table in tables for word, ours in table.items()}


def _said(words: Words, theirs: dict[str, str], lies: list[str]) -> Words:
    states = {word: theirs.get(words[word], words[word]) for word in STATES & words.keys()}
    return {**words, **states, **{word: lie(words[word]) for word in lies if word in words}}
