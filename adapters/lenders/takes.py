"""What a lender takes, worked out from the errands it serves, so that nobody is asked what it has no use for."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, get_args

from flows.errands import Errand
from flows.session import Serves

Ignores = Mapping[type[Errand[Any]], Iterable[str]]


def takes(
    served: object,
    ignores: Ignores | None = None,
    ids: str = "southern",
    unserved: Collection[str] = (),
    hours: float = 0,
) -> Serves:
    """What a union of errand classes serves: their names, and the names of their fields less the ignored ones.

    `ids` and `hours` are as in `Serves`. `unserved`: names of errands that this installation
    cannot serve after all.
    """
    known: tuple[type[Errand[Any]], ...] = get_args(served)
    errands = [errand for errand in known if errand.__name__ not in unserved]
    left = {errand: frozenset(ignored) for errand, ignored in (ignores or {}).items()}
    facts = (errand.model_fields.keys() - left.get(errand, frozenset()) for errand in errands)
    return Serves(frozenset(errand.__name__ for errand in errands), frozenset[str]().union(*facts), ids, hours=hours)
