"""The steps hang together: every one can be reached and left, and what does not fit is found at import."""

from contextlib import nullcontext

import pytest

from flows.errands import Answer, FindClient, LoanFound, NoClient, NoLoan, Purposes, ReadLoan
from flows.home import home
from flows.session import START
from flows.steps import CALL, COMMANDS, DELETE, MENU, STEPS, check_anew, check_answers, check_forks, everything, rows
from flows.talk import machine
from flows.words import BACK, Choose, End, Flow, Send

BEYOND_ROUTES = {"home.again", "home.cancel", "activate.by_staff", "start.changed"}
"""Reached by coming back, by a command, by what staff do, and when our words have changed, not by an answer."""


def reached(start, ways):
    found, fresh = set(start), list(start)
    while fresh:
        for step in ways.get(fresh.pop(), set()) - found:
            found.add(step)
            fresh.append(step)
    return found


def ways(turned=False, over=True):
    """Where each step leads; `turned`: where it is reached from; without `over`, only by being answered."""
    found: dict[str, set[str]] = {}
    for row in rows():
        if over or row["trigger"] != "skip":
            a, b = (row["dest"], row["source"]) if turned else (row["source"], row["dest"])
            found.setdefault(a, set()).add(b)
    return found


def test_every_step_is_reached_from_the_start_by_being_answered():
    assert reached({START, *BEYOND_ROUTES}, ways(over=False)) == STEPS.keys()


def test_every_step_leads_to_an_end_or_to_the_menu():
    goals = {name for name, step in STEPS.items() if isinstance(step, End)} | {MENU}
    aside = {name for name, step in STEPS.items() if BACK in step.routes.values()}
    assert reached(goals | aside, ways(turned=True)) == STEPS.keys()


def test_no_errands_chase_each_other_in_a_circle():
    sends = {name for name, step in STEPS.items() if isinstance(step, Send)}
    between = {name: ways().get(name, set()) & sends for name in sends}
    assert [name for name in sends if name in reached(between[name], between)] == []


def test_steps_passed_over_never_lead_in_a_circle():
    over: dict[str, set[str]] = {}
    for row in rows():
        if row["trigger"] == "skip":
            over.setdefault(row["source"], set()).add(row["dest"])
    assert [name for name in over if name in reached(over[name], over)] == []


def test_the_machine_has_every_route_and_no_more():
    assert sum(len(found) for event in machine.events.values() for found in event.transitions.values()) == len(rows())


def test_commands_lead_to_steps_of_home_or_where_the_menu_leads():
    menu = {to if "." in to else f"home.{to}" for to in STEPS[MENU].routes.values()}
    assert COMMANDS - {START, CALL, DELETE} <= menu | home.steps.keys() | set(STEPS["home.help"].routes.values())


def test_a_route_to_nowhere_is_found():
    bad = Flow("bad", Choose("fork", {"left": "left", "right": "home.menu"}), End("done"))
    with pytest.raises(ValueError, match=r"bad\.fork leads to bad\.left, which is no step"):
        rows(bad.steps)


def test_an_answer_without_a_route_is_found_and_a_route_without_an_answer():
    tables: list[dict[type[Answer], str]] = [{NoClient: "end"}, {NoClient: "end", Purposes: "end"}]
    for to in tables:
        with pytest.raises(ValueError, match=r"bad\.find and its errand FindClient disagree on ClientFound"):
            check_answers(Flow("bad", Send("find", FindClient, to), End("end")).steps)


def test_two_steps_of_one_name_are_found():
    with pytest.raises(ValueError, match="two steps share a name"):
        Flow("bad", End("end"), End("end"))


def test_a_fork_whose_option_an_errand_would_carry_is_found():
    send = Send("read", ReadLoan, {LoanFound: "end", NoLoan: "end"})
    for leaves in (True, False):
        bad = Flow("bad", Choose("loan", {"menu": "home.menu"}, leaves=leaves), send, End("end"))
        with pytest.raises(ValueError, match=r"bad\.loan leaves its option") if leaves else nullcontext():
            check_forks(bad.steps)


def test_what_is_to_be_read_anew_must_be_an_errand():
    for anew in ("end", "nowhere"):
        bad = Flow("bad", Choose("shown", {"menu": "home.menu"}, anew=anew), End("end"))
        with pytest.raises(ValueError, match="which is no errand"):
            check_anew(bad.steps)


def test_everything_is_every_errand_but_our_own():
    assert {"FindClient", "Apply"} <= everything().errands
    assert everything().errands.isdisjoint({"Join", "Prove"})


def test_no_fork_of_ours_overwrites_what_a_lender_said():
    """A step's name is the fact it leaves; one that means something else to a lender must not have it."""
    sends = [step.errand for step in STEPS.values() if isinstance(step, Send)]
    theirs = {field for errand in sends for kind in (errand, *errand.answers()) for field in kind.model_fields}
    forks = {step.name for step in STEPS.values() if isinstance(step, Choose) and step.ours and step.leaves}
    assert forks & theirs == set()
