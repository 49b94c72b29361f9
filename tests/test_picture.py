"""The picture shows every step and every route."""

from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

from bot.__main__ import main
from bot.layout import EXPECTED, WIDE, picture
from bot.picture import mermaid
from bot.routes import routes
from bot.svg import svg
from flows.steps import FLOWS, STEPS
from flows.words import BACK

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing():
    return ET.fromstring(svg())


def test_every_step_is_in_the_picture():
    drawn = mermaid()
    assert drawn.startswith("flowchart TD")
    assert [name for name in STEPS if f"{name.replace('.', '_')}" not in drawn] == []


def test_an_arrow_says_what_leads_along_it():
    assert 'borrower_find -->|"ClientFound"| borrower_confirm' in mermaid()


def test_every_step_is_in_the_drawing_and_every_link_leads_to_one(drawing):
    assert [each.get("id") for each in drawing.iter(f"{SVG}g") if each.get("id")] == list(STEPS)
    assert {each.get("href") for each in drawing.iter(f"{SVG}a")} <= {f"#{name}" for name in STEPS}


def test_every_route_is_in_the_drawing_or_goes_without_saying(drawing):
    texts = {each.get("id"): "\n".join(each.itertext()) for each in drawing.iter(f"{SVG}g")}
    for name, found in routes().items():
        for route in found:
            straight = route.trigger in ("then", "skip") or (route.trigger, route.to) in EXPECTED
            words = "passed over" if route.passes else route.trigger
            assert straight or words in texts[name], (name, route)
            assert straight or route.to == BACK or route.to.partition(".")[2] in texts[name], (name, route)


def test_no_two_flows_and_no_two_boxes_lie_on_each_other():
    groups, width, height = picture(6)
    assert [group.name for group in groups] == [flow.name for flow in FLOWS]
    assert all(group.x + group.width <= width and group.y + group.height <= height for group in groups)
    for one, other in combinations(groups, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y
    for group in groups:
        assert group.left + WIDE < group.width
        assert all(one.y + one.height < other.y for one, other in pairwise(group.boxes))


def test_ways_in_one_lane_do_not_touch():
    for group in picture(6)[0]:
        for one, other in combinations(group.arcs, 2):
            if (one.lane, one.down) == (other.lane, other.down):
                assert max(one[:2]) < min(other[:2]) or max(other[:2]) < min(one[:2])


def test_it_is_written_to_a_file_or_said(tmp_path, capsys):
    assert main(["picture", "--svg", "--out", str(tmp_path / "talk.svg")]) == 0
    assert (tmp_path / "talk.svg").read_text() == svg()
    assert main(["picture"]) == 0
    assert capsys.readouterr().out == mermaid()
