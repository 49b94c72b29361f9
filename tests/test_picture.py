"""The picture shows every step and every route."""

from bot.picture import mermaid
from flows.steps import STEPS


def test_every_step_is_in_the_picture():
    drawn = mermaid()
    assert drawn.startswith("flowchart TD")
    assert [name for name in STEPS if f"{name.replace('.', '_')}" not in drawn] == []


def test_an_arrow_says_what_leads_along_it():
    assert 'borrower_find -->|"ClientFound"| borrower_confirm' in mermaid()
