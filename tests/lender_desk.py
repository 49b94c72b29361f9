"""The lending adapter in front of one lender and its stand-in, for the tests of any of them."""

import time
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from adapters.lending import Lender, Lending
from flows.errands import Answer, Errand

L = TypeVar("L", bound=Lender)
S = TypeVar("S")


@dataclass
class LenderDesk(Generic[S, L]):
    """Errands run here. `url`: where the stand-in answers. `now`: the time, to be moved. `late`: what came late."""

    stand_in: S
    lender: L
    url: str
    now: list[float] = field(default_factory=lambda: [1000.0])
    late: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lending = Lending(
            self.lender, settle=90, clock=lambda: self.now[0], steady=lambda: self.now[0] + time.monotonic()
        )

    async def run(self, errand: Errand[Any], key: str = "k", *, patience: float = 5, sent: int = 0) -> Any:
        return await self.lending.run(errand, key, patience=patience, sent=sent, late=self.came_late)

    async def came_late(self, answer: Answer) -> None:
        self.late.append(answer)

    async def aclose(self) -> None:
        await self.lending.close()
