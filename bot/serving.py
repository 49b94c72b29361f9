"""What can be served to a borrower: what the lender takes, and the ways that are ours to know."""

from dataclasses import replace

from adapters.lending import Lending
from bot.linking import Linking
from flows.session import Serves

FILE, PERSON = "file", "person"
"""The ways there are where this phone can be sent documents, and where staff can be asked for."""


class Serving:
    """Says what there is; made anew only when that changes.

    `staffed`: whether there is a staff's desk. `contact`: how a borrower reaches the lender.
    """

    def __init__(self, lending: Lending, linking: Linking, *, staffed: bool = False, contact: str = "") -> None:
        self._lending, self._linking, self._contact = lending, linking, contact
        self._person = frozenset({PERSON} if staffed else ())
        self._known: dict[bool, Serves] = {}

    def at(self, *, files: bool = False) -> Serves:
        """What there is on a phone; `files`: one that can be sent documents."""
        ways, known = self._linking.ways | self._person | ({FILE} if files else set()), self._known.get(files)
        if known is None or known.ways != ways:
            known = self._known[files] = replace(self._lending.serves, ways=ways, contact=self._contact)
        return known
