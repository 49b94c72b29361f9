"""A short soak, and that it would have seen: with a safeguard taken out it must find things doubled."""

import pytest

from tests.soak.plan import Plan
from tests.soak.report import breaches, report
from tests.soak.run import soak

QUIET = {"seconds": 5.0, "kills": 600.0, "squalls": 600.0, "people": 20, "faults": 25.0}
"""No kills and squalls: what is shown here must not hang on them."""


def unheard(_: str) -> None:
    return


async def test_nothing_is_lost_doubled_or_stuck_under_kills_cuts_and_a_lender_that_lies(tmp_path):
    outcome = await soak(Plan.short(seed=4), unheard, tmp_path)
    assert not any(breaches(outcome).values()), report(outcome)
    assert outcome.tally.kills.total() > 0
    assert outcome.verdict.outcomes["done"] > 0
    assert outcome.verdict.compared > 0


# Without the fence one who wakes late writes over what came since: answers are lost, or what was done is done again.
CRIPPLED = [
    ("intent", {"doubled"}, {"webs": 1, "workers": 0}),
    ("fence", {"lost", "doubled"}, {"workers": 0, "people": 12, "dawdle": 40.0}),
    ("owner", {"doubled"}, {"webs": 1, "people": 8, "doze": 30.0, "settle": 0.3, "slow": 0.1, "silence": 0.5}),
]


@pytest.mark.parametrize(("without", "seen", "more"), CRIPPLED)
async def test_with_a_safeguard_taken_out_the_soak_sees_it(without, seen, more, tmp_path):
    """Chance decides whether so short a soak meets the moment that hurts: three are run if need be."""
    reports = []
    for seed in (5, 6, 7):
        folder = tmp_path / str(seed)
        folder.mkdir()
        outcome = await soak(Plan.short(seed=seed, without=without, **{**QUIET, **more}), unheard, folder)
        if any(breaches(outcome)[kind] for kind in seen):
            return
        reports.append(report(outcome))
    pytest.fail("\n".join(reports))
