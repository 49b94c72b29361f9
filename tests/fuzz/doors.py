"""Every door, and its share of the cases."""

from tests.fuzz import answers, carriers, files, heads, notices, page, papers, reports, telegram, ussd
from tests.fuzz.case import Door

DOORS: dict[str, Door] = {
    door.name: door
    for door in (
        ussd.DOOR,
        telegram.DOOR,
        page.DOOR,
        heads.DOOR,
        notices.DOOR,
        *reports.DOORS,
        *answers.DOORS,
        carriers.DOOR,
        *files.DOORS,
        papers.DOOR,
    )
}
"""By their names."""


def cases(door: Door, whole: int) -> int:
    """How many of so many cases in all are tried at a door; never none."""
    return max(1, round(whole * door.share / sum(each.share for each in DOORS.values())))
